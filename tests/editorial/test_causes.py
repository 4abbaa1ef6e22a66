"""Why a value came to differ from the one before."""

import pytest

from consortium import editorial
from consortium.models import Claim
from tests.editorial.reporting import accepted, propose_one
from tests.factories import make_funding, make_source, make_user

pytestmark = pytest.mark.django_db


def test_a_later_paper_alone_does_not_say_that_the_world_changed():
    funding = make_funding()
    accepted(funding, "stage", "announced", source=make_source(published="2026-05"))
    new = propose_one(
        funding, "stage", "committed", source=make_source(published="2026-07")
    )

    decision = editorial.accept(new, by=make_user(), reason="It says so.")

    funding.refresh_from_db()
    assert (decision.verdict, decision.preferred) == ("contradicts", False)
    assert decision.claim.because == ""
    assert funding.stage == "announced"


@pytest.mark.parametrize(
    ("said", "because"),
    [
        pytest.param({"valid": "2026-07"}, "world_changed", id="a-later-time"),
        pytest.param({"because": "we_erred"}, "we_erred", id="its-author-said-why"),
    ],
)
def test_what_the_verdict_implies_is_the_cause_unless_somebody_says(said, because):
    funding = make_funding()
    first = accepted(funding, "stage", "announced", valid="2026-05")
    new = propose_one(funding, "stage", "committed", **said)

    editorial.accept(new, by=make_user(), reason="It says so.")

    first.refresh_from_db()
    new.refresh_from_db()
    assert (first.because, new.because) == ("first_report", because)
    event = Claim.pgh_event_model.objects.filter(pgh_obj_id=new.pk).last()
    assert event.pgh_context.metadata["cause"] == because


def test_a_reviewer_confirms_what_stands_with_a_reason():
    funding = make_funding()
    stands = accepted(funding, "stage", "announced")
    rival = accepted(funding, "stage", "committed")
    reviewer = make_user()

    for _ in range(2):
        editorial.prefer(stands, by=reviewer, reason="The ministry says so.")

    funding.refresh_from_db()
    rival.refresh_from_db()
    assert funding.stage == "announced"
    assert (rival.status, rival.preferred) == ("accepted", False)
    assert (stands.decided_by, stands.decision_reason) == (
        reviewer,
        "The ministry says so.",
    )
    events = Claim.pgh_event_model.objects.filter(
        pgh_obj_id=stands.pk, pgh_context__metadata__verb="prefer"
    )
    assert events.count() == 1


@pytest.mark.parametrize("kind", ["forecast", "opinion"])
def test_what_cannot_stand_in_a_field_has_no_cause(kind):
    funding = make_funding()
    accepted(funding, "stage", "announced", valid="2026-05")
    said = propose_one(funding, "stage", "committed", kind=kind, valid="2027")

    decision = editorial.accept(said, by=make_user(), reason="They expect it.")

    assert (decision.preferred, decision.claim.because) == (False, "")
