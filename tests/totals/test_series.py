"""What came when; what no interval can have is listed apart."""

import pytest

from consortium import totals
from consortium.models import Claim, Funding, Member, Milestone, Observation
from tests.factories import (
    make_claim,
    make_funding,
    make_indicator,
    make_initiative,
    make_member,
    make_milestone,
    make_observation,
)

pytestmark = pytest.mark.django_db


def points(found):
    return [
        (str(point.place.value), point.figure.qualifier, int(point.figure.amount))
        for point in found
    ]


def money(interval="year", **how):
    rows = Funding.objects.published()
    return totals.funding_series(rows, interval=interval, **how)


def test_flow_is_what_came_in_each_interval():
    for amount, period in [(1, "2026-05"), (2, "2026-06"), (4, "2028-01")]:
        make_funding(amount=amount, period=period)

    assert points(money().points) == [("2026", "exact", 3), ("2028", "exact", 4)]
    assert points(money("quarter").points)[0] == ("2026-34", "exact", 3)
    assert points(money("fiscal_year").points)[1] == ("FY2027", "exact", 4)


def test_cumulative_is_all_that_had_come_on_its_own_line():
    for amount, period in [(1, "2026-05"), (2, "2027-06"), (4, "2028-01")]:
        make_funding(amount=amount, period=period)
    make_funding(amount=100, period="2027-01", stage="spent")

    series = money(mode="cumulative")

    assert points(series.points) == [
        ("2026", "exact", 1),
        ("2027", "exact", 3),
        ("2027", "exact", 100),
        ("2028", "exact", 7),
    ]


def test_a_ceiling_stays_in_what_is_cumulated():
    make_funding(amount=1, period="2026-05", qualifier="up_to")
    make_funding(amount=2, period="2027-05")
    make_funding(amount=4, period="2028-05", qualifier="at_least")

    assert points(money(mode="cumulative").points) == [
        ("2026", "up_to", 1),
        ("2027", "up_to", 3),
        ("2028", "up_to", 3),
        ("2028", "at_least", 4),
    ]


@pytest.mark.parametrize("mode", totals.MODES)
def test_what_is_vaguer_than_the_interval_is_apart_and_not_guessed(mode):
    make_funding(amount=1, period="2026-05-01")
    make_funding(amount=2, period="2026")
    make_funding(amount=4)

    series = money("month", mode=mode)

    assert points(series.points) == [("2026-05", "exact", 1)]
    apart = points(series.apart)
    assert apart == [("2026-01/2026-12", "exact", 2), ("None", "exact", 4)]
    assert series.counted == 3


def test_a_series_of_money_is_as_safe_to_sum_as_a_total():
    whole = make_funding(amount=10, period="2026-05")
    part = make_funding(amount=6, period="2026-06", part_of=whole)

    series = money("month")

    assert points(series.points) == [("2026-05", "exact", 10)]
    assert [(one.reason, one.ids) for one in series.excluded] == [
        ("part_of_counted", [part.pk])
    ]


def test_members_count_from_when_they_joined():
    for joined in ("2026-05", "2026-07-01", "FY2026", None):
        make_member(joined=joined)
    make_member(joined="2027-01-01", status="former")
    interested = make_member(joined="2027-01-01", status="interested")

    rows = Member.objects.published()
    series = totals.member_series(
        rows, interval="year", mode="cumulative", any_status=False
    )

    assert points(series.points) == [("2026", "exact", 2), ("2027", "exact", 3)]
    assert [place for place, _, _ in points(series.apart)] == ["2026/2027", "None"]
    assert series.excluded[0].ids == [interested.pk]
    asked = totals.member_series(rows, interval="year", mode="flow", any_status=True)
    assert points(asked.points)[1] == ("2027", "exact", 2)
    assert asked.excluded == []


def test_claims_count_on_the_day_in_japan_when_they_were_recorded():
    make_claim(subject=make_initiative(), created_at="2026-12-31T15:30:00Z")

    rows = Claim.objects.published()
    series = totals.claim_series(rows, interval="month", mode="flow")

    assert points(series.points) == [("2027-01", "exact", 1)]


def test_milestones_are_a_line_for_each_status():
    for status, achieved in [("scheduled", None), ("met", "2026"), ("met", "2026")]:
        make_milestone(planned="2026-05", status=status, achieved=achieved)

    rows = Milestone.objects.published()
    series = totals.milestone_series(rows, interval="year", mode="flow")

    found = {point.line["status"]: point.figure.amount for point in series.points}
    assert found == {"scheduled": 1, "met": 2}


def test_values_of_an_indicator_are_listed_and_never_added():
    indicator = make_indicator(unit="GPUs")
    initiative = make_initiative(slug="consortium")
    for value, period in [(8, "2026-05"), (4, "2026-06"), (2, None)]:
        make_observation(
            indicator=indicator, initiative=initiative, value=value, period=period
        )
    unknown = make_observation(indicator=indicator, value=None, qualifier="")

    series = totals.indicator_series(Observation.objects.published(), interval="year")

    assert points(series.points) == [("2026", "exact", 8), ("2026", "exact", 4)]
    assert points(series.apart) == [("None", "exact", 2)]
    assert [one.ids for one in series.excluded] == [[unknown.pk]]
    point = series.points[0]
    assert point.unit == "GPUs"
    assert point.line == {
        "kind": "actual",
        "place": None,
        "initiative": "consortium",
        "organization": None,
    }
