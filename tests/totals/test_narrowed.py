"""Whatever a question narrows sums to, its totals are those of these sums alone."""

from decimal import localcontext

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium.api.v1.questions import TotalsQuestion
from consortium.models import Funding
from consortium.totals import kept, totals
from tests.factories import by_verb
from tests.totals.records import counts, naive_totals, public, store, sums
from tests.totals.test_kept import exact
from tests.totals.test_naive import found

pytestmark = pytest.mark.django_db

NARROWED = {
    "stage=announced": lambda row: row.stage == "announced",
    "currency=JPY": lambda row: row.currency == "JPY",
    "instrument=grant": lambda row: row.instrument == "grant",
    "public=true": lambda row: public(row) is True,
    "public=false": lambda row: public(row) is False,
    "stage=announced,requested&currency=USD": lambda row: (
        row.stage in ("announced", "requested") and row.currency == "USD"
    ),
}
OTHERWISE = {
    "amount_min=1000": lambda row: (
        row.amount and max(row.amount, row.amount_high or 0) >= 1000
    ),
    "stage=announced&amount_max=1000": lambda row: (
        row.stage == "announced" and row.amount and row.amount <= 1000
    ),
}
ASKED = NARROWED | OTHERWISE


def question(query):
    asked = TotalsQuestion(
        QueryDict(query), Funding.objects.published(), user=AnonymousUser()
    )
    return {"rows": asked.qs, "narrowed": asked.narrowed}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=40,
)
@given(st.lists(sums(), max_size=9), st.sampled_from([*ASKED]))
def test_totals_of_some_are_those_of_adding_these_up(drawn, query):
    with transaction.atomic(), localcontext(prec=100):
        rows = [row for row in store(drawn) if ASKED[query](row)]
        counted = sum(counts(row, rows) for row in rows)
        shown = sum(row.is_published for row in rows)

        for name in ("sector", "year", "instrument"):
            answer = totals(**question(query), group_by=[name])

            assert found(answer) == naive_totals(rows, name)
            assert answer.counted == counted
            assert counted + sum(one.count for one in answer.excluded) == shown

        transaction.set_rollback(True)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=40,
)
@given(
    st.lists(sums(), max_size=9),
    st.sampled_from([*ASKED, "fiscal_year=2026", "fiscal_year=2024", "search=JPY"]),
)
def test_what_is_kept_answers_as_the_sums_do(monkeypatch, drawn, query):
    with transaction.atomic():
        store(drawn)
        for names in ((), ("stage", "public"), ("sector", "fiscal_year")):
            quick = totals(**question(query), group_by=names)
            with monkeypatch.context() as patch:
                patch.setattr(kept, "sums", lambda *_question, **_most: None)
                assert totals(**question(query), group_by=names) == quick
        transaction.set_rollback(True)


@pytest.fixture
def three():
    """A whole in yen, a part of it in dollars, and a part of that in yen."""
    drawn = [exact(100), exact(50, whole=0, currency="USD"), exact(20, whole=1)]
    with by_verb():
        return store(drawn)


@pytest.mark.parametrize(
    ("query", "amounts", "left_out"),
    [
        ("", [100], [1, 2]),
        ("currency=JPY", [100], [2]),
        ("currency=USD", [50], []),
        ("amount_max=60", [50], [2]),
        ("amount_max=30", [20], []),
        ("amount_min=1000", [], []),
    ],
)
def test_a_part_counts_where_no_whole_of_it_is_asked_for(
    three, query, amounts, left_out
):
    answer = totals(**question(query))

    assert [total.figure.amount for total in answer.totals] == amounts
    keys = [key for one in answer.excluded for key in one.ids]
    assert keys == [three[place].pk for place in left_out]


@pytest.mark.parametrize("query", [*NARROWED, "fiscal_year=2026"])
def test_columns_that_are_kept_need_no_look_at_the_sums(
    three, query, django_assert_max_num_queries
):
    asked = question(query)

    with django_assert_max_num_queries(3) as captured:
        totals(**asked)

    assert not any("consortium_funding" in one["sql"] for one in captured)


@pytest.mark.parametrize("query", OTHERWISE)
def test_other_filters_are_not_taken_for_kept_ones(three, query):
    assert question(query)["narrowed"] is None


def test_nobody_fits_a_filter_that_nothing_can_fit(three):
    rows = Funding.objects.published().filter(pk__in=[])

    assert totals(rows).counted == 0
