"""What changed between two moments, in plain words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consortium import editorial
from consortium.editorial import Evidence
from consortium.models import Funding, Initiative, Milestone, Organization
from tests.api.records import fill
from tests.factories import (
    back,
    by_verb,
    make_claim,
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_organization,
    make_rate,
    make_source,
    make_staff,
    make_superuser,
)
from tests.pages.documents import read
from tests.test_history import now

QUERIES = {"/initiatives/compute/changes/": 42, "/changes/": 27}

pytestmark = pytest.mark.django_db
in_transactions = pytest.mark.django_db(transaction=True)

CEILING = {"amount": "1000000000000", "currency": "JPY", "qualifier": "up_to"}
HOME = "/initiatives/compute/changes/"


def told(client, address=HOME, start=None, end=None, status=200):
    query = {"from": start and start.isoformat(), "to": end and end.isoformat()}
    asked = {name: moment for name, moment in query.items() if moment}
    answer = client.get(address, asked)
    assert answer.status_code == status, answer.content.decode()
    return read(answer)


def take(record, field, value, *, reason="It says so.", because="first_report", **said):
    """Propose and accept a value, as the newsroom does; gives the claim."""
    source = said.pop("source", None) or make_source(title="Gazette")
    evidence = Evidence(source=source, because=because, **said)
    [claim] = editorial.propose(
        record, {field: value}, by=make_staff("editor"), evidence=evidence
    )
    editorial.accept(claim, by=make_staff("reviewer"), reason=reason, because=because)
    return claim


@pytest.fixture
def compute():
    return back(make_initiative(slug="compute", name="Compute", name_ja="計算資源"))


@in_transactions
def test_a_value_is_told_before_and_after_with_what_it_rests_on(client, compute):
    funding = back(make_funding(initiative=compute, amount=None))
    start = now()
    claim = take(
        funding, "amount", CEILING, reason="The budget names it.", quote="up to 1tn"
    )

    english = told(client, start=start)
    japanese = told(client, f"/ja{HOME}", start=start)

    assert "Amount: was not reported and became up to ¥1 trillion because" in (
        english.text
    )
    for words in ("up to 1tn", "Gazette", "The budget names it.", "First report"):
        assert words in english.text
    assert f"/claims/{claim.pk}/" in english.values("href")
    assert "最大1兆円" in japanese.text
    assert "Funding: up to ¥1 trillion Changed" in english.text


@in_transactions
def test_what_was_added_and_what_was_removed(client, compute):
    gone = make_member(
        initiative=compute, organization=make_organization(name="Early Works")
    )
    start = now()
    editorial.retract(gone, by=make_staff("reviewer"), reason="It never joined.")
    come = back(
        make_member(
            initiative=compute,
            organization=make_organization(name="Late Works", name_ja="後発製作所"),
            roles=["lead"],
            joined="FY2026",
        )
    )

    page = told(client, start=start)

    assert "Member: Early Works Removed It never joined." in page.text
    assert "Member: Late Works Added" in page.text
    assert "Joined FY2026" in page.text
    claims = [f"/claims/{claim.pk}/" for claim in come.claims.all()]
    assert set(claims) <= set(page.values("href"))
    assert "参加者: 後発製作所" in told(client, f"/ja{HOME}", start=start).text


@in_transactions
def test_what_is_named_and_what_has_no_claims_is_told_too(client, compute):
    funder = make_organization(name="Ministry")
    funding = make_funding(initiative=compute, funder=funder, conditions="None.")
    milestone = make_milestone(initiative=compute, title="Open")
    before = make_milestone(initiative=compute, title="Build")
    start = now()
    with by_verb():
        Organization.objects.filter(pk=funder.pk).update(name="Agency")
        Funding.objects.filter(pk=funding.pk).update(conditions="Half is matched.")
        Initiative.objects.filter(pk=compute.pk).update(name_is_provisional=True)
    Milestone.objects.get(pk=milestone.pk).dependencies.create(depends_on=before)

    page = told(client, start=start)

    for words in (
        "Funder: was Ministry and became Agency",
        "Conditions: was None. and became Half is matched.",
        "was No and became Yes",
        "Depends on: was not reported and became Build",
    ):
        assert words in page.text


@in_transactions
def test_what_was_decided_and_changed_nothing_is_told_apart(client, compute):
    start = now()
    claim = make_claim(subject=compute, status="pending", statement="It is late.")
    editorial.dispute(claim, by=make_staff("reviewer"), reason="Nobody knows.")

    page = told(client, start=start)

    assert "Nothing that is published of this programme differs" in page.text
    assert "Decided besides" in page.text
    assert "It is late. Disputed" in page.text


@in_transactions
def test_nothing_changed_is_said(client, compute):
    start = now()
    make_funding()

    for end in (None, start):
        page = told(client, start=start, end=end)
        assert "Nothing that is published of this programme differs" in page.text
        assert "Decided besides" not in page.text


@in_transactions
def test_a_closed_span_leads_to_pages_of_its_end(client, compute):
    start = now()
    take(compute, "objective", "More machines.")
    end = now()
    take(compute, "actual_start", "2026-06")

    page = told(client, start=start, end=end)

    assert "More machines." in page.text
    assert "Actual start" not in page.text
    evidence = [link for link in page.values("href") if link.startswith("/claims/")]
    assert evidence
    for link in evidence:
        assert "as_of=" in link
        assert client.get(link).status_code == 200
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    [switch] = [link["href"] for link in page.all("a") if "hreflang" in link]
    assert "from=" in switch
    assert "to=" in switch
    assert client.get(switch).status_code == 200


@in_transactions
def test_one_that_was_taken_back_can_still_be_compared(client, compute):
    start = now()
    editorial.retract(compute, by=make_staff("reviewer"), reason="It never was.")

    page = told(client, start=start)

    assert "The programme itself Removed It never was." in page.text
    assert "compute Removed" in told(client, "/changes/", start=start).text


@in_transactions
def test_nothing_that_is_not_public_shows(client, compute):
    draft = make_initiative(slug="secret", state="draft")
    funding = make_funding(initiative=compute, funder=make_organization(name="Works"))
    start = now()
    Initiative.objects.filter(pk=draft.pk).update(summary="Secret")
    hidden = make_organization(name="Secret", slug="secret-works", state="draft")
    make_member(initiative=compute, organization=hidden)
    make_member(initiative=compute, state="draft", note="Secret")
    make_claim(subject=compute, status="pending", statement="Secret")
    with by_verb():
        Funding.objects.filter(pk=funding.pk).update(channel=hidden)
    staff = Client()
    staff.force_login(make_superuser())

    for reader in (client, staff):
        for address in (HOME, "/changes/"):
            page = reader.get(address, {"from": start.isoformat()})
            assert b"Secret" not in page.content
            assert b"secret" not in page.content
        told(reader, "/initiatives/secret/changes/", start=start, status=404)
    told(client, "/initiatives/never/changes/", status=404)


@pytest.mark.parametrize("address", [HOME, "/changes/", f"/ja{HOME}"])
@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "from=",
        "to=2999-01-01",
        "from=2026-02-01&to=2026-01-01",
        "from=2026-01-01&from=2026-01-02",
        "form=2026-01-01",
        "as_of=2026-01-01",
    ],
)
def test_what_is_not_understood_is_refused(client, compute, address, query):
    answer = client.get(f"{address}?{query}")

    assert answer.status_code == 400
    assert read(answer).unbalanced == []


@pytest.mark.parametrize("after", ["x", "1.2", "9" * 30])
def test_a_place_that_is_none_is_refused(client, after):
    assert client.get("/changes/", {"after": after}).status_code == 400


@pytest.mark.parametrize("to", ["2000-01-01", "1000-01-01", "0001-01-01T00:00:00Z"])
def test_times_before_the_tracker_have_no_changes(client, compute, to):
    assert "No programme changed." in read(client.get("/changes/", {"to": to})).text


def test_without_dates_the_last_weeks_are_told(client, compute):
    page = told(client)
    fields = {one["name"]: one for one in page.all("input")}

    assert "The programme itself Added" in page.text
    assert fields["from"]["value"] < fields["to"]["value"]
    assert HOME in told(client, "/initiatives/compute/").values("href")


@in_transactions
def test_the_programmes_that_changed_are_listed(client, compute):
    make_initiative(slug="still", name="Standing still")
    start = now()
    take(compute, "objective", "More machines.")
    gone = make_member(initiative=compute)
    editorial.retract(gone, by=make_staff("reviewer"), reason="It never joined.")
    make_initiative_sector(initiative=compute)
    make_organization(name="Newcomer")
    make_rate()

    page = told(client, "/changes/", start=start)
    here = [link for link in page.values("href") if link.startswith(HOME)]

    assert [told(client, link, start=None).all("h1") for link in here] == [[{}]]
    for words in ("Compute", "Members: 1", "Claims: 1", "Newcomer"):
        assert words in page.text
    assert "Standing still" not in page.text
    assert "計算資源" in told(client, "/ja/changes/", start=start).text


@in_transactions
def test_many_changes_come_in_pages(client, compute, monkeypatch):
    monkeypatch.setattr("consortium.pages.changes.MOST", 3)
    start = now()
    names = [make_organization().name for _each in range(5)]

    first = client.get("/changes/", {"from": start.isoformat()})
    [link] = [one for one in read(first).all("a") if one.get("rel") == "next"]
    second = read(client.get("/changes/" + link["href"]))

    assert all(name in read(first).text for name in names[:3])
    assert all(name in second.text for name in names[3:])
    assert not [one for one in second.all("a") if one.get("rel") == "next"]


@in_transactions
@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize("more", [1, 4])
def test_a_difference_takes_a_fixed_number_of_queries(client, compute, address, more):
    start = now()
    for _each in range(more):
        fill(compute)
        make_claim(subject=compute)
        make_claim(subject=make_initiative_sector(initiative=compute))
    with by_verb():
        Initiative.objects.filter(pk=compute.pk).update(summary="More.")

    with CaptureQueriesContext(connection) as captured:
        told(client, address, start=start)

    assert len(captured) == QUERIES[address]
