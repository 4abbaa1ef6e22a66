import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError

from consortium import editorial
from consortium.models import Claim, Finding
from tests.editorial.reporting import TRILLION, accepted, propose_one
from tests.factories import make_funding, make_organization, make_user

pytestmark = pytest.mark.django_db
MORE = {**TRILLION, "amount": "1500000000000"}


def events(model):
    return model.pgh_event_model.objects.count()


def previewed(claim, verb=editorial.accept):
    return editorial.preview(claim, verb, by=make_user(), alone=True)


def codes(findings):
    return [finding.code for finding in findings]


def test_a_contradiction_is_foretold():
    funding = make_funding()
    accepted(funding, "amount", TRILLION)
    claim = propose_one(funding, "amount", MORE)

    found = previewed(claim)

    assert "evidence.contradiction" in codes(found.opened)
    assert found.outcome.verdict == "contradicts"
    assert found.refusal == ""


def test_what_would_be_settled_is_foretold():
    funding = make_funding(amount=None)
    claim = propose_one(funding, "stage", "announced")
    assert Finding.objects.filter(code="evidence.missing", state="open").exists()

    found = previewed(claim)

    assert "evidence.missing" in codes(found.closed)


def test_a_finding_that_would_come_back_is_foretold():
    funding = make_funding()
    accepted(funding, "amount", TRILLION)
    rival = accepted(funding, "amount", MORE)
    editorial.dispute(rival, by=make_user(), reason="They took it back.")
    assert Finding.objects.get(code="evidence.contradiction").state == "resolved"

    found = previewed(rival)

    assert "evidence.contradiction" in codes(found.opened)


def test_a_preview_leaves_no_trace():
    funding = make_funding(amount=None)
    claim = propose_one(funding, "amount", TRILLION)
    before = [events(model) for model in (Claim, Finding, type(funding))]
    findings = list(Finding.objects.order_by("pk").values())

    previewed(claim)

    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("pending", 1)
    assert [events(model) for model in (Claim, Finding, type(funding))] == before
    assert list(Finding.objects.order_by("pk").values()) == findings


def test_what_cannot_be_done_says_why():
    funding = make_funding()
    hidden = make_organization(slug="hidden", state="draft")
    claim = propose_one(funding, "funder", hidden.slug)

    assert "Publish first" in previewed(claim).refusal


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OperationalError("lock timeout"), "look again"),
        (ValidationError("This would make a circle."), "circle"),
    ],
)
def test_a_preview_waits_for_nobody_and_breaks_nothing(problem, words):
    def verb(*args, **how):
        raise problem

    claim = propose_one(make_funding(), "stage", "committed")

    assert words in previewed(claim, verb).refusal
