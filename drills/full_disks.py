"""A disk that runs full under PostgreSQL: refused, not half done, and whole afterwards.

The data lie on a small file system in memory (``tmpfs``), which only root may make. A
large file takes what space is left: writes answer 503 and leave nothing, also where the
log itself finds no room and PostgreSQL falls. Once there is space, the first write is
answered, and nothing that was acknowledged before is gone.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from drills import clusters, newsroom
from drills.clusters import Cluster
from drills.kills import first_answers, reckoned
from drills.ledger import Write
from drills.writers import CREATE, Writers

SIZE = 256
"""MiB of the file system; the programs lie there, too."""

TRIES = 200
"""Writes that find room in pages which are there already, at most."""


def may_mount() -> bool:
    """Whether this process may make a file system in memory."""
    if os.getuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as place:
        if subprocess.call(["mount", "-t", "tmpfs", "tmpfs", place]):  # noqa: S607
            return False
        return subprocess.call(["umount", place]) == 0  # noqa: S607


@contextlib.contextmanager
def small(cluster: Cluster) -> Iterator[Path]:
    """Let the home of a cluster, not yet started, be small; it is gone afterwards."""
    cluster.home.mkdir(parents=True, exist_ok=True)
    size = f"size={SIZE}m"
    home = str(cluster.home)
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", home], check=True)  # noqa: S607
    try:
        yield cluster.home / "ballast"
    finally:
        cluster.kill()
        subprocess.run(["umount", "--lazy", home], check=True)  # noqa: S607


def fill_up(cluster: Cluster, ballast: Path) -> None:
    """Leave no space at all."""
    space = os.statvfs(cluster.home)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, space.f_bavail * space.f_frsize)


def run_full(writers: Writers) -> set[int]:
    """Write until nothing is acknowledged any more; what was answered then."""
    refused: list[int] = []
    for number in range(TRIES):
        name = f"{writers.name}-{number}"
        status = writers.write(Write(f"{name}-made", CREATE, name)).status
        refused = [] if 200 <= status < 300 else [*refused, status]
        if len(refused) == 3:
            return set(refused)
    raise RuntimeError(f"There was room for {TRIES} writes.")


def trial(cluster: Cluster, ballast: Path, writers: Writers) -> list[str]:
    """Let the tables, then the log, find no room; what was not as it has to be."""
    with contextlib.suppress(psycopg.Error), cluster.connect() as line:
        fill_up(cluster, ballast)  # nobody can connect anew from here on
        wrong = [f"Tables full: {it}" for it in run_full(writers) if it != 503]
        for _ in range(2):  # the log needs a new file, and PostgreSQL falls
            line.execute("SELECT pg_logical_emit_message(false, 'drill', 'x')")
            line.execute("SELECT pg_switch_wal()")
    status = writers.write(Write(f"{writers.name}-log", CREATE, "no-log")).status
    wrong += [f"Log full: {status}"] if status != 503 else []
    ballast.unlink()
    cluster.start()
    return wrong + first_answers(writers, "space") + reckoned(cluster, writers)


def main(_arguments: list[str]) -> None:
    """Run the drill."""
    if not may_mount():
        sys.exit("Only root may make a small file system, and not in every container.")
    with clusters.clusters() as make:
        cluster = make()
        with small(cluster) as ballast:
            cluster.start()
            newsroom.create_database(cluster)
            newsroom.manage(cluster, "migrate", "-v0")
            cookie = newsroom.prepared(cluster)
            with newsroom.serving(cluster, workers=1) as server:
                writers = Writers(server.port, cookie, number=0, name="disk")
                wrong = trial(cluster, ballast, writers)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"A full disk: {writers.ledger}; nothing half done, nothing gone.")


if __name__ == "__main__":
    main(sys.argv[1:])
