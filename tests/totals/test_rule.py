"""The safe-to-sum rule: nothing twice, nothing dropped without a word."""

import pytest

from consortium.models import Funding
from consortium.totals import totals
from tests.factories import make_funding, make_initiative, make_organization

pytestmark = pytest.mark.django_db


def ask(rows=None, **question):
    return totals(Funding.objects.published() if rows is None else rows, **question)


def sums(answer):
    return [
        (total.cell.stage, total.cell.currency, total.figure.amount)
        for total in answer.totals
    ]


def out(answer):
    return {one.reason: one.ids for one in answer.excluded}


def test_nothing_makes_no_total():
    answer = ask()

    assert (answer.totals, answer.counted, answer.excluded) == ([], 0, [])


def test_stages_and_currencies_are_never_added():
    for stage, currency in [
        ("announced", "JPY"),
        ("announced", "USD"),
        ("spent", "JPY"),
    ]:
        make_funding(stage=stage, currency=currency, qualifier="exact", amount=1)

    assert sums(ask()) == [
        ("announced", "JPY", 1),
        ("announced", "USD", 1),
        ("spent", "JPY", 1),
    ]


def test_public_and_private_money_are_apart():
    draft = make_organization(kind="government", state="draft")
    for kind in ("government", "private_sector", "government"):
        make_funding(amount=1, funder=make_organization(kind=kind))
    make_funding(amount=1, funder=draft)
    make_funding(amount=1)

    answer = ask()

    found = [(total.cell.public, total.figure.amount) for total in answer.totals]
    assert found == [(True, 2), (False, 1), (None, 2)]


def test_only_what_is_published_counts():
    make_funding(state="draft")
    make_funding(initiative=make_initiative(state="draft"))

    assert ask().totals == []


def test_a_part_is_left_out_beside_its_whole():
    whole = make_funding(amount=100)
    part = make_funding(amount=60, part_of=whole)

    answer = ask()

    assert sums(answer) == [("announced", "JPY", 100)]
    assert (answer.counted, out(answer)) == (1, {"part_of_counted": [part.pk]})


def test_a_part_of_a_part_is_left_out_whatever_lies_between():
    whole = make_funding(amount=100)
    between = [
        make_funding(amount=60, part_of=whole, stage="committed"),
        make_funding(amount=50, part_of=whole, state="draft"),
        make_funding(amount=None, part_of=whole),
    ]
    parts = [make_funding(amount=5, part_of=one) for one in between]

    answer = ask()

    assert sums(answer) == [("announced", "JPY", 100), ("committed", "JPY", 60)]
    assert out(answer) == {
        "amount_unknown": [between[2].pk],
        "part_of_counted": [part.pk for part in parts],
    }


def test_a_part_at_another_stage_counts_there():
    whole = make_funding(amount=100)
    make_funding(amount=60, part_of=whole, stage="committed")

    assert sums(ask()) == [("announced", "JPY", 100), ("committed", "JPY", 60)]


@pytest.mark.parametrize(
    "whole", [{"amount": None}, {"state": "draft"}, {"stage": "cancelled"}]
)
def test_a_part_counts_when_its_whole_does_not(whole):
    make_funding(amount=60, part_of=make_funding(**whole))

    assert sums(ask()) == [("announced", "JPY", 60)]


def test_a_part_counts_when_the_question_is_not_about_its_whole():
    government = make_organization(kind="government")
    whole = make_funding(amount=100)
    part = make_funding(amount=60, part_of=whole, funder=government)

    answer = ask(Funding.objects.published().filter(funder=government))

    assert sums(answer) == [("announced", "JPY", 60)]
    assert sums(ask(Funding.objects.published().exclude(pk=part.pk))) == [
        ("announced", "JPY", 100)
    ]


def test_the_whole_speaks_for_parts_in_another_currency():
    whole = make_funding(amount=100)
    make_funding(amount=1, currency="USD", qualifier="exact", part_of=whole)

    assert sums(ask()) == [("announced", "JPY", 100)]


def test_a_sum_without_amount_is_named():
    unknown = make_funding(amount=None)

    answer = ask()

    assert (answer.counted, out(answer)) == (0, {"amount_unknown": [unknown.pk]})


def test_cancelled_sums_are_left_out_unless_they_are_asked_for():
    cancelled = make_funding(amount=7, stage="cancelled")

    assert out(ask()) == {"cancelled": [cancelled.pk]}
    assert sums(ask(cancelled=True)) == [("cancelled", "JPY", 7)]


def test_repaid_money_is_a_stage_of_its_own():
    make_funding(amount=100, stage="disbursed")
    make_funding(amount=30, stage="repaid")

    assert sums(ask()) == [("disbursed", "JPY", 100), ("repaid", "JPY", 30)]


def test_a_question_for_nothing_has_an_answer():
    make_funding()

    assert ask(Funding.objects.published().filter(pk__in=[])).totals == []


def test_all_that_is_left_out_is_counted_and_the_first_hundred_named():
    initiative = make_initiative()
    for _each in range(102):
        make_funding(initiative=initiative, amount=None)

    (left_out,) = ask().excluded

    assert (left_out.count, len(left_out.ids)) == (102, 100)
