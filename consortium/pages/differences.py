"""What changed in a programme between two moments, in plain words."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortium import history
from consortium.changes.differences import (
    PATHS,
    Difference,
    Row,
    compare,
    decided,
    done,
    subject_of,
)
from consortium.changes.feed import Event
from consortium.filters.naming import find
from consortium.models import Claim, Funding, Initiative, Milestone, Record
from consortium.pages.citations import Citation, Citations
from consortium.pages.dossiers import OWN
from consortium.pages.names import name_of
from consortium.pages.reading import read_claims
from consortium.pages.spans import Span
from consortium.pages.tidings import why
from consortium.pages.values import Value, value_label, values
from consortium.wording import Words, untranslated

ALONG: Mapping[Any, tuple[str, ...]] = {
    **OWN,
    Initiative: ("part_of",),
    Funding: (*OWN[Funding], "part_of"),
}
"""What is read along with each kind of record, for its values name it."""

PARTS: Mapping[Any, str] = {
    Funding: "purpose_links__sector",
    Milestone: "dependencies__depends_on",
}

NOBODY = AnonymousUser()


@dataclass(frozen=True)
class FieldChange:
    """A field with what it said before and after, and what decided on that."""

    label: str
    before: Value
    after: Value
    evidence: list[Citation]

    @property
    def claim(self) -> Claim | None:
        """The claim that the value after rests on."""
        claims = (one.claim for one in self.evidence)
        return next((claim for claim in claims if claim.preferred), None)


@dataclass(frozen=True)
class Reason:
    """Why something was done to a record, and when."""

    at: datetime.datetime
    text: str

    @property
    def words(self) -> Words:
        """The reason with its language."""
        return untranslated(self.text)


@dataclass(frozen=True)
class RecordChange:
    """A record that was added, changed or removed."""

    difference: Difference
    record: Record
    fields: list[FieldChange]
    reasons: list[Reason]

    @property
    def word(self) -> str:
        """What became of it, in a word."""
        words = {"added": _("Added"), "changed": _("Changed"), "removed": _("Removed")}
        return words[self.difference.change]

    @property
    def kind(self) -> str:
        """The kind of record, in words."""
        return str(capfirst(str(self.record._meta.verbose_name)))

    @property
    def name(self) -> str | Words | None:
        """What tells it apart; nothing for the initiative the page is about."""
        return None if isinstance(self.record, Initiative) else name_of(self.record)


@dataclass(frozen=True)
class DifferenceSheet:
    """All that changed in an initiative, and what was decided besides."""

    initiative: Initiative
    span: Span
    changes: list[RecordChange]
    beside: list[Citation]


def difference_sheet(slug: str, span: Span) -> DifferenceSheet:
    """What the public saw otherwise after ``span`` than before it; 404 if nothing."""
    start, end = span.start_instant, span.end_instant
    initiative = _initiative(slug, (end, start, None))
    before, after = (_read(initiative, when) for when in (start, end))
    found = compare(_shown(before), _shown(after))
    events = done((one.row for one in found), start, end, NOBODY)
    with history.as_of(end):
        # By their keys: PostgreSQL would join all of the past before it looks for them.
        keys = list(
            decided(initiative, start, end, NOBODY).values_list("pk", flat=True)
        )
        citations = read_claims(Claim.objects.filter(pk__in=keys).order_by("pk"))
    evidence = _Evidence(citations, start)
    changes = [
        _change(one, after.get(one.row) or before[one.row], evidence, events)
        for one in found
    ]
    return DifferenceSheet(initiative, span, changes, evidence.beside)


def _initiative(slug: str, moments: Iterable[datetime.datetime | None]) -> Initiative:
    """The initiative as the public saw it at the first of ``moments`` when it did."""
    for moment in moments:
        try:
            with history.as_of(moment):
                found: Initiative = find(Initiative, slug, NOBODY)
                return found
        except ValidationError:
            continue
    raise Http404


def _read(initiative: Initiative, when: datetime.datetime) -> dict[Row, Record]:
    """What was published of ``initiative`` at ``when``, with all that it names."""
    found: dict[Row, Record] = {}
    with history.as_of(when):
        for kind, path in PATHS.items():
            rows = kind.objects.published().filter(**{path: initiative.pk})
            if parts := PARTS.get(kind):
                rows = rows.prefetch_related(parts)
            for record in rows.select_related(*ALONG[kind]).order_by("pk"):
                found[Row(kind, record.pk)] = record
    return found


def _shown(records: Mapping[Row, Record]) -> dict[Row, dict[str, Value]]:
    return {row: values(record) for row, record in records.items()}


class _Evidence:
    """The claims that were decided on, found by what they speak of."""

    def __init__(self, citations: Citations, start: datetime.datetime) -> None:
        self._all, self._start = citations.all, start
        self._used: set[int] = set()

    @cached_property
    def _places(self) -> dict[tuple[Row, str], list[Citation]]:
        found: dict[tuple[Row, str], list[Citation]] = {}
        for one in self._all:
            place = (subject_of(one.claim), one.claim.field)
            found.setdefault(place, []).append(one)
        return found

    def of(self, row: Row, field: str) -> list[Citation]:
        """The claims on ``field`` that speak for its new value, or are new."""
        found = self._places.get((row, field), [])
        self._used |= {one.claim.pk for one in found}
        return [one for one in found if one.claim.preferred or self._is_new(one)]

    @property
    def beside(self) -> list[Citation]:
        """The new claims that nobody asked for."""
        rest = (one for one in self._all if one.claim.pk not in self._used)
        return [one for one in rest if self._is_new(one)]

    def _is_new(self, one: Citation) -> bool:
        decided_at = one.claim.decided_at
        return decided_at is not None and decided_at > self._start


def _change(
    difference: Difference,
    record: Record,
    evidence: _Evidence,
    events: Mapping[Row, list[Event]],
) -> RecordChange:
    row = difference.row
    fields = [
        FieldChange(value_label(row.kind, name), before, after, evidence.of(row, name))
        for name, (before, after) in difference.fields.items()
    ]
    said = {one.claim.decision_reason for field in fields for one in field.evidence}
    reasons = {
        (event.at, text): Reason(event.at, text)
        for event in events.get(row, [])
        if event.context.get("reason") not in said
        if (text := why(event.context))
    }
    return RecordChange(difference, record, fields, list(reasons.values()))
