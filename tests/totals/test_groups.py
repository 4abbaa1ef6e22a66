"""How totals are split, and what cannot be."""

import pytest

from consortium.models import Funding, FundingPurpose
from consortium.totals import TooManyGroups, tallies, totals
from tests.factories import (
    make_funding,
    make_initiative,
    make_organization,
    make_sector,
)

pytestmark = pytest.mark.django_db


def split(*names, **question):
    answer = totals(Funding.objects.published(), group_by=names, **question)
    return [
        (*(shown(place) for place in total.cell.groups), int(total.figure.amount))
        for total in answer.totals
    ]


def shown(place):
    if isinstance(place.value, dict):
        return place.value["slug"]
    return place.unplaced if place.value is None else str(place.value)


def for_sectors(amount, **shares):
    funding = make_funding(amount=amount)
    for slug, percentage in shares.items():
        FundingPurpose.objects.create(
            funding=funding, sector=sector(slug), percentage=percentage
        )


def sector(slug):
    known = FundingPurpose.objects.filter(sector__slug=slug).first()
    return known.sector if known else make_sector(slug=slug, code=slug)


def test_shares_of_sectors_that_make_a_whole_split_a_sum():
    for_sectors(100, ai=60, chips=40)
    for_sectors(10, ai=100)
    for_sectors(1, chips=None)

    assert split("sector") == [("ai", 70), ("chips", 41)]


@pytest.mark.parametrize(
    "shares", [{"ai": None, "chips": None}, {"ai": 60, "chips": None}, {"ai": 40}]
)
def test_a_sum_without_full_shares_is_in_no_sector(shares):
    for_sectors(100, **shares)
    make_funding(amount=1)

    assert split("sector") == [("not_split", 100), ("unknown", 1)]


def test_a_sum_in_two_sectors_counts_once():
    for_sectors(100, ai=60, chips=40)

    answer = totals(Funding.objects.published(), group_by=["sector"])

    assert answer.counted == 1
    assert [total.figure.count for total in answer.totals] == [1, 1]


@pytest.mark.parametrize(
    ("dates", "year", "fiscal_year"),
    [
        pytest.param({"period": "2026-05"}, "2026", "FY2026", id="month"),
        pytest.param({"period": "FY2026"}, "2026/2027", "FY2026", id="fiscal-year"),
        pytest.param({"period": "2026"}, "2026", "FY2025/FY2026", id="year"),
        pytest.param({"period": "2026-04/.."}, "2026/..", "FY2026/..", id="open"),
        pytest.param({"dated": "2026-03-31"}, "2026", "FY2025", id="dated"),
        pytest.param(
            {"dated": "2025-01-01", "period": "2026-05"}, "2026", "FY2026", id="both"
        ),
        pytest.param({}, "unknown", "unknown", id="undated"),
    ],
)
def test_a_sum_is_in_the_year_that_it_is_for(dates, year, fiscal_year):
    make_funding(amount=1, **dates)

    assert split("year") == [(year, 1)]
    assert split("fiscal_year") == [(fiscal_year, 1)]


def test_a_sum_can_be_in_the_year_of_its_date():
    make_funding(amount=1, dated="2025-01-01", period="2026-05")
    make_funding(amount=2, period="2026-05")

    assert split("year", time="dated") == [("2025", 1), ("unknown", 2)]


def test_years_come_in_order_what_spans_several_beside_its_first():
    for period in ("2027-01", "FY2026", None, "2026-05", "../2026"):
        make_funding(amount=1, period=period)

    years = [year for year, _amount in split("year")]

    assert years == ["../2026", "2026", "2026/2027", "2027", "unknown"]


def test_records_are_groups_by_name_and_those_not_published_are_none():
    initiative = make_initiative()
    for slug, name in [("b", "Alpha"), ("a", "Beta")]:
        recipient = make_organization(slug=slug, name=name)
        make_funding(initiative=initiative, amount=1, recipient=recipient)
    for state in ({"state": "draft"}, {"state": "draft"}):
        make_funding(
            initiative=initiative, amount=5, recipient=make_organization(**state)
        )
    make_funding(initiative=initiative, amount=5)

    assert split("recipient") == [("b", 1), ("a", 1), ("unknown", 15)]
    assert split("initiative") == [(initiative.slug, 17)]


def test_codes_come_in_the_order_of_their_list():
    for instrument, stage in [
        ("loan", "spent"),
        ("grant", "spent"),
        ("loan", "budgeted"),
    ]:
        make_funding(amount=1, instrument=instrument, stage=stage)

    assert split("instrument", "stage") == [
        ("grant", "spent", 1),
        ("loan", "budgeted", 1),
        ("loan", "spent", 1),
    ]


def test_currency_and_kind_of_money_are_groups_too():
    make_funding(amount=1, currency="USD", qualifier="exact")
    make_funding(amount=2, funder=make_organization(kind="government"))

    assert split("currency", "public") == [("JPY", "True", 2), ("USD", "unknown", 1)]


def test_more_groups_than_anybody_reads_are_refused(monkeypatch):
    monkeypatch.setattr(tallies, "MOST_GROUPS", 1)
    make_funding(stage="spent")
    make_funding()

    with pytest.raises(TooManyGroups):
        totals(Funding.objects.published())
