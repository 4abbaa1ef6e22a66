"""Back to a point in time: from a base backup and the log, to the transaction.

A base backup is taken and its log archived; then come a row, a named restore point,
another row, and a disaster. A new cluster is made of the backup and the archive, up to
that point: the first row is there, the second is not, and what the disaster took is
there again.
"""

import sys
import time
from pathlib import Path
from typing import NamedTuple

from drills import clusters
from drills.clusters import Cluster

ARCHIVE = (
    "test ! -f {archive}/%f && cp %p {archive}/%f.partial"
    " && sync {archive}/%f.partial && mv {archive}/%f.partial {archive}/%f"
    " && sync {archive}"
)
"""Refuses to overwrite, and has not succeeded before the file is on the disk."""

RESTORE = "cp {archive}/%f %p"
POINT = "before-the-disaster"
ROWS = 20_000
KEPT = "SELECT count(*), min(id), max(id) FROM kept"
ARCHIVED = "SELECT last_archived_wal >= %s FROM pg_stat_archiver"


class Outcome(NamedTuple):
    """What came back, and the seconds that it took."""

    rows: tuple[int, int, int]
    expected: tuple[int, int, int]
    backup: float
    restored: float
    segments: int


def archiving(cluster: Cluster) -> Path:
    """Start a cluster that archives its log; where to."""
    archive = cluster.home / "archive"
    cluster.start(
        wal_level="replica",
        archive_mode="on",
        archive_command=ARCHIVE.format(archive=archive),
        archive_timeout="60s",
    )
    return cluster.place("archive")


def base_backup(cluster: Cluster) -> Path:
    """A verified base backup of a running cluster."""
    target = cluster.place("base") / "backup"
    options = ["--checkpoint=fast", "--manifest-checksums=SHA256", "--wal-method=none"]
    cluster.connected("pg_basebackup", "--pgdata", str(target), *options)
    cluster.run("pg_verifybackup", "--no-parse-wal", str(target))
    return target


def go_back(first: Cluster, second: Cluster, *, rows: int) -> Outcome:
    """Let ``first`` have its disaster, and ``second`` become what it was before."""
    archive = archiving(first)
    first.query("CREATE TABLE kept (id int PRIMARY KEY, word text)")
    first.query(
        "INSERT INTO kept SELECT n, md5(n::text) FROM generate_series(1, %s) n", rows
    )
    begun = time.perf_counter()
    backup = base_backup(first)
    taken = time.perf_counter() - begun
    first.query("INSERT INTO kept VALUES (%s, 'just before')", rows + 1)
    first.query("SELECT pg_create_restore_point(%s)", POINT)
    first.query("INSERT INTO kept VALUES (%s, 'just after')", rows + 2)
    first.query("DELETE FROM kept WHERE id <= %s", rows)
    [(segment,)] = first.query("SELECT pg_walfile_name(pg_switch_wal())")
    first.await_that(ARCHIVED, segment)
    begun = time.perf_counter()
    recover(second, backup, archive)
    [found] = second.query(KEPT)
    return Outcome(
        rows=(found[0], found[1], found[2]),
        expected=(rows + 1, 1, rows + 1),
        backup=taken,
        restored=time.perf_counter() - begun,
        segments=len(list(archive.iterdir())),
    )


def recover(cluster: Cluster, backup: Path, archive: Path) -> None:
    """Make ``cluster`` of a base backup and an archive, up to the named point."""
    cluster.adopt(backup)
    (cluster.data / "recovery.signal").touch()
    cluster.start(
        restore_command=RESTORE.format(archive=archive),
        recovery_target_name=POINT,
        recovery_target_action="promote",
    )
    cluster.await_that("SELECT NOT pg_is_in_recovery()")


def main(arguments: list[str]) -> None:
    """Run the drill with so many rows."""
    rows = int((arguments or [str(ROWS * 50)])[0])
    with clusters.clusters() as make:
        outcome = go_back(make(), make(), rows=rows)
    print(
        f"{rows:,} rows: base backup verified in {outcome.backup:.1f} s; restored to "
        f"the point from {outcome.segments} segments in {outcome.restored:.1f} s."
    )
    if outcome.rows != outcome.expected:
        sys.exit(f"Expected {outcome.expected}, found {outcome.rows}.")


if __name__ == "__main__":
    main(sys.argv[1:])
