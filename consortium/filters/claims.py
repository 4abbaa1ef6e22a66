"""How lists of claims and of findings narrow."""

from typing import Any

from django.db.models import Model

from consortium.codelists import ClaimKind, ClaimStatus, FindingState, Severity
from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.naming import (
    RecordParameter,
    SearchParameter,
    SubjectParameter,
)
from consortium.filters.parameters import (
    BooleanParameter,
    CodesParameter,
    PatternParameter,
)
from consortium.models import SUBJECTS, Claim, Framework, Initiative, Source

FINDING_SUBJECTS: dict[str, type[Model]] = {
    **SUBJECTS,
    "source": Source,
    "framework": Framework,
    "claim": Claim,
}


def claimable_fields() -> list[str]:
    """Every field that a claim can speak of, on whatever kind of record."""
    return sorted({field for model in SUBJECTS.values() for field in model.claimable})


class AboutFilterSet(StrictFilterSet):
    """What is about an initiative, wherever in it."""

    initiative = RecordParameter(
        Initiative,
        method="in_initiative",
        help_text="Slug of an initiative: what is about it, its records and the claims "
        "on them.",
    )

    def in_initiative(self, queryset: Any, _name: str, initiative: int) -> Any:
        return queryset.about(Initiative(pk=initiative))


class ClaimFilter(AboutFilterSet):
    """Claims by where they stand, what they are about and what became of them."""

    orderings = {"id": "pk", "decided_at": "decided_at", "status": "status"} | ALWAYS
    default_ordering = ("id",)

    search = SearchParameter("statement", "statement_ja", "as_reported", "quote")
    source = RecordParameter(Source, help_text="Slug of the source.")
    attributed_to = RecordParameter(
        Source, help_text="Slug of the publication that the source credits."
    )
    subject = SubjectParameter(
        SUBJECTS,
        help_text="What it is about: `funding:12`, `initiative:a-slug`.",
    )
    field = CodesParameter(claimable_fields, help_text="The field it speaks of.")
    kind = CodesParameter(ClaimKind, help_text="What sort of statement it is.")
    status = CodesParameter(ClaimStatus, help_text="What was decided about it.")
    preferred = BooleanParameter(help_text="Whether the record shows its value.")


class FindingFilter(AboutFilterSet):
    """Findings by code, severity, state and what they are about."""

    orderings = {
        "id": "pk",
        "code": "code",
        "severity": "severity",
        "first_seen": "first_seen",
        "last_seen": "last_seen",
    } | ALWAYS
    default_ordering = ("-last_seen",)

    search = SearchParameter("message", "message_ja")
    code = PatternParameter(
        r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*",
        "code of a check",
        help_text="The check that found it: `fx.decimal-shift`.",
    )
    severity = CodesParameter(Severity, help_text="How much it matters.")
    state = CodesParameter(FindingState, help_text="Whether it still stands.")
    subject = SubjectParameter(
        FINDING_SUBJECTS,
        help_text="What it is about: `funding:12`, `source:a-slug`, `claim:7`.",
    )
