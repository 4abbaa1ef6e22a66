"""The database's totals are those that one would add up by hand."""

from collections import defaultdict
from decimal import localcontext

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium.models import Funding
from consortium.totals import totals
from tests.totals.records import counts, naive_totals, store, sums

NAMES = ["sector", "year", "fiscal_year", "instrument", "stage"]


def group_of(total):
    (place,) = total.cell.groups
    if isinstance(place.value, dict):
        return place.value["slug"]
    return place.unplaced if place.value is None else str(place.value)


def found(answer):
    cells = defaultdict(list)
    for total in answer.totals:
        cell = total.cell
        cells[group_of(total), cell.stage, cell.public, cell.currency].append(
            tuple(total.figure.bounds)
        )
    return dict(cells)


@pytest.mark.django_db
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=60,
)
@given(st.lists(sums(), max_size=9))
def test_totals_are_those_of_adding_up_one_by_one(drawn):
    with transaction.atomic(), localcontext(prec=100):
        rows = store(drawn)
        counted = sum(counts(row, rows) for row in rows)
        shown = sum(row.is_published for row in rows)

        for name in NAMES:
            answer = totals(Funding.objects.published(), group_by=[name])

            assert found(answer) == naive_totals(rows, name)
            assert answer.counted == counted
            assert counted + sum(one.count for one in answer.excluded) == shown

        transaction.set_rollback(True)
