"""A write that is sent twice is done once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from consortium.api.idempotency import SWEPT
from consortium.models import Source, StoredAnswer
from tests.api.test_errors import problem
from tests.api.v1.hidden import DRAFT
from tests.api.v1.writing import done, faults, send, signed_in, somebody, tag
from tests.factories import make_source, make_stored_answer

pytestmark = pytest.mark.django_db
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"


def body(**values):
    return {"values": {"slug": "paper", "title": "A", "kind": "filing"} | values}


def draft(client, key=KEY, **values):
    headers = {"Idempotency-Key": key}
    return send(client, "post", "sources/", body(**values), **headers)


@pytest.fixture
def editor():
    return signed_in("editor")


def test_the_first_answer_comes_again(editor):
    first, second = draft(editor), draft(editor)

    assert done(first, 201) == done(second, 201)
    assert first.content == second.content
    assert (first["Location"], first["ETag"]) == (second["Location"], second["ETag"])
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert Source.objects.count() == 1


def test_quotation_marks_around_a_key_mean_nothing(editor):
    draft(editor, KEY)

    assert draft(editor, f'"{KEY}"')["Idempotency-Replayed"] == "true"


def test_the_same_key_for_something_else_is_refused(editor):
    draft(editor)

    assert problem(draft(editor, slug="other"), 422)["code"] == "key_reused"
    assert Source.objects.count() == 1


def test_a_key_is_one_s_own(editor):
    draft(editor)

    answer = draft(signed_in("editor"), slug="other")

    assert answer.status_code == 201


def test_what_was_refused_may_be_tried_again(editor):
    assert faults(draft(editor, kind="none"))

    assert draft(editor).status_code == 201
    assert StoredAnswer.objects.count() == 1


@pytest.mark.parametrize(
    "key",
    [
        "",
        "short",
        "x" * 129,
        "with space in it",
        "日本語のキーです",
        '"open-only',
        "a" * 8 + "\x01",
    ],
)
def test_a_key_has_a_shape(editor, key):
    document = problem(draft(editor, key), 400)

    (fault,) = document["errors"]
    assert (fault["header"], fault["code"]) == ("Idempotency-Key", "malformed")
    assert not Source.objects.exists()


def test_verbs_and_deleting_are_answered_again_too(editor):
    make_source(slug="paper", **DRAFT)
    before = {"If-Match": tag(editor, "/api/v1/sources/paper/")}
    keyed = {**before, "Idempotency-Key": KEY}
    why = {"reason": "I read it."}
    address = "sources/paper/submit/"

    first = send(editor, "post", address, why, **keyed)
    again = send(editor, "post", address, why, **keyed)
    other = send(editor, "post", address, why, **before)

    assert done(first) == done(again)
    assert other.status_code == 412


def test_a_deleted_draft_is_answered_without_a_body(editor):
    make_source(slug="paper", **DRAFT)
    keyed = {"If-Match": tag(editor, "/api/v1/sources/paper/"), "Idempotency-Key": KEY}

    first, again = (send(editor, "delete", "sources/paper/", **keyed) for _ in range(2))

    assert (first.status_code, again.status_code) == (204, 204)
    assert again.content == b""


def test_who_lost_the_role_is_told_nothing():
    person = somebody("editor")
    draft(signed_in(user=person))
    person.groups.clear()

    assert draft(signed_in(user=person)).status_code == 403


def test_a_day_later_the_key_is_free(editor):
    draft(editor)
    Source.objects.all().delete()
    StoredAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))

    answer = draft(editor, title="B")

    assert done(answer, 201)["title"] == "B"
    assert StoredAnswer.objects.count() == 1


def test_a_write_sweeps_some_of_what_has_expired(editor):
    old = timezone.now() - timedelta(days=2)
    owner = somebody()
    for _ in range(SWEPT + 3):
        make_stored_answer(owner=owner, created_at=old)

    draft(editor)

    assert StoredAnswer.objects.filter(owner=owner).count() == 3


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one_row():
    editor = somebody("editor")
    clients = [signed_in(user=editor) for _ in range(8)]
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
    assert len(statuses) == 8
    assert set(statuses) <= {201, 409}
    fresh = [
        a for a in answers if a.status_code == 201 and "Idempotency-Replayed" not in a
    ]
    assert len(fresh) == 1
    for answer in answers:
        if answer.status_code == 409:
            assert problem(answer, 409)["code"] == "still_running"
            assert answer["Retry-After"] == "1"
    assert Source.objects.count() == 1
