import pytest

from consortium import editorial
from consortium.editorial import projection
from consortium.evidence import Verdict, verdict
from consortium.models import Claim, Organization, OrganizationIdentifier
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_member,
    make_organization,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def merged(keep, absorb):
    return editorial.merge_organizations(
        keep, absorb=absorb, by=make_user(), reason="One and the same."
    )


def test_what_named_either_names_the_kept_one():
    keep, absorb = make_organization(), make_organization()
    member, funding = make_member(organization=absorb), make_funding(funder=absorb)
    claim = make_claim(subject=absorb)
    OrganizationIdentifier.objects.create(
        organization=absorb, scheme="TSE", value="9434"
    )

    merged(keep, absorb)

    member.refresh_from_db()
    funding.refresh_from_db()
    claim.refresh_from_db()
    assert member.organization == funding.funder == claim.organization == keep
    assert keep.identifiers.get().value == "9434"
    assert absorb.state == "retracted"


def test_the_kept_one_is_found_under_both_names():
    keep, absorb = make_organization(name="SoftBank"), make_organization(name="SB Corp")

    merged(keep, absorb)

    assert Organization.objects.get(pk=keep.pk).search_text == "softbank sb corp"


def test_undoing_a_merge_restores_both_and_loses_no_claim():
    keep, absorb = make_organization(), make_organization()
    make_claim(subject=keep, field="name", value="A", preferred=True)
    rival = make_claim(subject=absorb, field="name", value="B", preferred=True)
    member = make_member(organization=absorb)
    before = sorted(Claim.objects.values_list("id", "organization", "preferred"))
    merge = merged(keep, absorb)
    rival.refresh_from_db()
    assert (rival.organization, rival.preferred) == (keep, False)

    editorial.unmerge(merge, by=make_user(), reason="They are two after all.")

    member.refresh_from_db()
    absorb.refresh_from_db()
    assert (
        sorted(Claim.objects.values_list("id", "organization", "preferred")) == before
    )
    assert member.organization == absorb
    assert absorb.is_published
    assert not keep.names.exists()


def test_the_same_claim_on_both_stays_with_each():
    keep, absorb, source = make_organization(), make_organization(), make_source()
    for organization in (keep, absorb):
        make_claim(subject=organization, source=source, field="name", value="SB")

    merged(keep, absorb)

    assert Claim.objects.filter(organization=absorb).count() == 1
    assert Claim.objects.filter(organization=keep).count() == 1


def test_merging_and_unmerging_again_changes_nothing():
    keep, absorb = make_organization(), make_organization()

    merge = merged(keep, absorb)
    assert merged(keep, absorb) == merge

    editorial.unmerge(merge, by=make_user(), reason="No.")
    version = merge.version
    editorial.unmerge(merge, by=make_user(), reason="No.")
    assert merge.version == version


def test_two_memberships_at_once_are_for_a_person_to_settle():
    initiative, keep, absorb = (
        make_initiative(),
        make_organization(),
        make_organization(),
    )
    make_member(initiative=initiative, organization=keep)
    make_member(initiative=initiative, organization=absorb)

    with pytest.raises(editorial.Refused, match="member"):
        merged(keep, absorb)

    absorb.refresh_from_db()
    assert absorb.is_published


def test_parents_retracted_rows_and_oneself_are_not_merged():
    parent = make_organization()
    child = make_organization(parent=parent)

    for keep, absorb in [(parent, child), (child, parent), (parent, parent)]:
        with pytest.raises(editorial.Refused):
            merged(keep, absorb)
    other = make_organization()
    merged(child, other)
    with pytest.raises(editorial.Refused, match="retracted"):
        merged(parent, other)


def test_one_name_in_both_scripts_is_added_once():
    keep = make_organization()
    absorb = make_organization(name="NTTX", name_ja="NTTX")

    merged(keep, absorb)

    assert keep.names.get().name == "NTTX"


def test_the_kept_one_keeps_its_own_values():
    keep = make_organization(name="Kept")
    absorb = make_organization(name="Gone")
    claim = make_claim(subject=absorb, field="name", value="Gone", preferred=True)

    merged(keep, absorb)

    claim.refresh_from_db()
    assert keep.name == "Kept"
    assert (claim.organization, claim.preferred) == (keep, False)


def test_a_claim_that_was_disputed_since_does_not_step_forward_again():
    keep, absorb = make_organization(), make_organization()
    claim = make_claim(subject=absorb, field="name", value="B", preferred=True)
    merge = merged(keep, absorb)
    claim.refresh_from_db()
    editorial.dispute(claim, by=make_user(), reason="Misspelt.")

    editorial.unmerge(merge, by=make_user(), reason="They are two.")

    claim.refresh_from_db()
    assert (claim.organization, claim.preferred) == (absorb, False)


def test_a_merge_is_undone_after_those_that_came_later():
    first, second, third = (make_organization() for _ in range(3))
    merge = merged(second, first)
    later = merged(third, second)

    with pytest.raises(editorial.Refused, match="merged since"):
        editorial.unmerge(merge, by=make_user(), reason="They are two.")

    editorial.unmerge(later, by=make_user(), reason="They are two.")
    editorial.unmerge(merge, by=make_user(), reason="They are two.")
    assert merge.undone_at is not None


def test_what_is_published_is_not_merged_into_a_draft():
    with pytest.raises(editorial.Refused, match="published"):
        merged(make_organization(state="draft"), make_organization())


def test_a_claim_that_names_the_absorbed_one_speaks_of_the_kept_one():
    keep, absorb = make_organization(), make_organization()
    funding = make_funding(funder=absorb)
    said = {"subject": funding, "field": "funder", "source": make_source()}
    standing = make_claim(value=absorb.slug, preferred=True, **said)
    merged(keep, absorb)
    other = make_claim(
        subject=funding, field="funder", value=keep.slug, status="pending"
    )

    funding.refresh_from_db()
    standing.refresh_from_db()
    assert funding.funder == keep
    assert list(projection.departures()) == []
    assert verdict(other, standing) is Verdict.CORROBORATES


def test_the_name_of_one_merged_twice_leads_to_the_last():
    first, second, third = (make_organization() for _ in range(3))
    merge = merged(second, first)
    merged(third, second)

    assert Organization.named(first.slug) == third

    assert Organization.named("nobody") is None
    with pytest.raises(editorial.Refused):
        editorial.unmerge(merge, by=make_user(), reason="No.")


def test_a_draft_that_is_merged_shows_nothing_of_itself():
    keep, secret = make_organization(), make_organization(state="draft", name="Secret")
    OrganizationIdentifier.objects.create(
        organization=secret, scheme="TSE", value="9434"
    )

    merged(keep, secret)

    assert not keep.names.exists()
    assert not keep.identifiers.exists()
