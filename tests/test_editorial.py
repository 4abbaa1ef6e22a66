import pytest
from django.utils import timezone

from consortium import editorial
from consortium.models import Funding
from tests.factories import (
    make_funding,
    make_initiative,
    make_organization,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_publishing_shows_a_draft_to_the_public():
    funding = make_funding(state="draft")
    reviewer = make_superuser()

    editorial.publish(funding, by=reviewer)

    assert Funding.objects.published().get() == funding
    assert funding.published_by == reviewer
    assert funding.submitted_by == reviewer


def test_publishing_again_changes_nothing():
    funding = make_funding(state="draft")
    editorial.publish(funding, by=make_superuser())
    first = (funding.version, funding.published_at, funding.published_by)

    editorial.publish(funding, by=make_superuser())

    assert (funding.version, funding.published_at, funding.published_by) == first


def test_publishing_keeps_who_submitted():
    author = make_user()
    funding = make_funding(
        state="submitted", submitted_at=timezone.now(), submitted_by=author
    )

    editorial.publish(funding, by=make_superuser())

    assert funding.submitted_by == author


def test_a_record_cannot_appear_before_those_it_names():
    funder = make_organization(state="draft", name="Ministry")
    funding = make_funding(state="draft", funder=funder)

    with pytest.raises(editorial.NotPublishable, match="organization “Ministry”"):
        editorial.publish(funding, by=make_superuser())

    funding.refresh_from_db()
    assert funding.state == "draft"


def test_a_retracted_record_stays_retracted():
    user = make_user()
    initiative = make_initiative(
        state="retracted",
        retracted_at=timezone.now(),
        retracted_by=user,
        retraction_reason="Entered twice.",
    )

    with pytest.raises(editorial.NotPublishable, match="retracted"):
        editorial.publish(initiative, by=make_superuser())
