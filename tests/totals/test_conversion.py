"""Totals in another currency, by stated rates."""

import datetime
from decimal import Decimal

import pytest

from consortium.fx import Converter
from consortium.models import Funding
from consortium.totals import totals
from tests.factories import make_funding, make_rate

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


def ask(**question):
    return totals(Funding.objects.published(), convert_to="USD", **question)


def in_currency(amount, currency, qualifier="exact", **fields):
    make_funding(amount=amount, currency=currency, qualifier=qualifier, **fields)


def converted(answer):
    return [
        total.converted and total.converted.figure.amount for total in answer.totals
    ]


@pytest.fixture
def rates():
    make_rate(base="USD", currency="JPY", rate=160, date=DAY)
    make_rate(base="USD", currency="JPY", rate=100, date="2020-01-06", origin="ECB")
    make_rate(base="USD", currency="EUR", rate="0.5", date=DAY)


def test_a_total_says_its_rate_and_the_day_and_origin_of_it(rates):
    in_currency(1600, "JPY", "up_to")

    (total,) = ask().totals

    assert total.figure.amount == 1600
    exchanged = total.converted
    assert (exchanged.figure.amount, exchanged.figure.qualifier) == (10, "up_to")
    assert exchanged.rate == Decimal("0.00625")
    assert (exchanged.rate_date, exchanged.rate_source) == (DAY, "ECB")


def test_currencies_are_added_once_they_are_one(rates):
    in_currency(1600, "JPY", "up_to")
    in_currency(5, "EUR")
    in_currency(1, "USD")

    (combined,) = ask().combined

    (figure,) = combined.sum.figures
    assert (figure.amount, figure.qualifier, figure.count) == (21, "up_to", 3)
    assert combined.cell.currency == "USD"


def test_a_range_is_converted_at_both_ends(rates):
    in_currency(160, "JPY", "between", amount_high=320)

    (total,) = ask().totals

    assert total.converted.figure.bounds == (1, 2)


def test_what_has_no_rate_is_named_and_not_dropped(rates):
    in_currency(160, "JPY")
    in_currency(7, "CHF")
    in_currency(8, "CHF", stage="spent")

    answer = ask()

    assert converted(answer) == [None, 1, None]
    missing = [combined.sum.not_converted for combined in answer.combined]
    assert missing == [{"CHF": 1}, {"CHF": 1}]
    announced, spent = (combined.sum.figures for combined in answer.combined)
    assert announced != [None]
    assert spent == [None]


def test_a_currency_without_rates_of_late_is_not_converted(rates):
    make_rate(base="USD", currency="RUB", rate=80, date="2022-03-01")
    in_currency(160, "JPY")
    in_currency(80, "RUB")

    assert converted(ask()) == [1, None]


def test_the_day_of_the_rates_can_be_given(rates):
    in_currency(160, "JPY")

    answer = ask(rate_date=datetime.date(2020, 1, 6))

    assert converted(answer) == [Decimal("1.60")]
    assert "2020-01-06" in answer.basis


def test_no_rate_at_all_is_said():
    in_currency(160, "JPY")

    answer = ask()

    assert converted(answer) == [None]
    assert "Nothing" in answer.basis


def test_what_is_in_the_currency_already_needs_no_rate():
    in_currency("1.2345", "USD")

    (total,) = ask().totals

    assert total.converted.figure == total.figure
    assert (total.converted.rate, total.converted.rate_date) == (1, None)


def test_ceilings_and_floors_stay_two_when_combined(rates):
    in_currency(160, "JPY", "up_to")
    in_currency(1, "USD", "at_least")

    (combined,) = ask().combined

    found = [(figure.qualifier, figure.amount) for figure in combined.sum.figures]
    assert found == [("up_to", 1), ("at_least", 1)]


@pytest.mark.parametrize("apart", [1, 5, 9, 13, 20, 400])
@pytest.mark.parametrize("newest", ["JPY", "EUR", "USD"])
def test_the_day_is_that_which_all_rates_give(newest, apart):
    """Only the last weeks are read; the answer is that of reading everything."""
    for currency in ("JPY", "EUR", "USD"):
        last = DAY if currency == newest else DAY - datetime.timedelta(apart)
        make_rate(base="CHF", currency=currency, rate=2, date=last)
    in_currency(160, "JPY")
    in_currency(1, "EUR")

    answer = ask()

    every = Converter({"JPY", "EUR", "USD"})
    day = max(every.nearest(code, "USD").date for code in ("JPY", "EUR"))
    for total in answer.totals:
        code, amount = total.cell.currency, total.figure.amount
        known = every.convert(amount, currency=code, to="USD", on=day)
        shown = total.converted
        assert (shown and shown.figure.amount) == (known and known.amount)
        assert (shown and shown.rate_date) == (known and known.rate_date)
