"""Streaming standbys of a cluster, made as docs/replicas.md says."""

from collections.abc import Callable

from drills.clusters import Cluster

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
    standby.await_that(REPLAYED.format(place))
