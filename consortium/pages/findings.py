"""What the checks found, and about what."""

from dataclasses import dataclass
from typing import cast

from django.urls import reverse

from consortium.codelists import Severity
from consortium.models import (
    Claim,
    Finding,
    Funding,
    Initiative,
    Organization,
    Record,
    Source,
)
from consortium.models.base import Versioned
from consortium.pages.dossiers import Dossier
from consortium.pages.names import name_of
from consortium.readings import field_label
from consortium.wording import Words, in_reader_language


@dataclass(frozen=True)
class FindingRow:
    """Something the checks found, and what it is about."""

    finding: Finding

    @property
    def about(self) -> Versioned:
        return cast(Versioned, self.finding.subject)

    @property
    def subject(self) -> str:
        """The kind of what it is about."""
        return field_label(self.finding, self.finding.subject_type)

    @property
    def name(self) -> str | Words | None:
        """What tells that apart; nothing for the initiative the page is about."""
        return None if isinstance(self.about, Initiative) else name_of(self.about)

    @property
    def claim(self) -> Claim | None:
        """The claim it is about, if it is about one."""
        return self.about if isinstance(self.about, Claim) else None

    @property
    def address(self) -> str:
        """Where more stands about it: a page of its own, or its place on this one."""
        match self.about:
            case Claim(pk=key):
                return reverse("claim-detail", args=[key])
            case Source(slug=slug):
                return reverse("source-detail", args=[slug])
            case Organization(slug=slug):
                return reverse("organization-detail", args=[slug])
            case Funding(pk=key):
                return f"#sum-{key}"
        return ""

    @property
    def message(self) -> Words:
        return in_reader_language(self.finding, "message")

    def concerns(self, record: Record) -> bool:
        """Whether it is about ``record`` or a claim on it."""
        about = self.claim.subject if self.claim else self.about
        return about == record


def finding_rows(dossier: Dossier) -> list[FindingRow]:
    """Open findings, the gravest first."""
    gravity = list(Severity)
    found = sorted(
        dossier.all(Finding),
        key=lambda one: (gravity.index(Severity(one.severity)), one.code, one.pk),
    )
    return [FindingRow(one) for one in found]
