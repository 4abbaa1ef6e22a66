"""An answer as of the past is the answer that was given then."""

import pytest
from django.db import connection

from consortium import editorial
from consortium.models import Organization
from tests.factories import (
    by_verb,
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
    make_user,
)

in_transactions = pytest.mark.django_db(transaction=True)


def now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].isoformat()


def ask(client, address, **query):
    whole, _, given = address.partition("?")
    given = dict(pair.split("=") for pair in given.split("&") if pair)
    answer = client.get(f"/api/v1/{whole}", given | query)
    return answer.status_code, answer.content


ADDRESSES = [
    "initiatives/",
    "initiatives/consortium/",
    "organizations/?search=before",
    "organizations/honda/",
    "members/?organization=honda",
    "funding/?stage=announced&count=exact",
    "claims/?status=accepted",
]


@in_transactions
def test_whatever_is_edited_later_the_past_answers_as_it_did(client):
    initiative = make_initiative(slug="consortium", name="Before")
    honda = make_organization(slug="honda", name="Before")
    member = make_member(initiative=initiative, organization=honda)
    funding = make_funding(initiative=initiative, funder=honda)
    then = now()
    answers = {address: ask(client, address) for address in ADDRESSES}

    with by_verb():
        Organization.objects.filter(pk=honda.pk).update(name="After")
    claim = make_claim(
        subject=funding, field="stage", value="committed", status="pending"
    )
    editorial.accept(claim, by=make_user(), reason="Signed.")
    editorial.retract(member, by=make_user(), reason="It never joined.")
    make_funding(initiative=initiative)

    assert {one: ask(client, one, as_of=then) for one in ADDRESSES} == answers
    changed = [one for one in ADDRESSES if ask(client, one) != answers[one]]
    assert changed == ADDRESSES[1:]


@in_transactions
def test_what_is_to_come_and_what_is_no_instant_is_refused(refused):
    for address in ("funding/", "initiatives/anything/"):
        assert (
            refused(address, as_of="2199-01-01T00:00:00Z")["as_of"]["code"] == "future"
        )
        assert refused(address, as_of="yesterday")["as_of"]["code"] == "invalid"


@in_transactions
def test_a_single_record_takes_no_other_parameter(refused):
    assert refused("funding/1/", stage="announced")["stage"]["code"] == (
        "unknown_parameter"
    )


@in_transactions
def test_faults_of_all_kinds_come_together(refused):
    faults = refused("funding/", as_of="yesterday", page_size="0", stagee="x")

    assert set(faults) == {"as_of", "page_size", "stagee"}
