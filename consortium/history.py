"""The past: what stood at an instant, what changed since, what differs between two.

History is written below the ORM by triggers (see docs/data-model.md); here it is read.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F, Value

from consortium.models import SUBJECTS, Initiative, Record

INITIATIVE_PATHS = {
    "initiative": "pk",
    "member": "initiative",
    "funding": "initiative",
    "milestone": "initiative",
    "observation": "initiative",
    "alignment": "initiative",
    "initiative_sector": "initiative",
}
"""How each kind of record leads to its initiative."""


@contextmanager
def as_of(when: datetime | None) -> Iterator[None]:
    """Read every table of the domain as it stood at ``when``; ``None`` is now.

    Queries inside need not know: views of the schema ``past`` stand before the tables.
    They are evaluated inside, and nothing can be written there.
    """
    if when is None:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        (path,) = cursor.fetchone()
        _look_at(f"past, {path}", when.isoformat())
        yield
        _look_at(path, "")


def _look_at(path: str, instant: str) -> None:
    """Set the search path and the instant until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('search_path', %s, true),"
            " set_config('tracker.as_of', %s, true)",
            [path, instant],
        )


@dataclass(frozen=True)
class Event:
    """One change of one row: when, what became of it, who did it and why."""

    number: int
    at: datetime
    label: str
    resource: str
    key: int
    context: Mapping[str, Any]


def changes(
    *, after: int = 0, limit: int = 100, resources: Mapping[str, Any]
) -> list[Event]:
    """The next ``limit`` changes of ``resources`` behind number ``after``, in order."""
    branches = [
        model.pgh_event_model.objects.filter(pgh_id__gt=after)
        .annotate(resource=Value(name), why=F("pgh_context__metadata"))
        .order_by("pgh_id")
        .values_list(
            "pgh_id", "pgh_created_at", "pgh_label", "resource", "pgh_obj_id", "why"
        )[:limit]
        for name, model in resources.items()
    ]
    first, *others = branches
    rows = first.union(*others, all=True).order_by("pgh_id")[:limit]
    return [
        Event(number, at, label, resource, key, why or {})
        for number, at, label, resource, key, why in rows
    ]


@dataclass(frozen=True)
class Difference:
    """What became of one record between two instants.

    ``fields`` maps a claimable field to its value before and after; ``events`` are the
    changes that led there.
    """

    subject_type: str
    record: Record
    change: str
    fields: Mapping[str, tuple[Any, Any]]
    events: list[Event]


def diff(start: datetime, end: datetime, *, initiative: Initiative) -> list[Difference]:
    """What the public saw at ``end`` and not at ``start``, record by record."""
    before, after = _seen_at(start, initiative), _seen_at(end, initiative)
    found = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        fields = _changed_fields(old, new)
        if old is not None and new is not None and not fields:
            continue
        change = "added" if old is None else "removed" if new is None else "changed"
        name, pk = key
        events = _events_between(name, pk, start, end)
        found.append(Difference(name, new or before[key], change, fields, events))
    return found


def _seen_at(when: datetime, initiative: Initiative) -> dict[tuple[str, int], Record]:
    with as_of(when):
        return {
            (name, record.pk): record
            for name, path in INITIATIVE_PATHS.items()
            for record in SUBJECTS[name]
            .objects.published()
            .filter(**{path: initiative.pk})
            .select_related(*_named(SUBJECTS[name]))
        }


def _named(model: type[Record]) -> list[str]:
    """The records that claims of this kind of record may name."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and issubclass(field.related_model, Record)
    ]


def _changed_fields(
    old: Record | None, new: Record | None
) -> dict[str, tuple[Any, Any]]:
    record = new or old
    values = {
        field: (
            old.claim_value(field) if old else None,
            new.claim_value(field) if new else None,
        )
        for field in (record.claimable if record else ())
    }
    return {field: pair for field, pair in values.items() if pair[0] != pair[1]}


def _events_between(name: str, pk: int, start: datetime, end: datetime) -> list[Event]:
    model: Any = SUBJECTS[name]
    events = (
        model.pgh_event_model.objects.filter(
            pgh_obj_id=pk, pgh_created_at__gt=start, pgh_created_at__lte=end
        )
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    return [
        Event(
            event.pgh_id,
            event.pgh_created_at,
            event.pgh_label,
            name,
            pk,
            event.pgh_context.metadata if event.pgh_context else {},
        )
        for event in events
    ]
