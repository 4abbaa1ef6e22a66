"""Whatever is moved below whatever: no record ever stands below itself.

``LAW_RUNS`` says how many families are tried; ``drill history`` tries 500.
"""

import os
from typing import NamedTuple

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from consortium.models import Initiative
from tests.factories import (
    make_funding,
    make_initiative,
    make_organization,
    make_sector,
    make_source,
)

pytestmark = pytest.mark.django_db

RUNS = min(500, int(os.environ.get("LAW_RUNS", "50")))
MEMBERS = 5


class Hierarchy(NamedTuple):
    """How a record of the kind is made, and what it calls the one above it."""

    make: object
    above: str


HIERARCHIES = [
    Hierarchy(make_initiative, "part_of"),
    Hierarchy(make_funding, "part_of"),
    Hierarchy(make_organization, "parent"),
    Hierarchy(make_sector, "parent"),
    Hierarchy(make_source, "origin"),
]
PLACES = st.integers(0, MEMBERS - 1)


def family(hierarchy):
    """Some records of one kind, of which none stands below another yet."""
    fields = {} if hierarchy.make is make_sector else {"state": "draft"}
    if hierarchy.make is make_funding:
        fields["initiative"] = Initiative.objects.first() or make_initiative()
    return [hierarchy.make(**fields) for _ in range(MEMBERS)]


def stands_below(above, place, other):
    """Whether ``place`` is ``other`` or below it."""
    while place is not None and place != other:
        place = above[place]
    return place == other


@settings(max_examples=RUNS, deadline=None)
@given(
    st.sampled_from(HIERARCHIES),
    st.lists(st.tuples(PLACES, st.none() | PLACES), min_size=2, max_size=12),
)
def test_no_moves_make_a_circle(hierarchy, moves):
    records, above = family(hierarchy), dict.fromkeys(range(MEMBERS))

    for place, target in moves:
        record = records[place]
        setattr(record, hierarchy.above, None if target is None else records[target])
        circle = target is not None and stands_below(above, target, place)
        try:
            with transaction.atomic():
                record.save(update_fields=[hierarchy.above])
        except IntegrityError:
            assert circle, (place, target, above)
            record.refresh_from_db()
        else:
            assert not circle, (place, target, above)
            above[place] = target

    stored = [
        getattr(type(one).objects.get(pk=one.pk), hierarchy.above) for one in records
    ]
    assert stored == [
        None if above[n] is None else records[above[n]] for n in range(MEMBERS)
    ]
