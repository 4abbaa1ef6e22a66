"""Programs act for people by tokens, as far as these go."""

from datetime import timedelta

import pghistory
import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consortium.models import ApiToken, Source
from tests.api.v1.writing import done, faults, post, signed_in, somebody
from tests.factories import make_api_token, make_initiative

pytestmark = pytest.mark.django_db

SOURCE = {"title": "A report", "kind": "news_original", "slug": "a-report"}


def bearing(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def editor():
    return somebody("editor")


@pytest.fixture
def token(editor):
    return make_api_token(user=editor, scope="write")


def test_a_token_is_made_by_somebody_signed_in_and_shown_once(editor):
    client = signed_in(user=editor)

    made = done(post(client, "tokens/", name="dashboard", days=7), 201)

    assert made["token"].startswith("cit_")
    assert made["scope"] == "read"
    assert bearing(made["token"]).get("/api/v1/me/").json()["username"] == str(editor)
    read = client.get(made["url"]).json()
    assert "token" not in read
    assert read == {key: made[key] for key in read} | {
        "last_used_at": read["last_used_at"]
    }
    kept = ApiToken.objects.get()
    assert made["token"] not in str(vars(kept))
    assert kept.expiry - kept.created == pytest.approx(
        timedelta(days=7), abs=timedelta(minutes=1)
    )


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        pytest.param({}, {"/name": "required"}, id="no-name"),
        pytest.param({"name": " "}, {"/name": "blank"}, id="blank"),
        pytest.param({"name": "x" * 81}, {"/name": "max_length"}, id="long"),
        pytest.param({"name": 1}, {"/name": "invalid"}, id="no-text"),
        pytest.param({"name": "x", "scope": "all"}, {"/scope": "invalid"}, id="scope"),
        pytest.param({"name": "x", "scope": []}, {"/scope": "invalid"}, id="list"),
        pytest.param({"name": "x", "days": 0}, {"/days": "min_value"}, id="never"),
        pytest.param({"name": "x", "days": 367}, {"/days": "max_value"}, id="ever"),
        pytest.param({"name": "x", "days": True}, {"/days": "invalid"}, id="boolean"),
        pytest.param({"name": "x", "user": 1}, {"/user": "unknown_field"}, id="owner"),
    ],
)
def test_what_cannot_be_made_is_said(editor, said, wrong):
    answer = post(signed_in(user=editor), "tokens/", **said)

    assert faults(answer) == wrong
    assert not ApiToken.objects.exists()


def test_two_tokens_of_one_person_have_two_names(editor, token):
    answer = post(signed_in(user=editor), "tokens/", name=token.name)

    assert faults(answer) == {"/name": "unique"}


def test_a_token_writes_for_its_owner_and_the_history_says_so(editor, token):
    answer = post(bearing(token.secret), "sources/", values=SOURCE)

    done(answer, 201)
    (event,) = Source.pgh_event_model.objects.filter(slug="a-report")
    context = pghistory.models.Context.objects.get(pk=event.pgh_context_id)
    assert context.metadata["user"] == editor.pk


def test_a_token_to_read_writes_nothing(editor):
    token = make_api_token(user=editor, scope="read")

    answer = post(bearing(token.secret), "sources/", values=SOURCE)

    assert answer.status_code == 403
    assert "only reads" in answer.json()["detail"]
    assert not Source.objects.exists()


def test_what_is_hidden_a_token_shows_to_those_who_may_see_it(token):
    draft = make_initiative(state="draft")
    reader = make_api_token(user=somebody(), scope="read")

    address = f"/api/v1/initiatives/{draft.slug}/"

    assert bearing(token.secret).get(address).status_code == 200
    assert bearing(reader.secret).get(address).status_code == 404


@pytest.mark.parametrize(
    "secret", ["cit_0000", "", "x y", "é", "\xff\xfe", "cit_" + "0" * 60]
)
def test_what_is_no_token_is_401(secret):
    answer = Client().get(
        "/api/v1/funding/",
        HTTP_AUTHORIZATION=f"Bearer {secret}".encode("latin-1")
        if "\xff" in secret
        else f"Bearer {secret}",
    )

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_an_expired_token_is_401(token):
    past = timezone.now() - timedelta(seconds=1)
    ApiToken.objects.update(created=past - timedelta(days=1), expiry=past)

    assert bearing(token.secret).get("/api/v1/me/").status_code == 401


@pytest.mark.parametrize("what", ["password", "activity"])
def test_tokens_die_with_the_password_and_the_account(editor, token, what):
    if what == "password":
        editor.set_password("something else entirely")
    else:
        User.objects.filter(pk=editor.pk).update(is_active=False)
    editor.is_active = what == "password"
    editor.save()

    assert bearing(token.secret).get("/api/v1/me/").status_code == 401
    assert not ApiToken.objects.exists()


def test_when_a_token_was_used_is_kept_to_the_minute(token):
    client = bearing(token.secret)

    client.get("/api/v1/me/")
    first = ApiToken.objects.get().last_used
    client.get("/api/v1/me/")

    assert ApiToken.objects.get().last_used == first


def test_a_token_begets_no_tokens_and_ends_none(token):
    client = bearing(token.secret)

    assert post(client, "tokens/", name="another").status_code == 403
    assert client.delete(f"/api/v1/tokens/{token.id}/").status_code == 403
    assert len(client.get("/api/v1/tokens/").json()["results"]) == 1


def test_tokens_are_their_owner_s(token):
    other = signed_in("admin")

    assert other.get("/api/v1/tokens/").json()["results"] == []
    assert other.get(f"/api/v1/tokens/{token.id}/").status_code == 404
    assert other.delete(f"/api/v1/tokens/{token.id}/").status_code == 404
    assert Client().get("/api/v1/tokens/").status_code == 401


def test_a_session_that_was_left_open_makes_no_token(editor):
    with time_machine.travel("2026-11-29T09:00:00Z", tick=False) as clock:
        client = signed_in(user=editor)
        client.get("/api/v1/me/")
        clock.shift(6 * 60)

        answer = post(client, "tokens/", name="mine")

    assert answer.status_code == 403
    assert "Sign in again" in answer.json()["detail"]
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("header", ["If-Match", "Idempotency-Key"])
def test_what_guards_other_writes_is_not_passed_over(editor, token, header):
    client, given = signed_in(user=editor), {header: '"12345678"'}

    answer = client.delete(f"/api/v1/tokens/{token.id}/", headers=given)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["header"] == header
    assert ApiToken.objects.exists()


def test_a_revoked_token_is_401(editor, token):
    client = signed_in(user=editor)

    assert client.delete(f"/api/v1/tokens/{token.id}/").status_code == 204

    assert bearing(token.secret).get("/api/v1/me/").status_code == 401
    assert client.delete(f"/api/v1/tokens/{token.id}/").status_code == 404


def test_answers_to_a_token_are_kept_by_nobody(token):
    answer = bearing(token.secret).get("/api/v1/funding/")

    assert answer["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer["Vary"]


def test_the_list_costs_the_same_whatever_it_holds(
    editor, token, django_assert_num_queries
):
    client = signed_in(user=editor)
    client.get("/api/v1/tokens/")

    for _ in range(2):
        with django_assert_num_queries(3):
            client.get("/api/v1/tokens/")
        for number in range(4):
            make_api_token(user=editor, name=f"more-{number}-{_}")


@pytest.mark.parametrize(
    ("fields", "law"),
    [
        pytest.param({"name": " "}, "apitoken_name_filled", id="name"),
        pytest.param({"scope": "all"}, "apitoken_scope_known", id="scope"),
        pytest.param({"expiry": timedelta(0)}, "apitoken_expires", id="expiry"),
    ],
)
def test_the_database_keeps_the_laws(editor, fields, law):
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        make_api_token(user=editor, **fields)
