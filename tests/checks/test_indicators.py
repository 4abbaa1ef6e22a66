"""Observations that say too little, and shares that cannot be."""

import pytest

from consortium.checks.indicators import (
    figure_hangs_in_the_air,
    percentage_is_out_of_bounds,
    shares_exceed_the_whole,
)
from consortium.models import Observation
from tests.factories import (
    make_claim,
    make_indicator,
    make_observation,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "credited", "missing"),
    [
        pytest.param(
            {"place": "US"}, False, ["period", "attribution"], id="undated-of-nobody"
        ),
        pytest.param({"place": "US"}, True, None, id="undated-of-somebody"),
        pytest.param({"place": "US", "period": "2026"}, False, None, id="dated"),
        pytest.param({"period": "2026"}, True, ["place"], id="nowhere"),
    ],
)
def test_figure_hangs_in_the_air(fields, credited, missing):
    observation = make_observation(**fields)
    make_claim(
        subject=observation,
        field="value",
        value={"value": "1", "qualifier": "exact"},
        attributed_to=make_source() if credited else None,
    )

    flags = list(figure_hangs_in_the_air(Observation.objects.all()))

    assert [flag.details["missing"] for flag in flags] == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("measure", "fields", "fires"),
    [
        pytest.param("percentage", {"value": 101}, True, id="above"),
        pytest.param("percentage", {"value": -1}, True, id="below"),
        pytest.param("percentage", {"value": 100}, False, id="all"),
        pytest.param(
            "percentage",
            {"value": 90, "value_high": 110, "qualifier": "between"},
            True,
            id="range",
        ),
        pytest.param("unit", {"value": 101}, False, id="no-percentage"),
    ],
)
def test_percentage_is_out_of_bounds(measure, fields, fires):
    observation = make_observation(indicator=make_indicator(measure=measure), **fields)

    flags = list(percentage_is_out_of_bounds(Observation.objects.all()))

    assert [flag.subject for flag in flags] == ([observation] if fires else [])


@pytest.mark.parametrize(
    ("title", "values", "fires"),
    [
        pytest.param(
            "Share of world spending",
            [{"place": "US", "value": 60}, {"place": "CN", "value": 41}],
            True,
            id="more-than-all",
        ),
        pytest.param(
            "Share of world spending",
            [{"place": "US", "value": 60}, {"place": "CN", "value": 40}],
            False,
            id="all",
        ),
        pytest.param(
            "Share of world spending",
            [
                {"place": "US", "value": 60},
                {"place": "CN", "value": 41, "qualifier": "nearly"},
            ],
            False,
            id="perhaps-less",
        ),
        pytest.param(
            "Share of world spending",
            [
                {"place": "US", "value": 60, "period": "2025"},
                {"place": "CN", "value": 41, "period": "2026"},
            ],
            False,
            id="other-times",
        ),
        pytest.param(
            "Share of world spending",
            [{"place": "US", "value": 60}, {"place": "021", "value": 70}],
            False,
            id="a-region-around-it",
        ),
        pytest.param(
            "Share of world spending",
            [{"place": "US", "value": 60}, {"place": "US", "value": 55}],
            False,
            id="two-reports-of-one",
        ),
        pytest.param(
            "Share of firms that use AI",
            [{"place": "US", "value": 60}, {"place": "CN", "value": 70}],
            False,
            id="a-rate-in-each-country",
        ),
    ],
)
def test_shares_exceed_the_whole(title, values, fires):
    indicator = make_indicator(title=title, measure="percentage")
    rows = [make_observation(indicator=indicator, **fields) for fields in values]

    for which in rows:
        flags = list(shares_exceed_the_whole(Observation.objects.filter(pk=which.pk)))

        assert [flag.subject for flag in flags] == (rows[:1] if fires else [])
