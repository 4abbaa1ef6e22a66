"""The newest changes that the public saw, for those who only want to hear of them."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser

from consortium.changes.feed import START, Change, Place, changes, private
from consortium.changes.graph import KINDS, Kind
from consortium.changes.timelines import event_model
from consortium.models import Claim, ExchangeRate, Finding, Initiative
from consortium.prepared import Prepared

REACHES = (50, 500, 5_000)
"""How many events are looked back at, until enough changes are found."""

FARTHEST = 50_000
"""Events among which the changes of one initiative are looked for at last."""

EVENTS = 5
"""So many events make a change, more often than not."""

UNHEARD = (ExchangeRate,)
"""Rates come by the hundred, from somebody else."""

HEARD: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind not in UNHEARD)
EVERYTHING = 10**9


def latest(*, limit: int, initiative: Initiative | None = None) -> list[Change]:
    """Up to ``limit`` changes, the newest first; if given, of ``initiative`` only.

    What one turn did to a record is one change. The public's eyes decide, whoever asks.
    Of an initiative that nothing happened to for long, older changes are not found; of
    a turn of thousands it may not be found that it added what it also updated.
    """
    found: list[Change] = []
    reaches = REACHES if initiative is None else (*REACHES, FARTHEST)
    for reach in [some for some in reaches if some >= limit * EVENTS]:
        start, cut = _start(reach)
        page = changes(
            AnonymousUser(),
            after=start,
            kinds=HEARD,
            without=UNHEARD,
            limit=EVERYTHING,
        )
        found = _by_turn(page.changes)
        if reach < reaches[-1]:
            found = _certain(found, cut)
        if initiative is not None:
            found = _of(initiative, found)
        if len(found) >= limit or start == START:
            break
    return found[::-1][:limit]


def _start(reach: int) -> tuple[Place, datetime | None]:
    """The place before the newest ``reach`` events, and the turn that it may cut."""
    oldest = _oldest(reach).rows({}, keep=False)
    return (Place(oldest[0][0] - 1), oldest[0][1]) if oldest else (START, None)


@cache
def _oldest(reach: int) -> Prepared:
    """The last of the newest ``reach`` events that the public may have seen, if any."""
    first, *others = (
        event_model(kind)
        .objects.exclude(private(kind, ()))
        .order_by("-pgh_id")
        .values_list("pgh_id", "pgh_created_at")[:reach]
        for kind in HEARD
    )
    newest = first.union(*others, all=True).order_by("-pgh_id")
    return Prepared(newest[reach - 1 : reach])


def _certain(found: list[Change], cut: datetime | None) -> list[Change]:
    """The changes behind the last of which nobody can say what it was.

    What the rest of a turn updated, its beginning may have added.
    """
    unsure = [
        number
        for number, change in enumerate(found)
        if change.at == cut and change.change == "updated"
    ]
    return found[unsure[-1] + 1 :] if unsure else found


def _by_turn(page: Iterable[Change]) -> list[Change]:
    """The last change of each record in each turn; added, if the turn added it."""
    found: dict[Any, Change] = {}
    for change in page:
        turn = (change.at, change.kind, change.key)
        before = found.pop(turn, None)
        if before and (before.change, change.change) == ("added", "updated"):
            change = change._replace(change="added")
        found[turn] = change
    return list(found.values())


def _of(initiative: Initiative, page: list[Change]) -> list[Change]:
    """The changes of an initiative, of its records, and of what is said of them."""
    keys: dict[Kind, set[int]] = {}
    for change in page:
        keys.setdefault(change.kind, set()).add(change.key)
    own = {kind: _own(initiative, kind, among) for kind, among in keys.items()}
    return [change for change in page if change.key in own[change.kind]]


def _own(initiative: Initiative, kind: Any, keys: set[int]) -> set[int]:
    if kind is Initiative:
        return keys & {initiative.pk}
    if issubclass(kind, Claim | Finding):
        rows = kind.objects.about(initiative)
    elif any(field.name == "initiative" for field in kind._meta.fields):
        rows = kind.objects.filter(initiative=initiative)
    else:
        return set()
    return set(cast(Any, rows).filter(pk__in=keys).values_list("pk", flat=True))
