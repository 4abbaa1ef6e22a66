"""Which database is read, by whom, and what is never asked of a replica."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.db import OperationalError, ProgrammingError
from django.http import Http404, HttpResponse

from consortium import databases
from consortium.models import (
    ApiToken,
    Claim,
    Funding,
    LinkCheck,
    RequestCount,
    SavedFilter,
    StoredAnswer,
)
from consortium.problems import AWAY, SLOW, unavailable
from tracker import replicas, standbys
from tracker.pagecache import VERSION, PageCache
from tracker.replicas import ReplicaMiddleware, Router, is_versioned
from tracker.standbys import Lag, Watch

ROOT = Path(__file__).resolve().parents[2]
PATH = "/api/v1/sectors/"


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.mark.parametrize("model", [Claim, Funding, Funding.pgh_event_model])
def test_what_is_versioned_is_read_where_the_request_reads(model):
    router = Router()

    assert router.db_for_read(model) == "default"
    with databases.reading_from("replica1"):
        assert router.db_for_read(model) == "replica1"
        assert router.db_for_write(model) == "default"
    assert router.db_for_read(model) == "default"


@pytest.mark.parametrize(
    "model", [Session, User, Group, Permission, ApiToken, RequestCount, StoredAnswer]
)
def test_who_calls_is_never_asked_of_a_replica(model):
    row = Claim()
    row._state.db = "replica1"

    with databases.reading_from("replica1"):
        assert Router().db_for_read(model, instance=row) == "default"


def test_only_what_takes_turns_is_read_from_replicas():
    versioned = {model for model in apps.get_models() if is_versioned(model)}

    assert {model._meta.app_label for model in versioned} == {"consortium"}
    left = set(apps.get_app_config("consortium").get_models()) - versioned
    assert left == {ApiToken, LinkCheck, RequestCount, SavedFilter, StoredAnswer}


def test_replicas_are_never_migrated():
    assert Router().allow_migrate("replica1", "consortium") is False
    assert Router().allow_migrate("default", "consortium") is None


def test_a_row_of_one_may_name_a_row_of_another(settings):
    settings.DATABASE_ROUTERS = ["tracker.replicas.Router"]
    one, other = Claim(), User()
    one._state.db, other._state.db = "replica1", "default"

    one.decided_by = other

    assert one.decided_by is other


class Given:
    """A watch that says what a test wants."""

    def __init__(self, state="ok", version=7, alias="default"):
        self.state, self.version, self.alias = state, version, alias
        self.failed = False

    def has(self, version):
        if self.version is None:
            raise OperationalError
        return self.version >= version

    def fail(self):
        self.failed = True


@pytest.fixture
def given(monkeypatch):
    """Lets a test say which replicas there are."""

    def give(*found):
        monkeypatch.setattr(replicas, "watches", lambda: found)
        return found

    return give


def ask(rf, view, path=PATH, method="get", version=7):
    """What the middleware makes of a request; nothing if the primary is asked."""
    request = getattr(rf, method)(path, **{VERSION: version})
    return ReplicaMiddleware(HttpResponse).process_view(request, view, (), {})


def tell(_request):
    return HttpResponse(databases.alias())


@pytest.mark.parametrize("method", ["get", "head"])
def test_what_reads_is_asked_of_a_replica(rf, given, method):
    given(Given(alias="replica1"))

    assert ask(rf, tell, method=method).content == b"replica1"
    assert databases.alias() == "default"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_what_writes_never_is(rf, given, method):
    given(Given())

    assert ask(rf, tell, method=method) is None


def test_the_desk_never_is(rf, given):
    given(Given())

    assert ask(rf, tell, path="/admin/consortium/sector/") is None


@pytest.mark.parametrize("state", ["late", "disconnected", "promoted", "failing"])
def test_one_that_does_not_follow_is_not_asked(rf, given, state):
    given(Given(state))

    assert ask(rf, tell) is None


def test_one_that_has_not_replayed_enough_is_not_asked(rf, given):
    given(Given(version=6))

    assert ask(rf, tell) is None
    assert ask(rf, tell, version=6) is not None


def test_replicas_take_turns_and_the_next_answers_for_one_that_is_gone(rf, given):
    given(Given(alias="replica1"), Given(alias="replica2"))
    by_turns = {ask(rf, tell).content for _ in range(4)}
    gone, _here = given(Given(version=None), Given(alias="replica2"))
    instead = {ask(rf, tell).content for _ in range(4)}

    assert by_turns == {b"replica1", b"replica2"}
    assert instead == {b"replica2"}
    assert gone.failed


def raising(exc, state=""):
    """A view that fails as one does whom the database tells ``state``."""

    def view(_request):
        cause = psycopg.Error()
        if state:
            cause = type("Told", (psycopg.Error,), {"sqlstate": state})()
        raise exc from cause

    return view


@pytest.mark.parametrize(
    ("view", "fails"),
    [
        (raising(OperationalError(), "57P01"), True),
        (raising(OperationalError(), "40001"), False),
        (raising(ProgrammingError(), "42P01"), False),
        (raising(Http404()), False),
        (lambda request: unavailable(request, AWAY), True),
        (lambda request: HttpResponse(status=500), False),
    ],
)
def test_what_a_replica_cannot_answer_the_primary_is_asked(rf, given, view, fails):
    (replica,) = given(Given())

    assert ask(rf, view) is None
    assert replica.failed is fails


def test_what_takes_too_long_is_not_asked_again(rf, given):
    given(Given())

    with pytest.raises(OperationalError):
        ask(rf, raising(OperationalError(), "57014"))
    assert ask(rf, lambda request: unavailable(request, SLOW)).status_code == 503


def test_a_page_is_kept_for_the_version_that_it_is_asked_for():
    class Watching:
        def current(self):
            return 12

    asked = []

    def application(environ, start_response):
        asked.append(environ[VERSION])
        start_response("200 OK", [("ETag", '"a"'), ("Cache-Control", "public")])
        return [b"page"]

    cache = PageCache(application, Watching())
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": PATH, "wsgi.url_scheme": "http"}
    cache(environ, lambda *_said: None)

    assert asked == [12]
    assert VERSION not in environ


def test_lag_is_the_time_since_the_primary_had_more(clock):
    lag = Lag(clock)
    for place in (10, 10, 20, 30):
        lag.note(place)
        clock.now += 1

    assert [lag.of(place) for place in (30, 25, 10, 5)] == [0, 1, 2, 4]


def test_another_primary_is_not_measured_by_the_former_one(clock):
    lag = Lag(clock)
    lag.note(1000)
    clock.now += 60

    lag.note(10)

    assert lag.of(10) == 0


class Server:
    """Answers as a server does; nothing once it is gone."""

    def __init__(self, *row):
        self.row, self.closed = row, False

    def __call__(self):
        if self.row is None:
            raise psycopg.OperationalError
        return self

    def execute(self, _sql):
        return self()

    def fetchone(self):
        return self.row

    def close(self):
        pass


def looking(clock, primary, replica):
    watch = Watch("replica1", primary=primary, replica=replica, clock=clock)
    watch.process = os.getpid()
    return watch


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ((True, True, 50, 1, 7), "ok"),
        ((True, False, 50, 1, 7), "disconnected"),
        ((False, False, 50, 1, 7), "promoted"),
        ((True, True, 50, 2, 7), "failing"),  # of another database
    ],
)
def test_a_look_tells_how_a_replica_stands(clock, row, state):
    watch = looking(clock, Server(50, 1), Server(*row))

    assert watch.state == "failing"
    assert watch.look() == watch.state == state
    assert watch.version == (7 if state == "ok" else -1)


def test_one_is_late_after_so_many_seconds_and_only_then(clock, settings):
    settings.REPLICA_MAX_LAG = 5
    primary, replica = Server(50, 1), Server(True, True, 50, 1, 7)
    watch = looking(clock, primary, replica)
    watch.look()
    primary.row = (60, 1)

    said = []
    for _second in range(8):
        said.append(watch.look())
        clock.now += 1

    assert said == ["ok"] * 6 + ["late"] * 2
    replica.row = (True, True, 60, 1, 8)
    assert watch.look() == "ok"


def test_a_look_says_nothing_for_long(clock):
    watch = looking(clock, Server(50, 1), Server(True, True, 50, 1, 7))
    watch.look()

    clock.now += 4

    assert watch.state == "failing"


def test_one_that_does_not_answer_is_failing_until_it_does(clock):
    replica = Server(True, True, 50, 1, 7)
    watch = looking(clock, Server(50, 1), replica)
    row, replica.row = replica.row, None

    assert watch.look() == "failing"
    replica.row = row
    assert watch.look() == "ok"
    watch.fail()
    assert watch.state == "failing"


def test_who_asks_first_waits_for_the_first_look(clock, monkeypatch):
    watch = Watch(
        "replica1",
        primary=Server(50, 1),
        replica=Server(True, True, 50, 1, 7),
        clock=clock,
    )
    monkeypatch.setattr(standbys, "watches", lambda: (watch,))
    monkeypatch.setattr(standbys, "FIRST", 60)

    assert standbys.states() == {"1": "ok"}


SAY = """
from tracker import settings
print(*settings.DATABASES)
print(getattr(settings, "DATABASE_ROUTERS", []), settings.MIDDLEWARE[-1])
print(settings.DATABASES.get("replica2"))
"""


def settings_of(urls):
    """What the settings say of databases, where these are the replicas."""
    here = {"DATABASE_URL": "postgres://a@zero/x", "DATABASE_REPLICA_URLS": urls}
    done = subprocess.run(
        [sys.executable, "-c", SAY],
        cwd=ROOT,
        env=os.environ | here,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_replicas_are_named_in_the_environment():
    named, ways, second = settings_of("postgres://a@one/x,postgres://a@two/x")

    assert named == "default replica1 replica2"
    assert ways.split() == [
        "['tracker.replicas.Router']",
        "tracker.replicas.ReplicaMiddleware",
    ]
    assert "default_transaction_read_only=on" in second
    assert "statement_timeout=" in second
    assert "'HOST': 'two'" in second


def test_without_replicas_nothing_is_in_the_way():
    named, ways, _second = settings_of("")

    assert named == "default"
    assert "replicas" not in ways
