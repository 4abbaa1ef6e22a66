"""What opens a dispute, and what settles it."""

import pytest

from consortium import checks, disputes, editorial
from consortium.models import Finding
from tests.editorial.reporting import accepted
from tests.factories import make_funding, make_source, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def funding():
    return make_funding(amount=None)


def says(funding, value, field="instrument", **said):
    """An accepted claim of a source of its own, all of one day."""
    source = make_source(published="2026-07-14")
    return accepted(funding, field, value, source=source, **said)


def found(state):
    return Finding.objects.filter(code=disputes.CONTRADICTION, state=state)


def prefer(claim, reason="The contract says so.", **more):
    return editorial.prefer(
        claim, by=more.pop("by", None) or make_user(), reason=reason
    )


def test_preferring_closes_the_findings_in_the_name_of_who_did_it(funding):
    claims = [says(funding, value) for value in ("grant", "loan", "equity")]
    assert found("open").count() == 3
    assert disputes.is_open(funding, "instrument")
    reviewer = make_user()

    prefer(claims[1], by=reviewer)

    closed = found("resolved")
    claims[1].refresh_from_db()
    assert {(one.decided_by, one.reason) for one in closed} == {
        (reviewer, "The contract says so.")
    }
    assert all(one.decided_at >= claims[1].decided_at for one in closed)
    assert closed.count() == 3
    assert not disputes.is_open(funding, "instrument")


def test_no_later_run_opens_what_was_settled(funding):
    claims = [says(funding, value) for value in ("grant", "loan")]
    prefer(claims[0])

    checks.run_all()

    assert not found("open").exists()
    assert found("resolved").get().reason == "The contract says so."


def test_a_rival_that_is_accepted_later_opens_the_field_again(funding):
    claims = [says(funding, value) for value in ("grant", "loan")]
    prefer(claims[0])

    late = says(funding, "equity")

    pairs = [set(one.details["claims"]) for one in found("open")]
    assert {late.pk, claims[0].pk} in pairs
    assert {claim.pk for claim in claims} not in pairs

    prefer(claims[0])

    assert not found("open").exists()


def test_who_agrees_later_with_what_was_preferred_opens_nothing(funding):
    claims = [says(funding, value, "period") for value in ("FY2026", "FY2028")]
    prefer(claims[1])

    says(funding, "FY2028", "period")

    assert not found("open").exists()


def test_a_finer_value_that_takes_the_field_opens_nothing(funding):
    claims = [says(funding, value, "dated") for value in ("2025", "2026")]
    prefer(claims[1])

    finer = says(funding, "2026-04-12", "dated")

    finer.refresh_from_db()
    assert finer.preferred
    assert not found("open").exists()


def test_values_passed_over_contradict_later_ones_that_do_not_agree(funding):
    claims = [says(funding, value, "dated") for value in ("2026-04", "2025")]
    prefer(claims[0])

    says(funding, "2024", "dated")

    assert found("open").count() == 2


def test_when_the_preferred_claim_falls_the_others_are_open_again(funding):
    claims = [says(funding, value) for value in ("grant", "loan", "equity")]
    prefer(claims[0])
    assert not found("open").exists()

    editorial.dispute(claims[0], by=make_user(), reason="They took it back.")

    pairs = [set(one.details["claims"]) for one in found("open")]
    assert pairs == [{claims[1].pk, claims[2].pk}]


def test_the_words_of_the_acceptance_may_be_said_again(funding):
    standing = says(funding, "grant")
    says(funding, "loan")

    prefer(standing, reason="Read and agreed.")

    assert not found("open").exists()


def test_a_waiver_survives_a_choice(funding):
    claims = [says(funding, value) for value in ("grant", "loan")]
    editorial.waive(found("open").get(), by=make_user(), reason="Both are credible.")

    prefer(claims[1])

    assert found("waived").get().reason == "Both are credible."


def test_a_preview_tells_what_preferring_would_close(funding):
    claims = [says(funding, value) for value in ("grant", "loan")]

    foretold = editorial.preview(claims[1], editorial.prefer, by=make_user())

    assert [one.code for one in foretold.closed] == [disputes.CONTRADICTION]
    assert found("open").exists()
