"""What the records of an initiative were at one instant and not at another.

A reader of the past shows them at both instants; here the two are compared, and what
was done and decided in between is found.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, QuerySet

from consortium.changes.feed import Event, events
from consortium.changes.timelines import event_model
from consortium.models import (
    Alignment,
    Claim,
    Funding,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
)

PATHS: dict[Any, str] = {
    Initiative: "pk",
    Member: "initiative",
    Funding: "initiative",
    Milestone: "initiative",
    Observation: "initiative",
    Alignment: "initiative",
    InitiativeSector: "initiative",
}
"""The kinds of record that are compared, in order, and how each leads to its
initiative."""

Shown = Mapping[str, Any]
"""What a record shows at one instant, by the names of its fields."""


class Row(NamedTuple):
    """A record by its kind and its key."""

    kind: Any
    key: int


class Difference(NamedTuple):
    """A record that shows something else after than before, or only at one time.

    ``fields`` are those that differ, each with what it showed before and after.
    """

    row: Row
    before: Shown | None
    after: Shown | None
    fields: dict[str, tuple[Any, Any]]

    @property
    def change(self) -> str:
        """What became of the record."""
        if self.before is not None and self.after is not None:
            return "changed"
        return "removed" if self.after is None else "added"


def compare(
    before: Mapping[Row, Shown],
    after: Mapping[Row, Shown],
    *,
    without: Collection[str] = (),
) -> list[Difference]:
    """Every record that differs in more than the fields ``without``."""
    found = []
    for row in sorted(before.keys() | after.keys(), key=_order):
        old, new = before.get(row), after.get(row)
        if fields := _pairs(old or {}, new or {}, without):
            found.append(Difference(row, old, new, fields))
    return found


def _order(row: Row) -> tuple[int, int]:
    return list(PATHS).index(row.kind), row.key


def _pairs(
    before: Shown, after: Shown, without: Collection[str]
) -> dict[str, tuple[Any, Any]]:
    return {
        name: (before.get(name), after.get(name))
        for name in [*after, *(name for name in before if name not in after)]
        if name not in without and before.get(name) != after.get(name)
    }


def done(
    rows: Iterable[Row], start: datetime, end: datetime, user: User | AnonymousUser
) -> dict[Row, list[Event]]:
    """The events of each of ``rows`` behind ``start`` and up to ``end``, in order."""
    found: dict[Row, list[Event]] = {}
    for event in events(user, rows, start=start, end=end):
        found.setdefault(Row(event.kind, event.key), []).append(event)
    return found


def decided(
    initiative: Initiative, start: datetime, end: datetime, user: User | AnonymousUser
) -> QuerySet[Claim, Claim]:
    """The claims on an initiative that somebody decided on in between.

    To be read as of ``end``, as far as ``user`` sees them then.
    """
    events_between = event_model(Claim).objects.filter(
        pgh_obj=OuterRef("pk"), pgh_created_at__gt=start, pgh_created_at__lte=end
    )
    decisions = events_between.exclude(decided_at=None).order_by()
    about = Claim.objects.visible_to(user).about(initiative)
    return about.filter(Exists(decisions)).order_by("pk")


def subject_of(claim: Claim) -> Row:
    """The record that ``claim`` speaks of; it is not read."""
    arc = claim.subject_type
    column: Any = Claim._meta.get_field(arc)
    return Row(column.related_model, getattr(claim, f"{arc}_id"))
