from django.contrib.auth.models import Group
from django.test import Client

from tests.factories import make_user


def test_nobody_is_asked_to_sign_in(client, db):
    answer = client.get("/api/v1/me/")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="api", Session realm="desk"'
    assert answer["Content-Type"] == "application/problem+json"


def test_somebody_is_told_who_they_are(db):
    user = make_user(username="sato", is_staff=True)
    for name in ("reviewer", "editor"):
        user.groups.add(Group.objects.get_or_create(name=name)[0])
    client = Client()
    client.force_login(user)

    answer = client.get("/api/v1/me/")

    assert answer.json() == {
        "username": "sato",
        "is_staff": True,
        "groups": ["editor", "reviewer"],
    }


def test_somebody_who_left_is_nobody(db):
    user = make_user()
    client = Client()
    client.force_login(user)
    user.is_active = False
    user.save()

    assert client.get("/api/v1/me/").status_code == 401
