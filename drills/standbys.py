"""Streaming standbys of a cluster, made as docs/replicas.md says."""

import time
from collections.abc import Callable
from contextlib import suppress

from psycopg.errors import SerializationFailure

from drills.clusters import Cluster
from tracker.embedded import PATIENCE

AT = "SELECT pg_current_wal_flush_lsn()::text"
REPLAYED = "SELECT pg_last_wal_replay_lsn() >= '{}'::pg_lsn"


def standby_of(
    primary: Cluster, make: Callable[..., Cluster], slot: str, **settings: str
) -> Cluster:
    """A started standby of ``primary``, which keeps the log for it in ``slot``."""
    standby = make(**settings)
    standby.server.prepare_programs()
    standby.server.own_directory(standby.data)
    primary.connected(
        *("pg_basebackup", "--pgdata", str(standby.data), "--checkpoint=fast"),
        *("--write-recovery-conf", "--create-slot", "--slot", slot),
    )
    standby.start()
    return standby


def await_replay(primary: Cluster, standby: Cluster) -> None:
    """Wait until ``standby`` shows all that ``primary`` has."""
    ((place,),) = primary.query(AT)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        # One that is far behind gives up whatever is in the way of its replay.
        with suppress(SerializationFailure):
            return standby.await_that(REPLAYED.format(place))
    raise RuntimeError("The standby does not catch up.")
