"""When the database does not do it: refused with a time to wait, never half done."""

import threading

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client

from consortium.api import writing
from consortium.api.v1 import drafts
from consortium.api.v1.views.resources import FundingViewSet
from consortium.models import Source
from tests.api.test_errors import problem
from tests.api.v1.writing import done, post, signed_in

in_transactions = pytest.mark.django_db(transaction=True)
VALUES = {"slug": "a", "title": "A", "kind": "filing"}


def draft(client):
    return post(client, "sources/", values=VALUES)


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


class Collisions:
    """Lets the first attempts to write a draft collide, as the database says it."""

    def __init__(self, monkeypatch, state, times):
        self.state, self.left, self.attempts = state, times, 0
        self.create = drafts.create
        monkeypatch.setattr(drafts, "create", self)
        monkeypatch.setattr(writing, "PAUSE", 0)

    def __call__(self, *args, **kwargs):
        self.attempts += 1
        made = self.create(*args, **kwargs)
        if self.left:
            self.left -= 1
            run(f"DO $$ BEGIN RAISE EXCEPTION SQLSTATE '{self.state}'; END $$")
        return made


@in_transactions
@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_a_collision_is_tried_again(monkeypatch, state):
    collisions = Collisions(monkeypatch, state, times=3)

    answer = draft(signed_in("editor"))

    assert done(answer, 201)["slug"] == "a"
    assert collisions.attempts == 4
    assert Source.objects.count() == 1


@in_transactions
@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_not_for_ever(monkeypatch, state):
    collisions = Collisions(monkeypatch, state, times=9)

    answer = draft(signed_in("editor"))

    assert problem(answer, 503)["code"] == "busy"
    assert answer["Retry-After"] == "1"
    assert collisions.attempts == 4
    assert not Source.objects.exists()


@in_transactions
@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("55P03", "busy"),
        ("57014", "too_slow"),
        ("57P01", "service_unavailable"),
        ("25006", "service_unavailable"),
    ],
)
def test_other_troubles_are_told_at_once(monkeypatch, state, code):
    collisions = Collisions(monkeypatch, state, times=9)

    answer = draft(signed_in("editor"))

    assert problem(answer, 503)["code"] == code
    assert answer["Retry-After"]
    assert collisions.attempts == 1
    assert not Source.objects.exists()


@pytest.fixture
def other():
    """A second connection, as another process has one."""
    copy = connections.create_connection("default")
    copy.settings_dict = connection.settings_dict
    yield copy
    copy.close()


@in_transactions
def test_who_waits_too_long_for_other_writers_is_told_to_come_again(other):
    editor = signed_in("editor")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(6340871)")
    run("SET lock_timeout = '50ms'")
    try:
        refused = draft(editor)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(6340871)")
        again = draft(editor)
    finally:
        run("RESET lock_timeout")

    assert problem(refused, 503)["code"] == "busy"
    assert again.status_code == 201


@in_transactions
def test_what_takes_too_long_is_ended(client, monkeypatch):
    read = FundingViewSet.get_queryset

    def slow(self):
        run("SELECT pg_sleep(5)")
        return read(self)

    monkeypatch.setattr(FundingViewSet, "get_queryset", slow)
    run("SET statement_timeout = '50ms'")
    try:
        answer = client.get("/api/v1/funding/")
    finally:
        run("RESET statement_timeout")

    assert problem(answer, 503)["code"] == "too_slow"


@pytest.mark.django_db
def test_every_session_has_its_limits():
    with connection.cursor() as cursor:
        for name in (
            "statement_timeout",
            "lock_timeout",
            "idle_in_transaction_session_timeout",
        ):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone()[0] not in ("0", "0s")


@pytest.fixture
def away(monkeypatch):
    """Nobody gets a connection to the database."""

    def refuse(_parameters):
        raise OperationalError("could not connect: secret=1")

    connection.close()
    with monkeypatch.context() as patched:
        patched.setattr(connection, "get_new_connection", refuse)
        yield patched


ADDRESSES = ["funding/", "initiatives/a/", "totals/", "search/?q=ab", "changes/"]


@in_transactions
@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_database_the_api_says_when_to_ask_again(away, address):
    answer = Client(raise_request_exception=False).get(f"/api/v1/{address}")

    assert "secret" not in str(problem(answer, 503))
    assert answer["Retry-After"] == "5"


@in_transactions
@pytest.mark.parametrize("path", ["/", "/ja/", "/admin/", "/initiatives/a/"])
def test_without_a_database_a_browser_is_shown_a_page(away, path):
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "s" * 32

    answer = client.get(path)

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer["Content-Type"].startswith("text/html")
    assert "secret" not in answer.content.decode()
    assert "</html>" in answer.content.decode()


@in_transactions
@pytest.mark.parametrize("path", ["/api/v1/sources/", "/downloads/funding.csv"])
def test_without_a_database_nobody_is_taken_for_a_stranger(away, path):
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "s" * 32
    ask = client.post if "api" in path else client.get

    problem(ask(path, {}, content_type="application/json"), 503)


@in_transactions
def test_the_first_request_after_it_returns_is_answered(away):
    client = Client(raise_request_exception=False)
    assert client.get("/api/v1/funding/").status_code == 503

    away.undo()

    assert client.get("/api/v1/funding/").status_code == 200


@in_transactions
def test_a_line_that_the_database_cut_is_replaced(server, wire):
    """The server of production, whose connections end while it has them open."""
    head = ["GET /api/v1/me/ HTTP/1.1", *wire.headers()]
    assert wire.say(*head).status == 200
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    assert [wire.say(*head).status for _ in range(8)] == [200] * 8


@in_transactions
def test_a_unique_name_that_many_want_goes_to_one():
    clients = [signed_in("editor") for _ in range(8)]
    gate, answers = threading.Barrier(8), []

    def ask(client):
        gate.wait()
        try:
            answers.append(draft(client))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 201
    assert set(statuses[1:]) <= {400, 409}
    assert Source.objects.count() == 1
