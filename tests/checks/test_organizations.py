"""Organizations that may be confused."""

import pytest

from consortium import checks, editorial
from consortium.checks.organizations import (
    identifier_cannot_be_right,
    identity_is_not_settled,
    name_is_shared_with_the_parent,
    organization_stands_twice,
)
from consortium.models import Organization, OrganizationIdentifier, OrganizationName
from tests.factories import (
    make_funding,
    make_member,
    make_organization,
    make_user,
)

pytestmark = pytest.mark.django_db


def twins():
    flags = organization_stands_twice(Organization.objects.all())
    return [(flag.subject, flag.details["other"]) for flag in flags]


@pytest.mark.parametrize(
    ("one", "other", "fires"),
    [
        pytest.param("Honda Motor", "Honda Motor Co., Ltd.", True, id="company-form"),
        pytest.param("NEC Corporation", "NEC Corp.", True, id="two-forms"),
        pytest.param("本田技研工業", "本田技研工業株式会社", True, id="ja-form"),
        pytest.param("(株)ソニー", "㈱ソニー", True, id="abbreviated-form"),
        pytest.param("トヨタ", "トヨタ株式会社", True, id="short"),
        pytest.param("ＮＥＣ", "nec", True, id="widths-and-case"),
        pytest.param("Sakura Internet", "Sakura Intenret", False, id="short-slip"),
        pytest.param(
            "Mitsubishi Electric Information Systems",
            "Mitsubishi Electric Information System",
            True,
            id="alike",
        ),
        pytest.param(
            "Mitsubishi Electric Information Systems",
            "Mitsubishi Electric Information Systems Group",
            False,
            id="group",
        ),
        pytest.param(
            "National Institute of Advanced Research 1",
            "National Institute of Advanced Research 2",
            False,
            id="numbers",
        ),
        pytest.param("SoftBank Corp.", "SoftBank Group Corp.", False, id="the-group"),
        pytest.param("ソフトバンク", "ソフトバンクグループ", False, id="ja-group"),
        pytest.param("Gartner", "McKinsey", False, id="others"),
        pytest.param("研究_100%", "研究_100%株式会社", True, id="signs-of-patterns"),
        pytest.param("Inc.", "Corp.", False, id="nothing-but-forms"),
    ],
)
def test_organization_stands_twice(one, other, fires):
    first = make_organization(name=one)
    second = make_organization(name=other)

    assert twins() == ([(second, first.pk)] if fires else [])


def test_aliases_and_japanese_names_count():
    first = make_organization(name="NEC", name_ja="日本電気株式会社")
    second = make_organization(name="Another")
    OrganizationName.objects.create(
        organization=second, name="日本電気", language="ja", kind="abbreviation"
    )

    (flag,) = organization_stands_twice(Organization.objects.all())

    assert (flag.subject, flag.details["other"]) == (second, first.pk)
    assert flag.say("en") == (
        "“日本電気” and “日本電気株式会社” may be one: merge them, or waive this."
    )


def test_a_family_is_different_on_purpose():
    parent = make_organization(name="Acme Robotics")
    make_organization(name="Acme Robotics Inc.", parent=parent)
    make_organization(name="Acme Robotics Corp.", parent=parent)

    assert twins() == []


def test_the_pair_is_seen_from_either_side():
    older = make_organization(name="Acme Robotics")
    newer = make_organization(name="Acme Robotics Inc.")

    flags = organization_stands_twice(Organization.objects.filter(pk=older.pk))

    assert [flag.subject for flag in flags] == [newer]


def test_a_retracted_twin_is_none():
    make_organization(name="Acme Robotics")
    twin = make_organization(name="Acme Robotics Inc.")
    editorial.retract(twin, by=make_user(), reason="Merged.")

    flags = organization_stands_twice(Organization.objects.exclude(pk=twin.pk))

    assert list(flags) == []


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        pytest.param({"identity": "ambiguous"}, True, id="ambiguous"),
        pytest.param({"identity": "ambiguous", "state": "draft"}, False, id="draft"),
        pytest.param({"identity": "unmatched"}, False, id="unmatched"),
        pytest.param({"identity": "confirmed"}, False, id="confirmed"),
    ],
)
def test_identity_is_not_settled(fields, fires):
    organization = make_organization(**fields)

    flags = list(identity_is_not_settled(Organization.objects.all()))

    assert [flag.subject for flag in flags] == ([organization] if fires else [])


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda one: make_member(organization=one), id="takes-part"),
        pytest.param(lambda one: make_funding(funder=one), id="gives"),
        pytest.param(lambda one: make_funding(channel=one), id="passes-on"),
        pytest.param(lambda one: make_funding(recipient=one), id="receives"),
    ],
)
def test_who_acts_must_be_matched(act):
    organization = make_organization(identity="unmatched")
    act(organization)

    flags = list(identity_is_not_settled(Organization.objects.all()))

    assert [flag.subject for flag in flags] == [organization]


@pytest.mark.parametrize(
    ("parent", "child", "fires"),
    [
        pytest.param("Sony", "Sony Corporation", True, id="but-for-the-form"),
        pytest.param("SoftBank Group Corp.", "SoftBank Corp.", False, id="group"),
    ],
)
def test_name_is_shared_with_the_parent(parent, child, fires):
    parent = make_organization(name=parent)
    child = make_organization(name=child, parent=parent)

    for which in (parent, child):
        flags = list(
            name_is_shared_with_the_parent(Organization.objects.filter(pk=which.pk))
        )

        assert [(flag.subject, flag.details["other"]) for flag in flags] == (
            [(child, parent.pk)] if fires else []
        )


@pytest.mark.parametrize(
    ("scheme", "value", "fires"),
    [
        pytest.param("JP-JCN", "9010401052465", False, id="right"),
        pytest.param("JP-JCN", "9010401052466", True, id="wrong-digit"),
        pytest.param("XI-LEI", "213800KUD8LAJWSQ9D15", False, id="lei"),
        pytest.param("ISIN", "JP3435000008", True, id="isin"),
        pytest.param("TSE", "no digits", False, id="not-checked"),
    ],
)
def test_identifier_cannot_be_right(scheme, value, fires):
    organization = make_organization()
    OrganizationIdentifier.objects.create(
        organization=organization, scheme=scheme, value=value
    )

    flags = list(identifier_cannot_be_right(Organization.objects.all()))

    assert [flag.subject for flag in flags] == ([organization] if fires else [])


def test_a_number_written_otherwise_is_the_same_number():
    OrganizationIdentifier.objects.create(
        organization=make_organization(), scheme="JP-JCN", value="9010401052465"
    )
    other = make_organization()
    OrganizationIdentifier.objects.create(
        organization=other, scheme="JP-JCN", value="9-0104-0105-2465"
    )
    OrganizationIdentifier.objects.create(
        organization=make_organization(), scheme="TSE", value="9010401052465"
    )

    (flag,) = identifier_cannot_be_right(Organization.objects.all())

    assert flag.subject == other
    assert "another organization" in flag.say("en")


@pytest.mark.parametrize(("of", "fires"), [({"state": "draft"}, False), ({}, True)])
def test_the_number_of_a_draft_is_not_told_of(of, fires):
    make_organization(**of).identifiers.create(scheme="JP-JCN", value="9010401052465")
    public = make_organization()
    public.identifiers.create(scheme="JP-JCN", value="9-0104-0105-2465")

    checks.refresh(public)

    assert public.findings.filter(code="identifier.invalid").exists() == fires
