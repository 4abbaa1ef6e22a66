from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from consortium import editorial
from consortium.editorial import Evidence
from consortium.models import Claim, Funding
from tests.editorial.reporting import TRILLION, accepted, propose_one
from tests.factories import (
    make_funding,
    make_initiative,
    make_member,
    make_milestone,
    make_organization,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_proposing_on_a_published_record_leaves_it_as_it_is():
    funding = make_funding(amount=5)

    claim = propose_one(funding, "amount", TRILLION, quote="up to 1 trillion yen")

    assert funding.amount == 5
    assert (claim.status, claim.preferred) == ("pending", False)
    assert claim.value == TRILLION


def test_proposing_on_a_draft_writes_it_too():
    funding = make_funding(state="draft", amount=None)

    propose_one(funding, "amount", TRILLION)

    assert funding.amount == Decimal(10**12)
    assert (funding.qualifier, funding.currency) == ("up_to", "JPY")


def test_a_source_repeats_itself_in_vain():
    funding, source, editor = make_funding(), make_source(), make_user()
    first = propose_one(funding, "stage", "committed", source=source, by=editor)

    again = propose_one(funding, "stage", "committed", source=source, by=editor)

    assert again == first
    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", {"amount": "-1", "qualifier": "exact", "currency": "JPY"}),
        ("amount", {"amount": "1", "qualifier": "exact", "currency": "XYZ"}),
        ("amount", {"amount": "1", "surprise": "x"}),
        ("amount", "1"),
        ("amount", {"amount": 1.5, "qualifier": "exact", "currency": "JPY"}),
        ("stage", "hoped for"),
        ("stage", None),
        ("dated", "someday"),
        ("funder", "nobody-knows"),
        ("conditions", "free"),
    ],
)
def test_a_value_that_the_field_refuses_is_not_proposed(field, value):
    funding = make_funding()

    with pytest.raises(ValidationError):
        propose_one(funding, field, value)

    assert not Claim.objects.exists()


def test_all_values_of_a_report_are_proposed_or_none():
    funding = make_funding()

    with pytest.raises(ValidationError):
        editorial.propose(
            funding,
            {"stage": "committed", "dated": "someday"},
            evidence=Evidence(source=make_source()),
            by=make_user(),
        )

    assert not Claim.objects.exists()


def test_a_statement_is_recorded_without_a_field():
    initiative = make_initiative()

    (claim,) = editorial.propose(
        initiative,
        {},
        evidence=Evidence(
            source=make_source(), kind="opinion", statement="It matters."
        ),
        by=make_user(),
    )

    assert (claim.field, claim.value, claim.statement) == ("", None, "It matters.")
    decision = editorial.accept(claim, by=make_user(), reason="It says so.")
    assert not decision.preferred


@pytest.mark.parametrize(
    ("make", "field", "value"),
    [
        (make_member, "roles", ["lead", "core"]),
        (make_member, "joined", "2026-04-12"),
        (make_member, "stake", {"stake": "10", "stake_qualifier": "nearly"}),
        (make_milestone, "planned", "FY2027"),
        (make_initiative, "country", "JP"),
        (
            make_initiative,
            "reported_member_count",
            {"reported_member_count": 9, "reported_member_count_qualifier": "exact"},
        ),
    ],
)
def test_a_record_takes_what_a_claim_says_and_says_it_again(make, field, value):
    record = make()

    accepted(record, field, value)

    record.refresh_from_db()
    assert record.claim_value(field) == value


def test_a_claim_may_name_another_record_by_its_slug():
    funding, funder = make_funding(), make_organization(slug="meti")

    accepted(funding, "funder", "meti")

    assert Funding.objects.get().funder == funder


def test_a_draft_keeps_what_an_accepted_claim_supports():
    draft = make_funding(state="draft", amount=None)
    first = accepted(draft, "amount", TRILLION)
    more = {"amount": "5", "qualifier": "exact", "currency": "USD"}

    second = propose_one(draft, "amount", more)
    draft.refresh_from_db()
    assert draft.claim_value("amount") == first.value

    editorial.accept(second, by=make_user(), reason="Another sum of theirs.")
    draft.refresh_from_db()
    assert draft.claim_value("amount") == first.value


def test_a_draft_lets_go_of_what_was_rejected():
    draft = make_funding(state="draft")
    claim = propose_one(draft, "dated", "2026")

    editorial.reject(claim, by=make_user(), reason="Misread.")

    draft.refresh_from_db()
    assert draft.dated is None


def test_a_statement_is_not_recorded_twice():
    said = Evidence(source=make_source(), kind="opinion", statement="It matters.")
    initiative = make_initiative()

    for _ in range(2):
        editorial.propose(initiative, {}, evidence=said, by=make_user())

    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    ("make", "field", "value"),
    [
        (make_member, "roles", "lead"),
        (make_member, "roles", 5),
        (make_initiative, "name", {"a": "b"}),
        (make_initiative, "name", ["a"]),
        (make_initiative, "name", "a\x00b"),
        (make_initiative, "status", True),
        (make_funding, "funder", "a\x00b"),
    ],
)
def test_a_value_of_another_shape_is_refused(make, field, value):
    with pytest.raises(ValidationError):
        propose_one(make(), field, value)


def test_a_claim_says_its_value_as_the_record_would():
    claim = propose_one(make_funding(), "dated", "令和8年度")

    assert claim.value == "FY2026"
