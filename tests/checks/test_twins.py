"""Sums that stand twice."""

import pytest

from consortium.checks.twins import same_money_stands_twice
from consortium.models import Funding
from tests.factories import (
    make_funding,
    make_initiative,
    make_organization,
    make_rate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def giver():
    return make_organization(kind="government")


@pytest.fixture
def taker():
    return make_organization()


@pytest.mark.parametrize(
    ("one", "other", "fires"),
    [
        pytest.param({}, {}, True, id="undated"),
        pytest.param({}, {"amount": 1001}, False, id="another-amount"),
        pytest.param({}, {"stage": "committed"}, True, id="another-stage"),
        pytest.param({"period": "FY2025"}, {"period": "FY2026"}, False, id="years"),
        pytest.param({"period": "FY2026"}, {"period": "2026-05"}, True, id="same-time"),
        pytest.param({"dated": "2027"}, {"dated": "2026"}, False, id="days"),
        pytest.param({"dated": "2027"}, {}, True, id="one-undated"),
        pytest.param(
            {"amount": 16200}, {"amount": 105, "currency": "USD"}, True, id="restated"
        ),
        pytest.param(
            {"amount": 16200}, {"amount": 120, "currency": "USD"}, False, id="not-so"
        ),
        pytest.param(
            {"amount": 16200}, {"amount": 100, "currency": "CHF"}, False, id="no-rate"
        ),
        pytest.param({}, {"amount": None}, False, id="unknown"),
    ],
)
def test_same_money_stands_twice(giver, taker, one, other, fires):
    make_rate(base="USD", currency="JPY", rate=162)
    first = make_funding(funder=giver, recipient=taker, **one)
    second = make_funding(funder=giver, recipient=taker, **other)

    flags = list(same_money_stands_twice(Funding.objects.all()))

    assert [(flag.subject, flag.details["other"]) for flag in flags] == (
        [(second, first.pk)] if fires else []
    )


def test_the_pair_is_seen_from_either_side(giver, taker):
    first = make_funding(funder=giver, recipient=taker)
    second = make_funding(funder=giver, recipient=taker)

    flags = list(same_money_stands_twice(Funding.objects.filter(pk=first.pk)))

    assert [flag.subject for flag in flags] == [second]


def test_linked_sums_are_no_twins(giver, taker):
    whole = make_funding(funder=giver, recipient=taker)
    for _ in range(2):
        make_funding(funder=giver, recipient=taker, part_of=whole)

    assert list(same_money_stands_twice(Funding.objects.all())) == []


def test_a_part_and_a_sum_beside_its_whole_are_twins(giver, taker):
    whole = make_funding(funder=giver, recipient=taker, amount=2000)
    part = make_funding(funder=giver, recipient=taker, part_of=whole)
    beside = make_funding(funder=giver, recipient=taker)

    flags = list(same_money_stands_twice(Funding.objects.all()))

    assert [(flag.subject, flag.key) for flag in flags] == [(beside, str(part.pk))]


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        pytest.param({}, False, id="elsewhere"),
        pytest.param({"initiative": "same"}, True, id="same-initiative"),
        pytest.param(
            {"initiative": "same", "recipient_text": "nine companies"},
            False,
            id="other-words",
        ),
    ],
)
def test_a_recipient_in_words_is_compared_within_an_initiative(giver, fields, fires):
    initiative = make_initiative()
    if fields.get("initiative"):
        fields = fields | {"initiative": initiative}
    make_funding(funder=giver, initiative=initiative)
    make_funding(funder=giver, **fields)

    assert bool(list(same_money_stands_twice(Funding.objects.all()))) is fires


def test_sums_of_unknown_givers_are_not_compared(taker):
    for _ in range(2):
        make_funding(recipient=taker)

    assert list(same_money_stands_twice(Funding.objects.all())) == []
