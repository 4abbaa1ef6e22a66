from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import ValidationError

from consortium.models import (
    Alignment,
    Funding,
    Initiative,
    Member,
    Observation,
    OrganizationIdentifier,
)
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_funding,
    make_indicator,
    make_initiative,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_sector,
    make_source,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_the_public_sees_published_records_only():
    shown = make_initiative()
    make_initiative(state="draft")

    assert list(Initiative.objects.published()) == [shown]
    assert list(Initiative.objects.visible_to(AnonymousUser())) == [shown]
    assert list(Initiative.objects.visible_to(make_user())) == [shown]


def test_staff_see_what_they_may_view():
    make_initiative(state="draft")
    viewer = make_user(is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_initiative"))

    assert Initiative.objects.visible_to(viewer).count() == 1
    assert Initiative.objects.visible_to(make_superuser()).count() == 1


def test_a_record_hides_with_what_it_stands_on():
    hidden = make_initiative(state="draft")
    make_member(initiative=hidden)
    make_member(organization=make_organization(state="draft"))
    make_funding(initiative=hidden)
    make_alignment(initiative=hidden)
    make_observation(initiative=hidden)
    make_observation(indicator=make_indicator(state="draft"))

    assert not Member.objects.published()
    assert not Funding.objects.published()
    assert not Alignment.objects.published()
    assert not Observation.objects.published()


def test_a_parent_that_is_not_there_hides_nothing():
    make_alignment(country="JP")
    make_observation(kind="context", place="US")

    assert Alignment.objects.published().count() == 1
    assert Observation.objects.published().count() == 1


@pytest.mark.parametrize(
    ("make", "fields", "field", "value"),
    [
        (
            make_funding,
            {"amount": Decimal(10**12), "qualifier": "up_to"},
            "amount",
            {"amount": "1000000000000", "qualifier": "up_to", "currency": "JPY"},
        ),
        (make_funding, {"dated": "FY2026"}, "dated", "FY2026"),
        (make_funding, {}, "funder", None),
        (make_member, {"roles": ["lead", "core"]}, "roles", ["lead", "core"]),
        (
            make_initiative,
            {"reported_member_count": 9, "reported_member_count_qualifier": "exact"},
            "reported_member_count",
            {"reported_member_count": 9, "reported_member_count_qualifier": "exact"},
        ),
        (make_initiative, {"country": "JP"}, "country", "JP"),
        (make_initiative, {}, "objective", None),
    ],
)
def test_a_record_says_what_a_claim_would_have_to_say(make, fields, field, value):
    record = make(**fields)
    record.refresh_from_db()

    assert record.claim_value(field) == value


def test_a_claim_names_another_record_by_its_slug():
    funding = make_funding(funder=make_organization(slug="government-of-japan"))

    assert funding.claim_value("funder") == "government-of-japan"


@pytest.mark.parametrize(
    ("make", "parent"),
    [
        (make_initiative, "part_of"),
        (make_funding, "part_of"),
        (make_organization, "parent"),
        (make_sector, "parent"),
        (make_source, "origin"),
    ],
)
def test_a_form_hears_of_a_circle_before_the_database_does(make, parent):
    top = make()
    bottom = make(**{parent: make(**{parent: top})})
    setattr(top, parent, bottom)

    with pytest.raises(ValidationError, match="circle"):
        top.clean()

    type(bottom).objects.get(pk=bottom.pk).clean()


@pytest.mark.parametrize(
    ("scheme", "value", "kept"),
    [
        ("JP-JCN", "9010401052465", "9010401052465"),
        ("JP-JCN", "9-0104-0105-2465", "9010401052465"),
        ("JP-JCN", "9010401052466", None),
        ("XI-LEI", "5493000IBP32UQZ0KL24", "5493000IBP32UQZ0KL24"),
        ("XI-LEI", "5493000IBP32UQZ0KL25", None),
        ("ISIN", "JP3732000009", "JP3732000009"),
        ("TSE", "9434", "9434"),
    ],
)
def test_identifiers_are_checked_by_their_digits(scheme, value, kept):
    identifier = OrganizationIdentifier(scheme=scheme, value=value)

    if kept is None:
        with pytest.raises(ValidationError):
            identifier.clean()
    else:
        identifier.clean()
        assert identifier.value == kept


@pytest.mark.parametrize(
    ("make", "fields", "field"),
    [
        (make_initiative, {"planned_start": "someday"}, "planned_start"),
        (make_initiative, {"planned_start": "2026-02-30"}, "planned_start"),
        (make_initiative, {"planned_start": "1492"}, "planned_start"),
        (make_initiative, {"planned_start": "2028/2026"}, "planned_start"),
        (make_funding, {"currency": "XYZ"}, "currency"),
        (make_funding, {"amount": Decimal(10) ** 24}, "amount"),
        (make_observation, {"place": "ZZ"}, "place"),
        (make_source, {"url": "javascript:alert(1)"}, "url"),
        (make_source, {"url": "https://me:secret@example.org/"}, "url"),
        (make_member, {"roles": ["lead", "lead"]}, "roles"),
        (make_claim, {"quote": "word " * 26}, "quote"),
    ],
)
def test_what_a_person_may_mistype_is_refused_with_its_field(make, fields, field):
    record = make()
    for name, value in fields.items():
        setattr(record, name, value)

    with pytest.raises(ValidationError) as refusal:
        record.full_clean()

    assert field in refusal.value.message_dict


def test_claims_and_findings_lead_to_their_subject():
    milestone = make_milestone()
    claim = make_claim(subject=milestone)

    assert (claim.subject_type, claim.subject) == ("milestone", milestone)
    finding = make_finding(subject=claim)
    assert (finding.subject_type, finding.subject) == ("claim", claim)


def test_money_is_public_when_its_funder_is():
    assert make_organization(kind="government").is_public
    assert not make_organization(kind="private_sector").is_public
