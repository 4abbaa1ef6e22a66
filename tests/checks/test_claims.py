"""Claims that contradict each other."""

import pytest

from consortium.checks.claims import (
    accepted_claims_contradict,
    one_origin_words_two_stages,
)
from consortium.models import Funding, Initiative, Member, Milestone
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_milestone,
    make_source,
)

pytestmark = pytest.mark.django_db


def money(amount, qualifier="exact", currency="JPY", **more):
    return {"amount": amount, "qualifier": qualifier, "currency": currency} | more


def contradictions(record):
    return list(accepted_claims_contradict(type(record).objects.all()))


@pytest.mark.parametrize(
    ("one", "other", "fires"),
    [
        pytest.param(money("1000"), money("2000"), True, id="exact"),
        pytest.param(money("1000"), money("1000.0"), False, id="written-otherwise"),
        pytest.param(money("1000", "up_to"), money("900"), False, id="below-ceiling"),
        pytest.param(money("1000", "up_to"), money("1001"), True, id="over-ceiling"),
        pytest.param(
            money("1000", "up_to"), money("2000", "up_to"), True, id="ceilings"
        ),
        pytest.param(
            money("1000", "at_least"), money("2000", "at_least"), True, id="floors"
        ),
        pytest.param(
            money("1000", "at_least"), money("900", "less_than"), True, id="apart"
        ),
        pytest.param(money("1000", "approximately"), money("1040"), False, id="about"),
        pytest.param(
            money("1000", "approximately"), money("1060"), True, id="not-about"
        ),
        pytest.param(
            money("1000", "between", amount_high="2000"),
            money("1500"),
            False,
            id="within",
        ),
        pytest.param(
            money("1000", "between", amount_high="2000"),
            money("2500"),
            True,
            id="outside",
        ),
        pytest.param(
            money("1000"), money("9", currency="USD"), False, id="other-currency"
        ),
        pytest.param(money("1000"), {"amount": "many"}, False, id="unreadable"),
    ],
)
def test_accepted_claims_contradict(one, other, fires):
    funding = make_funding()
    make_claim(subject=funding, field="amount", value=one)
    make_claim(subject=funding, field="amount", value=other)

    flags = contradictions(funding)

    assert [flag.subject for flag in flags] == ([funding] if fires else [])


@pytest.mark.parametrize(
    ("field", "one", "other", "fires"),
    [
        pytest.param("status", "announced", "closed", True, id="codes"),
        pytest.param("status", "announced", "Announced ", False, id="folded"),
        pytest.param("name", "Project A", "Plan A", False, id="free-words"),
        pytest.param("planned_start", "2026", "2026-04", False, id="finer-date"),
        pytest.param("planned_start", "2026", "2027", True, id="other-date"),
        pytest.param("planned_start", "2026", "soon", False, id="no-date"),
    ],
)
def test_values_are_compared_after_their_kind(field, one, other, fires):
    initiative = make_initiative()
    make_claim(subject=initiative, field=field, value=one)
    make_claim(subject=initiative, field=field, value=other)

    assert bool(contradictions(initiative)) is fires


@pytest.mark.parametrize(
    ("one", "other", "fires"),
    [
        pytest.param(["lead"], ["lead", "core"], False, id="more-of-them"),
        pytest.param(["lead"], ["supplier"], True, id="others"),
    ],
)
def test_lists_may_grow(one, other, fires):
    member = make_member()
    make_claim(subject=member, field="roles", value=one)
    make_claim(subject=member, field="roles", value=other)

    assert bool(contradictions(member)) is fires


@pytest.mark.parametrize(
    ("one", "other", "fires"),
    [
        pytest.param({"valid": "2025"}, {"valid": "2026"}, False, id="other-time"),
        pytest.param({"valid": "2026"}, {"valid": "2026-05"}, True, id="same-time"),
        pytest.param({"valid": "2025"}, {}, True, id="undated"),
        pytest.param({"valid": "2199"}, {}, False, id="after-it-was-recorded"),
        pytest.param({"status": "disputed"}, {}, False, id="decided"),
        pytest.param({"status": "pending"}, {}, False, id="not-accepted"),
        pytest.param({"kind": "forecast"}, {}, False, id="forecast"),
    ],
)
def test_both_must_be_accepted_for_one_time(one, other, fires):
    milestone = make_milestone()
    base = {"subject": milestone, "field": "status"}
    make_claim(**base, value="met", **one)
    make_claim(**base, value="missed", **other)

    assert bool(contradictions(milestone)) is fires


@pytest.mark.parametrize(
    ("because", "fires"), [("world_changed", False), ("", True), ("we_erred", True)]
)
def test_the_world_changed_between_two_publications_if_somebody_says_so(because, fires):
    milestone = make_milestone()
    base = {"subject": milestone, "field": "status"}
    make_claim(**base, value="scheduled", source=make_source(published="2025"))
    make_claim(
        **base, value="met", source=make_source(published="2026"), because=because
    )

    assert bool(contradictions(milestone)) is fires


def test_one_origin_does_not_contradict_itself():
    milestone = make_milestone()
    source = make_source()
    base = {"subject": milestone, "field": "status"}
    make_claim(**base, value="met", source=source)
    make_claim(**base, value="missed", source=make_source(origin=source))
    make_claim(**base, value="cancelled", attributed_to=source)

    assert contradictions(milestone) == []


def test_each_pair_is_a_finding_of_its_own(django_assert_num_queries):
    for _ in range(3):
        milestone = make_milestone()
        for value in ("met", "missed", "cancelled"):
            make_claim(
                subject=milestone, field="status", value=value, as_reported=value
            )

    with django_assert_num_queries(2):
        flags = list(accepted_claims_contradict(Milestone.objects.all()))

    assert len({(flag.subject, flag.key) for flag in flags}) == 9
    assert flags[0].say("en") == (
        "Accepted claims contradict each other (status): “met”, “missed”."
    )


@pytest.mark.parametrize(
    ("claims", "stages"),
    [
        pytest.param(
            [{"value": "announced"}, {"value": "committed", "status": "disputed"}],
            ["announced", "committed"],
            id="disputed-counts",
        ),
        pytest.param(
            [{"value": "announced"}, {"value": "committed", "status": "rejected"}],
            None,
            id="rejected-does-not",
        ),
        pytest.param(
            [
                {"value": "announced", "valid": "2025"},
                {"value": "committed", "valid": "2026"},
            ],
            None,
            id="one-after-the-other",
        ),
        pytest.param([{"value": "announced"}], None, id="one"),
        pytest.param(
            [{"value": "announced"}, {"value": "in the bag"}],
            ["announced", "in the bag"],
            id="no-stage-of-ours",
        ),
    ],
)
def test_one_origin_words_two_stages(claims, stages):
    source, funding = make_source(), make_funding()
    for claim in claims:
        make_claim(subject=funding, field="stage", source=source, **claim)

    flags = list(one_origin_words_two_stages(Funding.objects.all()))

    assert [flag.details["stages"] for flag in flags] == ([stages] if stages else [])


def test_two_origins_may_word_two_stages():
    funding = make_funding()
    make_claim(subject=funding, field="stage", value="announced")
    make_claim(subject=funding, field="stage", value="committed")

    assert list(one_origin_words_two_stages(Funding.objects.all())) == []


def test_nothing_is_at_odds_without_claims():
    make_member()

    assert list(accepted_claims_contradict(Member.objects.all())) == []
    assert list(accepted_claims_contradict(Initiative.objects.all())) == []
