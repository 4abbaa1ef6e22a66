"""Whether the replicas follow the primary: asked by each process, once a second."""

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

import psycopg
from django.conf import settings
from django.db import connections

from consortium.databases import PRIMARY, reading_from
from consortium.models.turns import DataVersion
from tracker.dataversion import connect

logger = logging.getLogger(__name__)

OK, LATE, FAILING = "ok", "late", "failing"
DISCONNECTED, PROMOTED = "disconnected", "promoted"
"""It runs and receives nothing; it has become a primary of its own."""

PAUSE = 1.0
"""Seconds between two looks."""

FIRST = 2.0
"""Seconds that somebody who wants to know waits for the first look."""

STALE = 3.0
"""Seconds after which a look says nothing any more: a server may hang, not refuse."""

UNKNOWN = -1

HOW_FAR = """
SELECT pg_current_wal_flush_lsn() - '0/0', system_identifier FROM pg_control_system()
"""
# Without pg_monitor a role sees that there is a receiver, not what it does.
HOW_IT_FOLLOWS = """
SELECT pg_is_in_recovery(),
  EXISTS (SELECT FROM pg_stat_wal_receiver
          WHERE pid IS NOT NULL AND coalesce(status, 'streaming') = 'streaming'),
  coalesce(pg_last_wal_replay_lsn() - '0/0', 0),
  system_identifier,
  (SELECT number FROM data_version)
FROM pg_control_system()
"""

Connect = Callable[[], psycopg.Connection[Any]]


class Standing(NamedTuple):
    """What a replica says of itself."""

    in_recovery: bool
    receives: bool
    replayed: int
    """The last byte of the log that it has replayed."""
    system: int
    """Which database cluster it is a copy of."""
    version: int
    """The version of the data that it shows."""


class Question:
    """Asks one server the same thing again and again, on a connection of its own."""

    def __init__(self, sql: str, connect: Connect) -> None:
        self.sql, self.connect = sql, connect
        self.connection: psycopg.Connection[Any] | None = None

    def ask(self) -> tuple[Any, ...] | None:
        """The answer; nothing while there is none."""
        try:
            if self.connection is None or self.connection.closed:
                self.connection = self.connect()
            return self.connection.execute(self.sql.encode()).fetchone()
        except psycopg.Error:
            self.close()
            return None

    def close(self) -> None:
        """Ask the next time on another connection."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None


class Lag:
    """How long ago the primary had more than somebody has replayed.

    It is told by places in the log and by one clock: what a standby knows of times
    stands still while nobody writes.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.places: deque[tuple[float, int]] = deque(maxlen=600)

    def note(self, place: int) -> None:
        """The primary has come to this ``place``; further back it is another one."""
        if self.places and place < self.places[-1][1]:
            self.places.clear()
        self.places.append((self.clock(), place))

    def of(self, replayed: int) -> float:
        """The seconds since the primary first had what is still to be replayed."""
        missed = (when for when, place in self.places if place > replayed)
        return self.clock() - next(missed, self.clock())


class Watch:
    """Knows how one replica stands. Each process looks for itself."""

    def __init__(
        self,
        alias: str,
        *,
        primary: Connect = connect,
        replica: Connect | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.alias, self.clock = alias, clock
        self.primary = Question(HOW_FAR, primary)
        self.replica = Question(HOW_IT_FOLLOWS, replica or partial(connect, alias))
        self.lag = Lag(clock)
        self.lock = threading.Lock()
        self.process: int | None = None
        self.found, self.looked = FAILING, -STALE
        self.seen = threading.Event()
        self.version = UNKNOWN
        """A version that the replica has replayed: later ones may have followed."""

    @property
    def state(self) -> str:
        """How it stands, as far as anybody has looked lately."""
        self.begin()
        is_known = self.clock() - self.looked < STALE
        return self.found if is_known else FAILING

    def begin(self) -> None:
        """Look from now on, once a second; each process does so for itself."""
        if self.process == os.getpid():
            return
        with self.lock:
            if self.process == os.getpid():
                return
            self.process, self.seen = os.getpid(), threading.Event()
            self.primary.connection = self.replica.connection = None
            threading.Thread(target=self._keep, name=self.alias, daemon=True).start()

    def has(self, version: int) -> bool:
        """Whether it has replayed this ``version``; it is asked unless that is known.

        Raises ``django.db.Error`` where it does not answer.
        """
        if self.version < version:
            with reading_from(self.alias):
                self.version = DataVersion.current().number
        return self.version >= version

    def fail(self) -> None:
        """Leave it out until somebody has looked again."""
        self.found = FAILING

    def look(self) -> str:
        """See how it stands now."""
        system = None
        if told := self.primary.ask():
            self.lag.note(int(told[0]))
            system = told[1]
        answer = self.replica.ask()
        standing = Standing(*answer) if answer else None
        found = self._judge(standing, system)
        if found != self.found:
            logger.warning("Database %s is %s.", self.alias, found)
        follows = standing is not None and found in (OK, LATE)
        self.version = standing.version if standing and follows else UNKNOWN
        self.found, self.looked = found, self.clock()
        self.seen.set()
        return found

    def _judge(self, standing: Standing | None, system: int | None) -> str:
        if standing is None or system not in (None, standing.system):
            return FAILING
        if not standing.in_recovery:
            return PROMOTED
        if not standing.receives:
            return DISCONNECTED
        lag = self.lag.of(int(standing.replayed))
        return LATE if lag > settings.REPLICA_MAX_LAG else OK

    def _keep(self) -> None:
        pause = threading.Event()
        while True:
            self.look()
            pause.wait(PAUSE)


@cache
def watches() -> tuple[Watch, ...]:
    """A watch for each replica of the settings, in their order."""
    return tuple(Watch(alias) for alias in connections if alias != PRIMARY)


def states() -> dict[str, str]:
    """How each replica stands, by its number, once somebody has looked."""
    told = {}
    for watch in watches():
        watch.begin()
        watch.seen.wait(FIRST)
        told[watch.alias.removeprefix("replica")] = watch.state
    return told
