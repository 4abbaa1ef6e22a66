"""Figures restated in another currency."""

import pytest

from consortium.checks.fx import (
    decimal_place_has_slipped,
    no_rate_of_the_time_explains_it,
)
from consortium.models import Claim
from tests.factories import (
    make_claim,
    make_funding,
    make_organization,
    make_rate,
    make_source,
)

pytestmark = pytest.mark.django_db

BILLION = 10**9


@pytest.fixture
def mid_2026():
    """162.65 yen to the dollar on the last day of June 2026."""
    make_rate(currency="JPY", date="2026-06-30", rate="185.1770")
    make_rate(currency="USD", date="2026-06-30", rate="1.13850")


def restate(
    amount,
    *,
    as_reported="",
    into="USD",
    of=1000 * BILLION,
    currency="JPY",
    funding=None,
    **fields,
):
    """A claim that restates a trillion yen of one sum, in dollars."""
    funding = funding or make_funding()
    source = fields.pop("source", None) or make_source()
    original = make_claim(
        subject=funding,
        field="amount",
        source=source,
        value={"amount": str(of), "qualifier": "up_to", "currency": currency},
        as_reported="up to 1 trillion yen",
    )
    return make_claim(
        subject=funding,
        field="amount",
        source=source,
        value={
            "amount": str(amount),
            "qualifier": "approximately",
            "currency": into,
        },
        as_reported=as_reported,
        conversion_of=original,
        **fields,
    )


def shifts():
    return list(decimal_place_has_slipped(Claim.objects.all()))


def deviations():
    return list(no_rate_of_the_time_explains_it(Claim.objects.all()))


@pytest.mark.parametrize(
    "when",
    [
        pytest.param({}, id="undated"),
        pytest.param({"valid": "2026-06-30"}, id="dated"),
        pytest.param({"valid": "1990"}, id="long-before-any-rate"),
        pytest.param({"status": "disputed"}, id="disputed"),
    ],
)
def test_decimal_place_has_slipped(mid_2026, when):
    claim = restate(61_600_000_000, as_reported="approximately $61.6 billion", **when)

    (flag,) = shifts()

    assert flag.subject == claim
    assert flag.details == {
        "claim": claim.pk,
        "factor": 10,
        "too_large": True,
        "implied_rate": "16.23",
        "expected_rate": "162.65",
        "unit": "JPY/USD",
        "rate_date": "2026-06-30",
        "rate_source": "ECB",
    }
    assert deviations() == []


def test_the_slip_is_put_into_words(mid_2026):
    restate(61_600_000_000)

    (flag,) = shifts()

    assert flag.say("en") == (
        "$61.6 billion for ¥1 trillion means a rate of 16.23 JPY/USD; that of "
        "2026-06-30 is 162.65. A decimal place seems to have slipped (factor 10)."
    )


@pytest.mark.parametrize(
    ("amount", "factor", "too_large"),
    [
        pytest.param(616 * BILLION, 100, True, id="two-places"),
        pytest.param(6160 * BILLION, 1000, True, id="three-places"),
        pytest.param(616_000_000, 10, False, id="too-small"),
        pytest.param(6_160_000, 1000, False, id="million-for-billion"),
    ],
)
def test_a_slip_of_any_size_is_seen(mid_2026, amount, factor, too_large):
    restate(amount)

    (flag,) = shifts()

    assert flag.details["factor"] == factor
    assert flag.details["too_large"] is too_large


def test_yen_for_dollars_slip_too(mid_2026):
    restate(1_627_000, into="JPY", of=100_000, currency="USD")

    (flag,) = shifts()

    assert flag.details["implied_rate"] == "16.27"
    assert flag.details["unit"] == "JPY/USD"


@pytest.mark.parametrize(
    ("amount", "fields"),
    [
        pytest.param(6_160_000_000, {}, id="right"),
        pytest.param(20 * BILLION, {}, id="wrong-but-no-slip"),
        pytest.param(61_600_000_000, {"status": "rejected"}, id="rejected"),
        pytest.param(61_600_000_000, {"status": "superseded"}, id="superseded"),
        pytest.param(61_600_000_000, {"into": "JPY"}, id="no-other-currency"),
        pytest.param(61_600_000_000, {"into": "TWD"}, id="no-rate"),
        pytest.param("many", {}, id="no-number"),
        pytest.param(0, {}, id="nothing"),
    ],
)
def test_no_slip_is_seen_where_there_is_none(mid_2026, amount, fields):
    restate(amount, **fields)

    assert shifts() == []


def test_figures_that_are_no_money_have_no_rate(mid_2026):
    organization = make_organization()
    first = make_claim(subject=organization, field="name", value="A")
    make_claim(subject=organization, field="name", value="B", conversion_of=first)

    assert shifts() == []


@pytest.mark.parametrize(
    ("amount", "as_reported", "fires"),
    [
        pytest.param("6100000000", "$6.1 billion", False, id="one-digit"),
        pytest.param("6160000000", "$6.16 billion", False, id="two-digits"),
        pytest.param("6600000000", "$6.6 billion", True, id="too-high"),
        pytest.param("5800000000", "$5.8 billion", True, id="too-low"),
        pytest.param("6460000000", "$6.46 billion", False, id="within-5-percent"),
        pytest.param("6500000000", "$6.5 billion", False, id="rounding-reaches-it"),
        pytest.param("6500000000", "$6.50 billion", True, id="rounding-does-not"),
        pytest.param("7000000000", "$7 billion", True, id="no-digit"),
        pytest.param("6600000000", "", True, id="not-as-printed"),
    ],
)
@pytest.mark.parametrize(
    "when",
    [
        pytest.param({"valid": "2026-06-30"}, id="that-day"),
        pytest.param({"valid": "2026-07-04"}, id="days-later"),
        pytest.param({"valid": "2026-06"}, id="that-month"),
    ],
)
def test_no_rate_of_the_time_explains_it(mid_2026, when, amount, as_reported, fires):
    claim = restate(amount, as_reported=as_reported, **when)

    flags = deviations()

    assert [flag.subject for flag in flags] == ([claim] if fires else [])
    assert all(flag.details["checked"] and not flag.severity for flag in flags)
    assert shifts() == []


def test_a_fuzzy_date_stands_for_all_its_days(mid_2026):
    make_rate(base="USD", currency="JPY", date="2026-02-02", rate=151, origin="X")

    restate("6600000000", as_reported="$6.6 billion", valid="2026")

    assert deviations() == []


def test_the_rate_that_comes_closest_is_shown(mid_2026):
    make_rate(base="USD", currency="JPY", date="2026-02-02", rate=180, origin="X")
    restate("4900000000", as_reported="$4.9 billion", valid="2026")

    (flag,) = deviations()

    assert flag.details["expected_rate"] == "180.00"
    assert flag.details["implied_rate"] == "204.08"


@pytest.mark.parametrize(
    ("dated", "published"),
    [
        pytest.param("2026-06-30", None, id="day-of-the-sum"),
        pytest.param("2026-06-30", "2020", id="before-that-of-the-source"),
        pytest.param(None, "2026-06-30", id="day-of-the-source"),
    ],
)
def test_the_day_is_the_sums_or_else_the_sources(mid_2026, dated, published):
    restate(
        "6600000000",
        funding=make_funding(dated=dated),
        source=make_source(published=published),
    )

    (flag,) = deviations()

    assert flag.details["checked"]


@pytest.mark.parametrize(
    "valid",
    [
        pytest.param(None, id="undated"),
        pytest.param("2026-06-30~", id="vague"),
        pytest.param("2026-06-30/..", id="open"),
        pytest.param("2025/2027", id="too-long"),
        pytest.param("2026-07-08", id="no-rate-within-a-week"),
    ],
)
def test_what_cannot_be_checked_does_not_pass(mid_2026, valid):
    claim = restate("6160000000", valid=valid)

    (flag,) = deviations()

    assert (flag.subject, flag.severity) == (claim, "info")
    assert flag.details["checked"] is False


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        pytest.param({"amount": 61_600_000_000}, True, id="too-strong"),
        pytest.param({"amount": 2 * BILLION}, True, id="too-weak"),
        pytest.param({"amount": 3 * BILLION}, False, id="weak"),
        pytest.param(
            {"amount": 1600, "into": "JPY", "of": 100, "currency": "USD"},
            True,
            id="yen-for-dollars",
        ),
        pytest.param({"amount": 61_600_000_000, "into": "EUR"}, False, id="euro"),
    ],
)
def test_without_any_rate_the_yen_still_has_its_bounds(fields, fires):
    restate(**fields)

    (flag,) = deviations()

    assert (flag.severity == "error") is fires
    assert shifts() == []


def test_claims_that_restate_nothing_cost_one_query(django_assert_num_queries):
    make_claim(subject=make_funding(), field="stage", value="announced")

    with django_assert_num_queries(1):
        assert shifts() == []
