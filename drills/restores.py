"""Backup, restore, compare: of the tracker's own backups, and of base backups.

The database of the benchmark, at a small scale, is backed up with ``manage.py backup``
and restored into an empty one of another cluster: every table has the same digest,
sequences are past their rows, no migration waits. Base backups are verified, and one
flipped byte is found; the tables and indexes themselves are checked by ``pg_amcheck``.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from psycopg import sql

from drills import clusters, newsroom
from drills.clusters import Cluster
from tracker import embedded

SCALE = "0.002"

SEQUENCES = """
    SELECT table_name, column_name,
      pg_get_serial_sequence(quote_ident(table_name), column_name)
    FROM information_schema.columns
    WHERE table_schema = 'public' AND is_identity = 'YES'
"""
UNPROVED = "SELECT conname FROM pg_constraint WHERE NOT convalidated"
UNSAFE = """
    SELECT name FROM pg_settings WHERE setting = 'off'
      AND name IN ('data_checksums', 'fsync', 'full_page_writes', 'synchronous_commit')
"""


def restored(first: Cluster, second: Cluster, folder: Path) -> list[str]:
    """Back ``first`` up into ``folder``, restore it into ``second``; what differs.

    ``manage.py restore`` holds every table against the digest in the manifest and fails
    if one differs; the backup of what was restored has to tell the same again.
    """
    newsroom.manage(first, "backup", "--into", str(folder / "first"))
    [backup] = (folder / "first").iterdir()
    newsroom.manage(second, "restore", str(backup))
    newsroom.manage(second, "backup", "--into", str(folder / "second"))
    [again] = (folder / "second").iterdir()
    wrong = []
    if tables(backup) != tables(again):
        wrong.append("The restored database is not what was backed up.")
    newsroom.manage(second, "migrate", "--check")
    return wrong + outrun(second) + unproved(second)


def tables(backup: Path) -> Any:
    """Rows and digest of every table, as the manifest of ``backup`` tells them."""
    return json.loads((backup / "manifest.json").read_text())["tables"]


def outrun(cluster: Cluster) -> list[str]:
    """Tables whose next number is taken already."""
    found = []
    with cluster.connect() as connection:
        for table, column, sequence in connection.execute(SEQUENCES).fetchall():
            question = sql.SQL(
                "SELECT coalesce(max({}), 0) < nextval({}) FROM {}"
            ).format(
                sql.Identifier(column), sql.Literal(sequence), sql.Identifier(table)
            )
            if connection.execute(question).fetchone() != (True,):
                found.append(f"The next number of {table} is taken.")
    return found


def unproved(cluster: Cluster) -> list[str]:
    """Laws that are not proved for all rows, and settings that risk them."""
    laws = [f"Not validated: {name}" for (name,) in cluster.query(UNPROVED)]
    return laws + [f"{name} is off." for (name,) in cluster.query(UNSAFE)]


def flawed(cluster: Cluster) -> list[str]:
    """What ``pg_amcheck`` finds wrong in tables and indexes."""
    options = ["--heapallindexed", "--install-missing", "--database", cluster.database]
    try:
        told = cluster.connected("pg_amcheck", *options)
    except embedded.Unavailable as complaint:
        return [str(complaint)]
    return told.splitlines()


def unseen(cluster: Cluster) -> list[str]:
    """Whether a base backup with one flipped byte passes for a good one."""
    backup = cluster.place("base") / "backup"
    options = ["--checkpoint=fast", "--manifest-checksums=SHA256"]
    cluster.connected("pg_basebackup", "--pgdata", str(backup), *options)
    cluster.run("pg_verifybackup", str(backup))
    flip(max(backup.glob("base/*/*"), key=lambda path: path.stat().st_size))
    try:
        cluster.run("pg_verifybackup", str(backup))
    except embedded.Unavailable as complaint:
        return [] if "checksum mismatch" in str(complaint) else [str(complaint)]
    return ["A flipped byte of a base backup was not seen."]


def flip(path: Path) -> None:
    """Change one byte in the middle of a file."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        [byte] = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))


def main(arguments: list[str]) -> None:
    """Run the drill at so large a scale (1: a million sums)."""
    scale = (arguments or [SCALE])[0]
    with clusters.clusters() as make, tempfile.TemporaryDirectory() as folder:
        first, second = make(), make()
        for cluster in (first, second):
            cluster.start()
            newsroom.create_database(cluster)
        print(newsroom.manage(first, "bench", "fill", "--scale", scale))
        begun = time.perf_counter()
        wrong = restored(first, second, Path(folder))
        seconds = time.perf_counter() - begun
        [(size,)] = first.query("SELECT pg_database_size(current_database()) >> 20")
        print(f"{size} MiB: backed up, restored, compared in {seconds:.0f} s.")
        wrong += flawed(second) + unseen(second)
    if wrong:
        sys.exit("\n".join(wrong))
    print("Every table is as it was; indexes are sound; a flipped byte is seen.")


if __name__ == "__main__":
    main(sys.argv[1:])
