"""The feed: pages of changes behind a place."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, Self, cast

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import DateTimeField, F, Q, QuerySet, Value

from consortium.changes.graph import KINDS, LEVELS, PARTS, Kind, needs, shows
from consortium.changes.timelines import Timelines, event_model
from consortium.codelists import ClaimStatus, EditorialState
from consortium.models import Claim, InitiativeSector, Record
from consortium.models.base import may_view
from consortium.prepared import Among, Given, Prepared

UNSEEN = (InitiativeSector,)
"""Kinds that have no place of their own: they are shown within another."""


PLACE = "[0-9]{1,18}([.][0-9]{1,18}[.][0-9]{1,18})?"
"""How a place is written."""


class Place(NamedTuple):
    """Where a reader is in the feed: behind one row's share of one change."""

    number: int
    rank: int = len(KINDS)
    key: int = 0

    @classmethod
    def read(cls, text: str) -> Self:
        """The place that ``str`` wrote; ``ValueError`` for anything else."""
        if not re.fullmatch(PLACE, text):
            raise ValueError(text)
        return cls(*map(int, text.split(".")))

    def __str__(self) -> str:
        if self.rank == len(KINDS):
            return str(self.number)
        return f"{self.number}.{self.rank}.{self.key}"


START = Place(0)

SIZES = (100, 200, 500, 1_000, 10**9)
"""For so many changes queries are kept: not one for each number that is asked for."""


class Change(NamedTuple):
    """One row that is to be fetched again, or dropped, and what was done to it."""

    place: Place
    at: datetime
    kind: Kind
    key: int
    slug: str | None
    change: str
    context: Mapping[str, Any]


class Page(NamedTuple):
    """Some changes, the place behind them, and whether there are more by now."""

    changes: list[Change]
    place: Place
    more: bool


class _Event(NamedTuple):
    number: int
    at: datetime
    rank: int
    key: int
    context: Mapping[str, Any]


def changes(
    user: User | AnonymousUser,
    *,
    after: Place = START,
    since: datetime | None = None,
    kinds: Collection[Kind] = KINDS,
    without: Collection[Kind] = (),
    limit: int = 100,
) -> Page:
    """The next changes of ``kinds`` behind ``after``, and not before ``since``.

    What was done to rows of the kinds in ``without`` is not looked at.

    What somebody may see decides, now and then: a row that never was to be seen by the
    public does not come up, and one that no longer is comes up once, as removed.
    """
    all_of = tuple(kind for kind in KINDS if may_view(user, kind))
    events, full = _window(after, since, limit, all_of, without)
    lines = Timelines(all_of)
    lines.load(_keys_of((event.rank, event.key) for event in events))
    touched = _touched(events, lines)
    lines.load(_keys_of((place.rank, place.key) for place in touched))
    wanted = {KINDS.index(kind) for kind in kinds if kind not in UNSEEN}
    found = [
        change
        for place, event in sorted(touched.items())
        if place > after and place.rank in wanted
        if (change := _change(place, event, lines)) is not None
    ]
    page = found[:limit]
    if page:
        return Page(page, page[-1].place, full or len(found) > limit)
    return Page([], Place(events[-1].number) if full else after, full)


class Event(NamedTuple):
    """One change of one row itself: when, and in which context."""

    number: int
    at: datetime
    kind: Kind
    key: int
    context: Mapping[str, Any]


def events(
    user: User | AnonymousUser,
    rows: Iterable[tuple[Kind, int]],
    *,
    start: datetime,
    end: datetime,
) -> list[Event]:
    """The changes of ``rows`` behind ``start`` and up to ``end``, in order."""
    all_of = [kind for kind in KINDS if may_view(user, kind)]
    keys: dict[Kind, list[int]] = {}
    for kind, key in rows:
        keys.setdefault(kind, []).append(key)
    branches = [
        event_model(kind)
        .objects.filter(
            pgh_obj__in=keys[kind], pgh_created_at__gt=start, pgh_created_at__lte=end
        )
        .exclude(private(kind, all_of))
        .order_by()
        .values_list(
            "pgh_id",
            "pgh_created_at",
            Value(KINDS.index(kind)),
            "pgh_obj_id",
            "pgh_context__metadata",
        )
        for kind in keys
    ]
    if not branches:
        return []
    first, *others = branches
    found = first.union(*others, all=True).order_by("pgh_id")
    return [
        Event(number, at, KINDS[rank], key, context or {})
        for number, at, rank, key, context in found
    ]


def _window(
    after: Place,
    since: datetime | None,
    limit: int,
    all_of: Collection[Kind],
    without: Collection[Kind],
) -> tuple[list[_Event], bool]:
    """The next events of all tables, and whether there are more.

    Those are left out that the reader cannot have seen. One event may concern a row and
    its whole: both come, or none does.
    """
    size = limit + len(PARTS)
    most = next(some for some in SIZES if some >= limit) + len(PARTS)
    # Whoever stands behind all of a change goes on with the next one.
    first = after.number + (after.rank == len(KINDS))
    given = {"first": first, "since": since}
    query = _events_behind(most, since is not None, tuple(all_of), tuple(without))
    # How far a plan reads to a day depends on the day.
    rows = query.rows(given, keep=since is None)
    events = [
        _Event(number, at, rank, key, context or {})
        for number, at, rank, key, context in rows[:size]
    ]
    if len(events) < size:
        return events, False
    return [event for event in events if event.number < events[-1].number], True


@cache
def _events_behind(
    size: int,
    is_dated: bool,
    all_of: tuple[Kind, ...],
    without: tuple[Kind, ...],
) -> Prepared:
    """The next events from the number ``first`` on, and not before ``since``."""
    behind = Q(pgh_id__gte=Given("first"))
    if is_dated:
        behind &= Q(pgh_created_at__gte=Given("since", DateTimeField()))
    sources = [(kind, "pgh_obj", kind) for kind in KINDS if kind not in without]
    branches = [
        event_model(kind)
        .objects.filter(behind, **{f"{column}__isnull": False})
        .exclude(private(kind, all_of))
        .order_by("pgh_id")
        .values_list(
            "pgh_id",
            "pgh_created_at",
            Value(KINDS.index(whole)),
            F(f"{column}_id"),
            "pgh_context__metadata",
        )[:size]
        for kind, column, whole in (*sources, *PARTS)
    ]
    first, *others = branches
    return Prepared(first.union(*others, all=True).order_by("pgh_id")[:size])


def private(kind: Kind, all_of: Collection[Kind]) -> Q:
    """Events that a reader cannot have seen who sees ``all_of`` these in full."""
    unseen = [EditorialState.DRAFT, EditorialState.SUBMITTED]
    if kind not in all_of and issubclass(kind, Record):
        return Q(state__in=unseen)
    if kind not in all_of and kind is Claim:
        # When such a source is published, its claims come up with it.
        of_drafts = Q(source__state__in=unseen) | Q(attributed_to__state__in=unseen)
        return Q(status=ClaimStatus.PENDING) | of_drafts
    return Q(pk__in=[])


def _between(path: str, all_of: Collection[Kind]) -> Q:
    """What a claim on the way of ``path`` is, if the reader has seen it."""
    if not path.startswith("claims__") or Claim in all_of:
        return Q()
    seen = [EditorialState.PUBLISHED, EditorialState.RETRACTED]
    credited = Q(claims__attributed_to=None) | Q(claims__attributed_to__state__in=seen)
    decided = [status for status in ClaimStatus if status != ClaimStatus.PENDING]
    return credited & Q(claims__status__in=decided, claims__source__state__in=seen)


def _keys_of(places: Any) -> dict[Kind, set[int]]:
    found: dict[Kind, set[int]] = {}
    for rank, key in places:
        found.setdefault(KINDS[rank], set()).add(key)
    return found


Causes = dict[Kind, dict[int, list[_Event]]]


def _touched(events: list[_Event], lines: Timelines) -> dict[Place, _Event]:
    """Every row that an event concerns: its own, and what hangs on that."""
    touched, flipped, renamed = {}, _empty(), _empty()
    for event in events:
        kind, key, number = KINDS[event.rank], event.key, event.number
        touched[Place(number, event.rank, key)] = event
        if lines.flips(kind, key, number):
            flipped[kind].setdefault(key, []).append(event)
        if lines.flips(kind, key, number) or lines.is_renamed(kind, key, number):
            renamed[kind].setdefault(key, []).append(event)
    for level in LEVELS[1:]:
        for kind, key, cause in _hanging(level, needs, flipped, lines):
            touched[Place(cause.number, KINDS.index(kind), key)] = cause
            flipped[kind].setdefault(key, []).append(cause)
            renamed[kind].setdefault(key, []).append(cause)
    for kind, key, cause in _hanging(KINDS, shows, renamed, lines):
        touched[Place(cause.number, KINDS.index(kind), key)] = cause
    return touched


def _empty() -> Causes:
    return {kind: {} for kind in KINDS}


PathsOf = Callable[[Kind], list[tuple[str, Kind]]]


def _hanging(
    kinds: tuple[Kind, ...], paths_of: PathsOf, causes: Causes, lines: Timelines
) -> Iterator[tuple[Kind, int, _Event]]:
    """The rows of ``kinds`` that lead to a cause, with each cause.

    What the reader cannot have seen leads nowhere.
    """
    if not any(causes.values()):
        return
    keys = {kind.__name__: list(by_key) for kind, by_key in causes.items()}
    found = _leading(kinds, paths_of, lines.all_of).rows(keys, keep=True)
    for rank, key, cause_rank, cause_key in found:
        for cause in causes[KINDS[cause_rank]][cause_key]:
            yield KINDS[rank], key, cause


@cache
def _leading(
    kinds: tuple[Kind, ...], paths_of: PathsOf, all_of: tuple[Kind, ...]
) -> Prepared:
    """The rows of ``kinds`` that lead to rows whose keys are given by their kind."""
    branches: list[QuerySet[Any, Any]] = [
        cast(Any, kind)
        .objects.filter(_between(path, all_of), Among(path, target.__name__))
        .exclude(private(kind, all_of))
        .order_by()
        .values_list(
            Value(KINDS.index(kind)), "pk", Value(KINDS.index(target)), F(path)
        )
        for kind in kinds
        for path, target in paths_of(kind)
    ]
    first, *others = branches
    return Prepared(first.union(*others, all=True))


def _change(place: Place, event: _Event, lines: Timelines) -> Change | None:
    kind, key = KINDS[place.rank], place.key
    before = lines.is_seen(kind, key, place.number - 1)
    after = lines.is_seen(kind, key, place.number)
    if not (before or after):
        return None
    change = "added" if not before else "updated" if after else "removed"
    slug = lines.slug(kind, key)
    return Change(place, event.at, kind, key, slug, change, event.context)
