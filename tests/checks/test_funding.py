"""Sums that do not fit together, and what is not settled about them."""

import pytest

from consortium.checks.funding import (
    instrument_is_unknown,
    later_stage_exceeds_the_earlier,
    parts_exceed_the_whole,
    recipient_is_not_settled,
)
from consortium.models import Funding, Initiative
from tests.factories import (
    make_funding,
    make_initiative,
    make_organization,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("whole", "parts", "fires"),
    [
        pytest.param({}, [{"amount": 600}, {"amount": 401}], True, id="more"),
        pytest.param({}, [{"amount": 600}, {"amount": 400}], False, id="as-much"),
        pytest.param(
            {"qualifier": "up_to"}, [{"amount": 1001}], True, id="over-the-ceiling"
        ),
        pytest.param(
            {"qualifier": "at_least"}, [{"amount": 1001}], False, id="open-whole"
        ),
        pytest.param(
            {}, [{"amount": 1001, "qualifier": "up_to"}], False, id="perhaps-less"
        ),
        pytest.param(
            {"qualifier": "between", "amount_high": 1200},
            [{"amount": 1100}],
            False,
            id="within-the-range",
        ),
        pytest.param({}, [{"amount": 9, "currency": "USD"}], False, id="currencies"),
        pytest.param({}, [{"amount": None}], False, id="part-unknown"),
        pytest.param({"amount": None}, [{"amount": 1001}], False, id="whole-unknown"),
        pytest.param(
            {},
            [
                {"amount": 900, "stage": "committed"},
                {"amount": 900, "stage": "disbursed"},
            ],
            False,
            id="stages-are-not-added",
        ),
    ],
)
def test_parts_exceed_the_whole(whole, parts, fires):
    whole = make_funding(**{"amount": 1000} | whole)
    for part in parts:
        make_funding(part_of=whole, initiative=whole.initiative, **part)

    flags = list(parts_exceed_the_whole(Funding.objects.all()))

    assert [flag.subject for flag in flags] == ([whole] if fires else [])


def test_a_retracted_part_counts_no_more():
    whole = make_funding(amount=1000)
    now = whole.published_at
    make_funding(
        part_of=whole,
        initiative=whole.initiative,
        amount=2000,
        state="retracted",
        retracted_at=now,
        retracted_by=make_user(),
        retraction_reason="Entered by mistake.",
    )

    assert list(parts_exceed_the_whole(Funding.objects.all())) == []


@pytest.mark.parametrize(
    ("rows", "fires"),
    [
        pytest.param(
            [{"stage": "committed", "amount": 9}, {"stage": "disbursed", "amount": 10}],
            True,
            id="more-disbursed-than-committed",
        ),
        pytest.param(
            [{"stage": "budgeted", "amount": 9}, {"stage": "committed", "amount": 10}],
            True,
            id="more-committed-than-budgeted",
        ),
        pytest.param(
            [{"stage": "committed", "amount": 9}, {"stage": "disbursed", "amount": 9}],
            False,
            id="as-much",
        ),
        pytest.param([{"stage": "disbursed", "amount": 10}], False, id="one-stage"),
        pytest.param(
            [
                {"stage": "committed", "amount": 9, "currency": "USD"},
                {"stage": "disbursed", "amount": 10},
            ],
            False,
            id="other-currency",
        ),
        pytest.param(
            [
                {"stage": "committed", "amount": None},
                {"stage": "disbursed", "amount": 10},
            ],
            False,
            id="unknown-commitment",
        ),
        pytest.param(
            [
                {"stage": "committed", "amount": 9, "qualifier": "at_least"},
                {"stage": "disbursed", "amount": 10},
            ],
            False,
            id="open-commitment",
        ),
    ],
)
def test_later_stage_exceeds_the_earlier(rows, fires):
    initiative = make_initiative()
    for row in rows:
        make_funding(initiative=initiative, **row)

    flags = list(later_stage_exceeds_the_earlier(Initiative.objects.all()))

    assert [flag.subject for flag in flags] == ([initiative] if fires else [])


def test_stages_are_compared_giver_by_giver():
    initiative = make_initiative()
    make_funding(
        initiative=initiative, stage="budgeted", amount=9, funder=make_organization()
    )
    make_funding(
        initiative=initiative, stage="committed", amount=10, funder=make_organization()
    )

    assert list(later_stage_exceeds_the_earlier(Initiative.objects.all())) == []


def test_a_part_is_not_added_to_its_whole_at_the_same_stage():
    whole = make_funding(stage="disbursed", amount=10)
    for _ in range(2):
        make_funding(
            initiative=whole.initiative, part_of=whole, stage="disbursed", amount=5
        )
    make_funding(initiative=whole.initiative, stage="committed", amount=10)

    assert list(later_stage_exceeds_the_earlier(Initiative.objects.all())) == []


def test_the_excess_is_put_into_words():
    initiative = make_initiative()
    make_funding(initiative=initiative, stage="committed", amount=10**12)
    make_funding(initiative=initiative, stage="disbursed", amount=2 * 10**12)

    (flag,) = later_stage_exceeds_the_earlier(Initiative.objects.all())

    assert (
        flag.say("en") == "Disbursed: ¥2 trillion in all, but Committed: ¥1 trillion."
    )
    assert flag.details == {
        "stage": "disbursed",
        "total": "2000000000000",
        "most": "1000000000000",
        "currency": "JPY",
    }


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        pytest.param({"instrument": "unknown"}, True, id="unknown"),
        pytest.param({"instrument": "subsidy"}, False, id="known"),
        pytest.param({"instrument": "unknown", "state": "draft"}, False, id="draft"),
    ],
)
def test_instrument_is_unknown(fields, fires):
    make_funding(**fields)

    assert bool(list(instrument_is_unknown(Funding.objects.all()))) is fires


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        pytest.param({}, True, id="nobody"),
        pytest.param({"recipient_text": "nine companies"}, True, id="in-words"),
        pytest.param({"recipient_text": "nobody", "state": "draft"}, False, id="draft"),
    ],
)
def test_recipient_is_not_settled(fields, fires):
    make_funding(recipient=make_organization())
    make_funding(**fields)

    flags = list(recipient_is_not_settled(Funding.objects.all()))

    assert [flag.details["recipient_text"] for flag in flags] == (
        [fields.get("recipient_text", "")] if fires else []
    )
