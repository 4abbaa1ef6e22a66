"""A primary and a standby of it, in the place of the database of the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import environ
from django.core.management import call_command
from django.db import connections

from consortium import backups
from drills.clusters import Cluster, clusters
from drills.standbys import await_replay, standby_of
from tracker.standbys import Watch


class Pair(NamedTuple):
    """A primary and its standby."""

    primary: Cluster
    standby: Cluster

    def pause(self) -> None:
        """Let the standby receive and not replay."""
        self.standby.query("SELECT pg_wal_replay_pause()")
        self.standby.await_that("SELECT pg_get_wal_replay_pause_state() = 'paused'")

    def resume(self) -> None:
        """Let it replay all it has received."""
        self.standby.query("SELECT pg_wal_replay_resume()")
        self.catch_up()

    def catch_up(self) -> None:
        """Wait until the standby shows all that the primary has."""
        await_replay(self.primary, self.standby)


@contextmanager
def seeded_pair(place: Path) -> Iterator[Pair]:
    """A pair that has the tables of the database of the tests, and the seed.

    ``replica1`` leads to its standby until the end.
    """
    empty = backups.create(place, connections["default"])
    with clusters(fsync="off") as make:
        primary = make()
        primary.start()
        with leading_to(default=primary):
            backups.restore(empty, connections["default"], force=False)
            call_command("seed", verbosity=0)
        standby = standby_of(primary, make, "standby1")
        mirror = {"TEST": {"MIRROR": "default"}}
        connections.databases["replica1"] = _settings(standby) | mirror
        try:
            yield Pair(primary, standby)
        finally:
            connections["replica1"].close()
            del connections["replica1"], connections.databases["replica1"]


@contextmanager
def leading_to(**named: Cluster) -> Iterator[None]:
    """Let these databases be these clusters, outside of the transaction of a test."""
    known = {alias: connections.databases[alias] for alias in named}
    held = {alias: connections[alias] for alias in named}
    for alias, cluster in named.items():
        connections.databases[alias] = _settings(cluster)
        connections[alias] = connections.create_connection(alias)
    try:
        yield
    finally:
        for alias in named:
            connections[alias].close()
            connections[alias] = held[alias]
            connections.databases[alias] = known[alias]


@contextmanager
def watching(alias: str) -> Iterator[Watch]:
    """A watch that looks only when it is told to."""
    watch = Watch(alias)
    watch.process = os.getpid()
    yield watch
    watch.primary.close()
    watch.replica.close()


def _settings(cluster: Cluster) -> dict[str, Any]:
    known = connections.databases["default"]
    there: Any = environ.Env.db_url_config(cluster.url)
    return known | there | {"OPTIONS": known["OPTIONS"]}
