"""Imports that are killed half way, again and again, until they are through.

The seed and the import of rates are one transaction each: a killed run leaves nothing,
and the run that is not killed leaves what it would have left if it had been the first.
"""

import random
import sys
import time

from drills import clusters, newsroom
from drills.clusters import Cluster

ROUNDS = 10
PATIENCE = 60
IMPORTS = ["load_rates", "seed"]

WRITING = """
    SELECT count(*) > 0 FROM pg_stat_activity
    WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
"""
"""Whether somebody has written in a transaction that goes on."""

COLUMNS = """
    SELECT c.table_name, coalesce(string_agg(quote_ident(c.column_name), ', '
      ORDER BY c.column_name), '')
    FROM information_schema.columns c
    JOIN pg_class t ON t.relname = c.table_name AND t.relkind = 'r'
    WHERE c.table_schema = 'public' AND c.column_name NOT LIKE '%%id'
      AND c.data_type NOT IN ('timestamp with time zone', 'jsonb', 'ARRAY')
      AND c.table_name NOT IN ('data_version', 'auth_user', 'addend', 'subtotal')
      AND c.column_name <> 'fingerprint'
    GROUP BY c.table_name ORDER BY c.table_name
"""
"""Of each table what two runs have in common: no keys, no instants."""

Contents = dict[str, tuple[int, str]]


def contents(cluster: Cluster) -> Contents:
    """Of each table the number of rows and a digest that no order changes."""
    found = {}
    for table, columns in cluster.query(COLUMNS):
        digest = f"('x' || left(md5(ROW({columns})::text), 16))::bit(64)::bigint"
        question = f"SELECT count(*), sum({digest}::numeric)::text FROM {table}"  # noqa: S608
        [(rows, total)] = cluster.query(question)
        found[table] = rows, total or ""
    return found


def killed(cluster: Cluster, *words: str, seconds: float = 0) -> bool:
    """Kill a command once it has been writing for so long; whether it was alive."""
    process = newsroom.begun(cluster, *words)
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        if cluster.query(WRITING)[0][0]:
            time.sleep(seconds)
            break
        time.sleep(0.01)
    was_alive = process.poll() is None
    process.kill()
    process.wait()
    cluster.await_that(f"SELECT NOT ({WRITING})")
    return was_alive


def through(cluster: Cluster, command: str, *, kills: int) -> list[str]:
    """Kill a command so often, then let it be; what was not as it has to be."""
    before, wrong = contents(cluster), []
    for number in range(kills):
        seconds = random.uniform(0, 3)  # noqa: S311 (no secret)
        if killed(cluster, command, seconds=seconds):
            if contents(cluster) != before:
                wrong.append(
                    f"{command}, killed the {number + 1}. time, left something."
                )
        else:  # it was through already
            before = contents(cluster)
    newsroom.manage(cluster, command)
    return wrong


def main(arguments: list[str]) -> None:
    """Run the drill with so many kills of each import."""
    kills = int((arguments or [str(ROUNDS)])[0])
    wrong: list[str] = []
    with clusters.clusters() as make:
        disturbed, undisturbed = make(), make()
        for cluster, times in ((undisturbed, 0), (disturbed, kills)):
            cluster.start()
            newsroom.create_database(cluster)
            newsroom.manage(cluster, "migrate", "-v0")
            for command in IMPORTS:
                wrong += through(cluster, command, kills=times)
        first, second = contents(disturbed), contents(undisturbed)
        wrong += [
            f"{table} differs." for table in first if first[table] != second[table]
        ]
    if wrong:
        sys.exit("\n".join(wrong))
    rows = sum(number for number, _digest in first.values())
    print(
        f"{kills} kills of each import: {rows:,} rows in {len(first)} tables, as ever."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
