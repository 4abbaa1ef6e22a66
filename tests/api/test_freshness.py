"""Who may keep an answer, and how they ask whether it still stands."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import by_verb, make_funding, make_superuser

pytestmark = pytest.mark.django_db


def test_a_public_answer_may_be_kept_and_asked_about(client):
    make_funding()

    answer = client.get("/api/v1/funding/")

    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not answer["ETag"].startswith("W/")
    asked = {name.strip() for name in answer["Vary"].split(",")}
    assert {"Accept", "Accept-Language", "Authorization", "Cookie"} <= asked


def test_who_holds_the_answer_gets_no_body_until_it_changes(client):
    funding = make_funding()
    first = client.get("/api/v1/funding/")
    etag = first["ETag"]

    again = client.get("/api/v1/funding/", headers={"If-None-Match": etag})
    with by_verb():
        type(funding).objects.update(stage="spent")
    later = client.get("/api/v1/funding/", headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    for name in ("Data-Version", "As-Of"):
        assert again[name] == first[name]
    assert later.status_code == 200
    assert later["ETag"] != etag


@pytest.mark.parametrize("address", ["/", "/ja/sources/", "/method/"])
def test_a_public_page_may_be_kept_in_the_language_of_its_address(client, address):
    answer = client.get(address)

    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "ETag" in answer
    assert "Vary" not in answer


def test_nobody_keeps_what_a_person_is_shown(client):
    client.force_login(make_superuser())

    answer = client.get("/api/v1/funding/")

    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_nobody_keeps_the_page_that_a_cookie_comes_with(client):
    client.force_login(make_superuser())

    with_session, with_dead_one = (
        client.get("/"),
        Client().get(
            "/", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={'a' * 32}"}
        ),
    )

    for answer in (with_session, with_dead_one):
        assert settings.SESSION_COOKIE_NAME in answer.cookies
        assert answer["Cache-Control"] == "private, no-store"
        assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/api/v1/nothing/"),
        ("get", "/initiatives/nothing/"),
        ("get", "/?as_of=never"),
        ("get", "/api/v1/funding/?page_sizes=1"),
        ("post", "/api/v1/funding/"),
    ],
)
def test_nobody_keeps_a_refusal(client, method, address):
    answer = getattr(client, method)(address)

    assert answer.status_code >= 400
    assert answer["Cache-Control"] == "private, no-store"


def test_credentials_make_an_answer_private(client):
    answer = client.get("/api/v1/funding/", headers={"Authorization": "Token x"})

    assert answer["Cache-Control"] == "private, no-store"
