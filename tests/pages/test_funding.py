from decimal import Decimal

import pytest

from consortium.models import Funding
from consortium.pages.funding import Sum, stages, whole_sums


def make_sum(number, *, stage="announced", whole=None, **fields):
    """A sum that is not stored: these rules need no database."""
    fields = {
        "amount": Decimal(number),
        "qualifier": "exact",
        "currency": "JPY",
    } | fields
    return Funding(
        pk=number, stage=stage, part_of_id=whole.pk if whole else None, **fields
    )


@pytest.mark.parametrize(
    ("qualifier", "before", "figure", "after"),
    [
        ("up_to", "up to ", "¥5 million", ""),
        ("exact", "", "¥5 million", ""),
        ("unspecified", "", "¥5 million", ""),
        ("between", "", "¥5 million to ¥7 million", ""),
    ],
)
def test_a_figure_stands_between_the_words_of_its_qualifier(
    qualifier, before, figure, after
):
    high = Decimal(7000000) if qualifier == "between" else None
    one = Sum(make_sum(5000000, qualifier=qualifier, amount_high=high))

    assert (one.before, one.figure, one.after) == (before, figure, after)


def test_an_unknown_amount_has_no_figure_and_no_words():
    one = Sum(make_sum(1, amount=None, qualifier="", currency=""))

    assert (one.before, one.figure, one.after, one.meaning) == ("", "", "", "")


def test_a_part_is_left_out_beside_its_whole_at_any_depth():
    whole = make_sum(1)
    part = make_sum(2, whole=whole)
    piece = make_sum(3, whole=part)

    assert list(whole_sums([whole, part, piece])) == [whole]


def test_a_part_at_a_later_stage_is_shown():
    whole = make_sum(1)
    spent = make_sum(2, stage="spent", whole=whole)

    assert list(whole_sums([whole, spent])) == [whole, spent]


def test_a_part_of_a_sum_that_is_not_here_is_shown():
    part = make_sum(2, whole=make_sum(1))

    assert list(whole_sums([part])) == [part]


def test_a_part_of_a_part_at_another_stage_is_left_out_beside_the_whole():
    whole = make_sum(1)
    budgeted = make_sum(2, stage="budgeted", whole=whole)
    announced = make_sum(3, whole=budgeted)

    assert list(whole_sums([whole, budgeted, announced])) == [whole, budgeted]


def test_stages_come_in_the_order_of_the_ladder():
    found = stages([make_sum(1, stage="spent"), make_sum(2), make_sum(3)])

    assert [one.stage for one in found] == ["announced", "spent"]
    assert [len(one.sums) for one in found] == [2, 1]
    assert [one.more for one in found] == [0, 0]
