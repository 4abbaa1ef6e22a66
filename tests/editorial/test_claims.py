from decimal import Decimal

import pghistory
import pytest
from django.core.exceptions import ValidationError

from consortium import editorial
from consortium.evidence import Verdict
from consortium.models import Claim, Funding
from tests.editorial.reporting import TRILLION, accepted, propose_one
from tests.factories import (
    make_claim,
    make_funding,
    make_milestone,
    make_organization,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_accepting_the_first_claim_fills_the_field():
    funding = make_funding(amount=None)
    reviewer = make_user()
    claim = propose_one(funding, "amount", TRILLION)

    decision = editorial.accept(claim, by=reviewer, reason="Read.", because="refined")

    funding.refresh_from_db()
    assert decision.verdict == "first"
    assert (claim.status, claim.preferred) == ("accepted", True)
    assert (claim.decided_by, claim.because) == (reviewer, "refined")
    assert funding.amount == Decimal(10**12)


def test_nobody_accepts_their_own_claim():
    editor = make_user()
    claim = propose_one(make_funding(), "stage", "committed", by=editor)

    with pytest.raises(editorial.NotAlone):
        editorial.accept(claim, by=editor, reason="I say so.")

    claim.refresh_from_db()
    assert claim.status == "pending"


def test_one_person_may_where_the_installation_allows_it_and_it_shows():
    editor = make_user()
    claim = propose_one(make_funding(), "stage", "committed", by=editor)

    editorial.accept(claim, by=editor, reason="Nobody else is here.", alone=True)

    assert claim.single_handed
    event = Claim.pgh_event_model.objects.filter(pgh_obj_id=claim.pk).last()
    assert event.pgh_context.metadata["alone"] is True


@pytest.mark.parametrize("verb", ["accept", "dispute", "reject", "prefer"])
def test_every_decision_needs_a_reason(verb):
    claim = propose_one(make_funding(), "stage", "committed")

    with pytest.raises(editorial.Refused, match="reason"):
        getattr(editorial, verb)(claim, by=make_user(), reason="  ")


def test_accepting_twice_changes_nothing():
    funding = make_funding()
    claim = accepted(funding, "stage", "committed")
    version = claim.version

    decision = editorial.accept(claim, by=make_user(), reason="Again.")

    assert decision.preferred
    assert claim.version == version


def test_a_newer_report_takes_the_field_and_supersedes():
    funding = make_funding()
    old = accepted(
        funding, "stage", "announced", source=make_source(published="2026-05")
    )
    new = propose_one(
        funding, "stage", "committed", source=make_source(published="2026-07")
    )

    decision = editorial.accept(
        new, by=make_user(), reason="Signed.", because="world_changed"
    )

    old.refresh_from_db()
    funding.refresh_from_db()
    assert decision.verdict == "updates"
    assert (old.status, old.preferred) == ("superseded", False)
    assert funding.stage == "committed"


def test_an_older_report_entered_late_does_not_push_the_newer_back():
    funding = make_funding()
    accepted(funding, "stage", "committed", source=make_source(published="2026-07"))
    late = propose_one(
        funding,
        "stage",
        "announced",
        valid="2026-05",
        source=make_source(published="2026-05"),
    )

    decision = editorial.accept(late, by=make_user(), reason="It did say so then.")

    funding.refresh_from_db()
    assert (decision.verdict, decision.preferred) == ("coexists", False)
    assert funding.stage == "committed"


def test_a_contradiction_is_accepted_beside_what_stands_until_somebody_prefers():
    funding = make_funding()
    first = accepted(funding, "instrument", "grant")
    second = propose_one(funding, "instrument", "loan")
    decision = editorial.accept(
        second, by=make_user(), reason="Their report says loan."
    )
    funding.refresh_from_db()
    assert (decision.verdict, funding.instrument) == ("contradicts", "grant")

    editorial.prefer(second, by=make_user(), reason="The contract says loan.")

    first.refresh_from_db()
    funding.refresh_from_db()
    assert funding.instrument == "loan"
    assert (first.status, first.preferred) == ("accepted", False)


def test_a_finer_figure_takes_the_field_and_the_coarser_stays_accepted():
    funding = make_funding()
    coarse = accepted(funding, "dated", "2026")
    fine = propose_one(funding, "dated", "2026-06-30")

    decision = editorial.accept(fine, by=make_user(), reason="Read.", because="refined")

    coarse.refresh_from_db()
    assert (decision.verdict, coarse.status) == ("refines", "accepted")


def test_who_looked_at_an_older_state_is_told():
    funding = make_funding()
    one = propose_one(funding, "instrument", "grant")
    other = propose_one(funding, "instrument", "loan")
    editorial.accept(one, by=make_user(), reason="Read.", standing=None)

    with pytest.raises(editorial.Conflict):
        editorial.accept(other, by=make_user(), reason="Read.", standing=None)

    other.refresh_from_db()
    assert other.status == "pending"


@pytest.mark.parametrize(
    ("verb", "status"), [("dispute", "disputed"), ("reject", "rejected")]
)
def test_a_refused_claim_stays_visible_and_stops_counting(verb, status):
    funding = make_funding()
    claim = accepted(funding, "dated", "2026")

    getattr(editorial, verb)(claim, by=make_user(), reason="The source withdrew it.")

    funding.refresh_from_db()
    assert (claim.status, claim.preferred) == (status, False)
    assert funding.dated is None


def test_a_field_that_cannot_be_empty_needs_another_claim_first():
    funding = make_funding()
    claim = accepted(funding, "stage", "committed")

    with pytest.raises(editorial.Refused, match="prefer another"):
        editorial.reject(claim, by=make_user(), reason="Wrong.")

    claim.refresh_from_db()
    assert claim.preferred


def test_only_an_accepted_fact_can_be_preferred():
    claim = propose_one(make_funding(), "stage", "committed")

    with pytest.raises(editorial.Refused, match="accepted fact"):
        editorial.prefer(claim, by=make_user(), reason="I like it.")


def test_every_event_says_who_did_what_and_why():
    funding = make_funding()
    claim = propose_one(funding, "stage", "committed")
    reviewer = make_user()

    editorial.accept(
        claim, by=reviewer, reason="Signed on Monday.", because="world_changed"
    )

    event = Funding.pgh_event_model.objects.filter(pgh_obj_id=funding.pk).last()
    assert event.stage == "committed"
    assert event.pgh_context.metadata == {
        "verb": "accept",
        "user": reviewer.pk,
        "reason": "Signed on Monday.",
        "cause": "world_changed",
        "alone": False,
    }


def test_two_decisions_of_one_request_have_two_reasons():
    funding = make_funding()
    stage = propose_one(funding, "stage", "committed")
    dated = propose_one(funding, "dated", "2026")

    with pghistory.context(url="/admin/"):
        editorial.accept(stage, by=make_user(), reason="First.")
        editorial.accept(dated, by=make_user(), reason="Second.")

    events = Funding.pgh_event_model.objects.filter(pgh_label="update")
    said = events.order_by("pgh_id").values_list("pgh_context__metadata", flat=True)
    assert [one["reason"] for one in said] == ["First.", "Second."]
    assert {one["url"] for one in said} == {"/admin/"}


def test_a_published_record_does_not_come_to_name_a_hidden_one():
    funding = make_funding()
    make_organization(slug="hidden", state="draft")
    claim = propose_one(funding, "funder", "hidden")

    with pytest.raises(editorial.Refused, match="Publish first"):
        editorial.accept(claim, by=make_user(), reason="Read.")

    funding.refresh_from_db()
    assert funding.funder is None


def test_a_field_does_not_fall_back_on_a_default_that_nobody_said():
    milestone = make_milestone()
    claim = accepted(milestone, "status", "met")

    with pytest.raises(editorial.Refused, match="prefer another"):
        editorial.dispute(claim, by=make_user(), reason="They deny it.")


def test_a_retracted_record_takes_no_decision():
    funding = make_funding()
    claim = propose_one(funding, "stage", "committed")
    editorial.retract(funding, by=make_user(), reason="It never was.")

    with pytest.raises(editorial.Refused, match="retracted"):
        editorial.accept(claim, by=make_user(), reason="Read.")


def submitted_source(by, **fields):
    source = make_source(state="draft", **fields)
    editorial.submit(source, by=by)
    return source


def test_a_source_that_waits_for_review_is_published_with_its_first_claim():
    editor, reviewer = make_user(), make_user()
    source = submitted_source(editor)
    credited = submitted_source(editor, held=False)
    claim = propose_one(
        make_funding(),
        "stage",
        "spent",
        by=editor,
        source=source,
        attributed_to=credited,
    )

    editorial.accept(claim, by=reviewer, reason="Read and agreed.")

    source.refresh_from_db()
    credited.refresh_from_db()
    assert (source.state, source.published_by) == ("published", reviewer)
    assert credited.is_published


def test_a_source_that_cannot_be_published_keeps_its_claim_from_being_accepted():
    editor = make_user()
    publisher = make_organization(state="draft", name="Daily")
    source = submitted_source(editor, publisher=publisher)
    claim = propose_one(make_funding(), "stage", "spent", by=editor, source=source)

    with pytest.raises(editorial.NotPublishable, match="Daily"):
        editorial.accept(claim, by=make_user(), reason="Read and agreed.")

    claim.refresh_from_db()
    assert claim.status == "pending"


def test_who_submitted_a_source_accepts_what_another_read_in_it():
    reviewer = make_user()
    source = submitted_source(reviewer)
    claim = propose_one(make_funding(), "stage", "spent", source=source)

    editorial.accept(claim, by=reviewer, reason="Read and agreed.")

    source.refresh_from_db()
    assert source.is_published


@pytest.mark.parametrize("which", ["source", "attributed_to"])
def test_nothing_published_stands_on_a_draft_source(which):
    source = make_source(state="draft", title="Notes")
    claim = propose_one(make_funding(), "stage", "spent", **{which: source})

    with pytest.raises(editorial.Refused, match="Publish first: source “Notes”"):
        editorial.accept(claim, by=make_user(), reason="Read and agreed.")

    source.refresh_from_db()
    claim.refresh_from_db()
    assert (source.state, claim.status) == ("draft", "pending")


def test_an_older_report_that_is_more_precise_does_not_win():
    funding = make_funding()
    said = {"qualifier": "up_to", "currency": "JPY"}
    accepted(funding, "amount", {"amount": "100", **said}, valid="2026")

    older = propose_one(
        funding, "amount", {"amount": "20", **said, "qualifier": "exact"}, valid="2020"
    )
    decision = editorial.accept(older, by=make_user(), reason="Read and agreed.")

    assert (decision.verdict, decision.preferred) == (Verdict.COEXISTS, False)


@pytest.mark.parametrize(
    "elsewhere",
    [
        lambda funding, source: make_claim(subject=funding, source=source),
        lambda funding, source: make_claim(
            subject=funding, field="stage", value="announced", source=source
        ),
        lambda _funding, source: make_claim(
            subject=make_funding(), field="amount", value={}, source=source
        ),
    ],
    ids=["statement", "field", "sum"],
)
def test_a_conversion_restates_the_same_claim(elsewhere):
    funding, source = make_funding(), make_source()
    whole = elsewhere(funding, source)
    dollars = {"amount": "6", "qualifier": "exact", "currency": "USD"}

    with pytest.raises(ValidationError, match="same field"):
        propose_one(funding, "amount", dollars, source=source, conversion_of=whole)


def test_a_conversion_never_becomes_the_figure():
    funding, source = make_funding(), make_source()
    whole = propose_one(funding, "amount", TRILLION, source=source)
    dollars = {"amount": "6160000000", "qualifier": "up_to", "currency": "USD"}
    restated = propose_one(
        funding, "amount", dollars, source=source, conversion_of=whole
    )

    decision = editorial.accept(restated, by=make_user(), reason="Read and agreed.")

    assert not decision.preferred
    funding.refresh_from_db()
    assert funding.currency == "JPY"


@pytest.mark.parametrize("kind", ["opinion", "forecast"])
def test_an_opinion_does_not_fill_a_draft(kind):
    funding = make_funding(state="draft", stage="announced")

    propose_one(funding, "stage", "disbursed", kind=kind)

    funding.refresh_from_db()
    assert funding.stage == "announced"


def test_what_was_rejected_does_not_come_back_by_saying_it_again():
    funding, source = make_funding(state="draft", stage="announced"), make_source()
    claim = propose_one(funding, "dated", "2026", source=source)
    editorial.reject(claim, by=make_user(), reason="It does not say so.")

    propose_one(funding, "dated", "2026", source=source)

    funding.refresh_from_db()
    assert funding.dated is None
