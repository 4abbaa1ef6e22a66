"""Where each kind of row is found."""

from typing import Any

from consortium.models import (
    Alignment,
    Claim,
    ExchangeRate,
    Finding,
    Framework,
    Funding,
    Indicator,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
    Organization,
    Sector,
    Source,
)

RESOURCES: dict[Any, str] = {
    Initiative: "initiatives",
    Organization: "organizations",
    Member: "members",
    Funding: "funding",
    Sector: "sectors",
    Source: "sources",
    Claim: "claims",
    Milestone: "milestones",
    Indicator: "indicators",
    Observation: "observations",
    Framework: "frameworks",
    Alignment: "alignments",
    Finding: "findings",
    ExchangeRate: "exchange-rates",
}

SECTOR_LINKS = "initiative_sectors"
"""What links of initiatives to sectors are called, which are shown in initiatives."""


def resource_of(kind: Any) -> str:
    return SECTOR_LINKS if kind is InitiativeSector else RESOURCES[kind]
