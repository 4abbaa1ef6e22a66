"""Claims as a page cites them: numbered sources, quotes, what was printed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.db.models import Model
from django.utils.translation import gettext as _

from consortium.codelists import ClaimStatus
from consortium.models import SUBJECTS, Claim, Organization, Record, Source
from consortium.pages.dossiers import Dossier, if_public
from consortium.readings import field_label, reading
from consortium.wording import (
    Words,
    as_written,
    fuzzy_date,
    in_reader_language,
    untranslated,
)

STANDING = list(ClaimStatus)
"""Claims are cited in this order after the preferred one."""


@dataclass(frozen=True)
class CitedSource:
    """A source under its number on the page."""

    number: int
    source: Source

    @property
    def title(self) -> Words:
        return in_reader_language(self.source, "title")

    @property
    def publisher(self) -> Organization | None:
        return if_public(self.source.publisher)

    @property
    def published(self) -> str:
        return fuzzy_date(self.source.published)

    @property
    def origin(self) -> Source | None:
        """The text that this one repeats."""
        return if_public(self.source.origin)


@dataclass(frozen=True)
class Citation:
    """One claim, ready to be shown as evidence."""

    claim: Claim
    record: Record
    source: CitedSource
    attributed_to: CitedSource | None

    @property
    def place(self) -> str:
        """The number of the source, the place in it, and whom it credits."""
        place = ", ".join(filter(None, [str(self.source.number), self.claim.locator]))
        if self.attributed_to is None:
            return place
        return _("%(place)s citing %(number)s") % {
            "place": place,
            "number": self.attributed_to.number,
        }

    @property
    def label(self) -> str:
        """What the claim speaks of, in the reader's words."""
        field = self.claim.field
        return field_label(self.record, field) if field else ""

    @property
    def reading(self) -> str:
        """What the tracker understands the source to say."""
        return reading(self.claim, self.record, public=True)

    @property
    def as_reported(self) -> Words:
        return self._original(self.claim.as_reported)

    @property
    def printed(self) -> Words | None:
        """The phrase as printed, unless the quote repeats it."""
        phrase = self.as_reported
        return phrase if phrase.text and phrase.text not in self.quote.text else None

    @property
    def quote(self) -> Words:
        return self._original(self.claim.quote)

    @property
    def statement(self) -> Words:
        return in_reader_language(self.claim, "statement")

    @property
    def about(self) -> Words | None:
        """Of whom it is said, where that is an organization."""
        if isinstance(self.record, Organization):
            return in_reader_language(self.record, "name")
        return None

    @property
    def reason(self) -> Words | None:
        """Why the claim does not count; nothing for one that does."""
        if self.claim.status == ClaimStatus.ACCEPTED:
            return None
        return untranslated(self.claim.decision_reason)

    def _original(self, text: str) -> Words:
        return as_written(text, self.claim.language or self.source.source.language)


class Citations:
    """The claims of a dossier, found by the record and the field they speak of."""

    def __init__(self, dossier: Dossier) -> None:
        self.sources = list(number_sources(dossier.all(Source)))
        by_key = {cited.source.pk: cited for cited in self.sources}
        self._found: dict[tuple[type[Model], int], list[Citation]] = defaultdict(list)
        self.all: list[Citation] = []
        for claim in sorted(dossier.all(Claim), key=_weight):
            model = SUBJECTS[claim.subject_type]
            key = getattr(claim, f"{claim.subject_type}_id")
            record = cast(Record, dossier.rows[model][key])
            attributed_to = by_key.get(claim.attributed_to_id or 0)
            citation = Citation(claim, record, by_key[claim.source_id], attributed_to)
            self._found[model, key].append(citation)
            self.all.append(citation)

    def on(self, record: Record, *fields: str) -> list[Citation]:
        """The claims on ``record``, or only those on ``fields`` of it."""
        found = self._found[type(record), record.pk]
        return [one for one in found if not fields or one.claim.field in fields]

    def marks(self, record: Record, *fields: str) -> list[Citation]:
        """One citation for each place in a source that speaks of ``record``."""
        places = {
            (one.source.number, one.claim.locator, one.attributed_to): one
            for one in reversed(self.on(record, *fields))
        }
        return sorted(places.values(), key=lambda one: _weight(one.claim))


def number_sources(sources: Iterable[Source]) -> Iterable[CitedSource]:
    """Number ``sources``: those we have read first, then those they only name."""
    ordered = sorted(sources, key=lambda source: (not source.held, source.pk))
    for number, source in enumerate(ordered, start=1):
        yield CitedSource(number, source)


def _weight(claim: Claim) -> tuple[bool, int, int]:
    return (not claim.preferred, STANDING.index(ClaimStatus(claim.status)), claim.pk)
