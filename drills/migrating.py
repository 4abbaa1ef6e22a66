"""Every migration back and forward again, with rows in the tables.

Back one by one to the first, then forward one by one: what PostgreSQL says of the
schema is the same as before.
"""

import re
import sys
from pathlib import Path

from drills import clusters, newsroom
from drills.clusters import Cluster

APP = "consortium"
MIGRATIONS = newsroom.ROOT / APP / "migrations"
ONCE = re.compile(r"^\\(un)?restrict .*$", re.MULTILINE)
"""What each dump has of its own."""


def names(folder: Path = MIGRATIONS) -> list[str]:
    """The migrations, the first of them first."""
    return sorted(path.stem for path in folder.glob("0*.py"))


def schema(cluster: Cluster) -> str:
    """The schema, as a dump tells it."""
    options = ["--schema-only", "--no-owner", "--dbname", cluster.database]
    return ONCE.sub("", cluster.connected("pg_dump", *options))


def back_and_forward(cluster: Cluster, last: int) -> list[str]:
    """The last so many back, one by one, and forward; what is not as it was."""
    before, known = schema(cluster), ["zero", *names()]
    for name in reversed(known[-last - 1 : -1]):
        newsroom.manage(cluster, "migrate", APP, name, "-v0")
        print(f"back to {name}", flush=True)
    for name in known[-last:]:
        newsroom.manage(cluster, "migrate", APP, name, "-v0")
        print(f"forward to {name}", flush=True)
    newsroom.manage(cluster, "migrate", "-v0")
    return differences(before, schema(cluster))


def differences(before: str, after: str) -> list[str]:
    """Lines that only one of the two has; the order of columns does not count."""
    one, other = (
        {line.strip().rstrip(",") for line in text.splitlines()}
        for text in (before, after)
    )
    return [f"- {line}" for line in one - other] + [f"+ {line}" for line in other - one]


def main(arguments: list[str]) -> None:
    """Run the drill with the last so many migrations, or all."""
    last = int((arguments or [str(len(names()))])[0])
    with clusters.cluster() as cluster:
        newsroom.create_database(cluster)
        newsroom.manage(cluster, "migrate", "-v0")
        newsroom.prepared(cluster)
        wrong = back_and_forward(cluster, last)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{last} migrations, back and forward: the schema is as it was.")


if __name__ == "__main__":
    main(sys.argv[1:])
