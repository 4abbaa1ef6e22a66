"""The site as production serves it, on a cluster of a drill's own, and who asks it."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from typing import NamedTuple

from drills.clusters import Cluster, cluster

ROOT = Path(__file__).resolve().parents[1]
PREPARATION = ["migrate", "load_rates", "seed", "collectstatic --no-input"]
SERVE = ("-m", "tracker.serve")
PATIENCE = 120
"""Seconds for a server to answer on a busy machine."""

UNTHROTTLED = {"THROTTLE_ANONYMOUS": "100000/min"}
"""A drill asks more often than one caller may."""

HTTPS = {"X-Forwarded-Proto": "https"}
"""What the proxy says that a drill stands for."""


class Asked(NamedTuple):
    """One question: when, what came (0: nothing), in how many seconds, Retry-After."""

    at: float
    status: int
    seconds: float
    retry: str = ""


class Probe:
    """Asks at a steady pace, whatever becomes of earlier questions."""

    def __init__(self, port: int, path: Callable[[int], str], per_second: int) -> None:
        self.port, self.path, self.pause = port, path, 1 / per_second
        self.asked: list[Asked] = []
        self.ended = threading.Event()

    def __enter__(self) -> "Probe":
        self.clock = threading.Thread(target=self._run)
        self.clock.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.ended.set()
        self.clock.join()

    def _run(self) -> None:
        asking: list[threading.Thread] = []
        for turn in count():
            if self.ended.wait(self.pause):
                break
            asking.append(threading.Thread(target=self._ask, args=[self.path(turn)]))
            asking[-1].start()
        for each in asking:
            each.join()

    def _ask(self, path: str) -> None:
        self.asked.append(ask(self.port, path))

    def failures(self) -> list[Asked]:
        """The questions that got no answer, or another than 200."""
        return [asked for asked in self.asked if asked.status != 200]

    def p99(self) -> float:
        """The seconds that one answer of a hundred exceeds."""
        taken = sorted(asked.seconds for asked in self.asked)
        return taken[min(len(taken) - 1, len(taken) * 99 // 100)]


def ask(port: int, path: str, timeout: float = 30) -> Asked:
    """Ask 127.0.0.1 once, on a new connection."""
    at = time.monotonic()
    line = HTTPConnection("127.0.0.1", port, timeout=timeout)
    status, retry = 0, ""
    with contextlib.suppress(OSError, HTTPException), contextlib.closing(line):
        line.request("GET", path, headers=HTTPS)
        answer = line.getresponse()
        answer.read()
        status, retry = answer.status, answer.headers.get("Retry-After", "")
    return Asked(at, status, time.monotonic() - at, retry)


def new_question(turn: int) -> str:
    """An address that no cache has an answer to; for each turn another one."""
    return f"/api/v1/funding/?amount_max={turn + 1}"


@contextlib.contextmanager
def production() -> Iterator[tuple[Cluster, int, subprocess.Popen]]:
    """The seed on a cluster of its own, served as in production; gone at the end."""
    with (
        cluster() as database,
        prepared(database) as environment,
        serving(environment) as (port, process),
    ):
        yield database, port, process


@contextlib.contextmanager
def prepared(cluster: Cluster) -> Iterator[dict[str, str]]:
    """The environment of a site in production, with the seed in ``cluster``."""
    with tempfile.TemporaryDirectory() as static:
        environment = {
            **os.environ,
            "DATABASE_URL": cluster.url,
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "PRODUCTION": "1",
            "DEBUG": "0",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "TRUSTED_PROXIES": "127.0.0.1",
            "STAFF_SECOND_FACTOR": "1",
            "STATIC_ROOT": static,
            **UNTHROTTLED,
        }
        for command in PREPARATION:
            words = [sys.executable, "manage.py", *command.split()]
            subprocess.run(
                words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
            )
        yield environment


@contextlib.contextmanager
def serving(
    environment: Mapping[str, str], *command: str
) -> Iterator[tuple[int, subprocess.Popen]]:
    """Serve on a free port of 127.0.0.1; gives the port and the main process.

    ``command`` is what Python runs instead of the start of production.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    places = {**environment, "HOST": "127.0.0.1", "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, *(command or SERVE)], cwd=ROOT, env=places
    )
    try:
        await_workers(port, process)
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def await_workers(port: int, process: subprocess.Popen) -> None:
    """Wait until the server answers; raises ``RuntimeError`` if it never does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if ask(port, "/healthz", timeout=1).status == 200:
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not start; see its messages above.")
