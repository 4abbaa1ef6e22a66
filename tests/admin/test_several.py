import pytest

from consortium.editorial import Evidence, propose
from consortium.models import Claim
from tests.admin.forms import said
from tests.editorial.reporting import TRILLION, accepted, propose_one
from tests.factories import make_funding, make_member, make_source

pytestmark = pytest.mark.django_db

QUEUE = "/admin/consortium/claim/review/"
MORE = {**TRILLION, "amount": "1500000000000"}


@pytest.fixture
def funding():
    funding = make_funding(amount=None)
    accepted(funding, "amount", TRILLION)
    return funding


def test_own_proposals_are_marked_and_cannot_be_ticked(reviewer, funding):
    propose_one(funding, "amount", TRILLION, by=reviewer.user)

    text = reviewer.get(QUEUE).content.decode()

    assert "another person has to decide" in text
    assert 'name="claims"' not in text


def test_what_confirms_is_accepted_together_with_one_reason(reviewer, funding):
    claims = [propose_one(funding, "amount", TRILLION) for _ in range(2)]

    response = reviewer.post(
        QUEUE,
        {"claims": [claim.pk for claim in claims], "reason": "Both say so."},
        follow=True,
    )

    assert said(response) == ["2 claims are accepted."]
    for claim in claims:
        claim.refresh_from_db()
        assert (claim.status, claim.decision_reason) == ("accepted", "Both say so.")


def test_what_cannot_be_accepted_together_is_listed_with_the_reason(reviewer, funding):
    confirms = propose_one(funding, "amount", TRILLION)
    own = propose_one(funding, "amount", TRILLION, by=reviewer.user)
    contradicts = propose_one(funding, "amount", MORE)

    response = reviewer.post(
        QUEUE,
        {"claims": [confirms.pk, own.pk, contradicts.pk], "reason": "All of them."},
        follow=True,
    )

    messages = " | ".join(said(response))
    assert "You proposed this" in messages
    assert "contradicts" in messages
    assert "1 claim is accepted." in messages
    pending = Claim.objects.filter(status="pending")
    assert {*pending} == {own, contradicts}


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"reason": "None ticked."}, "Tick the claims"),
        ({"claims": ["0"], "reason": "Gone."}, "look again"),
        ({"claims": ["1"], "reason": " "}, "required"),
    ],
)
def test_together_needs_claims_and_a_reason(reviewer, funding, typed, complaint):
    propose_one(funding, "amount", TRILLION)

    response = reviewer.post(QUEUE, typed)

    assert complaint in response.content.decode()
    assert Claim.objects.filter(status="pending").count() == 1


def test_first_claims_that_say_what_a_draft_says_are_accepted_together(
    editor, reviewer
):
    draft = make_member(state="draft")
    other = propose_one(draft, "joined", "2026-05-01")
    draft.joined = "2026-04-12"
    draft.save()
    values = {name: draft.claim_value(name) for name in ("status", "joined")}
    source = make_source()
    evidence = Evidence(source=source, quote="joined on 12 April")
    claims = propose(draft, values, evidence=evidence, by=editor.user)
    twin = propose_one(draft, "joined", "2026-04-12")
    ticked = [claim.pk for claim in (*claims, twin)]

    queue = reviewer.get(QUEUE).content.decode()
    response = reviewer.post(
        QUEUE, {"claims": [*ticked, other.pk], "reason": "Read."}, follow=True
    )

    assert "joined on 12 April" in queue
    for pk in ticked:
        assert f'value="{pk}"' in queue
    assert f'value="{other.pk}"' not in queue
    refusal, done = said(response)
    assert "decide on it by itself" in refusal
    assert done == "3 claims are accepted."
    draft.refresh_from_db()
    assert str(draft.joined) == "2026-04-12"


def test_a_draft_that_meanwhile_says_something_else_is_left_alone(reviewer):
    draft = make_funding(state="draft", amount=None)
    claim = propose_one(draft, "amount", TRILLION)
    draft.amount = 5
    draft.save()

    response = reviewer.post(
        QUEUE, {"claims": [claim.pk], "reason": "Read."}, follow=True
    )

    assert "A field would change (first)" in said(response)[0]
    claim.refresh_from_db()
    assert claim.status == "pending"
