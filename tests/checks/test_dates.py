"""Dates that cannot be."""

import pytest
import time_machine

from consortium.checks.dates import (
    ends_before_it_begins,
    part_is_outside_the_period_of_the_whole,
    what_happened_is_still_to_come,
)
from consortium.models import (
    Funding,
    Initiative,
    Member,
    Milestone,
    Observation,
    Source,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "fields", "fires"),
    [
        pytest.param(Initiative, {"actual_start": "2026-07-02"}, True, id="start"),
        pytest.param(Initiative, {"actual_end": "2027"}, True, id="end"),
        pytest.param(Initiative, {"planned_end": "2027"}, False, id="only-planned"),
        pytest.param(Initiative, {"actual_start": "2026-07-01"}, False, id="today"),
        pytest.param(Initiative, {"actual_start": "2026"}, False, id="this-year"),
        pytest.param(Initiative, {"actual_start": "2027~"}, False, id="approximate"),
        pytest.param(Initiative, {"actual_start": "2027?"}, False, id="uncertain"),
        pytest.param(Initiative, {"actual_end": "../2030"}, False, id="open"),
        pytest.param(Milestone, {"achieved": "2026-08"}, True, id="achieved"),
        pytest.param(Milestone, {"planned": "2026-08"}, False, id="milestone-planned"),
        pytest.param(
            Funding, {"dated": "2026-08", "stage": "disbursed"}, True, id="disbursed"
        ),
        pytest.param(
            Funding, {"dated": "2026-08", "stage": "announced"}, False, id="announced"
        ),
        pytest.param(
            Observation, {"period": "2027", "kind": "actual"}, True, id="measured"
        ),
        pytest.param(
            Observation, {"period": "2027", "kind": "target"}, False, id="target"
        ),
        pytest.param(Source, {"published": "2026-07-02"}, True, id="published"),
        pytest.param(Source, {"accessed_on": "2026-07-02"}, True, id="accessed"),
        pytest.param(Source, {"accessed_on": "2026-07-01"}, False, id="read-today"),
    ],
)
def test_what_happened_is_still_to_come(model, fields, fires):
    make = getattr(factories, f"make_{model._meta.model_name}")
    record = make(**fields)

    # In Japan it is the first of July already.
    with time_machine.travel("2026-06-30T15:30:00Z", tick=False):
        flags = list(what_happened_is_still_to_come(model.objects.all()))

    assert [flag.subject for flag in flags] == ([record] if fires else [])


def test_the_message_names_the_date():
    factories.make_source(published="2199-01-02")

    (flag,) = what_happened_is_still_to_come(Source.objects.all())

    assert flag.say("en") == "published: 2199-01-02 is in the future."


@pytest.mark.parametrize(
    ("model", "fields", "fires"),
    [
        pytest.param(
            Initiative,
            {"planned_start": "2027", "planned_end": "2026"},
            True,
            id="planned",
        ),
        pytest.param(
            Initiative,
            {"actual_start": "2026-02", "actual_end": "2026-01-31"},
            True,
            id="actual",
        ),
        pytest.param(
            Initiative,
            {"planned_start": "2026", "planned_end": "2026-03"},
            False,
            id="perhaps-before",
        ),
        pytest.param(
            Initiative,
            {"planned_start": "2027~", "planned_end": "2026"},
            False,
            id="approximate",
        ),
        pytest.param(Member, {"joined": "2026", "left": "2025"}, True, id="left"),
        pytest.param(Member, {"joined": "2026"}, False, id="still-there"),
        pytest.param(
            Source,
            {"published": "2026-02", "accessed_on": "2026-01-31"},
            True,
            id="read-before-it-was-there",
        ),
        pytest.param(
            Source,
            {"published": "2026-01", "accessed_on": "2026-01-01"},
            False,
            id="read-that-month",
        ),
    ],
)
def test_ends_before_it_begins(model, fields, fires):
    make = getattr(factories, f"make_{model._meta.model_name}")
    record = make(**fields)

    flags = list(ends_before_it_begins(model.objects.all()))

    assert [flag.subject for flag in flags] == ([record] if fires else [])


@pytest.mark.parametrize(
    ("whole", "part", "fires"),
    [
        pytest.param("2026/2028", "2027", False, id="inside"),
        pytest.param("2026/2028", "2029", True, id="after"),
        pytest.param("2026/2028", "2025", True, id="before"),
        pytest.param("2026/2028", "2028/2030", True, id="ends-later"),
        pytest.param("2026/2028", "2024/2027", True, id="begins-earlier"),
        pytest.param("2026-04-01/2029-03-31", "2026", False, id="perhaps-inside"),
        pytest.param("2026/2028", "2027/..", False, id="open-end"),
        pytest.param("../2028", "../2029", True, id="open-begin"),
        pytest.param("2026/..", "2024/2027", True, id="open-whole"),
        pytest.param("2026~", "2029", False, id="vague-whole"),
        pytest.param("2026", "2029~", False, id="vague-part"),
        pytest.param("2026", None, False, id="unknown"),
    ],
)
def test_part_is_outside_the_period_of_the_whole(whole, part, fires):
    whole = factories.make_funding(period=whole)
    part = factories.make_funding(part_of=whole, period=part)

    flags = list(part_is_outside_the_period_of_the_whole(Funding.objects.all()))

    assert [flag.subject for flag in flags] == ([part] if fires else [])
