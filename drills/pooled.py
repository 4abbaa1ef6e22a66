"""The tracker behind PgBouncer, which lends a connection for a transaction.

``dev.py drill pooled`` needs the program ``pgbouncer``. More threads ask than there are
connections to the database, people write, and a reader of what is kept in memory looks
how soon the other worker hears of it.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from bench.servers import OURS, free_port, started
from drills import clusters, newsroom
from drills.clusters import Cluster
from drills.ledger import ACKNOWLEDGED, Write, faults
from drills.site import Probe, new_question
from drills.writers import CREATE, Writers
from tracker import embedded

SECONDS = 30
CONNECTIONS = 6
"""To the database; two workers have sixteen threads."""

HEARD_WITHIN = 2.0
NEWS = 40
CONFIGURATION = """
[databases]
* = host={socket} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {connections}
ignore_startup_parameters = options
logfile = {log}
"""
# What otherwise comes with each connection (docs/operations.md).
LIMITS = {
    "jit": "off",
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}


def main(_arguments: list[str]) -> None:
    """Run it and tell; exits with 1 where something was not as it has to be."""
    if not shutil.which("pgbouncer"):
        sys.exit("There is no pgbouncer here: apt-get install pgbouncer")
    with clusters.cluster() as cluster:
        newsroom.create_database(cluster)
        newsroom.manage(cluster, "migrate", "-v0")
        cookie = newsroom.prepared(cluster)
        for name, value in LIMITS.items():
            cluster.query(f"ALTER ROLE {embedded.NAME} SET {name} = '{value}'")
        with pooler(cluster) as port:
            wrong = run(cluster, cookie, port)
    if wrong:
        sys.exit("\n".join(wrong))


@contextlib.contextmanager
def pooler(cluster: Cluster) -> Iterator[int]:
    """PgBouncer before ``cluster``; gives its port on 127.0.0.1."""
    port = free_port()
    with tempfile.TemporaryDirectory() as place:
        owner = cluster.server.owner  # it refuses to run as root
        if owner:
            os.chown(place, owner.pw_uid, owner.pw_gid)
        path = Path(place) / "pgbouncer.ini"
        path.write_text(
            CONFIGURATION.format(
                socket=cluster.server.socket,
                user=embedded.NAME,
                port=port,
                connections=CONNECTIONS,
                log=path.with_suffix(".log"),
            )
        )
        path.chmod(0o644)
        account = ["-u", owner.pw_name] if owner else []
        command = ["pgbouncer", "-q", *account, str(path)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            yield port
            if process.poll() is not None:
                raise RuntimeError("PgBouncer has ended by itself.")
        finally:
            process.terminate()
            process.wait(embedded.PATIENCE)


def run(cluster: Cluster, cookie: str, port: int) -> list[str]:
    """Write and read for ``SECONDS``; what was wrong."""
    through = f"postgres://{embedded.NAME}@127.0.0.1:{port}/{cluster.database}"
    past = f"postgresql://{embedded.NAME}@/{cluster.database}"
    environment = newsroom.environment(cluster) | {
        "DATABASE_URL": f"{through}?disable_server_side_cursors=True",
        "DATABASE_LISTEN_URL": f"{past}?host={cluster.server.socket}",
    }
    with started(OURS, environment, workers=2) as server:
        writers = Writers(server.port, cookie, number=4, name="pooled")
        with Probe(server.port, new_question, 20) as probe, writers.at_work():
            writers.go_on(SECONDS)
        writers.clear_doubts()
        wrong = faults(cluster, writers.ledger)
        made = len(writers.ledger.of(ACKNOWLEDGED))
        heard = [_heard(cluster, writers, turn) for turn in range(NEWS)]
    print(
        f"{len(probe.asked)} asked, {len(probe.failures())} failed, "
        f"p99 {probe.p99():.2f} s; {made} writes, answers {sorted(writers.statuses)}; "
        f"news is in memory after {1000 * max(heard):.0f} ms at most of {NEWS}."
    )
    if probe.failures():
        wrong.append(f"Not answered: {probe.failures()[:3]}")
    if strange := [each for each in writers.statuses if each == 0 or each >= 500]:
        wrong.append(f"Writers were told {strange}")
    if max(heard) > HEARD_WITHIN:
        wrong.append(f"News took {max(heard):.1f} s: nobody listens.")
    return wrong


def _heard(cluster: Cluster, writers: Writers, turn: int) -> float:
    """Seconds until all of sixteen answers in a row are of the newest version."""
    answer = writers.write(Write(f"pooled-news-{turn}", CREATE, f"pooled-news-{turn}"))
    if answer.fate != ACKNOWLEDGED:
        raise RuntimeError(f"No news: {answer}")
    ((newest,),) = cluster.query("SELECT number FROM data_version")
    began = time.monotonic()
    fresh = 0
    while fresh < 16 and time.monotonic() < began + HEARD_WITHIN * 2:
        fresh = fresh + 1 if _shown(writers.port) >= newest else 0
    return time.monotonic() - began


def _shown(port: int) -> int:
    """The version of the data that an answer from memory is of."""
    with contextlib.closing(HTTPConnection("127.0.0.1", port)) as line:
        line.request("GET", "/api/v1/sources/")
        answer = line.getresponse()
        answer.read()
        return int(answer.headers["Data-Version"])


if __name__ == "__main__":
    main(sys.argv[1:])
