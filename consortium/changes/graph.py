"""Which records hang on which: for being seen, and for what is shown of them."""

from typing import Any

from django.db import models

from consortium.models import (
    SUBJECTS,
    Alignment,
    Claim,
    ExchangeRate,
    Finding,
    Framework,
    Funding,
    FundingPurpose,
    Indicator,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    MilestoneDependency,
    Observation,
    Organization,
    OrganizationIdentifier,
    OrganizationMerge,
    OrganizationName,
    OrganizationSector,
    Record,
    Sector,
    Source,
)

Kind = type[models.Model]

LEVELS: tuple[tuple[Kind, ...], ...] = (
    (Sector, Organization, Source, Indicator, Framework, Initiative, ExchangeRate),
    (Member, Funding, Milestone, Observation, Alignment, InitiativeSector),
    (Claim,),
    (Finding,),
)
"""The kinds of rows in the order of the feed; each is seen only with earlier ones."""

KINDS: tuple[Kind, ...] = tuple(kind for level in LEVELS for kind in level)

FACES: dict[Kind, tuple[str, ...]] = {
    Sector: ("slug", "name", "scheme", "code"),
    Organization: ("slug", "name", "kind"),
    Source: ("slug", "title"),
    Indicator: ("slug", "title", "unit"),
    Framework: ("slug", "name"),
    Initiative: ("slug", "name"),
}
"""What other records show of these; the slug comes first."""

PARTS: tuple[tuple[Kind, str, Kind], ...] = (
    (OrganizationName, "organization", Organization),
    (OrganizationIdentifier, "organization", Organization),
    (OrganizationSector, "organization", Organization),
    (OrganizationMerge, "keep", Organization),
    (OrganizationMerge, "absorbed", Organization),
    (FundingPurpose, "funding", Funding),
    (MilestoneDependency, "milestone", Milestone),
    (InitiativeSector, "initiative", Initiative),
    (Claim, "funding", Funding),
    (Finding, "funding", Funding),
)
"""Rows that are shown within others: a change of one is a change of its whole."""

FARTHER: dict[Kind, tuple[tuple[str, Kind], ...]] = {
    Organization: (("sector_links__sector", Sector),),
    Funding: (
        ("purpose_links__sector", Sector),
        ("claims__source", Source),
        ("claims__attributed_to", Source),
    ),
    Milestone: (("dependencies__depends_on", Milestone),),
}
"""What is shown of others over a link between."""


def needs(kind: Any) -> list[tuple[str, Kind]]:
    """The foreign keys to what must be seen for a row of this kind to be seen."""
    if issubclass(kind, Record):
        names = kind.stands_on
    elif kind is Claim:
        names = ("source", "attributed_to", *SUBJECTS)
    else:
        names = tuple(name for name, target in _keys(kind) if kind is Finding)
    return [(name, kind._meta.get_field(name).related_model) for name in names]


def shows(kind: Kind) -> list[tuple[str, Kind]]:
    """The paths to what a row of this kind shows something of."""
    return [*_keys(kind), *FARTHER.get(kind, ())]


def _keys(kind: Any) -> list[tuple[str, Kind]]:
    return [
        (field.name, field.related_model)
        for field in kind._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in KINDS
    ]
