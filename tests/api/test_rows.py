"""Answers made of rows are those that the serializers make of instances."""

from datetime import datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.translation import override

from consortium import editorial, history
from consortium.api.prepared import SEEN_BY_PERMISSION
from consortium.api.rendering import JSONRenderer
from consortium.api.v1.serializers.fields import context_of
from consortium.api.v1.urls import router
from consortium.models import Member, Organization
from tests.api.records import BARE, FULL
from tests.api.test_moments import now
from tests.api.v1.hidden import HIDDEN
from tests.factories import by_verb, make_superuser, make_user

ROOT = "http://testserver/api/v1/"
SHAPES = {prefix: view.serializer_class for prefix, view, _name in router.registry}
READERS = {"public": None, "signed-in": make_user, "staff": make_superuser}


@pytest.fixture(params=READERS)
def reader(request):
    """A client and its user."""
    client, make = Client(), READERS[request.param]
    if make is None:
        return client, AnonymousUser()
    user = make(username="reader")
    client.force_login(user)
    return client, user


@pytest.fixture
def everything():
    """Full and bare records of each kind, and what the public does not see."""
    for resource, make in FULL.items():
        make()
        if resource != "exchange-rates":
            BARE[resource]()
    for _resource, make in HIDDEN.values():
        make()


def of_instances(resource, user):
    """What each row shows by its serializer, under its address."""
    shape, context = SHAPES[resource], context_of(user, ROOT)
    shown = [shape(row, context=context).data for row in shape.rows(user)]
    return {each["url"]: each for each in shown}


def assert_same(answer, rows):
    """The list that was answered has the ``rows``, byte for byte, in its own order."""
    body = answer.json()
    page = [rows[row["url"]] for row in body["results"]]
    assert len(page) == len(rows)
    assert answer.content == JSONRenderer().render({**body, "results": page})


@pytest.mark.django_db
@pytest.mark.parametrize("resource", SHAPES)
def test_rows_show_what_instances_do(reader, everything, resource):
    client, user = reader

    answer = client.get(f"/api/v1/{resource}/?page_size=1000")

    assert_same(answer, of_instances(resource, user))


@pytest.mark.django_db
def test_rows_speak_the_readers_language(everything):
    answer = Client().get("/api/v1/alignments/", headers={"Accept-Language": "ja"})

    with override("ja"):
        expected = of_instances("alignments", AnonymousUser())
    assert_same(answer, expected)
    assert "日本" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("resource", sorted(set(SHAPES) - {"initiatives"}))
def test_a_record_is_shown_as_in_the_list(reader, everything, resource):
    client, _user = reader

    listed = client.get(f"/api/v1/{resource}/?page_size=1000").json()["results"]

    for row in listed:
        assert client.get(row["url"]).content == JSONRenderer().render(row)


@pytest.mark.django_db(transaction=True)
def test_the_past_is_shown_as_instances_were(everything):
    then, user = now(), AnonymousUser()

    with by_verb():
        Organization.objects.update(name="後で")
    member = Member.objects.published().first()
    editorial.retract(member, by=make_user(), reason="It never joined.")

    for resource in FULL:
        with history.as_of(datetime.fromisoformat(then)):
            expected = of_instances(resource, user)
        query = {"page_size": 1000, "as_of": then}
        assert_same(Client().get(f"/api/v1/{resource}/", query), expected)


def test_every_kind_that_permissions_show_is_asked_about():
    managers = {
        model: model._default_manager.all()
        for model in apps.get_app_config("consortium").get_models()
    }
    shown = {model for model, rows in managers.items() if hasattr(rows, "visible_to")}

    assert shown <= set(SEEN_BY_PERMISSION)
