"""What is said beside the figures, and what the checks found."""

from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext as _

from consortium.codelists import ClaimKind, Severity
from consortium.models import Finding
from consortium.pages.citations import Citation, Citations
from consortium.pages.dossiers import Dossier
from consortium.pages.readings import field_label
from consortium.wording import Words, in_reader_language


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


@dataclass(frozen=True)
class FindingRow:
    """Something the checks found, and what kind of record it is about."""

    finding: Finding
    subject: str
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
            in_reader_language(one, "message"),
        )
        for one in found
    ]
