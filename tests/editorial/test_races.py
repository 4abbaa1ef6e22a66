"""Two people who decide at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from consortium import editorial
from consortium.models import Claim, OrganizationMerge
from tests.editorial.reporting import propose_one
from tests.factories import (
    back,
    make_funding,
    make_organization,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """What became of ``deeds`` that begin together: a result or a refusal each."""
    ready = Barrier(len(deeds))

    def run(deed):
        try:
            ready.wait(10)
            return deed()
        except editorial.Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_of_two_competing_claims_one_wins_and_the_other_reviewer_is_told():
    funding = make_funding()
    claims = [propose_one(funding, "stage", stage) for stage in ("committed", "spent")]
    reviewers = [make_user(), make_user()]

    ends = at_once(
        *(
            lambda claim=claim, by=by: editorial.accept(
                claim, by=by, reason="Read.", standing=None
            )
            for claim, by in zip(claims, reviewers, strict=True)
        )
    )

    told = [end for end in ends if isinstance(end, editorial.Conflict)]
    won = [end for end in ends if isinstance(end, editorial.Decision)]
    assert (len(told), len(won)) == (1, 1)
    funding.refresh_from_db()
    assert funding.stage == won[0].claim.value
    assert Claim.objects.filter(preferred=True).count() == 1


def test_one_claim_decided_by_two_is_decided_once():
    claim = propose_one(make_funding(), "stage", "spent")
    people = [make_user(), make_user()]

    at_once(
        lambda: editorial.accept(claim, by=people[0], reason="Read."),
        lambda: editorial.accept(claim, by=people[1], reason="Read."),
    )

    claim.refresh_from_db()
    assert claim.status == "accepted"
    events = Claim.pgh_event_model.objects.filter(pgh_obj=claim, status="accepted")
    assert events.values("decided_by").distinct().count() == 1


def test_a_record_published_and_a_source_retracted_leave_no_hidden_evidence():
    source, author = make_source(), make_user()
    funding = back(make_funding(state="draft"), source)
    editorial.submit(funding, by=author)

    ends = at_once(
        lambda: editorial.publish(funding, by=make_user()),
        lambda: editorial.retract(source, by=make_user(), reason="A forgery."),
    )

    assert sum(isinstance(end, editorial.Refused) for end in ends) == 1
    funding.refresh_from_db()
    source.refresh_from_db()
    assert funding.is_published == source.is_published


def test_two_merges_of_one_organization_make_one():
    keep, other, gone = (make_organization() for _ in range(3))

    at_once(
        *(
            lambda kept=kept: editorial.merge_organizations(
                kept, absorb=gone, by=make_user(), reason="They are one."
            )
            for kept in (keep, other)
        )
    )

    assert OrganizationMerge.objects.standing().count() == 1
