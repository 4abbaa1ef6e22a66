"""What is said beside the figures, and what the checks found."""

from dataclasses import dataclass
from operator import attrgetter
from typing import cast

from django.utils.translation import gettext as _

from consortium.codelists import ClaimKind, Severity
from consortium.models import (
    Alignment,
    Claim,
    Finding,
    Initiative,
    InitiativeSector,
    Member,
    Observation,
)
from consortium.models.base import Versioned
from consortium.pages.citations import Citation, Citations
from consortium.pages.dossiers import Dossier
from consortium.readings import field_label
from consortium.wording import Words, as_written, in_reader_language


@dataclass(frozen=True)
class StatementGroup:
    """What is said and stands in no field, of one kind."""

    kind: str
    label: str
    note: str
    statements: list[Citation]


def statement_groups(citations: Citations) -> list[StatementGroup]:
    """Statements by kind: facts first, recommendations last."""
    notes = {
        ClaimKind.FACT: _("Checkable, and about the initiative."),
        ClaimKind.CONTEXT: _("Checkable, but about the world around it."),
        ClaimKind.FORECAST: _("About the future: never entered as a figure."),
        ClaimKind.OPINION: _("A judgement of whoever says it."),
        ClaimKind.NORMATIVE: _("What somebody says should be done."),
    }
    said = [one for one in citations.all if not one.claim.field and one.statement.text]
    groups = []
    for kind in ClaimKind:
        of_kind = [one for one in said if one.claim.kind == kind]
        of_kind.sort(key=attrgetter("claim.pk"))
        if of_kind:
            groups.append(
                StatementGroup(kind.value, str(kind.label), notes[kind], of_kind)
            )
    return groups


NAMED_BY: dict[type[Versioned], str] = {
    Alignment: "framework",
    InitiativeSector: "sector",
    Member: "organization",
    Observation: "indicator",
}
"""The records without a name of their own, and whose name tells them apart."""


@dataclass(frozen=True)
class FindingRow:
    """Something the checks found, and which record it is about."""

    finding: Finding
    subject: str
    name: Words | None
    message: Words


def finding_rows(dossier: Dossier) -> list[FindingRow]:
    """Open findings, the gravest first."""
    gravity = list(Severity)
    found = sorted(
        dossier.all(Finding),
        key=lambda one: (gravity.index(Severity(one.severity)), one.code, one.pk),
    )
    return [
        FindingRow(
            one,
            field_label(one, one.subject_type),
            _name_of(_subject(dossier, one)),
            in_reader_language(one, "message"),
        )
        for one in found
    ]


def _subject(dossier: Dossier, finding: Finding) -> Versioned:
    """What the finding is about, as the dossier holds it."""
    field = Finding._meta.get_field(finding.subject_type)
    key = getattr(finding, f"{finding.subject_type}_id")
    return dossier.rows[cast(type[Versioned], field.related_model)][key]


def _name_of(record: Versioned) -> Words | None:
    """What tells the record apart from others of its kind on the page."""
    if isinstance(record, Initiative):
        return None  # the page is about it
    if isinstance(record, Claim):
        return as_written(record.as_reported) if record.as_reported else None
    path = NAMED_BY.get(type(record))
    named = getattr(record, path) if path else record
    for field in ("name", "title"):
        if hasattr(named, field):
            return in_reader_language(named, field)
    return None
