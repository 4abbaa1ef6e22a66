"""The version of the data, heard of or asked for."""

import time
from contextlib import suppress

import psycopg
import pytest
from django.db import connection

from consortium.models.turns import DataVersion
from tests.factories import make_sector
from tracker.dataversion import DataVersionWatch, connect

in_transactions = pytest.mark.django_db(transaction=True)


class Line:
    """Connections that a test can cut, and forbid."""

    def __init__(self):
        self.opened, self.is_down = [], False

    def connect(self):
        if self.is_down:
            raise psycopg.OperationalError
        self.opened.append(connect())
        return self.opened[-1]

    def cut(self):
        self.is_down = True
        for one in self.opened:
            with suppress(psycopg.Error), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(%s)", [one.info.backend_pid]
                )


@pytest.fixture
def line():
    line = Line()
    yield line
    line.cut()


def becomes(watch, wanted):
    """Whether the watch comes to know ``wanted`` without being asked."""
    for _ in range(500):
        if watch.known == wanted:
            return True
        time.sleep(0.01)
    return False


@in_transactions
def test_a_new_version_is_heard_of(line):
    make_sector()
    watch = DataVersionWatch(line.connect)
    assert watch.current() == DataVersion.current().number
    assert becomes(watch, DataVersion.current().number)

    make_sector()

    assert becomes(watch, DataVersion.current().number)


@in_transactions
def test_in_doubt_the_database_is_asked(line):
    watch = DataVersionWatch(line.connect)
    watch.current()
    make_sector()

    watch.doubt()

    assert watch.current() == DataVersion.current().number


@in_transactions
def test_nobody_knows_while_the_database_is_away_and_all_is_well_after(line):
    watch = DataVersionWatch(line.connect)
    assert watch.current() is not None
    assert becomes(watch, DataVersion.current().number)
    until = time.monotonic() + 10
    while len(line.opened) < 2 and time.monotonic() < until:
        time.sleep(0.01)  # who listens may still be on the way
    assert len(line.opened) == 2

    line.cut()

    assert becomes(watch, None)
    assert watch.current() is None
    line.is_down = False
    make_sector()
    assert watch.current() == DataVersion.current().number


def test_a_way_past_a_pooler_is_taken(settings, monkeypatch):
    asked = []
    monkeypatch.setattr(psycopg, "connect", lambda url, **_options: asked.append(url))
    settings.DATABASE_LISTEN_URL = "postgres://direct/tracker"

    connect()

    assert asked == ["postgres://direct/tracker"]
