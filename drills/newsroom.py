"""The tracker on a drill's own cluster: its database, its staff and its server.

The database is named as the benchmark's, so that the benchmark can
fill it and serve it.
"""

import os
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from bench.servers import OURS, Server, started
from drills.clusters import Cluster
from tracker import embedded

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "bench_tracker"
PREPARE = "from drills.preparing import prepare; print(prepare())"


def environment(cluster: Cluster) -> dict[str, str]:
    """What processes that work on the database of ``cluster`` need to know."""
    settings = {"DJANGO_SETTINGS_MODULE": "bench.settings", "DEBUG": "0"}
    # The system may have others, of another release than the server.
    settings["POSTGRES_PROGRAMS"] = str(embedded.programs())
    return {**os.environ, **settings, "DATABASE_URL": cluster.url}


def create_database(cluster: Cluster) -> None:
    """Create the empty database, and mean it from now on."""
    cluster.query(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
    cluster.database = DATABASE


def manage(cluster: Cluster, *words: str) -> str:
    """What a command of ``manage.py`` prints; raises if it fails."""
    command = [sys.executable, "manage.py", *words]
    return subprocess.check_output(
        command, cwd=ROOT, env=environment(cluster), text=True
    )


def begun(cluster: Cluster, *words: str) -> subprocess.Popen:
    """A command of ``manage.py`` that has begun, in silence."""
    command = [sys.executable, "manage.py", *words]
    silent = subprocess.DEVNULL
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(cluster), stdout=silent, stderr=silent
    )


def prepared(cluster: Cluster) -> str:
    """Let there be sums to write about; the cookie of somebody who may write."""
    return manage(cluster, "shell", "-v0", "-c", PREPARE).strip()


def serving(cluster: Cluster, *, workers: int) -> AbstractContextManager[Server]:
    """The server of production on this database."""
    return started(OURS, environment(cluster), workers=workers)
