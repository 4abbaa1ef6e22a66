"""Claims as a page cites them: numbered sources, quotes, what was printed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from consortium.codelists import ClaimStatus
from consortium.models import Claim, Organization, Record, Source
from consortium.pages.dossiers import if_public
from consortium.pages.names import name_of
from consortium.pages.preferences import Preferences
from consortium.readings import Named, as_kept, field_label, named_in, reading
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
    source: CitedSource
    attributed_to: CitedSource | None
    named: Named = field(default_factory=dict)

    @property
    def record(self) -> Record:
        return self.claim.subject

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
    def subject(self) -> str:
        """The kind of record that it speaks of."""
        return field_label(self.claim, self.claim.subject_type)

    @property
    def name(self) -> str | Words | None:
        """What tells that record apart from others of its kind."""
        return name_of(self.record)

    @cached_property
    def reading(self) -> str:
        """What the tracker understands the source to say."""
        return reading(self.claim, self.record, named=self.named, public=True)

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
    def decision(self) -> Words:
        """Why it was accepted or not; who decided is for staff."""
        return untranslated(self.claim.decision_reason)

    @property
    def reason(self) -> Words | None:
        """Why the claim does not count; nothing for one that does."""
        return None if self.claim.status == ClaimStatus.ACCEPTED else self.decision

    def _original(self, text: str) -> Words:
        return as_written(text, self.claim.language or self.source.source.language)


class Citations:
    """Claims, found by the record and the field they speak of.

    The subjects and the sources of ``claims`` are read already. Three queries at most
    are made: for organizations that claims name and no record does, for those that
    were merged, and for the reviewers' choices among accepted claims.
    """

    def __init__(self, claims: Iterable[Claim], sources: Iterable[Source]) -> None:
        self.sources = list(number_sources(sources))
        by_key = {cited.source.pk: cited for cited in self.sources}
        ordered = sorted(claims, key=_weight)
        self.named = as_kept(named_in(filter(_differs, ordered)))
        self.preferences = Preferences(ordered)
        self.all = [
            Citation(
                claim,
                by_key[claim.source_id],
                by_key.get(claim.attributed_to_id or 0),
                self.named,
            )
            for claim in ordered
        ]
        self._found: dict[Record, list[Citation]] = defaultdict(list)
        for one in self.all:
            self._found[one.record].append(one)

    def on(self, record: Record, *fields: str) -> list[Citation]:
        """The claims on ``record``, or only those on ``fields`` of it."""
        found = self._found[record]
        return [one for one in found if not fields or one.claim.field in fields]

    def whole(self, record: Record) -> list[Citation]:
        """The marks of the accepted claims on ``record`` as a whole."""
        return marks(
            one
            for one in self.on(record, "")
            if one.claim.status == ClaimStatus.ACCEPTED
        )


def marks(citations: Iterable[Citation]) -> list[Citation]:
    """The first of ``citations`` for each place in a source."""
    places: dict[tuple[int, str, int | None], Citation] = {}
    for one in citations:
        claim = one.claim
        place = (claim.source_id, claim.locator, claim.attributed_to_id)
        places.setdefault(place, one)
    return list(places.values())


def number_sources(sources: Iterable[Source]) -> Iterable[CitedSource]:
    """Number ``sources``: those we have read first, then those they only name."""
    ordered = sorted(sources, key=lambda source: (not source.held, source.pk))
    for number, source in enumerate(ordered, start=1):
        yield CitedSource(number, source)


def _differs(claim: Claim) -> bool:
    """Whether ``claim`` says something else than its record."""
    record = claim.subject
    known = claim.field in record.claimable
    return known and claim.value != record.claim_value(claim.field)


def _weight(claim: Claim) -> tuple[bool, int, int]:
    return (not claim.preferred, STANDING.index(ClaimStatus(claim.status)), claim.pk)
