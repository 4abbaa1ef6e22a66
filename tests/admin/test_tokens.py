"""Tokens at the desk: made with their secret shown once, revoked by owner or keeper."""

import pytest
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
