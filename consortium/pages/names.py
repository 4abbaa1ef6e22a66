"""What records are called beside others of their kind, and were called before."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from consortium.codelists import NameKind
from consortium.models import (
    Alignment,
    Claim,
    Funding,
    InitiativeSector,
    Member,
    Observation,
    Organization,
    OrganizationName,
)
from consortium.models.base import Versioned
from consortium.periods import spans
from consortium.readings import reading
from consortium.wording import (
    Words,
    as_written,
    fuzzy_date,
    in_reader_language,
    money,
)

BORNE = (NameKind.LEGAL, NameKind.FORMER)
"""The kinds of name that an organization went by, not what others made of it."""

NAMED_BY: dict[type[Versioned], str] = {
    Alignment: "framework",
    InitiativeSector: "sector",
    Member: "organization",
    Observation: "indicator",
}
"""The records without a name of their own, and whose name tells them apart."""


def name_of(record: Versioned) -> str | Words | None:
    """What tells ``record`` apart: a sum by its amount, a claim by what it says."""
    if isinstance(record, Claim):
        return _said(record)
    if isinstance(record, Funding):
        one = record
        return money(one.amount, one.currency, one.qualifier, one.amount_high)
    path = NAMED_BY.get(type(record))
    named = getattr(record, path) if path else record
    for field in ("name", "title"):
        if hasattr(named, field):
            return in_reader_language(named, field)
    return None


def _said(claim: Claim) -> str | Words:
    if claim.as_reported:
        return as_written(claim.as_reported, claim.language)
    if claim.field:
        return reading(claim, claim.subject, public=True)
    return in_reader_language(claim, "statement")


@dataclass(frozen=True)
class FormerName:
    """A name that is no longer in use, and the last day of it in words."""

    words: Words
    until: str


def former_names(organization: Organization) -> list[FormerName]:
    """The names whose use is known to have ended, in the reader's language.

    One without a known end is on the organization's own page. The ``names`` of
    ``organization`` are read already.
    """
    current = in_reader_language(organization, "name").text
    return [
        FormerName(as_written(one.name, one.language), _end(one))
        for one in organization.names.all()
        if one.kind in BORNE
        and one.name != current
        and one.valid_to is not None
        and one.valid_to < timezone.localdate()
        and one.language in ("", get_language())
    ]


def _end(name: OrganizationName) -> str:
    date = name.valid
    if date is not None and date.precision == "interval":
        date = spans(date)[1]
    return fuzzy_date(date)
