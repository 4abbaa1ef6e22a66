"""Conversion by reference rates."""

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from consortium.fx import Converter, newest_day
from tests.factories import make_rate

pytestmark = pytest.mark.django_db

TRILLION = Decimal(10) ** 12


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def ecb():
    """Yen and dollars for a euro on two days."""
    make_rate(currency="JPY", date="2026-06-26", rate="184.00")
    make_rate(currency="JPY", date="2026-06-30", rate="185.13")
    make_rate(currency="USD", date="2026-06-26", rate="1.15")
    make_rate(currency="USD", date="2026-06-30", rate="1.1385")


def test_a_sum_is_converted_through_the_euro(ecb):
    converter = Converter({"JPY", "USD"})

    found = converter.convert(TRILLION, currency="JPY", to="USD", on=day("2026-06-30"))

    assert found.amount == Decimal("6149732620.32")
    assert found.currency == "USD"
    assert found.rate == Decimal("0.006149732620320856")
    assert found.rate_date == day("2026-06-30")
    assert found.origin == "ECB"


def test_what_is_converted_has_whole_minor_units(ecb):
    converter = Converter({"JPY", "EUR"})

    found = converter.convert(
        Decimal("1.99"), currency="EUR", to="JPY", on=day("2026-06-30")
    )

    assert found.amount == Decimal(368)
    assert found.rate == Decimal("185.13")


def test_a_sum_in_the_same_currency_stays_as_it_is():
    found = Converter({"JPY"}).convert(
        Decimal(5), currency="JPY", to="JPY", on=day("2026-06-30")
    )

    assert (found.amount, found.rate, found.origins) == (5, 1, ())


@pytest.mark.parametrize(
    ("on", "rate_date"),
    [
        pytest.param("2026-06-30", "2026-06-30", id="that-day"),
        pytest.param("2026-06-28", "2026-06-26", id="last-known"),
        pytest.param("2026-07-07", "2026-06-30", id="a-week-old"),
        pytest.param("2026-07-08", None, id="older-than-a-week"),
        pytest.param("2026-06-25", None, id="only-later-ones"),
    ],
)
def test_the_last_known_rate_of_a_week_counts(ecb, on, rate_date):
    converter = Converter({"JPY", "USD"})

    found = converter.convert(Decimal(1), currency="USD", to="JPY", on=day(on))

    assert (found and found.rate_date.isoformat()) == rate_date


@pytest.mark.parametrize(
    ("on", "rate_date"),
    [
        pytest.param("1990-01-01", "2026-06-26", id="before-all"),
        pytest.param("2026-06-27", "2026-06-26", id="between"),
        pytest.param("2026-06-28", "2026-06-26", id="as-near-to-both"),
        pytest.param("2099-01-01", "2026-06-30", id="after-all"),
        pytest.param(None, "2026-06-30", id="undated"),
    ],
)
def test_the_nearest_rate_is_the_one_closest_in_time(ecb, on, rate_date):
    converter = Converter({"JPY", "USD"})

    found = converter.nearest("USD", "JPY", on and day(on))

    assert found.date.isoformat() == rate_date


def test_the_nearest_rate_between_equals_is_one():
    assert Converter({"JPY"}).nearest("JPY", "JPY").value == 1


def test_without_a_rate_nothing_is_convertible(ecb):
    converter = Converter({"JPY", "TWD", "EUR"})

    found = converter.convert(
        Decimal(1), currency="TWD", to="JPY", on=day("2026-06-30")
    )

    assert found is None
    assert converter.nearest("TWD", "JPY") is None


@pytest.mark.parametrize(
    ("base", "currency", "rate", "yen"),
    [
        pytest.param("USD", "TWD", "32.5", "5.0033", id="per-dollar"),
        pytest.param("TWD", "USD", "0.03125", "5.0815", id="per-its-own-unit"),
    ],
)
def test_rates_that_staff_add_lead_to_the_others(ecb, base, currency, rate, yen):
    make_rate(
        base=base,
        currency=currency,
        date="2026-06-29",
        rate=rate,
        origin="Central Bank of Taiwan",
    )
    make_rate(base=base, currency=currency, date="2026-06-01", rate=1, origin="Old")

    found = Converter({"TWD", "JPY"}).rate("TWD", "JPY", on=day("2026-06-30"))

    assert round(found.value, 4) == Decimal(yen)
    assert found.date == day("2026-06-29")
    assert found.origin == "Central Bank of Taiwan, ECB"


def test_a_direct_rate_does_not_beat_a_fresher_way(ecb):
    make_rate(base="USD", currency="JPY", date="2026-06-24", rate=999, origin="X")
    converter = Converter({"JPY", "USD"})

    found = converter.rate("USD", "JPY", on=day("2026-06-30"))

    assert found.origins == ("ECB",)


def test_the_central_bank_comes_first_on_one_day(ecb):
    make_rate(currency="USD", date="2026-06-30", rate=2, origin="A bank")

    found = Converter({"USD", "EUR"}).rate("EUR", "USD", on=day("2026-06-30"))

    assert found.value == Decimal("1.1385")


def test_there_is_no_way_over_more_than_four_rates():
    chain = ["AAA", "BBB", "CCC", "DDD", "FFF", "GGG"]
    for base, currency in pairwise(chain):
        make_rate(base=base, currency=currency, rate=2)
    converter = Converter(chain)

    assert converter.nearest("AAA", "FFF").value == 16
    assert converter.nearest("AAA", "GGG") is None


def test_rates_are_read_once(ecb, django_assert_num_queries):
    with django_assert_num_queries(2):
        converter = Converter({"JPY", "USD"})

    with django_assert_num_queries(0):
        converter.convert(Decimal(1), currency="USD", to="JPY", on=day("2026-06-30"))
        converter.nearest("USD", "JPY")


def test_without_currencies_nothing_is_read(django_assert_num_queries):
    with django_assert_num_queries(0):
        Converter(())


def test_only_the_rates_of_some_days_are_read_if_these_are_named(ecb):
    days = day("2026-06-27"), day("2026-06-30")
    converter = Converter({"JPY", "USD"}, days=days)

    assert converter.nearest("USD", "JPY", day("2026-06-26")).date == days[1]
    assert converter.rate("USD", "JPY", on=day("2026-06-29")) is None


def test_the_newest_day_is_that_of_any_currency(ecb, django_assert_num_queries):
    make_rate(currency="USD", date="2026-07-02", rate=1)

    with django_assert_num_queries(1):
        assert newest_day(["JPY", "USD", "CHF"]) == day("2026-07-02")
    assert newest_day(["CHF"]) is None
    assert newest_day([]) is None
