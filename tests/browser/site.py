"""A site of its own for the browser: seeded, served, and gone at the end.

Beside the seed, in which little has a date, it has a programme of many years.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.db import connection
from psycopg import sql

from bench.servers import OURS, started

ROOT = Path(__file__).resolve().parents[2]
STAFF = """
from tests.factories import make_staff
for name, role in (("editor",) * 2, ("reviewer",) * 2, ("passkey", "editor")):
    person = make_staff(role, username=name)
    person.set_password({password!r})
    person.save()
"""
DATED = "from tests.browser.dated import tell; tell()"


class Site(NamedTuple):
    """Where the site is, and the password of its ``editor`` and ``reviewer``."""

    address: str
    password: str


@contextmanager
def seeded_site(name: str) -> Iterator[Site]:
    """Serve the seed and more from a new database ``name``, which is dropped after."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "DEBUG": "0"}
    environment = {**os.environ, **settings, "BROWSER_DATABASE": name}
    password = secrets.token_urlsafe()
    with _database(name):
        for command in (
            ["migrate", "--verbosity=0"],
            ["load_rates"],
            ["seed"],
            ["shell", "--verbosity=0", "-c", STAFF.format(password=password) + DATED],
        ):
            _manage(command, environment)
        with started(OURS, environment, workers=1) as server:
            yield Site(f"http://127.0.0.1:{server.port}", password)


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
