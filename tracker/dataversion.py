"""Which version of the data stands, known in memory without asking."""

import os
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

CHANNEL = "data_version"
QUESTION = "SELECT number FROM data_version"
HEARTBEAT = 10
"""Seconds after which a silent listener asks whether the database is still there."""


def connect(alias: str = DEFAULT_DB_ALIAS) -> psycopg.Connection[Any]:
    """A connection beside Django's own, for what is asked outside of a request.

    A pooler that lends sessions by the transaction delivers no notices: where one
    stands between, DATABASE_LISTEN_URL leads past it.
    """
    if alias == DEFAULT_DB_ALIAS and (url := settings.DATABASE_LISTEN_URL):
        return psycopg.connect(url, autocommit=True, connect_timeout=2)
    django_has: Any = connections[alias]
    params = django_has.get_connection_params()
    params.pop("cursor_factory", None)
    params.pop("context", None)
    return psycopg.connect(**params | {"autocommit": True, "connect_timeout": 2})


class DataVersionWatch:
    """Listens for new versions; asks the database while it cannot listen.

    ``connect`` opens a connection that commits by itself. Each process listens for
    itself, from its first question on.
    """

    def __init__(self, connect: Callable[[], psycopg.Connection[Any]]) -> None:
        self.connect = connect
        self.lock = threading.Lock()
        self.process: int | None = None
        self.known: int | None = None
        self.asking: psycopg.Connection[Any] | None = None

    def current(self) -> int | None:
        """The version, or nothing while the database does not say."""
        if self.process != os.getpid():
            self._begin()
        known = self.known
        return self._ask() if known is None else known

    def doubt(self) -> None:
        """Ask before the next answer: this process may have written just now."""
        self.known = None

    def _begin(self) -> None:
        with self.lock:
            if self.process == os.getpid():
                return
            self.process, self.known, self.asking = os.getpid(), None, None
            threading.Thread(target=self._listen, name=CHANNEL, daemon=True).start()

    def _ask(self) -> int | None:
        with self.lock:
            try:
                if self.asking is None or self.asking.closed:
                    self.asking = self.connect()
                number = _number(self.asking)
            except psycopg.Error:
                self.asking = None
                return None
            # The listener may have heard of a later one meanwhile.
            self.known = max(number, self.known or 0)
            return self.known

    def _listen(self) -> None:
        pause = threading.Event()
        while True:
            try:
                with closing(self.connect()) as connection:
                    self._follow(connection)
            except psycopg.Error:
                self.known = None
                pause.wait(1)

    def _follow(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        while True:
            self.known = _number(connection)
            for _notice in connection.notifies(timeout=HEARTBEAT, stop_after=1):
                pass


def _number(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute(QUESTION).fetchone()
    return int(row[0]) if row else 0
