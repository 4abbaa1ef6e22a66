"""Money over time in another currency, held against adding it up by hand."""

import datetime
from collections import defaultdict
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium.models import Funding
from consortium.totals import funding_series
from tests.factories import make_funding, make_rate

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)
RATES = {"USD": Decimal(1), "JPY": Decimal("0.00625"), "EUR": Decimal(2)}


@pytest.fixture
def rates():
    make_rate(base="USD", currency="JPY", rate=160, date=DAY)
    make_rate(base="USD", currency="EUR", rate="0.5", date=DAY)
    make_rate(base="USD", currency="JPY", rate=100, date="2020-01-06")


def ask(mode="flow", **how):
    rows = Funding.objects.published()
    return funding_series(
        rows, interval="year", mode=mode, narrowed={}, convert_to="USD", **how
    )


def combined(series):
    return [
        (
            str(point.place.value),
            point.line["stage"],
            [figure and figure.amount for figure in point.sum.figures],
            point.sum.not_converted,
        )
        for point in series.combined
    ]


SUMS = st.fixed_dictionaries(
    {
        "amount": st.integers(1, 10**6).map(lambda number: Decimal(number) * 160),
        "currency": st.sampled_from(["JPY", "USD", "EUR", "CHF"]),
        "stage": st.sampled_from(["announced", "spent"]),
        "period": st.sampled_from(["2024", "2025", "2026", "2028", "2026/2027"]),
    }
)


def naive(drawn, mode):
    """Year by year and stage by stage, by going through all sums for each."""
    found = []
    for period in ("2024", "2025", "2026", "2026/2027", "2028"):
        for stage in ("announced", "spent"):
            own = [one for one in drawn if one["stage"] == stage]
            news = [one for one in own if one["period"] == period]
            if mode == "cumulative" and "/" not in period:
                seen = [one for one in own if one["period"] <= period]
                seen = [one for one in seen if "/" not in one["period"]]
            else:
                seen = news
            dollars = [
                one["amount"] * RATES[one["currency"]]
                for one in seen
                if one["currency"] in RATES
            ]
            missing = defaultdict(int)
            for one in seen:
                if one["currency"] not in RATES:
                    missing[one["currency"]] += 1
            if news:
                found.append((period, stage, [sum(dollars) or None], missing))
    return found


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=30,
)
@given(st.lists(SUMS, max_size=8), st.sampled_from(["flow", "cumulative"]))
def test_all_currencies_together_are_what_one_would_add_up(rates, drawn, mode):
    with transaction.atomic():
        for one in drawn:
            make_funding(**one)

        assert combined(ask(mode)) == naive(drawn, mode)

        transaction.set_rollback(True)


def test_each_point_says_its_rate_and_the_day_and_origin_of_it(rates):
    make_funding(amount=1600, currency="JPY", period="2024")
    make_funding(amount=5, currency="CHF", period="2024")

    swiss, japanese = ask().points

    assert swiss.converted is None
    exchanged = japanese.converted
    assert (exchanged.figure.amount, exchanged.rate) == (10, Decimal("0.00625"))
    assert (exchanged.rate_date, exchanged.rate_source) == (DAY, "ECB")


def test_all_points_are_of_the_rates_of_one_day(rates):
    for period in ("2020", "2026"):
        make_funding(amount=1600, currency="JPY", period=period)

    recent, early = ask(), ask(rate_date=datetime.date(2020, 1, 7))

    assert combined(recent)[0][2] == combined(recent)[1][2] == [10]
    assert combined(early)[0][2] == combined(early)[1][2] == [16]
    assert early.basis.endswith("2020-01-07.")


def test_a_currency_without_news_stays_in_what_is_cumulated(rates):
    make_funding(amount=1600, currency="JPY", period="2024", qualifier="up_to")
    make_funding(amount=5, currency="CHF", period="2024")
    make_funding(amount=1, currency="USD", period="2025")

    assert combined(ask("cumulative")) == [
        ("2024", "announced", [10], {"CHF": 1}),
        ("2025", "announced", [11], {"CHF": 1}),
    ]


def test_ceilings_and_floors_stay_two_when_combined(rates):
    make_funding(amount=160, currency="JPY", period="2024", qualifier="up_to")
    make_funding(amount=3, currency="USD", period="2025", qualifier="at_least")

    assert combined(ask("cumulative"))[1] == ("2025", "announced", [1, 3], {})


def test_without_a_currency_to_convert_into_nothing_is_combined(rates):
    make_funding(amount=1, period="2024")

    series = funding_series(Funding.objects.published(), interval="year")

    assert series.combined is None
    assert series.points[0].converted is None
