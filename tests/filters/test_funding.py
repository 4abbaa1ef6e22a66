import pytest

from consortium import filters
from consortium.models import FundingPurpose
from tests.factories import (
    make_funding,
    make_initiative,
    make_initiative_sector,
    make_organization,
    make_sector,
)
from tests.filters.asking import found

pytestmark = pytest.mark.django_db


def test_several_codes_are_any_of_them():
    rows = [make_funding(stage=stage) for stage in ("announced", "committed", "spent")]

    assert set(found(filters.FundingFilter, "stage=announced,spent")) == {
        rows[0],
        rows[2],
    }


def test_money_is_public_or_private_by_its_funder():
    public = make_funding(funder=make_organization(kind="local_government"))
    private = make_funding(funder=make_organization(kind="private_sector"))
    make_funding()

    assert found(filters.FundingFilter, "public=true") == [public]
    assert found(filters.FundingFilter, "public=false") == [private]


def test_amounts_have_bounds_and_a_range_reaches_into_them():
    make_funding(amount=5)
    middle = make_funding(amount=10)
    wide = make_funding(amount=8, amount_high=20, qualifier="between")
    make_funding(amount=None)

    assert set(found(filters.FundingFilter, "amount_min=10")) == {middle, wide}
    assert found(filters.FundingFilter, "amount_min=9&amount_max=10.5&ordering=id") == [
        middle,
        wide,
    ]


@pytest.mark.parametrize(
    ("query", "dates"),
    [
        ("dated_after=2026-06", ["2026", "2026-06-15", "2026-01/..", "FY2026"]),
        (
            "dated_before=2026-05-31",
            ["2026", "2025", "2026-01/..", "../2025", "FY2026"],
        ),
        (
            "dated_after=2026-06&dated_before=2026-06-14",
            ["2026", "2026-01/..", "FY2026"],
        ),
        ("dated_after=FY2026&dated_before=FY2026", None),
        ("dated_before=1999", ["../2025"]),
        ("dated_after=2100", ["2026-01/.."]),
    ],
)
def test_a_vague_date_fits_where_it_may_lie(query, dates):
    initiative = make_initiative()
    all_dates = ["2026", "2025", "2026-06-15", "2026-01/..", "../2025", "FY2026", None]
    for dated in all_dates:
        make_funding(initiative=initiative, dated=dated)
    expected = dates or ["2026", "2026-06-15", "2026-01/..", "FY2026"]

    rows = found(filters.FundingFilter, query)

    assert {str(row.dated) for row in rows} == set(expected)


def test_a_fiscal_year_is_that_of_the_period_and_else_that_of_the_date():
    spring = make_funding(dated="2026-03-31")
    april = make_funding(dated="2026-04-01")
    period = make_funding(dated="2026-04-01", period="FY2025")
    years = make_funding(period="FY2025/FY2027")
    make_funding()

    assert set(found(filters.FundingFilter, "fiscal_year=2026")) == {april, years}
    assert set(found(filters.FundingFilter, "fiscal_year=2025")) == {
        spring,
        period,
        years,
    }


def test_a_sector_includes_those_below_it():
    top = make_sector()
    below = make_sector(parent=make_sector(parent=top))
    touched = make_initiative_sector(sector=below).initiative
    make_initiative_sector()

    for sector in (top, below.parent, below):
        assert found(filters.InitiativeFilter, f"sector={sector.slug}") == [touched]


def test_money_is_for_its_own_purposes_and_else_for_those_of_its_initiative():
    own, other = make_sector(), make_sector()
    initiative = make_initiative_sector(sector=other).initiative
    plain = make_funding(initiative=initiative)
    purposed = make_funding(initiative=initiative)
    FundingPurpose.objects.create(funding=purposed, sector=own)

    assert found(filters.FundingFilter, f"sector={own.slug}") == [purposed]
    assert found(filters.FundingFilter, f"sector={other.slug}") == [plain]


def test_money_is_not_for_sectors_that_are_only_interested():
    link = make_initiative_sector(relation="interested")
    make_funding(initiative=link.initiative)

    assert found(filters.FundingFilter, f"sector={link.sector.slug}") == []


def test_money_is_found_by_its_parties_and_its_whole():
    whole = make_funding()
    part = make_funding(
        funder=make_organization(),
        recipient=make_organization(),
        part_of=whole,
        instrument="grant",
        currency="USD",
    )

    for query in (
        f"funder={part.funder.slug}",
        f"recipient={part.recipient.slug}",
        f"part_of={whole.pk}",
        f"initiative={part.initiative.slug}",
        "instrument=grant,loan",
        "currency=USD,EUR",
    ):
        assert found(filters.FundingFilter, query) == [part]


@pytest.mark.parametrize("text", ["SOFTBANK", "ｓｏｆｔｂａｎｋ", " Bank  Corp"])
@pytest.mark.parametrize("role", ["funder", "recipient", "channel"])
def test_money_is_found_by_words_in_the_names_of_its_parties(text, role):
    funding = make_funding(**{role: make_organization(name="SoftBank Corp.")})
    make_funding()

    assert found(filters.FundingFilter, f"search={text}") == [funding]


def test_money_is_found_by_words_about_its_recipient_and_its_initiative():
    by_text = make_funding(recipient_text="Nine companies")
    by_name = make_funding(initiative=make_initiative(name_ja="国産ＡＩ連合"))

    assert found(filters.FundingFilter, "search=nine comp") == [by_text]
    assert found(filters.FundingFilter, "search=国産ai") == [by_name]
