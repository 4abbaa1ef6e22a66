"""The feed of changes: whoever follows it holds what is public, and nothing else."""

import random
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consortium import editorial
from consortium.imports import seed
from consortium.models import (
    Claim,
    ExchangeRate,
    Finding,
    Funding,
    Initiative,
    Organization,
    Source,
)
from tests.api.mirror import Mirror, public
from tests.api.records import FULL
from tests.api.v1.hidden import DRAFT, HIDDEN
from tests.api.v1.writing import somebody
from tests.factories import (
    back,
    by_verb,
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
    make_rate,
    make_source,
)

pytestmark = pytest.mark.django_db
QUERIES = 10


def fresh(client, page_size):
    return Mirror(client, page_size).follow()


@pytest.mark.parametrize("page_size", [3, 1000])
def test_who_follows_from_the_start_holds_what_is_public(page_size):
    for make in FULL.values():
        make()
    for _resource, make in HIDDEN.values():
        make()

    assert fresh(Client(), page_size).rows == public()


def test_who_follows_the_seed_holds_it():
    seed.load(seed.FIXTURES)

    assert fresh(Client(), 100).rows == public()


def test_staff_who_follow_hold_drafts_too(staff):
    for _resource, make in HIDDEN.values():
        make()

    assert fresh(staff, 1000).rows == public(staff)
    assert len(public(staff)) > len(public())


def test_what_is_not_public_leaves_no_trace(get):
    for _resource, make in HIDDEN.values():
        make()
    shown = {change["url"] for change in get("changes/", page_size=1000)["results"]}
    page = get("changes/", since=get("changes/", page_size=1000)["cursor"])

    draft = make_initiative(**DRAFT)
    make_funding(initiative=draft, **DRAFT)
    make_claim(subject=draft, status="pending", source=make_source(**DRAFT))
    Initiative.objects.filter(pk=draft.pk).update(summary="More.")

    assert shown == set(public())
    assert page["results"] == []
    assert get("changes/", since=page["cursor"]) == page


def test_a_draft_that_is_deleted_was_never_there(get):
    make_initiative(**DRAFT).delete()

    assert get("changes/")["results"] == []


def test_what_is_taken_back_takes_along_what_it_hides(get):
    initiative = make_initiative()
    members = [make_member(initiative=initiative) for _each in range(3)]
    claim = make_claim(subject=members[0])
    finding = make_finding(subject=claim)
    mirror = Mirror().follow()
    since = mirror.cursor

    editorial.retract(initiative, by=somebody("reviewer"), reason="It never existed.")

    removed = [
        (change["resource"], change["slug"] or change["id"])
        for change in get("changes/", since=since)["results"]
        if change["change"] == "removed"
    ]
    assert removed == [
        ("initiatives", initiative.slug),
        *(("members", member.pk) for member in members),
        ("claims", claim.pk),
        ("findings", finding.pk),
    ]
    assert mirror.follow().rows == public()


def test_a_change_says_what_was_done_and_why(get, staff):
    reviewer = somebody("reviewer")
    funding = make_funding()
    since = get("changes/")["cursor"]
    editorial.retract(funding, by=reviewer, reason="Counted twice.")

    query = {"since": since, "resource": "funding"}
    (change,) = get("changes/", **query)["results"]
    (seen,) = staff.get("/api/v1/changes/", query).json()["results"]

    assert (change["resource"], change["id"], change["slug"]) == (
        "funding",
        funding.pk,
        None,
    )
    assert (change["change"], change["verb"]) == ("removed", "retract")
    assert (change["reason"], change["by"]) == ("Counted twice.", None)
    assert seen["by"] == reviewer.username


def test_publishing_adds_and_later_changes_update(get):
    reviewer = somebody("reviewer")
    draft = back(make_initiative(**DRAFT))
    start = get("changes/")["cursor"]
    editorial.publish(draft, by=reviewer, reason="Read.", alone=True)
    Initiative.objects.filter(pk=draft.pk).update(summary="More.")

    told = [
        (change["resource"], change["change"])
        for change in get("changes/", since=start)["results"]
        if change["resource"] == "initiatives"
    ]

    assert told == [("initiatives", "added"), ("initiatives", "updated")]


@pytest.mark.parametrize(
    "change",
    [
        lambda f: Organization.objects.filter(pk=f.funder_id).update(name="Renamed"),
        lambda f: Initiative.objects.filter(pk=f.initiative_id).update(name="Renamed"),
        lambda f: f.funder.names.create(name="Another", kind="former"),
        lambda f: f.funder.identifiers.create(scheme="TSE", value="1"),
        lambda f: f.purpose_links.all().delete(),
        lambda f: f.purpose_links.first().sector.__class__.objects.update(name="S"),
        lambda f: Finding.objects.filter(funding=f).update(state="resolved"),
        lambda f: Finding.objects.all().delete(),
        lambda f: Claim.objects.filter(funding=f).update(status="rejected"),
        lambda f: Source.objects.update(title="Another title"),
        lambda f: Source.objects.update(
            state="retracted",
            retracted_at="2026-01-01T00:00:00Z",
            retracted_by=f.published_by,
            retraction_reason="x",
        ),
        lambda f: ExchangeRate.objects.all().delete(),
    ],
)
def test_what_is_shown_of_others_is_followed_too(change):
    funding = FULL["funding"]()
    make_rate()
    mirror = Mirror().follow()

    with by_verb():
        change(funding)

    assert mirror.rows != public()
    assert mirror.follow().rows == public()


def verbs(rng, reviewer):
    """One random change by one of the verbs, or by hand."""
    record = rng.choice([Initiative, Organization, Funding, Source]).objects.order_by(
        "?"
    )
    claim = Claim.objects.order_by("?").first()
    deeds = [
        lambda: editorial.retract(record[0], by=reviewer, reason="Random."),
        lambda: editorial.dispute(claim, by=reviewer, reason="Random."),
        lambda: editorial.reject(claim, by=reviewer, reason="Random."),
        lambda: editorial.accept(claim, by=reviewer, reason="Random."),
        lambda: editorial.prefer(claim, by=reviewer, reason="Random."),
        lambda: editorial.publish(record[0], by=reviewer, reason="R", alone=True),
        lambda: editorial.merge_organizations(
            *Organization.objects.order_by("?")[:1],
            absorb=Organization.objects.order_by("?")[0],
            by=reviewer,
            reason="Random.",
        ),
        lambda: editorial.waive(
            Finding.objects.order_by("?")[0], by=reviewer, reason="Random."
        ),
        lambda: editorial.propose(
            Initiative.objects.order_by("?")[0],
            {"status": rng.choice(["announced", "implementation", "closed"])},
            evidence=editorial.Evidence(source=Source.objects.order_by("?")[0]),
            by=somebody("editor"),
        ),
        lambda: make_funding(initiative=Initiative.objects.order_by("?")[0], **DRAFT),
        lambda: make_organization(**DRAFT),
        lambda: make_source(),
    ]
    with suppress(editorial.Refused, ValidationError), transaction.atomic():
        rng.choice(deeds)()


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_done_the_follower_holds_what_is_public(seed):
    rng, reviewer = random.Random(seed), somebody("reviewer")  # noqa: S311
    for make in FULL.values():
        make()
    early, late = Mirror(page_size=rng.choice([3, 40])).follow(), Mirror()

    for _round in range(3):
        for _each in range(6):
            verbs(rng, reviewer)
        assert early.follow().rows == public()

    assert late.follow().rows == public()


def read_by(get, page_size, between=lambda: None):
    """The cursors of all entries, read page by page."""
    cursor, more, found = "0", True, []
    while more:
        page = get("changes/", since=cursor, page_size=page_size)
        cursor, more = page["cursor"], page["more"]
        found += [one["cursor"] for one in page["results"]]
        between()
    return found


@pytest.mark.parametrize("page_size", [1, 2, 7])
def test_no_entry_comes_twice_however_it_is_paged(get, page_size):
    for make in FULL.values():
        make()
    reviewer = somebody("reviewer")
    editorial.retract(Source.objects.last(), by=reviewer, reason="It was withdrawn.")

    assert read_by(get, page_size) == read_by(get, 1000)


@pytest.mark.parametrize("page_size", [1, 7])
def test_no_entry_comes_twice_whoever_writes_meanwhile(get, page_size):
    rng, reviewer = random.Random(page_size), somebody("reviewer")  # noqa: S311
    for make in FULL.values():
        make()
    deeds = iter(range(20))

    found = read_by(
        get, page_size, lambda: next(deeds, 20) < 20 and verbs(rng, reviewer)
    )

    places = [tuple(map(int, one.split("."))) for one in found]
    assert places == sorted(set(places))


@pytest.mark.parametrize("rows", [1, 6])
def test_a_page_takes_a_fixed_number_of_queries(get, rows):
    for _each in range(rows):
        FULL["funding"]()

    with CaptureQueriesContext(connection) as captured:
        get("changes/", page_size=1000)

    assert len(captured) == QUERIES


def test_a_resource_can_be_followed_by_itself(get):
    funding = make_funding()

    page = get("changes/", resource="funding,claims")

    assert [change["url"] for change in page["results"]] == [
        f"http://testserver/api/v1/funding/{funding.pk}/"
    ]
    assert "resource=funding" in page["next"]


def test_the_feed_can_be_joined_at_an_instant(get):
    make_funding()
    since = "2026-01-01T00:00:00Z"

    assert get("changes/", since=since)["results"]
    assert get("changes/", since=get("changes/")["results"][0]["at"])["results"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("since", "yesterday"),
        ("since", "1.2"),
        ("since", "-1"),
        ("since", "9" * 40),
        ("since", "2999-01-01T00:00:00Z"),
        ("resource", "people"),
        ("page_size", "0"),
        ("as_of", "2026-01-01T00:00:00Z"),
        ("no", "1"),
    ],
)
def test_what_is_not_understood_is_refused(refused, parameter, value):
    assert parameter in refused("changes/", **{parameter: value})


def test_why_somebody_proposed_is_told_to_staff_only(staff):
    funding = FULL["funding"]()
    editorial.propose(
        funding,
        {"stage": "spent"},
        evidence=editorial.Evidence(source=make_source()),
        by=somebody("editor"),
        reason="A tip from an insider.",
    )

    def heard(client):
        return client.get("/api/v1/changes/").content.decode()

    assert "insider" in heard(staff)
    assert "insider" not in heard(Client())


def test_a_claim_of_a_draft_names_no_sum_until_its_source_is_published(get):
    funding = make_funding()
    source = make_source(**DRAFT)
    since = get("changes/")["cursor"]

    make_claim(subject=funding, source=source)
    make_claim(subject=funding, attributed_to=source)

    assert [
        (change["resource"], change["id"])
        for change in get("changes/", since=since)["results"]
        if change["resource"] == "funding"
    ] == []
