"""Starts the server of production: ``python -m tracker.serve``.

It refuses settings that are not safe on a public server (``tracker.production``), then
becomes granian. HOST, PORT, WORKERS and THREADS say where and how wide; SIGTERM lets
answers in flight end, SIGHUP replaces one worker after the other.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import django
from django.conf import settings
from django.core import checks

LOG = Path(__file__).with_name("granian.json")
"""How granian tells what it does: as Django does."""

CONNECTIONS = 1024
"""Open connections of a worker, idle and slow ones included; the rest wait."""

HEADERS_WITHIN = 20
"""Seconds in which a caller must have said all headers, and ask again if he stays."""

START_WITHIN = 20
"""Seconds that a new worker is given, before the one that it replaces is stopped."""

STOP_WITHIN = 35
"""Seconds after which a worker that was told to stop is killed."""

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
ALWAYS = {"tracker.E009", "tracker.E010", "tracker.E011"}
"""What stops a trial on this machine, too: pages, or writes, would fail."""


def main() -> None:
    """Check, then serve; exits with 1 and the reasons where it must not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    is_trial = os.environ.get("HOST", "127.0.0.1") in LOOPBACK
    is_trial = is_trial and not settings.PRODUCTION
    if told := refusals(is_trial=is_trial):
        sys.exit("\n".join(["The server does not start:", *told]))
    command = [sys.executable, "-m", "granian", *options(os.environ)]
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="tracker-metrics-")
    os.execv(command[0], command)  # noqa: S606


def refusals(*, is_trial: bool) -> list[str]:
    """Why the server must not start, a line each; nothing where it may."""
    found = checks.run_checks(include_deployment_checks=True, databases=["default"])
    grave = [
        message
        for message in found
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    if is_trial:
        grave = [message for message in grave if message.id in ALWAYS]
    return [f"- {message.msg} ({message.id})" for message in grave]


def options(environment: Mapping[str, str]) -> list[str]:
    """The arguments of granian; raises ``SystemExit`` for numbers that are none."""
    return [
        "tracker.rsgi:application",
        *("--interface", "rsgi", "--http", "1", "--no-ws"),
        *("--host", environment.get("HOST", "127.0.0.1")),
        *("--port", str(_number(environment, "PORT", 8000, 65535))),
        *("--workers", str(_number(environment, "WORKERS", 2, 64))),
        *("--backpressure", str(CONNECTIONS), "--backlog", str(CONNECTIONS)),
        *("--http1-header-read-timeout", str(HEADERS_WITHIN * 1000)),
        *("--respawn-failed-workers", "--respawn-interval", str(START_WITHIN)),
        *("--workers-kill-timeout", str(STOP_WITHIN)),
        *("--log-level", "info", "--no-access-log", "--log-config", str(LOG)),
    ]


def _number(environment: Mapping[str, str], name: str, usual: int, most: int) -> int:
    given = environment.get(name) or str(usual)
    if not given.isdecimal() or not 0 < int(given) <= most:
        sys.exit(f"{name} must be a number from 1 to {most}, not {given}.")
    return int(given)


if __name__ == "__main__":
    main()
