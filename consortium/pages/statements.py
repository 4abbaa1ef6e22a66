"""What is said beside the figures."""

from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext as _

from consortium.codelists import ClaimKind
from consortium.pages.citations import Citation, Citations


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
