"""The members that the article left unnamed are named by a later source."""

from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.db import connection

from consortium import editorial
from consortium.editorial import Evidence
from consortium.imports import seed
from consortium.models import Finding, Initiative, Member, Organization
from tests.api.conftest import body
from tests.factories import make_source, make_user
from tests.pages.documents import read

NAMES = ("Aoba Works", "Izumi Power", "Kaede Motors", "Sumire Steel", "Tsubaki Bank")
JOINED = "2026-04-12"


@pytest.fixture
def people(transactional_db):
    seed.load()
    return SimpleNamespace(author=make_user(), reviewer=make_user())


@pytest.fixture
def source(people):
    return make_source(title="List of members", published="2026-07-14")


def publish(record, source, people):
    """Take ``record``, a draft with its values, to the public as two persons do."""
    values = {name: record.claim_value(name) for name in record.claimable}
    said = {name: value for name, value in values.items() if value not in ("", None)}
    evidence = Evidence(source=source, quote="the nine members", locator="p. 1")
    claims = editorial.propose(record, said, evidence=evidence, by=people.author)
    for claim in claims:
        editorial.accept(claim, by=people.reviewer, reason="The list names them.")
    editorial.submit(record, by=people.author)
    editorial.publish(record, by=people.reviewer, reason="All nine are named now.")
    return record


def name_five(initiative, source, people):
    """Enter the five, together, in the order that publishing asks for."""
    with editorial.together(by=people.reviewer, reason="All nine are named now."):
        for number, name in enumerate(NAMES):
            organization = Organization.objects.create(
                slug=f"newcomer-{number}",
                name=name,
                kind="private_sector",
                identity="confirmed",
            )
            publish(organization, source, people)
            member = Member.objects.create(
                initiative=initiative,
                organization=organization,
                roles=["member"],
                joined=JOINED,
            )
            publish(member, source, people)


def now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].isoformat()


def counts(client, initiative, **query):
    """Of the API's detail: members listed, counted, and reported."""
    shown = body(client.get(f"/api/v1/initiatives/{initiative.slug}/", query))
    return (
        len(shown["members"]),
        shown["named_members"],
        shown["reported_members"]["value"],
    )


def test_nine_of_nine_are_named_and_the_past_still_names_four(client, people, source):
    initiative = Initiative.objects.get()
    finding = Finding.objects.get(code="member.count")
    members = f"/api/v1/members/?initiative={initiative.slug}"
    page = f"/initiatives/{initiative.slug}/"
    assert finding.state == "open"
    assert "4 of 9 reported are named" in read(client.get(page)).text
    before, four = now(), body(client.get(members))["results"]
    assert len(four) == 4

    name_five(initiative, source, people)

    finding.refresh_from_db()
    assert (finding.state, finding.decided_by) == ("resolved", people.reviewer)
    assert finding.reason == "All nine are named now."
    text = read(client.get(page)).text
    assert "9 of 9 reported are named" in text
    assert "not named in any source" not in text
    assert all(name in text for name in NAMES)
    assert counts(client, initiative) == (9, 9, 9)
    assert len(body(client.get(members))["results"]) == 9
    assert counts(client, initiative, as_of=before) == (4, 4, 9)
    then = body(client.get(f"{members}&as_of={quote(before)}"))
    assert then["results"] == four
