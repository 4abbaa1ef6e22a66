"""``kill -9`` of PostgreSQL, or of the application, while clients write.

What was acknowledged is there, what was refused is not, nothing is there twice, and the
first request after the return is answered. A control, in which PostgreSQL acknowledges
before it has written (``synchronous_commit = off``), has to lose something: else the
drill could not see a loss.

It does not try a power failure: what a killed process has given to the kernel survives
it. Whether the disks keep what they were told to keep is for the disks to prove.
"""

import contextlib
import random
import sys

from drills import clusters, newsroom
from drills.clusters import Cluster
from drills.ledger import Write, faults, lost
from drills.writers import CREATE, Writers

ROUNDS = 10
WRITERS = 8
LEAST, MOST = 0.6, 1.5
"""Seconds of writing before a kill."""

LAZY = {
    "synchronous_commit": "off",
    "wal_writer_delay": "10s",
    "wal_writer_flush_after": "1GB",
    "bgwriter_lru_maxpages": "0",
    "autovacuum": "off",
}
"""Acknowledge at once, and write ten seconds later; nobody else writes before."""

PUBLISHED = "SELECT id FROM consortium_funding WHERE state = 'published' ORDER BY id"


def kill_postgres(cluster: Cluster, writers: Writers, *, rounds: int) -> list[str]:
    """Kill it so often while ``writers`` write; what was not as it has to be."""
    wrong = []
    with writers.at_work():
        for number in range(rounds):
            writers.go_on(random.uniform(LEAST, MOST))  # noqa: S311 (no secret)
            cluster.kill()
            cluster.start()
            wrong += first_answers(writers, f"postgres-{number}")
        writers.go_on(LEAST)
    return wrong + reckoned(cluster, writers)


def kill_application(
    cluster: Cluster, writers: Writers, *, rounds: int, workers: int = 2
) -> list[str]:
    """Kill the server with its workers so often; a new one takes its place."""
    wrong = []
    with contextlib.ExitStack() as stack:
        for number in range(rounds + 1):
            with newsroom.serving(cluster, workers=workers) as server:
                writers.port = server.port
                if number == 0:
                    stack.enter_context(writers.at_work())
                else:
                    wrong += first_answers(writers, f"application-{number}")
                writers.go_on(random.uniform(LEAST, MOST))  # noqa: S311 (no secret)
                if number == rounds:
                    stack.close()
                    return wrong + reckoned(cluster, writers)
                server.kill()
    raise AssertionError


def lose(cluster: Cluster, writers: Writers) -> int:
    """The control: how many acknowledged writes a lazy PostgreSQL loses."""
    for name, value in LAZY.items():
        cluster.query(f"ALTER SYSTEM SET {name} = '{value}'")
    # To reload them would reach each connection when it pleases.
    cluster.stop()
    cluster.start()
    with writers.at_work():
        writers.go_on(LEAST)
        cluster.kill()
    cluster.start()
    return len(lost(cluster, writers.ledger))


def first_answers(writers: Writers, name: str) -> list[str]:
    """The first reading and the first writing after the return are answered."""
    read = writers.ask("GET", "me/").status
    written = writers.write(Write(f"w-{name}-first", CREATE, f"w-{name}")).status
    return [
        f"The first {what} after the return: {status}"
        for what, status in {"reading": read, "writing": written}.items()
        if not 200 <= status < 300
    ]


def reckoned(cluster: Cluster, writers: Writers) -> list[str]:
    """The invariants before and after the last doubts are cleared."""
    wrong = faults(cluster, writers.ledger, settled=False)
    writers.clear_doubts()
    return wrong + faults(cluster, writers.ledger)


def main(arguments: list[str]) -> None:
    """Run the drill of ``postgres`` or ``app``, or as many rounds of it as are said."""
    what, rounds = arguments[0], int((arguments[1:] or [str(ROUNDS)])[0])
    with clusters.cluster() as cluster:
        newsroom.create_database(cluster)
        newsroom.manage(cluster, "migrate", "-v0")
        cookie = newsroom.prepared(cluster)
        wrong = DRILLS[what](cluster, cookie, rounds)
    if wrong:
        sys.exit("\n".join(wrong))


def postgres(cluster: Cluster, cookie: str, rounds: int) -> list[str]:
    """``rounds`` kills of PostgreSQL, and then the control."""
    with newsroom.serving(cluster, workers=2) as server:
        writers = hired(cluster, cookie, server.port)
        wrong = kill_postgres(cluster, writers, rounds=rounds)
        print(f"{rounds} kills of PostgreSQL: {writers.ledger}", flush=True)
        control = Writers(server.port, cookie, number=WRITERS, name="control")
        number = lose(cluster, control)
    print(f"The control lost {number}: {control.ledger}")
    return wrong if number else [*wrong, "The control lost nothing: this is no trial."]


def application(cluster: Cluster, cookie: str, rounds: int) -> list[str]:
    """``rounds`` kills of the server that people write to."""
    writers = hired(cluster, cookie, 0)
    wrong = kill_application(cluster, writers, rounds=rounds)
    print(f"{rounds} kills of the application: {writers.ledger}")
    return wrong


def hired(cluster: Cluster, cookie: str, port: int) -> Writers:
    """Writers who may retract whatever sum is published."""
    sums = [number for (number,) in cluster.query(PUBLISHED)]
    return Writers(port, cookie, number=WRITERS, sums=sums)


DRILLS = {"postgres": postgres, "app": application}

if __name__ == "__main__":
    main(sys.argv[1:])
