"""One record for each resource: bare, and with everything that it can have."""

from collections.abc import Callable
from typing import Any

from consortium.models import FundingPurpose, OrganizationSector
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
    make_rate,
    make_sector,
    make_source,
)


def full_initiative() -> Any:
    initiative = make_initiative(
        name_ja="計画",
        country="JP",
        part_of=make_initiative(),
        planned_start="FY2026",
        planned_end="2030~",
        reported_member_count=9,
        reported_member_count_qualifier="exact",
        member_count_meaning="Supported companies.",
    )
    fill(initiative)
    return initiative


def fill(initiative: Any) -> None:
    """Give an initiative one more record of every kind."""
    member = make_member(initiative=initiative, roles=["lead", "core"], joined="2026")
    full_funding(initiative=initiative)
    full_milestone(initiative=initiative)
    make_initiative_sector(initiative=initiative, percentage="12.5")
    make_alignment(initiative=initiative)
    make_alignment(country="JP", framework=make_framework())
    make_observation(initiative=initiative)
    make_observation(initiative=initiative, kind="forecast")
    source = make_source()
    make_claim(subject=initiative, kind="opinion", source=source)
    make_claim(subject=make_observation(kind="context"), source=source)
    make_finding(subject=member, severity="warning")


def full_organization() -> Any:
    organization = make_organization(
        name_ja="組織", country="JP", parent=make_organization(), website="https://a.jp"
    )
    organization.names.create(name="Former name", kind="former", valid="1942/1983")
    organization.identifiers.create(scheme="TSE", value=f"9{organization.pk}")
    OrganizationSector.objects.create(organization=organization, sector=make_sector())
    return organization


def full_member() -> Any:
    return make_member(
        roles=["lead", "core"],
        joined="2026-06",
        left="2027-01-31",
        stake="12.5",
        stake_qualifier="nearly",
        note="Note",
    )


def full_funding(**fields: Any) -> Any:
    initiative = fields.pop("initiative", None) or make_initiative()
    funding = make_funding(
        initiative=initiative,
        funder=make_organization(kind="government"),
        channel=make_organization(kind="other_public_sector"),
        recipient=make_organization(),
        amount="100.5",
        amount_high="200",
        qualifier="between",
        dated="2026-06",
        period="FY2026/FY2028",
        part_of=make_funding(initiative=initiative),
        conditions="None.",
    )
    FundingPurpose.objects.create(
        funding=funding, sector=make_sector(), percentage="33.3333"
    )
    add_conversion(funding)
    make_finding(subject=funding)
    return funding


def add_conversion(funding: Any, **fields: Any) -> Any:
    """A claim on the sum in yen, and the same sum in dollars; gives the latter."""
    source = make_source()
    yen = make_claim(subject=funding, field="amount", value={"amount": "1"})
    value = {"amount": "61600000000", "currency": "USD", "qualifier": "approximately"}
    return make_claim(
        **{
            "subject": funding,
            "source": source,
            "field": "amount",
            "value": value,
            "status": "disputed",
            "conversion_of": yen,
        }
        | fields
    )


def full_milestone(**fields: Any) -> Any:
    milestone = make_milestone(planned="FY2027", achieved="2028-02-01", **fields)
    before = make_milestone(initiative=milestone.initiative)
    milestone.dependencies.create(depends_on=before)
    return milestone


def full_observation() -> Any:
    return make_observation(
        indicator=make_indicator(unit="percent"),
        organization=make_organization(),
        place="001",
        value="40",
        value_high="50",
        qualifier="between",
        period="2025/..",
    )


def full_source() -> Any:
    return make_source(
        publisher=make_organization(),
        origin=make_source(),
        url="https://news.example/1",
        language="en",
        published="2026-06-30",
        accessed_on="2026-07-01",
        reliability="B",
    )


def full_claim() -> Any:
    return add_conversion(
        make_funding(),
        attributed_to=make_source(held=False),
        quote="about $61.6 billion",
        language="en",
        locator="¶1",
        valid="2026",
        credibility=6,
    )


def full_finding() -> Any:
    return make_finding(
        subject=add_conversion(make_funding()),
        severity="error",
        details={"factor": "10"},
        message_ja="換算",
    )


BARE: dict[str, Callable[[], Any]] = {
    "initiatives": make_initiative,
    "organizations": make_organization,
    "members": make_member,
    "funding": lambda: make_funding(amount=None),
    "sectors": make_sector,
    "sources": make_source,
    "claims": make_claim,
    "milestones": make_milestone,
    "indicators": make_indicator,
    "observations": lambda: make_observation(value=None, qualifier=""),
    "frameworks": make_framework,
    "alignments": lambda: make_alignment(country="JP"),
    "findings": lambda: make_finding(subject=make_initiative_sector()),
    "exchange-rates": lambda: make_rate(),
}
FULL: dict[str, Callable[[], Any]] = {
    **BARE,
    "initiatives": full_initiative,
    "organizations": full_organization,
    "members": full_member,
    "funding": full_funding,
    "sectors": lambda: make_sector(parent=make_sector(), name_ja="業種"),
    "sources": full_source,
    "claims": full_claim,
    "milestones": full_milestone,
    "indicators": lambda: make_indicator(unit="percent", title_ja="指標"),
    "observations": full_observation,
    "frameworks": lambda: make_framework(
        owner=make_organization(), identity_known=True, identifier="ISO 1"
    ),
    "alignments": make_alignment,
    "findings": full_finding,
}


def path(resource: str, record: Any) -> str:
    """Where the API shows ``record``."""
    return f"/api/v1/{resource}/{getattr(record, 'slug', record.pk)}/"
