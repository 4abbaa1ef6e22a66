"""An answer is of one version of the data, and says of which."""

import threading
from datetime import datetime

import pytest
from django.db import connection

from consortium.api.rows import Shape
from consortium.models import Funding
from consortium.models.turns import DataVersion
from tests.api.test_moments import ADDRESSES
from tests.factories import (
    by_verb,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
)

in_transactions = pytest.mark.django_db(transaction=True)
READ = [*ADDRESSES, "search/?q=before", "changes/"]


def make_some():
    honda = make_organization(slug="honda", name="Before")
    initiative = make_initiative(slug="consortium", name="Before")
    make_member(initiative=initiative, organization=honda)
    return make_funding(initiative=initiative, funder=honda)


def meanwhile(do):
    """Do something on a connection of its own, as another process would."""

    def work():
        try:
            do()
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@in_transactions
@pytest.mark.parametrize("address", READ)
def test_an_answer_names_its_version_and_its_instant(client, address):
    make_some()
    version = DataVersion.current()

    answer = client.get(f"/api/v1/{address}")

    assert answer["Data-Version"] == str(version.number)
    assert answer["As-Of"].endswith("Z")
    assert datetime.fromisoformat(answer["As-Of"]) == version.written_at


@in_transactions
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_instant_brings_the_answer_again(client, address):
    make_some()
    first = client.get(f"/api/v1/{address}")

    with by_verb():
        Funding.objects.update(stage="spent")
    make_some_more()
    mark = "&" if "?" in address else "?"
    again = client.get(f"/api/v1/{address}{mark}as_of={first['As-Of']}")

    assert again.content == first.content
    assert again["As-Of"] == first["As-Of"]
    assert int(again["Data-Version"]) > int(first["Data-Version"])


def make_some_more():
    make_funding(initiative=make_initiative(slug="other", name="Before too"))


@in_transactions
@pytest.mark.parametrize("address", ["funding/", "initiatives/consortium/"])
def test_what_is_written_between_two_queries_is_not_seen(client, monkeypatch, address):
    funding = make_some()
    before = client.get(f"/api/v1/{address}")

    def write():
        with by_verb():
            Funding.objects.filter(pk=funding.pk).update(stage="spent")

    read, wrote = Shape.of_keys, []

    def of_keys(*args):
        if not wrote:
            wrote.append(meanwhile(write))
        return read(*args)

    monkeypatch.setattr(Shape, "of_keys", of_keys)
    mixed, after = client.get(f"/api/v1/{address}"), client.get(f"/api/v1/{address}")

    assert wrote
    assert mixed.content == before.content
    assert mixed["Data-Version"] == before["Data-Version"]
    assert after.content != before.content
    assert after["Data-Version"] != before["Data-Version"]


@in_transactions
def test_reading_writes_nothing(client, monkeypatch):
    make_some()

    def of_keys(*args):
        Funding.objects.update(conditions="Written while reading.")

    monkeypatch.setattr(Shape, "of_keys", of_keys)
    client.raise_request_exception = False

    assert client.get("/api/v1/funding/").status_code >= 500
    assert not Funding.objects.exclude(conditions="").exists()


@in_transactions
def test_a_refusal_names_no_version(client):
    assert "Data-Version" not in client.get("/api/v1/funding/?stagee=x")
