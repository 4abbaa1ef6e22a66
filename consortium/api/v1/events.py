"""The events of the history as answers tell them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser, User

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
from consortium.models.base import may_view

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
"""Where each kind of row is found."""

SECTOR_LINKS = "initiative_sectors"
"""What links of initiatives to sectors are called, which are shown in initiatives."""

Reader = User | AnonymousUser


def resource_of(kind: Any) -> str:
    return SECTOR_LINKS if kind is InitiativeSector else RESOURCES[kind]


def names_of(contexts: Iterable[Mapping[str, Any]], reader: Reader) -> dict[int, str]:
    """The people in ``contexts`` by key; nobody for those who may not know them."""
    if not may_view(reader, Claim):
        return {}
    keys = {context["user"] for context in contexts if context.get("user")}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "username"))


INTERNAL = (None, "propose", "submit", "grade")
"""What is done before anybody decides: why, is between those who work on it."""


def told(
    at: Any,
    context: Mapping[str, Any],
    names: Mapping[int, str],
    *,
    reader: Reader,
) -> dict[str, Any]:
    """One event: what was done, why, and for staff by whom."""
    if context.get("verb") in INTERNAL and not may_view(reader, Claim):
        context = {}
    return {
        "at": at,
        "verb": context.get("verb"),
        "reason": context.get("reason") or None,
        "cause": context.get("cause"),
        "by": names.get(context.get("user") or 0),
    }
