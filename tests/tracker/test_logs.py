"""The log can be read by machines, names its request, and holds no secret."""

import json
import logging
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from consortium.api import errors
from tests.api.v1.writing import signed_in
from tracker import logs

SECRET = "canary-in-a-coal-mine"


@pytest.fixture
def told():
    """What was logged, as the lines of the log are written."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.json_lines())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


def only(told, event):
    [line] = [line for line in told() if line["event"] == event]
    return line


@pytest.mark.django_db
def test_an_answer_is_a_line(told, client):
    client.get("/api/v1/funding/", {"page_size": 7}, headers={"X-Request-ID": "r1"})

    line = only(told, "answered")
    assert line["request_id"] == "r1"
    assert line["route"] == "api/v1/funding/$"
    assert (line["method"], line["status"], line["user"]) == ("GET", 200, None)
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")


@pytest.mark.django_db
def test_it_names_who_asked_by_number(told):
    editor = signed_in("editor")

    editor.get("/api/v1/me/")

    number = get_user_model().objects.get().pk
    assert [line["user"] for line in told() if "user" in line][-1] == number


@pytest.mark.django_db
def test_denied_access_is_told_with_the_address(told, client):
    client.post("/api/v1/sources/", {}, content_type="application/json")

    line = only(told, "denied")
    assert line["level"] == "warning"
    assert line["address"] == "127.0.0.1"


@pytest.mark.django_db
def test_a_fault_is_logged_under_the_id_that_the_caller_is_told(told, monkeypatch):
    def fail(*_args):
        raise RuntimeError("broken")

    monkeypatch.setattr(errors, "trouble_of", lambda _exc: None)
    monkeypatch.setattr("consortium.api.v1.views.resources.FundingViewSet.list", fail)
    client = Client(raise_request_exception=False)

    answer = client.get("/api/v1/funding/")

    [fault] = [line for line in told() if "exception" in line]
    assert fault["request_id"] == answer.json()["request_id"]
    assert "RuntimeError: broken" in fault["exception"]
    assert only(told, "answered")["level"] == "error"


@pytest.mark.django_db
def test_no_secret_is_logged(told):
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = client.cookies["other"] = SECRET
    headers = {"Authorization": f"Token {SECRET}", "Idempotency-Key": SECRET}
    headers |= {"Cookie": f"sessionid={SECRET}", "X-CSRFToken": SECRET}
    form = {"username": "nobody", "password": SECRET, "next": "/"}
    body = json.dumps({"password": SECRET, "values": {"slug": SECRET}})

    client.post("/admin/login/", form)
    client.post("/admin/login/", form, headers=headers)
    client.get(f"/api/v1/funding/?q={SECRET}&token={SECRET}", headers=headers)
    for address in ("sources", "nowhere"):
        client.post(
            f"/api/v1/{address}/",
            body,
            content_type="application/json",
            headers=headers,
        )

    assert len(told()) >= 5
    assert SECRET not in json.dumps(told())


def test_nobody_writes_lines_of_his_own(told, client):
    client.get("/no%0Asuch%0D%0Apage/x", headers={"X-Request-ID": "a\r\nb: c"})
    logging.getLogger("django.security").warning("one\n%s", "two\r\n{}")

    assert len(told()) == 2
    assert told()[0]["path"] == "/no\nsuch\r\npage/x"
    assert told()[1]["event"] == "one\ntwo\r\n{}"


def test_people_are_told_in_words():
    record = logging.makeLogRecord({"msg": "ready", "levelname": "INFO", "name": "a"})

    assert "ready" in logs.for_people().format(record)


def test_the_setting_chooses_by_who_reads():
    chosen = [
        logs.configuration(readable=readable)["formatters"]["line"]["()"]
        for readable in (True, False)
    ]

    assert chosen == ["tracker.logs.for_people", "tracker.logs.json_lines"]
