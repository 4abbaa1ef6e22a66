from decimal import Decimal

import pytest

from consortium.codelists import Severity
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_source,
)
from tests.pages.documents import read

pytestmark = pytest.mark.django_db


def make_rich_initiative(**fields):
    """An initiative with one record of each kind, each with a claim and a finding."""
    initiative = make_initiative(country="JP", **fields)
    source = make_source(publisher=make_organization())
    funding = make_funding(initiative=initiative, funder=make_organization())
    context = make_observation(kind="context", place="US")
    records = [
        initiative,
        funding,
        make_member(initiative=initiative),
        make_initiative_sector(initiative=initiative),
        make_milestone(initiative=initiative),
        make_alignment(initiative=initiative),
        make_observation(initiative=initiative),
        context,
    ]
    for record in records:
        claim = make_claim(subject=record, source=source)
        make_finding(subject=record)
        make_finding(subject=claim)
    return initiative


def test_nothing_published_is_said_plainly(client):
    page = read(client.get("/"))

    assert "Nothing has been published yet." in page.text


def test_a_card_shows_what_can_be_said_at_a_glance(client):
    initiative = make_initiative(
        name="Compute for all",
        kind="programme",
        status="announced",
        country="JP",
        summary="Machines for everybody.",
        reported_member_count=9,
        reported_member_count_qualifier="exact",
    )
    funder = make_organization(name="Ministry of Machines", kind="government")
    funding = make_funding(
        initiative=initiative,
        funder=funder,
        amount=Decimal(10**12),
        qualifier="up_to",
        currency="JPY",
    )
    for _number in range(4):
        make_member(initiative=initiative)
    held, cited = make_source(), make_source(held=False)
    make_claim(subject=funding, source=held, attributed_to=cited)
    make_claim(subject=funding, source=held, status="disputed")
    make_finding(subject=held, severity=Severity.WARNING)

    text = read(client.get("/")).text

    for words in (
        "Compute for all",
        "Machines for everybody.",
        "Programme · Japan Announced",
        "up to ¥1 trillion",
        "A ceiling: no lower limit is reported.",
        "Ministry of Machines",
        "Members 4 of 9 reported are named",
        "Claims 1 accepted, 1 disputed",
        "Sources 1 read, 1 only cited",
        "Open findings 1",
        "Last change",
    ):
        assert words in text


def test_stages_currencies_and_qualifiers_stand_side_by_side_and_are_not_added(client):
    initiative = make_initiative()
    for stage, amount, currency in [
        ("announced", 4000000, "JPY"),
        ("announced", 2000000, "USD"),
        ("spent", 1000000, "JPY"),
    ]:
        make_funding(
            initiative=initiative, stage=stage, amount=amount, currency=currency
        )

    text = read(client.get("/")).text

    assert "Announced ¥4 million" in text
    assert "$2 million" in text
    assert "Spent ¥1 million" in text
    assert "5 million" not in text
    assert "6 million" not in text


def test_of_many_sums_at_a_stage_the_rest_is_counted(client):
    initiative = make_initiative()
    for number in range(1, 6):
        make_funding(initiative=initiative, amount=number)

    text = read(client.get("/")).text

    assert "and 2 more sums at this stage" in text


def test_an_initiative_without_money_says_so(client):
    make_initiative()

    assert "No sum of money is reported." in read(client.get("/")).text


def test_a_sum_without_amount_or_funder_says_so(client):
    make_funding(amount=None)

    text = read(client.get("/")).text

    assert "amount not reported" in text
    assert "Funder not reported" in text


def test_drafts_are_not_on_the_overview(client):
    make_initiative(name="Secret plan", state="draft")
    shown = make_initiative(name="Open plan")
    make_funding(initiative=shown, amount=777, state="draft")
    make_member(initiative=shown, state="draft")

    text = read(client.get("/")).text

    assert "Open plan" in text
    assert "Secret plan" not in text
    assert "777" not in text
    assert "Members 0 named" in text


def test_a_part_names_its_published_whole(client):
    whole = make_initiative(name="The strategy")
    make_initiative(name="The project", part_of=whole)

    page = read(client.get("/"))

    assert "Part of: The strategy" in page.text


def test_a_whole_that_is_no_longer_public_is_not_named(client):
    whole = make_initiative(name="Hidden strategy", state="draft")
    make_initiative(name="The project", part_of=whole)

    assert "Hidden strategy" not in read(client.get("/")).text


def test_a_restated_sum_is_shown_with_its_status(client):
    funding = make_funding(amount=10**12, qualifier="up_to", currency="JPY")
    source = make_source()
    yen = make_claim(
        subject=funding,
        source=source,
        field="amount",
        value={"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"},
    )
    make_claim(
        subject=funding,
        source=source,
        field="amount",
        value={"amount": "61600000000", "qualifier": "exact", "currency": "USD"},
        conversion_of=yen,
        as_reported="$61.6 billion",
        status="disputed",
        decision_reason="A decimal place has slipped.",
    )

    text = read(client.get("/")).text

    assert "Also printed $61.6 billion Disputed" in text


def test_long_lists_are_paged(client, monkeypatch):
    monkeypatch.setattr("consortium.pages.views.PER_PAGE", 2)
    for number in range(5):
        make_initiative(name=f"Plan {number}")

    first, last = read(client.get("/")), read(client.get("/?page=3"))

    assert "5 published" in first.text
    assert "Page 1 of 3" in first.text
    assert "?page=2" in first.values("href")
    assert "Plan 4" in last.text
    assert "Plan 0" not in last.text
    assert "http://testserver/?page=3" in last.values("href")
    assert "/ja/?page=3" in last.values("href")


def test_the_numbers_of_a_card_are_those_of_its_page(client):
    initiative = make_rich_initiative()

    card = read(client.get("/")).text
    page = read(client.get(f"/initiatives/{initiative.slug}/")).text

    for words in ("Claims 8 accepted, 0 disputed", "Open findings 16"):
        assert words in card
        assert words in page


@pytest.mark.parametrize("rows", [1, 5])
def test_the_overview_takes_the_same_queries_for_any_number_of_rows(
    client, django_assert_num_queries, rows
):
    for _row in range(rows):
        make_rich_initiative()

    with django_assert_num_queries(39):
        client.get("/")
