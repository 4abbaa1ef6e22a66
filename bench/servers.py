"""Starts each of the compared applications under the same server, and stops it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

from tracker.serve import options

WORKERS = 2
THREADS = 8  # of a worker, and so its connections to the database
PATIENCE = 60  # seconds for a server to answer, or to end

OURS = "tracker.rsgi:application"
APPLICATIONS = {
    "ours": (OURS, "bench.settings"),
    "plain": ("bench.plain.wsgi:application", "bench.plain.settings"),
    "bare": ("bench.bare:application", "bench.settings"),
}


class Server(NamedTuple):
    """A running server: where it listens and its process."""

    port: int
    process: subprocess.Popen

    def megabytes(self, field: str = "VmHWM") -> list[float]:
        """Memory of each worker, in MiB, as Linux counts it; else nothing.

        It is the peak; ``VmRSS`` is what each has at present.
        """
        return [
            int(line.split()[1]) / 1024
            for child in _children(self.process.pid)
            for line in _lines(Path(f"/proc/{child}/status"))
            if line.startswith(field)
        ]

    def kill(self) -> None:
        """Kill it and its workers as the kernel does (``kill -9``)."""
        children = _children(self.process.pid)
        for process in (self.process.pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


@contextmanager
def serving(name: str) -> Iterator[Server]:
    """Serve one of ``APPLICATIONS`` on a free port of 127.0.0.1."""
    application, settings = APPLICATIONS[name]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "DEBUG": "0"}
    with started(application, environment, workers=WORKERS) as server:
        yield server


@contextmanager
def started(
    application: str, environment: Mapping[str, str], *, workers: int
) -> Iterator[Server]:
    """Serve ``application`` under granian on a free port of 127.0.0.1.

    Ours is served as in production, others in granian's own WSGI mode.
    """
    port = free_port()
    places = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": str(workers)}
    command = [sys.executable, "-m", "granian", *options(places)]
    if application != OURS:
        command = [sys.executable, "-m", "granian", application, "--interface", "wsgi"]
        command += ["--host", "127.0.0.1", "--port", str(port), "--no-access-log"]
        command += ["--workers", str(workers), "--backpressure", str(THREADS)]
    command += ["--log-level", "warning"]
    process = subprocess.Popen(command, env=environment)  # noqa: S603
    try:
        _await(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _await(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        # That it listens is not enough: a worker that still loads is not told to end.
        with suppress(OSError, HTTPException):
            line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            line.request("GET", "/healthz")
            line.getresponse().close()
            line.close()
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not start; see its messages above.")


def _children(parent: int) -> list[str]:
    lists = Path(f"/proc/{parent}/task").glob("*/children")
    return [child for path in lists for line in _lines(path) for child in line.split()]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:  # another system, or the process has ended
        return []
