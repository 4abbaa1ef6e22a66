"""Changes in words: what was added, changed or removed, and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortium.changes import Change, said_openly
from consortium.codelists import Because
from consortium.models import (
    SUBJECTS,
    Alignment,
    Claim,
    Finding,
    Funding,
    Indicator,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
    Source,
)
from consortium.models.base import visible
from consortium.prepared import Among, Prepared
from consortium.readings import field_label
from consortium.wording import figure, in_reader_language, money

Place = tuple[Any, int]
"""A row by its kind and its key."""

PAGES = {
    "initiative": "initiative-detail",
    "organization": "organization-detail",
    "source": "source-detail",
    "claim": "claim-detail",
    "funding": "funding-detail",
    "sector": "sector-detail",
}
"""The kinds of record that have a page of their own."""


@dataclass(frozen=True)
class Tiding:
    """One change as a reader hears of it; ``row`` is what the public sees of it now."""

    change: Change
    row: Any
    subject: Any

    @property
    def kind(self) -> str:
        """The kind of record, as its addresses name it."""
        return str(self.change.kind._meta.model_name)

    @property
    def title(self) -> str:
        """What became of which record."""
        patterns = {
            "added": _("%(kind)s added: %(name)s"),
            "updated": _("%(kind)s changed: %(name)s"),
            "removed": _("%(kind)s removed: %(name)s"),
        }
        kind = capfirst(str(self.change.kind._meta.verbose_name))
        return patterns[self.change.change] % {"kind": kind, "name": self._name}

    @property
    def reason(self) -> str:
        """Why, as far as that is for everybody; empty if nobody said so."""
        return why(self.change.context)

    @property
    def record(self) -> str:
        """The address of the record in the API."""
        place = self.change.slug or self.change.key
        return reverse(f"v1:{self.kind}-detail", args=[place])

    @property
    def page(self) -> str:
        """The page that shows the record; the record itself where there is none."""
        if self.row is not None and self.kind in PAGES:
            return reverse(PAGES[self.kind], args=[self.change.slug or self.change.key])
        if self.initiative is None:
            return self.record
        return reverse("initiative-detail", args=[self.initiative.slug])

    @property
    def initiative(self) -> Initiative | None:
        """The programme that the record is or belongs to, if it is seen now."""
        shown = self.row if self.subject is None else self.subject
        if isinstance(shown, Initiative):
            return shown
        found: Initiative | None = getattr(shown, "initiative", None)
        return found

    @property
    def _name(self) -> str:
        if self.row is None:  # what it is called is nobody's business any more
            return self.change.slug or str(self.change.key)
        if isinstance(self.row, Claim):
            return f"{_called(self.subject)}: {_said(self.row)}".strip(": ")
        return _called(self.row)


def why(context: Mapping[str, Any]) -> str:
    """Why something was done, as far as that is for everybody; empty if untold."""
    told = said_openly(context)
    cause, reason = told.get("cause"), told.get("reason") or ""
    if cause not in Because.values:
        return str(reason)
    label = str(Because(cause).label)
    return f"{label}: {reason}" if reason else label


def tidings(changes: Iterable[Change]) -> list[Tiding]:
    """Each of ``changes`` with its record, in a fixed number of queries."""
    listed = list(changes)
    rows = _rows((change.kind, change.key) for change in listed)
    told = [(change, rows.get((change.kind, change.key))) for change in listed]
    subjects = _rows(about for row in rows.values() if (about := _about(row)))
    return [Tiding(change, row, subjects.get(_about(row))) for change, row in told]


def _about(row: Any) -> Place | None:
    """The record that a claim or a finding speaks of."""
    name = getattr(row, "subject_type", "")
    return (SUBJECTS[name], getattr(row, f"{name}_id")) if name in SUBJECTS else None


NAMED_WITH: Mapping[Any, tuple[str, ...]] = {
    Member: ("organization", "initiative"),
    Funding: ("initiative",),
    Milestone: ("initiative",),
    Observation: ("indicator", "initiative"),
    Alignment: ("framework", "initiative"),
    InitiativeSector: ("sector", "initiative"),
}
"""What is read along with each record: the names it is called by, and its page."""


def _rows(places: Iterable[Place]) -> dict[Place | None, Any]:
    """The rows that the public sees now, by their kind and key."""
    keys: dict[Any, set[int]] = {}
    for kind, key in places:
        keys.setdefault(kind, set()).add(key)
    return {
        (kind, row.pk): row
        for kind, some in keys.items()
        for row in _visible(kind).records({"keys": list(some)})
    }


@cache
def _visible(kind: Any) -> Prepared:
    """The rows of this kind that the public sees, of which the keys are given."""
    rows = visible(kind, AnonymousUser()).filter(Among("pk", "keys"))
    return Prepared(rows.select_related(*NAMED_WITH.get(kind, ())))


def _member(member: Member) -> str:
    names = (member.organization, member.initiative)
    return " – ".join(in_reader_language(one, "name").text for one in names)


def _funding(sum_: Funding) -> str:
    name = in_reader_language(sum_.initiative, "name").text
    shown = money(sum_.amount, sum_.currency, sum_.qualifier, sum_.amount_high)
    return f"{name}: {sum_.get_stage_display()} {shown}".strip()


def _observation(one: Observation) -> str:
    shown = figure(one.value, one.indicator.unit, one.qualifier, one.value_high)
    return f"{in_reader_language(one.indicator, 'title').text}: {shown}"


def _alignment(one: Alignment) -> str:
    name = in_reader_language(one.framework, "name").text
    return f"{name}: {one.get_relation_display()}"


def _sector(link: InitiativeSector) -> str:
    return in_reader_language(link.sector, "name").text


def _text(field: str) -> Callable[[Any], str]:
    return lambda row: in_reader_language(row, field).text


CALLED: Mapping[Any, Callable[[Any], str]] = {
    Source: _text("title"),
    Indicator: _text("title"),
    Milestone: _text("title"),
    Member: _member,
    Funding: _funding,
    Observation: _observation,
    Alignment: _alignment,
    InitiativeSector: _sector,
    Finding: _text("message"),
}
"""How each kind of record is called; else by its name."""


def _said(claim: Claim) -> str:
    if not claim.field:
        return in_reader_language(claim, "statement").text
    field = field_label(SUBJECTS[claim.subject_type], claim.field)
    return f"{field} “{claim.as_reported}”" if claim.as_reported else field


def _called(row: Any) -> str:
    if row is None:
        return ""
    return CALLED.get(type(row), _text("name"))(row)
