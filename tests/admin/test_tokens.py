"""Tokens at the desk: made with their secret shown once, revoked by owner or keeper."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from consortium.models import ApiToken
from tests.api.v1.writing import signed_in, somebody
from tests.factories import make_api_token

pytestmark = pytest.mark.django_db

LIST = "admin:consortium_apitoken_changelist"
ADD = reverse("admin:consortium_apitoken_add")


def test_a_token_is_made_and_works():
    editor = somebody("editor")
    said = {"name": "dashboard", "scope": "write", "days": "30"}

    page = signed_in(user=editor).post(ADD, said)

    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    bearer = {"Authorization": f"Bearer {secret}"}
    me = Client().get("/api/v1/me/", headers=bearer)
    assert me.json()["username"] == editor.username


def test_whoever_finds_an_open_session_makes_none_without_the_password():
    editor = somebody("editor")
    editor.set_password("correct horse battery staple")
    editor.save()
    said = {"name": "dashboard", "scope": "write", "days": "30"}
    with time_machine.travel("2026-11-29T09:00:00Z", tick=False) as clock:
        client = signed_in(user=editor)
        client.get("/admin/")
        clock.shift(6 * 60)

        asked = client.post(ADD, said)
        before = ApiToken.objects.count()
        proof = {"password": "correct horse battery staple"}
        page = client.post(asked["Location"], proof)

    assert "/accounts/reauthenticate/" in asked["Location"]
    assert before == 0
    assert page.context["secret"].startswith("cit_")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"name": "", "scope": "read", "days": "1"}, id="no-name"),
        pytest.param({"name": "taken", "scope": "read", "days": "1"}, id="taken"),
        pytest.param({"name": "x", "scope": "all", "days": "1"}, id="scope"),
        pytest.param({"name": "x", "scope": "read", "days": "400"}, id="days"),
    ],
)
def test_what_cannot_be_made_is_a_complaint_of_the_form(said):
    editor = somebody("editor")
    make_api_token(user=editor, name="taken")

    page = signed_in(user=editor).post(ADD, said)

    assert page.status_code == 200
    assert page.context["adminform"].form.errors
    assert ApiToken.objects.count() == 1


def test_people_see_and_revoke_their_own():
    mine, other = somebody("editor"), make_api_token(name="somebody else’s")
    token = make_api_token(user=mine, name="mine")
    client = signed_in(user=mine)

    listed = client.get(reverse(LIST)).content.decode()
    revoke = "admin:consortium_apitoken_delete"
    client.post(reverse(revoke, args=[token.pk]), {"post": "yes"})
    client.post(reverse(revoke, args=[other.pk]), {"post": "yes"})

    assert "mine" in listed
    assert "somebody else’s" not in listed
    assert list(ApiToken.objects.all()) == [other]


def test_who_keeps_accounts_sees_and_revokes_all():
    token = make_api_token(name="somebody else’s")
    client = signed_in("admin")

    listed = client.get(reverse(LIST)).content.decode()
    revoke = reverse("admin:consortium_apitoken_delete", args=[token.pk])
    client.post(revoke, {"post": "yes"})

    assert "somebody else’s" in listed
    assert token.secret not in listed
    assert not ApiToken.objects.exists()
