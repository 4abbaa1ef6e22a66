"""The newsroom's screens; importing them registers them with the desk."""

from consortium.admin import (
    accounts,
    claims,
    findings,
    frameworks,
    funding,
    imports,
    indicators,
    initiatives,
    members,
    merges,
    milestones,
    organizations,
    rates,
    saved_filters,
    sectors,
    sources,
)

__all__ = [
    "accounts",
    "claims",
    "findings",
    "frameworks",
    "funding",
    "imports",
    "indicators",
    "initiatives",
    "members",
    "merges",
    "milestones",
    "organizations",
    "rates",
    "saved_filters",
    "sectors",
    "sources",
]
