"""A tracker on a cluster of its own, which drills may kill."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection

from consortium import backups
from drills import clusters, newsroom
from drills.clusters import Cluster
from tracker import embedded


class Newsroom(NamedTuple):
    """A running cluster with sums, and the cookie of somebody who may write."""

    cluster: Cluster
    cookie: str


@pytest.fixture(scope="session")
def stopped(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Newsroom]:
    """The schema of this test run on a cluster that was filled and stopped."""
    with django_db_blocker.unblock():
        backup = backups.create(tmp_path_factory.mktemp("backups"), connection)
    with clusters.cluster() as cluster:
        newsroom.create_database(cluster)
        restore = [str(embedded.programs() / "pg_restore"), "--exit-on-error"]
        restore += ["--host", str(cluster.server.socket), "--username", embedded.NAME]
        restore += ["--no-owner", "--dbname", newsroom.DATABASE, "--jobs=2"]
        subprocess.run([*restore, str(backup / backups.DUMP)], check=True)
        cookie = newsroom.prepared(cluster)
        cluster.stop()
        yield Newsroom(cluster, cookie)


@pytest.fixture(scope="module")
def own(stopped) -> Iterator[Newsroom]:
    """A copy of it that runs, for the tests of one module."""
    with clusters.clusters() as make:
        copy = make()
        copy.adopt(Path(stopped.cluster.data))
        copy.database = newsroom.DATABASE
        copy.start()
        yield Newsroom(copy, stopped.cookie)
