"""That every value which a claim gives leads to this claim, without scripts."""

import re
from decimal import Decimal

import pytest

from consortium.models import Claim
from tests.factories import (
    back,
    make_alignment,
    make_claim,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_sector,
    make_source,
)

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a class="figure"\s+href="[^"]*/claims/(\d+)/[^>]*>(.*?)</a>', re.S)


@pytest.fixture
def initiative():
    """One with a record of each kind; each of their values has a claim."""
    initiative = make_initiative(
        slug="compute",
        kind="consortium",
        country="JP",
        objective="Machines for all.",
        planned_start="FY2026",
        reported_member_count=9,
        reported_member_count_qualifier="exact",
    )
    money = {"amount": 10**12, "qualifier": "up_to", "instrument": "grant"}
    sector = make_sector(slug="electronics", name="Electronics")
    indicator = make_indicator(title="Machines", unit="GPUs")
    records = [
        initiative,
        make_member(
            initiative=initiative,
            organization=make_organization(slug="alpha", name="Alpha"),
            roles=["lead"],
            joined="2026-04",
            left="2026-06",
            stake=Decimal("12.5"),
            stake_qualifier="exact",
        ),
        make_funding(initiative=initiative, funder=make_organization(), **money),
        make_initiative_sector(
            initiative=initiative,
            sector=sector,
            as_written="electronic",
            percentage=Decimal(25),
        ),
        make_milestone(
            initiative=initiative,
            planned="2026-05",
            forecast="2026-07",
            achieved="2026-08",
            status="met",
        ),
        make_observation(
            initiative=initiative,
            indicator=indicator,
            place="JP",
            value=10000,
            qualifier="more_than",
            period="FY2027",
        ),
        make_alignment(
            initiative=initiative, framework=make_framework(), relation="adopted"
        ),
    ]
    source = make_source()
    for record in records:
        back(record, source)
    make_claim(subject=initiative, source=source, statement="It is the first.")
    return initiative


def led(client, address):
    """The words of all links to claims on a page, and which claims they open."""
    html = client.get(address).content.decode()
    words = [
        (re.sub(r"<[^>]*>|\s+", " ", text), key) for key, text in LINK.findall(html)
    ]
    return [(" ".join(text.split()), int(key)) for text, key in words]


def key(initiative, kind, field):
    """The claim that gives ``field`` of the one record of its ``kind``."""
    return (
        Claim.objects.about(initiative)
        .get(**{f"{kind}__isnull": False}, field=field)
        .pk
    )


VALUES = {
    ("initiative", "reported_member_count"): "1 of 9 reported are named",
    ("initiative", "objective"): "Machines for all.",
    ("initiative", "kind"): "Consortium",
    ("initiative", "country"): "Japan",
    ("initiative", "planned_start"): "FY2026",
    ("initiative", ""): "It is the first.",
    ("member", "roles"): "Lead",
    ("member", "status"): "Member",
    ("member", "joined"): "Apr 2026",
    ("member", "left"): "Jun 2026",
    ("member", "stake"): "12.5%",
    ("funding", "amount"): "up to ¥1 trillion",
    ("funding", "instrument"): "Grant",
    ("initiative_sector", "relation"): "electronic",
    ("initiative_sector", "percentage"): "25%",
    ("milestone", "planned"): "May 2026",
    ("milestone", "forecast"): "Jul 2026",
    ("milestone", "achieved"): "Aug 2026",
    ("milestone", "status"): "Met",
    ("observation", "value"): "more than 10,000 GPUs",
    ("observation", "place"): "Japan",
    ("observation", "period"): "FY2027",
    ("alignment", "relation"): "Adopted",
}


def test_every_value_of_an_initiative_opens_its_claim(client, initiative):
    found = led(client, "/initiatives/compute/")

    for (kind, field), words in VALUES.items():
        assert (words, key(initiative, kind, field)) in found, words


def test_the_rest_of_the_members_open_the_claim_on_their_number(client, initiative):
    count = key(initiative, "initiative", "reported_member_count")

    found = led(client, "/initiatives/compute/")

    assert ("8 are not named in any source.", count) in found


def test_what_moved_opens_the_claim_on_its_day(client, initiative):
    joined = ("Apr 2026", key(initiative, "member", "joined"))

    assert led(client, "/initiatives/compute/").count(joined) == 2


@pytest.mark.parametrize(
    ("address", "kind", "fields"),
    [
        ("/organizations/alpha/", "member", ["roles", "status", "joined", "left"]),
        ("/sectors/electronics/", "initiative_sector", ["relation", "percentage"]),
        ("/", "initiative", ["reported_member_count"]),
    ],
)
def test_other_pages_open_the_same_claims(client, initiative, address, kind, fields):
    found = led(client, address)

    for field in fields:
        assert (VALUES[kind, field], key(initiative, kind, field)) in found, field


def test_the_figure_of_a_sum_opens_its_claim(client, initiative):
    [funding] = initiative.funding.all()

    found = led(client, f"/funding/{funding.pk}/")

    assert ("Up to ¥1 trillion", key(initiative, "funding", "amount")) in found


def test_a_value_without_a_claim_of_its_own_opens_that_on_its_record(client):
    initiative = make_initiative(slug="compute")
    milestone = make_milestone(initiative=initiative, title="Call", planned="2026-05")
    whole = make_claim(subject=milestone)

    found = led(client, "/initiatives/compute/")

    assert ("May 2026", whole.pk) in found
    assert ("Call", whole.pk) in found


def test_a_statement_about_an_initiative_is_no_evidence_of_its_fields(client):
    initiative = make_initiative(slug="compute", country="JP")
    make_claim(subject=initiative, statement="It is the first.")

    assert "Japan" not in dict(led(client, "/initiatives/compute/"))


def test_what_nobody_decided_is_opened_by_no_value(client):
    initiative = make_initiative(slug="compute")
    milestone = make_milestone(initiative=initiative, planned="2026-05")
    make_claim(subject=milestone, status="pending")

    assert led(client, "/initiatives/compute/") == []
