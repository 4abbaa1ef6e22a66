"""Nothing that is not published shows: in lists, details, parents, counts, filters."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from consortium.models import Funding, FundingPurpose
from tests.api.records import BARE, add_conversion, path
from tests.api.v1.hidden import DRAFT, HIDDEN
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_sector,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def slugs(page):
    return [row["slug"] for row in page["results"]]


@pytest.mark.parametrize(("resource", "make"), HIDDEN.values(), ids=HIDDEN)
def test_the_public_does_not_see_what_is_not_published(client, get, resource, make):
    record = make()

    assert get(f"{resource}/", count="exact")["count"] == 0
    assert get(f"{resource}/")["results"] == []
    assert client.get(path(resource, record)).status_code == 404


@pytest.mark.parametrize(("resource", "make"), HIDDEN.values(), ids=HIDDEN)
def test_staff_see_it(staff, resource, make):
    record = make()

    assert len(staff.get(f"/api/v1/{resource}/").json()["results"]) == 1
    assert staff.get(path(resource, record)).status_code == 200


@pytest.mark.parametrize("resource", BARE)
def test_somebody_signed_in_without_permission_sees_what_the_public_sees(resource):
    BARE[resource]()
    for hidden, make in HIDDEN.values():
        if hidden == resource:
            make()
    signed_in = Client()
    signed_in.force_login(make_user(is_staff=True))

    seen = signed_in.get(f"/api/v1/{resource}/").json()

    assert seen == Client().get(f"/api/v1/{resource}/").json()


def test_permission_for_one_kind_shows_drafts_of_that_kind_only():
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_funding"))
    draft = make_initiative(**DRAFT)
    make_funding(initiative=draft)
    client = Client()
    client.force_login(user)

    (funding,) = client.get("/api/v1/funding/").json()["results"]

    assert funding["initiative"]["slug"] == draft.slug
    assert client.get("/api/v1/initiatives/").json()["results"] == []


@pytest.mark.parametrize("name", ["funder", "channel", "recipient"])
def test_an_organization_that_was_retracted_is_not_named(get, staff, name):
    hidden = make_organization(kind="government", **DRAFT)
    funding = make_funding(**{name: hidden})

    shown = get(path("funding", funding))

    assert shown[name] is None
    assert shown["public"] is None
    assert staff.get(path("funding", funding)).json()[name]["slug"] == hidden.slug


@pytest.mark.parametrize(
    ("resource", "make", "field"),
    [
        (
            "initiatives",
            lambda: make_initiative(part_of=make_initiative(**DRAFT)),
            "part_of",
        ),
        (
            "organizations",
            lambda: make_organization(parent=make_organization(**DRAFT)),
            "parent",
        ),
        (
            "sources",
            lambda: make_source(publisher=make_organization(**DRAFT)),
            "publisher",
        ),
        ("sources", lambda: make_source(origin=make_source(**DRAFT)), "origin"),
        (
            "frameworks",
            lambda: make_framework(owner=make_organization(**DRAFT)),
            "owner",
        ),
        ("funding", lambda: make_funding(part_of=make_funding(**DRAFT)), "part_of"),
        (
            "funding",
            lambda: make_funding(
                part_of=make_funding(initiative=make_initiative(**DRAFT))
            ),
            "part_of",
        ),
    ],
)
def test_parents_that_are_not_published_are_null(get, staff, resource, make, field):
    record = make()

    assert get(path(resource, record))[field] is None
    assert staff.get(path(resource, record)).json()[field]


def test_milestones_name_no_hidden_ones_that_they_wait_for(get, staff):
    milestone = make_milestone()
    hidden = make_milestone(initiative=milestone.initiative, **DRAFT)
    milestone.dependencies.create(depends_on=hidden)

    assert get(path("milestones", milestone))["depends_on"] == []
    seen = staff.get(path("milestones", milestone)).json()
    assert seen["depends_on"] == [hidden.pk]


def test_counts_leave_out_what_is_hidden(get):
    funding = make_funding()
    make_claim(subject=funding, status="pending")
    make_claim(subject=funding, source=make_source(**DRAFT))
    add_conversion(funding, source=make_source(**DRAFT))
    add_conversion(funding, status="pending")
    make_finding(subject=funding, state="resolved")

    shown = get(path("funding", funding))

    assert shown["reported_conversions"] == []
    assert sum(shown["claims"].values()) == shown["claims"]["accepted"] == 2
    assert shown["findings"] == 0


def test_a_claim_does_not_name_a_hidden_one_that_it_restates(get):
    conversion = add_conversion(make_funding())
    hidden = add_conversion(
        make_funding(),
        conversion_of=make_claim(status="pending", field="name", value="x"),
    )

    shown = {row["id"]: row for row in get("claims/")["results"]}

    assert shown[conversion.pk]["conversion_of"] == conversion.conversion_of_id
    assert shown[hidden.pk]["conversion_of"] is None


def test_names_of_people_are_for_staff(get, staff):
    claim = make_claim(recorded_by=make_user(username="recorder"))

    public, seen = (
        get(path("claims", claim)),
        staff.get(path("claims", claim)).json(),
    )

    assert (public["recorded_by"], public["decided_by"]) == (None, None)
    assert seen["recorded_by"] == "recorder"
    assert seen["decided_by"] == claim.decided_by.username


def test_texts_of_sources_are_never_shown(staff):
    source = make_source(text="The whole text.", text_sha256="a" * 64)

    seen = staff.get(path("sources", source)).content.decode()

    assert "whole text" not in seen
    assert "aaa" not in seen


NAMING = [
    ("initiatives", "part_of", make_initiative),
    ("initiatives", "member", make_organization),
    ("initiatives", "framework", make_framework),
    ("organizations", "initiative", make_initiative),
    ("members", "initiative", make_initiative),
    ("members", "organization", make_organization),
    ("funding", "initiative", make_initiative),
    ("funding", "funder", make_organization),
    ("funding", "recipient", make_organization),
    ("sources", "publisher", make_organization),
    ("sources", "origin", make_source),
    ("claims", "source", make_source),
    ("claims", "attributed_to", make_source),
    ("milestones", "initiative", make_initiative),
    ("indicators", "initiative", make_initiative),
    ("observations", "indicator", make_indicator),
    ("observations", "initiative", make_initiative),
    ("observations", "organization", make_organization),
    ("frameworks", "owner", make_organization),
    ("frameworks", "initiative", make_initiative),
    ("alignments", "framework", make_framework),
    ("alignments", "initiative", make_initiative),
    ("findings", "initiative", make_initiative),
]


@pytest.mark.parametrize(("resource", "parameter", "make"), NAMING)
def test_a_filter_does_not_tell_a_draft_from_nothing(
    refused, staff, resource, parameter, make
):
    draft = make(slug="secret", **DRAFT)

    hidden = refused(f"{resource}/", **{parameter: "secret"})
    nothing = refused(f"{resource}/", **{parameter: "nothing"})

    assert (
        hidden[parameter]["detail"].replace("secret", "nothing")
        == (nothing[parameter]["detail"])
    )
    seen = staff.get(f"/api/v1/{resource}/", {parameter: draft.slug})
    assert seen.status_code == 200


@pytest.mark.parametrize(
    ("resource", "subject"),
    [
        ("claims", "initiative:secret"),
        ("findings", "source:secret"),
        ("claims", "funding:{funding}"),
        ("findings", "claim:{claim}"),
    ],
)
def test_a_subject_does_not_tell_a_draft_from_nothing(refused, resource, subject):
    make_initiative(slug="secret", **DRAFT)
    make_source(slug="secret", **DRAFT)
    keys = {
        "funding": make_funding(**DRAFT).pk,
        "claim": make_claim(status="pending").pk,
    }

    fault = refused(f"{resource}/", subject=subject.format(**keys))["subject"]

    assert fault["code"] == "unknown_record"


def test_part_of_a_hidden_sum_is_unknown(refused):
    assert refused("funding/", part_of=make_funding(**DRAFT).pk)


@pytest.mark.parametrize("name", ["funder", "channel", "recipient"])
def test_search_does_not_look_into_hidden_names(get, staff, name):
    make_funding(**{name: make_organization(name="Secret bank", **DRAFT)})

    assert get("funding/", search="secret")["results"] == []
    assert staff.get("/api/v1/funding/", {"search": "secret"}).json()["results"]


@pytest.mark.parametrize("public", ["true", "false"])
def test_money_of_a_hidden_funder_is_neither_public_nor_private(get, public):
    make_funding(funder=make_organization(kind="government", **DRAFT))
    make_funding(funder=make_organization(**DRAFT))
    make_funding()

    assert get("funding/", public=public)["results"] == []


def test_hidden_links_do_not_make_a_record_fit(get):
    organization, initiative = make_organization(), make_initiative(country="JP")
    make_member(organization=organization, initiative=initiative, **DRAFT)
    link = make_initiative_sector(initiative=initiative, **DRAFT)
    alignment = make_alignment(country="JP", **DRAFT)
    observation = make_observation(initiative=initiative, **DRAFT)
    make_funding(initiative=initiative)

    for resource, query in [
        ("initiatives", {"member": organization.slug}),
        ("initiatives", {"sector": link.sector.slug}),
        ("initiatives", {"framework": alignment.framework.slug}),
        ("organizations", {"initiative": initiative.slug}),
        ("organizations", {"role": "member"}),
        ("funding", {"sector": link.sector.slug}),
        ("indicators", {"initiative": initiative.slug}),
    ]:
        assert get(f"{resource}/", **query)["results"] == []
    assert observation.indicator.slug in slugs(get("indicators/"))


def test_an_initiative_shows_no_hidden_child(get):
    initiative = make_initiative(country="JP")
    make_member(initiative=initiative, **DRAFT)
    make_member(initiative=initiative, organization=make_organization(**DRAFT))
    make_funding(initiative=initiative, **DRAFT)
    make_milestone(initiative=initiative, **DRAFT)
    make_initiative_sector(initiative=initiative, **DRAFT)
    make_alignment(country="JP", **DRAFT)
    make_alignment(initiative=initiative, framework=make_framework(**DRAFT))
    make_observation(initiative=initiative, **DRAFT)
    make_claim(subject=initiative, status="pending")
    make_finding(subject=make_funding(initiative=initiative, **DRAFT))

    detail = get(path("initiatives", initiative))

    for name in (
        "members",
        "funding",
        "milestones",
        "sectors",
        "frameworks",
        "observations",
        "context",
        "statements",
    ):
        assert detail[name] == []
    assert detail["named_members"] == detail["sources"] == 0
    assert sum(detail["claims"].values()) == 0
    assert sum(detail["findings"].values()) == 0


def test_purposes_are_as_public_as_their_sum(get):
    sector = make_sector()
    FundingPurpose.objects.create(funding=make_funding(**DRAFT), sector=sector)

    assert Funding.objects.count() == 1
    assert get("funding/", sector=sector.slug)["results"] == []
