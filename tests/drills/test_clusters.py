"""Clusters of a drill's own: they start, die, are copied, and leave nothing."""

import contextlib

import environ
import psycopg
import pytest

from drills import clusters
from tracker import embedded

FOUND = "SELECT number FROM kept ORDER BY 1"


@pytest.fixture(scope="module")
def cluster():
    with clusters.cluster(work_mem="5MB") as cluster:
        cluster.query("CREATE TABLE kept (number int)")
        yield cluster


def test_it_serves_with_the_settings_given(cluster):
    assert cluster.query("SHOW work_mem") == [("5MB",)]
    assert cluster.query("SELECT %s::int", 7) == [(7,)]


def test_its_url_leads_to_it(cluster):
    found = environ.Env.db_url_config(cluster.url)

    with psycopg.connect(
        host=found["HOST"], user=found["USER"], dbname=found["NAME"]
    ) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row == (str(cluster.data),)


def test_what_was_committed_survives_its_death(cluster):
    cluster.query("INSERT INTO kept VALUES (42)")

    cluster.kill()
    assert cluster.processes() == []
    with pytest.raises(psycopg.OperationalError):
        cluster.query(FOUND)
    cluster.start(work_mem="6MB")

    assert (42,) in cluster.query(FOUND)
    assert cluster.query("SHOW work_mem") == [("6MB",)]


def test_a_copy_of_its_data_serves_beside_it():
    with clusters.clusters() as make:
        first, second = make(), make()
        first.start()
        first.query("CREATE TABLE kept AS SELECT 1 AS number")
        copy = first.place("copies") / "base"
        first.connected("pg_basebackup", "-D", str(copy), "--checkpoint=fast")

        second.adopt(copy)
        second.start()
        second.query("INSERT INTO kept VALUES (2)")

        assert first.query(FOUND) == [(1,)]
        assert second.query(FOUND) == [(1,), (2,)]
        second.await_that("SELECT true")


def test_nothing_is_left_even_after_a_failure():
    with contextlib.suppress(ZeroDivisionError), clusters.cluster() as cluster:
        assert cluster.processes()
        raise ZeroDivisionError

    assert cluster.processes() == []
    assert not cluster.home.exists()
    assert not cluster.root.exists()


def test_the_complaint_of_a_program_is_told(cluster):
    with pytest.raises(embedded.Unavailable, match=r"pg_basebackup failed: .*nowhere"):
        cluster.run("pg_basebackup", "-D", "/nowhere/x", "-h", "/nowhere")
