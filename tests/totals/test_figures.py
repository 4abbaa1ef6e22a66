"""Sums keep the hedges of what they are made of."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consortium.codelists import Qualifier
from consortium.totals import Tally, add_up


def tally(qualifier, amount, high=None):
    high = amount if high is None else high
    return Tally(qualifier, 1, Decimal(amount), Decimal(high))


def summed(*tallies):
    return [
        (figure.qualifier, figure.amount, figure.amount_high)
        for figure in add_up(tallies)
    ]


@pytest.mark.parametrize(
    ("tallies", "figures"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            [tally("exact", 1), tally("exact", 2)], [("exact", 3, None)], id="exact"
        ),
        pytest.param(
            [tally("nearly", 1), tally("nearly", 2)], [("nearly", 3, None)], id="same"
        ),
        pytest.param(
            [tally("up_to", 5), tally("exact", 2)], [("up_to", 7, None)], id="ceiling"
        ),
        pytest.param(
            [tally("nearly", 5), tally("less_than", 2)],
            [("up_to", 7, None)],
            id="ceilings",
        ),
        pytest.param(
            [tally("at_least", 5), tally("exact", 2)],
            [("at_least", 7, None)],
            id="floor",
        ),
        pytest.param(
            [tally("between", 1, 4), tally("exact", 2)],
            [("between", 3, 6)],
            id="range",
        ),
        pytest.param(
            [tally("between", 1, 4), tally("up_to", 2)],
            [("up_to", 6, None)],
            id="range-under-a-ceiling",
        ),
        pytest.param(
            [tally("between", 1, 4), tally("more_than", 2)],
            [("at_least", 3, None)],
            id="range-above-a-floor",
        ),
        pytest.param(
            [tally("exact", 1), tally("approximately", 2), tally("unspecified", 3)],
            [("approximately", 6, None)],
            id="points",
        ),
        pytest.param(
            [tally("exact", 1), tally("up_to", 2), tally("at_least", 4)],
            [("up_to", 3, None), ("at_least", 4, None)],
            id="ceilings-and-floors-are-two",
        ),
    ],
)
def test_a_sum_is_hedged_as_its_parts_are(tallies, figures):
    assert summed(*tallies) == figures


def test_no_digit_is_lost():
    big, small = tally("exact", "9" * 24), tally("exact", "0.0001")

    (figure,) = add_up([big, small])

    assert str(figure.amount) == "9" * 24 + ".0001"


AMOUNTS = st.decimals(Decimal("0.0001"), Decimal(10) ** 20, places=4)


@st.composite
def tallies(draw):
    qualifier, amount = draw(st.sampled_from(Qualifier.values)), draw(AMOUNTS)
    more = draw(AMOUNTS) if qualifier == "between" else 0
    return Tally(qualifier, draw(st.integers(1, 9)), amount, amount + more)


@given(st.lists(tallies(), max_size=8))
def test_all_is_in_it_whatever_the_order(found):
    figures = add_up(found)

    assert sum(figure.count for figure in figures) == sum(one.count for one in found)
    assert len(figures) <= 2
    backwards = add_up(found[::-1])
    assert [one.bounds for one in backwards] == [one.bounds for one in figures]


@given(st.lists(tallies(), min_size=1, max_size=8))
def test_the_bounds_of_a_sum_hold_every_value_that_its_parts_allow(found):
    for figure in add_up(found):
        assert figure.bounds != (None, None)
    exact = [one for one in found if one.qualifier == "exact"]
    if exact == found:
        (figure,) = add_up(found)
        assert figure.bounds == (sum(one.amount for one in found),) * 2
