import pytest
from django.utils import timezone

from consortium import editorial
from consortium.models import Funding
from tests.factories import (
    back,
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_milestone,
    make_organization,
    make_source,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db


def submitted(make, **fields):
    """A record waiting for review."""
    author = fields.pop("author", None) or make_user()
    return make(
        state="submitted", submitted_at=timezone.now(), submitted_by=author, **fields
    )


def test_a_draft_is_submitted_reviewed_and_published():
    author, reviewer = make_user(), make_user()
    organization = back(make_organization(state="draft"))

    editorial.submit(organization, by=author)
    editorial.publish(organization, by=reviewer, reason="Read.")

    assert organization.is_published
    assert organization.submitted_by == author
    assert organization.published_by == reviewer


def test_submitting_or_publishing_again_changes_nothing():
    funding = back(submitted(make_funding))
    editorial.submit(funding, by=make_user())
    editorial.publish(funding, by=make_user())
    version = funding.version

    editorial.publish(funding, by=make_user())

    assert funding.version == version


def test_the_author_does_not_publish():
    author = make_user()
    funding = back(submitted(make_funding, author=author))

    with pytest.raises(editorial.NotAlone):
        editorial.publish(funding, by=author)

    editorial.publish(funding, by=author, alone=True)
    assert Funding.objects.published().get() == funding


def test_a_record_cannot_appear_before_those_it_names():
    funder = make_organization(state="draft", name="Ministry", slug="ministry")
    funding = submitted(make_funding, funder=funder)

    with pytest.raises(editorial.NotPublishable, match="organization “Ministry”"):
        editorial.publish(funding, by=make_user())

    funding.refresh_from_db()
    assert funding.state == "submitted"


def test_a_draft_that_nobody_submitted_is_published_by_one_person_only_alone():
    funding, person = back(make_funding(state="draft")), make_superuser()
    with pytest.raises(editorial.NotPublishable, match="Submit it"):
        editorial.publish(funding, by=person)

    editorial.publish(funding, by=person, alone=True)

    assert Funding.objects.published().get() == funding
    assert funding.submitted_by == person


def test_a_value_without_a_claim_is_not_published():
    funding = submitted(make_funding)

    with pytest.raises(editorial.NotPublishable) as refusal:
        editorial.publish(funding, by=make_user())

    assert {finding.code for finding in refusal.value.findings} == {"evidence.missing"}
    funding.refresh_from_db()
    assert funding.state == "submitted"


def test_what_is_published_together_passes_the_gate_together():
    initiative = back(submitted(make_initiative))
    funding = submitted(make_funding, initiative=initiative)

    def publish_both():
        with editorial.together(by=make_user()):
            editorial.publish(initiative, by=make_user())
            editorial.publish(funding, by=make_user())

    with pytest.raises(editorial.NotPublishable) as refusal:
        publish_both()

    assert refusal.value.record == funding
    assert not Funding.objects.published()


def test_a_record_without_claimable_fields_is_published_by_two():
    source = make_source(
        state="submitted", submitted_at=timezone.now(), submitted_by=make_user()
    )

    editorial.publish(source, by=make_user())

    assert source.is_published


def test_a_retraction_hides_the_record_and_keeps_its_reason():
    funding = make_funding()

    editorial.retract(funding, by=make_user(), reason="The ministry withdrew it.")

    assert not Funding.objects.published()
    assert funding.retraction_reason == "The ministry withdrew it."
    version = funding.version
    editorial.retract(funding, by=make_user(), reason="Again.")
    assert funding.version == version


def test_what_published_records_show_is_not_retracted():
    funder = make_organization()
    make_funding(funder=funder)

    with pytest.raises(editorial.Refused, match="funding"):
        editorial.retract(funder, by=make_user(), reason="Unknown to us.")


def test_what_only_stands_on_a_record_hides_with_it():
    initiative = make_initiative()
    make_member(initiative=initiative)

    editorial.retract(initiative, by=make_user(), reason="It never existed.")

    assert not initiative.members.published()


def test_drafts_are_not_retracted_and_retracted_records_stay_so():
    draft = make_funding(state="draft")
    with pytest.raises(editorial.Refused, match="delete a draft"):
        editorial.retract(draft, by=make_user(), reason="No.")

    gone = make_funding()
    editorial.retract(gone, by=make_user(), reason="No.")

    with pytest.raises(editorial.NotPublishable):
        editorial.publish(gone, by=make_user())
    with pytest.raises(editorial.Refused):
        editorial.submit(gone, by=make_user())
    with pytest.raises(editorial.Refused):
        editorial.propose(
            gone,
            {"stage": "spent"},
            evidence=editorial.Evidence(source=make_source()),
            by=make_user(),
        )


def test_verbs_done_together_are_checked_once_at_the_end():
    reviewer = make_user()
    initiative = back(make_initiative(name_is_provisional=True, state="draft"))

    with editorial.together(by=reviewer):
        editorial.submit(initiative, by=make_user())
        editorial.publish(initiative, by=reviewer)
        assert not initiative.findings.exists()

    assert initiative.findings.filter(code="initiative.provisional-name").exists()


def test_a_source_that_a_published_value_stands_on_is_not_retracted():
    funding = make_funding()
    claim = make_claim(
        subject=funding, field="stage", value="announced", preferred=True
    )

    with pytest.raises(editorial.Refused, match="funding"):
        editorial.retract(claim.source, by=make_user(), reason="A forgery.")


def test_a_source_that_waits_is_published_with_what_it_is_the_evidence_of():
    publisher = submitted(make_organization)
    source = submitted(make_source, publisher=publisher)
    back(publisher, source)

    editorial.publish(publisher, by=make_user())

    source.refresh_from_db()
    assert source.is_published


def test_what_stands_on_a_draft_source_is_not_published():
    organization = submitted(make_organization)
    back(organization, make_source(state="draft", title="Notes"))

    with pytest.raises(editorial.NotPublishable, match="source “Notes”"):
        editorial.publish(organization, by=make_user())


def test_a_source_that_a_published_value_credits_is_not_retracted():
    credited = make_source()
    said = {"field": "stage", "value": "announced", "preferred": True}
    make_claim(subject=make_funding(), attributed_to=credited, **said)

    with pytest.raises(editorial.Refused, match="funding"):
        editorial.retract(credited, by=make_user(), reason="A forgery.")


def test_drafts_before_it_do_not_hide_what_is_published():
    source = make_source()
    for _each in range(51):
        back(make_milestone(state="draft", planned="2027"), source)
    back(make_funding(), source)

    with pytest.raises(editorial.Refused, match="funding"):
        editorial.retract(source, by=make_user(), reason="A forgery.")
