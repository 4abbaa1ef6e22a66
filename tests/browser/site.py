"""A site of its own for the browser: seeded, served, and gone at the end."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for the server to answer

STAFF = """
from tests.factories import make_staff
for role in ("editor", "reviewer"):
    person = make_staff(role, username=role)
    person.set_password({password!r})
    person.save()
"""


class Site(NamedTuple):
    """Where the site is, and the password of its ``editor`` and ``reviewer``."""

    address: str
    password: str


@contextmanager
def seeded_site(name: str) -> Iterator[Site]:
    """Serve the seed from a new database called ``name``, which is dropped after."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "DEBUG": "0"}
    environment = {**os.environ, **settings, "BROWSER_DATABASE": name}
    password = secrets.token_urlsafe()
    with _database(name):
        for command in (
            ["migrate", "--verbosity=0"],
            ["load_rates"],
            ["seed"],
            ["shell", "--verbosity=0", "-c", STAFF.format(password=password)],
        ):
            _manage(command, environment)
        with _server(environment) as address:
            yield Site(address, password)


@contextmanager
def _database(name: str) -> Iterator[None]:
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    known = {"dbname", "user", "password", "host", "port"} & parameters.keys()
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
        sql.Identifier(name)
    )
    with psycopg.connect(
        autocommit=True, **{word: parameters[word] for word in known}
    ) as server:
        server.execute(drop)
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(
                sql.Identifier(name)
            )
        )
        try:
            yield
        finally:
            server.execute(drop)


def _manage(arguments: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "tracker.wsgi:application"]
    command += ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _await(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The site did not start; see its messages above.")
