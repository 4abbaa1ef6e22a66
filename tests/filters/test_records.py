import pytest

from consortium import filters
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_rate,
    make_sector,
    make_source,
)
from tests.filters.asking import found

pytestmark = pytest.mark.django_db


def test_organizations_are_found_by_one_membership():
    first, second = make_initiative(), make_initiative()
    lead = make_member(initiative=first, roles=["lead", "core"]).organization
    both = make_member(initiative=first, roles=["member"]).organization
    make_member(initiative=second, organization=both, roles=["lead"])

    assert found(filters.OrganizationFilter, f"initiative={first.slug}") == [lead, both]
    assert found(filters.OrganizationFilter, "role=lead") == [lead, both]
    assert found(
        filters.OrganizationFilter, f"initiative={first.slug}&role=lead,adviser"
    ) == [lead]


@pytest.mark.parametrize("query", ["identifier=9984", "identifier=TSE:9984"])
def test_organizations_are_found_by_their_number(query):
    organization = make_organization()
    organization.identifiers.create(scheme="TSE", value="9984")
    make_organization()

    assert found(filters.OrganizationFilter, query) == [organization]
    assert found(filters.OrganizationFilter, "identifier=ISIN:9984") == []


def test_organizations_are_found_by_kind_and_country():
    organization = make_organization(kind="media", country="JP")
    make_organization(country="US")

    assert found(filters.OrganizationFilter, "kind=media&country=JP,CN") == [
        organization
    ]


def test_initiatives_are_found_by_members_frameworks_and_wholes():
    whole = make_initiative(country="US")
    initiative = make_initiative(part_of=whole, country="JP", kind="facility")
    member = make_member(initiative=initiative)
    make_member(organization=member.organization, status="refused")
    own = make_alignment(initiative=initiative)
    of_country = make_alignment(country="JP")

    for query in (
        f"member={member.organization.slug}",
        f"framework={own.framework.slug}",
        f"framework={of_country.framework.slug}",
        f"part_of={whole.slug}",
        "country=JP",
        "kind=facility,project",
    ):
        assert found(filters.InitiativeFilter, query) == [initiative]


def test_an_initiative_of_no_country_follows_no_country_s_framework():
    make_initiative()
    alignment = make_alignment(country="JP")

    query = f"framework={alignment.framework.slug}"
    assert found(filters.InitiativeFilter, query) == []


def test_the_actual_start_counts_before_the_planned_one():
    planned = make_initiative(planned_start="2026")
    late = make_initiative(planned_start="2026", actual_start="2027-05")
    make_initiative()

    assert found(filters.InitiativeFilter, "started_before=2026") == [planned]
    assert found(filters.InitiativeFilter, "started_after=2027-01") == [late]


def test_members_are_found_by_role_status_and_time():
    member = make_member(roles=["lead", "core"], joined="2026-06", status="former")
    make_member(roles=["member"])

    for query in (
        "role=lead",
        "role=core,adviser",
        "status=former",
        "joined_after=2026-06-30",
        "joined_before=FY2026",
        f"organization={member.organization.slug}",
        f"initiative={member.initiative.slug}",
    ):
        assert found(filters.MemberFilter, query) == [member]


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        ("2026-05-31", [0, 3]),
        ("2026-06-01", [0, 1, 3]),
        ("2027-03-31", [0, 1, 2, 3]),
        ("2028-01-01", [0, 1, 2]),
    ],
)
def test_members_of_a_day_are_those_who_may_have_been_in(day, numbers):
    times = [
        (None, None),
        ("2026-06", None),
        ("2027-01/2027-12", "2030"),
        (None, "2027-03-31"),
    ]
    members = [make_member(joined=joined, left=left) for joined, left in times]

    rows = found(filters.MemberFilter, f"valid_at={day}&ordering=id")

    assert rows == [members[number] for number in numbers]


def test_sources_are_found_by_what_they_are():
    original = make_source()
    source = make_source(
        kind="filing",
        publisher=make_organization(),
        language="ja",
        published="2026-06-30",
        held=False,
        reliability="B",
        origin=original,
    )

    for query in (
        "kind=filing",
        f"publisher={source.publisher.slug}",
        "language=ja",
        "published_after=2026-06&published_before=2026-06",
        "held=false",
        "reliability=A,B",
        f"origin={original.slug}",
    ):
        assert found(filters.SourceFilter, query) == [source]


def test_claims_are_found_by_what_they_are_about_and_what_became_of_them():
    funding = make_funding()
    claim = make_claim(
        subject=funding,
        field="stage",
        value="announced",
        attributed_to=make_source(),
        preferred=True,
        kind="context",
    )
    make_claim(status="disputed", decision_reason="No.")

    for query in (
        f"subject=funding:{funding.pk}",
        f"source={claim.source.slug}",
        f"attributed_to={claim.attributed_to.slug}",
        "field=stage,amount",
        "kind=context",
        "status=accepted,pending",
        "preferred=true",
    ):
        assert found(filters.ClaimFilter, query) == [claim]
    about = make_claim()
    query = f"subject=initiative:{about.initiative.slug}"
    assert found(filters.ClaimFilter, query) == [about]


def test_findings_are_found_by_code_severity_state_and_initiative():
    member = make_member()
    finding = make_finding(
        subject=make_claim(subject=member),
        code="fx.decimal-shift",
        severity="error",
        state="resolved",
    )
    make_finding()

    for query in (
        "code=fx.decimal-shift",
        "severity=error,warning",
        "state=resolved",
        f"initiative={member.initiative.slug}",
    ):
        assert found(filters.FindingFilter, query) == [finding]


def test_milestones_are_found_by_their_dates():
    milestone = make_milestone(
        kind="dataset",
        status="met",
        planned="2026",
        forecast="2027",
        achieved="2028-01-15",
    )
    make_milestone()

    for query in (
        "kind=dataset",
        "status=met",
        "planned_after=2026-12&planned_before=2026-01",
        "forecast_after=2027&forecast_before=2027",
        "achieved_after=2028&achieved_before=2028-01-15",
        f"initiative={milestone.initiative.slug}",
    ):
        assert found(filters.MilestoneFilter, query) == [milestone]
    assert found(filters.MilestoneFilter, "achieved_after=2028-02") == []


def test_indicators_and_their_values_are_found():
    initiative = make_initiative()
    indicator = make_indicator(scope="context", measure="percentage")
    value = make_observation(
        indicator=indicator,
        initiative=initiative,
        place="001",
        kind="target",
        period="FY2026",
    )
    of_organization = make_observation(organization=make_organization())

    assert found(filters.IndicatorFilter, f"initiative={initiative.slug}") == [
        indicator
    ]
    assert found(filters.IndicatorFilter, "scope=context&measure=percentage") == [
        indicator
    ]
    for query in (
        f"indicator={indicator.slug}",
        f"initiative={initiative.slug}",
        "kind=target",
        "place=001,JP",
        "period_after=2027&period_before=2026-04",
    ):
        assert found(filters.ObservationFilter, query) == [value]
    query = f"organization={of_organization.organization.slug}"
    assert found(filters.ObservationFilter, query) == [of_organization]


def test_frameworks_and_alignments_are_found():
    owner = make_organization()
    framework = make_framework(owner=owner, identity_known=True)
    alignment = make_alignment(framework=framework, relation="adopted")
    of_country = make_alignment(country="JP")

    for query in (
        f"owner={owner.slug}",
        "identity_known=true",
        f"initiative={alignment.initiative.slug}",
    ):
        assert found(filters.FrameworkFilter, query) == [framework]
    for query in (
        f"framework={framework.slug}",
        f"initiative={alignment.initiative.slug}",
        "relation=adopted,certified",
    ):
        assert found(filters.AlignmentFilter, query) == [alignment]
    assert found(filters.AlignmentFilter, "country=JP") == [of_country]


def test_sectors_are_found_by_scheme_and_parent():
    parent = make_sector(scheme="ISIC4")
    child = make_sector(parent=parent)
    make_sector(parent=child)

    assert found(filters.SectorFilter, "scheme=ISIC4") == [parent]
    assert found(filters.SectorFilter, f"parent={parent.slug}") == [child]


def test_rates_are_found_by_currency_and_day():
    yen, dollar = make_rate(), make_rate(currency="USD", date="2026-07-01", rate=1)

    assert found(filters.ExchangeRateFilter, "currency=JPY&base=EUR") == [yen]
    assert found(filters.ExchangeRateFilter, "date=2026-07-01") == [dollar]
    assert found(filters.ExchangeRateFilter, "date_after=2026-07-01") == [dollar]
    assert found(filters.ExchangeRateFilter, "date_before=2026-06-30") == [yen]
    assert found(filters.ExchangeRateFilter, "") == [dollar, yen]
