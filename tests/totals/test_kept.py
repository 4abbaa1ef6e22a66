"""What the database keeps of all published sums is what adding them up anew gives."""

from decimal import Decimal

import pgtrigger
import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium import history
from consortium.codelists import Instrument, OrganizationKind, Stage
from consortium.models import (
    Funding,
    FundingPurpose,
    Initiative,
    Organization,
)
from consortium.models.turns import DataVersion
from consortium.totals import funding_series, kept, totals
from tests.factories import (
    by_verb,
    make_initiative,
    make_organization,
    published,
)
from tests.totals.records import store, sums

pytestmark = pytest.mark.django_db

SPLITS = [
    (),
    ("stage",),
    ("public", "currency"),
    ("instrument",),
    ("sector",),
    ("year", "stage"),
    ("fiscal_year",),
    ("sector", "year"),
]
KEPT = """
    SELECT split, left_out, stage, public, currency, qualifier, instrument,
      month_first, month_last, sector, nowhere, number, total, total_high
    FROM subtotal WHERE number <> 0
"""
COUNTED_ANEW = """
    SELECT addend FROM addend EXCEPT ALL
    SELECT now FROM addends(ARRAY(SELECT id FROM consortium_funding)) now
    UNION ALL
    (SELECT now FROM addends(ARRAY(SELECT id FROM consortium_funding)) now
     EXCEPT ALL SELECT addend FROM addend)
"""


def fetched(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(cursor.fetchall(), key=repr)


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def normal(rows):
    """Numbers as they are, whatever zeros they end in; zero is the same as nothing."""
    return sorted(
        (
            tuple(
                (one.normalize() if one else None) if isinstance(one, Decimal) else one
                for one in row
            )
            for row in rows
        ),
        key=repr,
    )


def everything():
    """All that is published, as totals are asked for it."""
    return {"rows": Funding.objects.published(), "narrowed": {}}


def answers(monkeypatch, *, anew=False):
    """All that can be asked of everything published; each as the API needs it."""
    with monkeypatch.context() as patch:
        if anew:
            patch.setattr(kept, "sums", lambda *_question, **_most: None)
        found = [totals(**everything(), group_by=names) for names in SPLITS]
        series = [
            funding_series(**everything(), interval=interval, mode=mode)
            for interval in ("month", "quarter", "year", "fiscal_year")
            for mode in ("flow", "cumulative")
        ]
    return [(one.totals, one.counted, one.excluded) for one in found], [
        (one.points, one.apart, one.counted, one.excluded) for one in series
    ]


def agree(monkeypatch):
    """Hold the kept sums against the rows, three ways."""
    assert fetched(COUNTED_ANEW) == []
    before = normal(fetched(KEPT))
    with transaction.atomic():
        run("TRUNCATE subtotal, addend")
        run("SELECT recount(ARRAY(SELECT id FROM consortium_funding))")
        assert normal(fetched(KEPT)) == before
        transaction.set_rollback(True)
    assert answers(monkeypatch) == answers(monkeypatch, anew=True)


def a_sum(rows, place):
    return rows[place % len(rows)]


def edit_orm(rows, place):
    """As a verb does: load, change, save."""
    row = Funding.objects.get(pk=a_sum(rows, place).pk)
    row.stage = Stage.values[place % 3]
    row.instrument = Instrument.values[place % 4]
    row.dated = "2024-05"
    row.save()


def edit_sql(rows, place):
    run(
        "UPDATE consortium_funding SET amount = amount / 2, period = 'FY2025'"
        " WHERE id %% 2 = %s",
        a_sum(rows, place).pk % 2,
    )


def edit_bulk(rows, place):
    Funding.objects.filter(pk=a_sum(rows, place).pk).update(funder=None)
    Funding.objects.bulk_create(
        [
            Funding(
                initiative=rows[0].initiative, stage="announced", part_of=a_sum(rows, n)
            )
            for n in (place, place + 1)
        ]
    )


def retract(rows, place):
    published = Funding.objects.filter(state="published")
    published.filter(pk=a_sum(rows, place).pk).update(
        state="retracted",
        retracted_at=F("published_at"),
        retracted_by=F("published_by"),
        retraction_reason="Withdrawn.",
    )


def publish(rows, place):
    retracted = Funding.objects.filter(state="retracted")
    retracted.filter(pk=a_sum(rows, place).pk).update(
        state="published", retraction_reason=""
    )


def hide_initiative(rows, place):
    key = a_sum(rows, place).initiative_id
    Initiative.objects.filter(pk=key).update(state="draft")


def turn_funder(rows, place):
    funder = a_sum(rows, place).funder_id
    kind = OrganizationKind.values[place % len(OrganizationKind.values)]
    state = ("draft", "published")[place % 2]
    shown = Organization.objects.filter(pk=funder, published_at__isnull=False)
    shown.update(kind=kind, state=state)


def move(rows, place):
    """Under another sum, or out of any; a sum only ever lies under an earlier one."""
    above = place % len(rows)
    for row in rows[above + 1 : above + 3]:
        whole = None if place % 3 == 0 else rows[above]
        Funding.objects.filter(pk=row.pk).update(part_of=whole)


def share(rows, place):
    links = FundingPurpose.objects.filter(funding=a_sum(rows, place))
    if place % 2:
        links.update(percentage=50)
    else:
        links.delete()


def delete(rows, place):
    row = a_sum(rows, place)
    Funding.objects.filter(part_of=row).update(part_of=None)
    FundingPurpose.objects.filter(funding=row).delete()
    Funding.objects.filter(pk=row.pk, state="draft").delete()


EDITS = [
    edit_orm,
    edit_sql,
    edit_bulk,
    retract,
    publish,
    hide_initiative,
    turn_funder,
    move,
    share,
    delete,
]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=40,
)
@given(
    st.lists(sums(), min_size=1, max_size=7),
    st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 20)), max_size=6),
)
def test_whatever_is_written_the_kept_sums_follow(monkeypatch, drawn, edits):
    with transaction.atomic(), by_verb():
        rows = store(drawn)
        for edit, place in edits:
            there = set(Funding.objects.values_list("pk", flat=True))
            if left := [row for row in rows if row.pk in there]:
                edit(left, place)
        agree(monkeypatch)
        transaction.set_rollback(True)


def exact(number, **fields):
    return {
        "stage": "announced",
        "instrument": "grant",
        "amount": Decimal(number),
        "amount_high": None,
        "qualifier": "exact",
        "currency": "JPY",
        "dated": None,
        "period": "2026",
        "whole": None,
        "funder": 0,
        "shares": [60, 40],
    } | fields


@pytest.fixture
def five():
    """Published sums: a whole, its part and the part of that, one apart, a draft."""
    drawn = [
        exact(100),
        exact(50, whole=0),
        exact(20, whole=1, stage="committed"),
        exact(7, funder=1, shares=[]),
        exact(3, state="draft"),
    ]
    with by_verb():
        yield store(drawn)


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("edit", EDITS)
def test_each_way_of_writing_is_followed(monkeypatch, five, edit, place):
    edit(five, place)

    agree(monkeypatch)


def amounts():
    found = totals(**everything()).totals
    return [(total.cell.stage, total.figure.amount) for total in found]


def test_a_sum_leaves_with_its_initiative_and_its_parts_count(five):
    hide_initiative(five, 0)

    assert amounts() == [("announced", 50), ("announced", 7), ("committed", 20)]


def test_a_funder_that_turns_public_takes_its_sums_along(five):
    Organization.objects.filter(pk=five[3].funder_id).update(kind="government")

    assert amounts() == [("announced", 107), ("committed", 20)]


def test_a_sum_may_come_before_what_it_stands_on(five):
    last = Funding.objects.latest("pk")
    late = {"initiative_id": last.initiative_id + 999, "funder_id": 999_999}
    figure = {"amount": 5, "qualifier": "exact", "currency": "JPY"}
    Funding.objects.create(**published({"stage": "announced", **figure, **late}))

    make_initiative(pk=late["initiative_id"])
    assert [amount for _stage, amount in amounts()] == [100, 7, 5, 20]

    make_organization(pk=late["funder_id"], kind="government")
    assert [amount for _stage, amount in amounts()] == [105, 7, 20]


def test_a_sum_that_is_deleted_in_spite_of_the_law_is_gone(five):
    FundingPurpose.objects.filter(funding=five[3]).delete()
    with pgtrigger.ignore("consortium.Funding:never_lost"):
        Funding.objects.filter(pk=five[3].pk).delete()

    assert amounts() == [("announced", 100), ("committed", 20)]


def test_emptied_tables_leave_nothing_kept(five):
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("TRUNCATE consortium_fundingpurpose")
    assert fetched("SELECT DISTINCT nowhere FROM addend") == [("unknown",)]

    run("TRUNCATE consortium_funding CASCADE")

    assert fetched("SELECT funding_id FROM addend") == []
    assert amounts() == []


def test_what_totals_do_not_read_recounts_nothing(five):
    rows = "SELECT xmin, ctid::text, funding_id FROM addend"
    before = fetched(rows)

    Funding.objects.update(conditions="Revised.")
    Initiative.objects.update(summary="Revised.")

    assert fetched(rows) == before


def read_from_sums(captured):
    return any("consortium_funding" in query["sql"] for query in captured)


@pytest.mark.parametrize("names", SPLITS)
def test_all_that_is_published_needs_no_look_at_the_sums(
    five, names, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5) as captured:
        totals(**everything(), group_by=names)

    assert not read_from_sums(captured)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param({"group_by": ["funder"]}, id="split-not-kept"),
        pytest.param({"group_by": ["year"], "time": "dated"}, id="other-time"),
        pytest.param({"cancelled": True}, id="cancelled"),
    ],
)
def test_other_questions_look_at_the_sums(
    five, question, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9) as captured:
        totals(**everything(), **question)

    assert read_from_sums(captured)


def test_the_past_is_not_answered_from_what_is_kept_now(five):
    moment = DataVersion.current().written_at
    with history.as_of(moment):
        assert kept.sums(**everything(), groupings=[], most=9) is None
    assert kept.sums(**everything(), groupings=[], most=9) is not None
