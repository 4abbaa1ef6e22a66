"""How each row stood after each of its changes, and whether a reader saw it."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, cast

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    JSONField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, JSONArray

from consortium.changes.graph import FACES, KINDS, LEVELS, Kind, needs
from consortium.codelists import ClaimStatus, EditorialState
from consortium.models import Claim, Record
from consortium.prepared import Among, Prepared

Rows = Mapping[Kind, Collection[int]]


class Stand(NamedTuple):
    """A row after one change: was it there, told, under which name, hanging on what."""

    number: int
    there: bool
    told: bool
    face: Any
    links: list[int | None]


@dataclass
class Timelines:
    """The pasts of some rows; ``all_of`` are the kinds that the reader sees in full."""

    all_of: tuple[Kind, ...]
    stands: dict[tuple[Kind, int], list[Stand]] = field(default_factory=dict)

    def load(self, rows: Rows) -> None:
        """Read the pasts of these rows, and of all that they hang on."""
        waiting = {kind: set(keys) for kind, keys in rows.items()}
        for level in reversed(LEVELS):
            self._read(level, waiting)
            for kind in level:
                for key in waiting.get(kind, ()):
                    self._follow(kind, key, waiting)

    def _read(self, level: tuple[Kind, ...], rows: Rows) -> None:
        fresh = {
            kind: [key for key in rows.get(kind, ()) if (kind, key) not in self.stands]
            for kind in level
        }
        for kind, keys in fresh.items():
            self.stands |= {(kind, key): [] for key in keys}
        if not any(fresh.values()):
            return
        keys_by_name = {kind.__name__: keys for kind, keys in fresh.items()}
        for place, key, *stand in _pasts(level).rows(keys_by_name, keep=True):
            self.stands[KINDS[place], key].append(Stand(*stand))

    def _follow(self, kind: Kind, key: int, waiting: dict[Kind, set[int]]) -> None:
        targets = [target for _name, target in needs(kind)]
        for stand in self.stands[kind, key]:
            for target, other in zip(targets, stand.links, strict=True):
                if other is not None:
                    waiting.setdefault(target, set()).add(other)

    def stand(self, kind: Kind, key: int, number: int) -> Stand | None:
        """The row after the change ``number``; ``None`` if it was not there."""
        past = self.stands[kind, key]
        place = bisect_right(past, number, key=lambda stand: stand.number)
        found = past[place - 1] if place else None
        return found if found and found.there else None

    def is_seen(self, kind: Kind, key: int, number: int) -> bool:
        """Whether the reader saw the row after the change ``number``."""
        stand = self.stand(kind, key, number)
        if stand is None or kind in self.all_of:
            return stand is not None
        return stand.told and all(
            other is None or self.is_seen(target, other, number)
            for (_name, target), other in zip(needs(kind), stand.links, strict=True)
        )

    def flips(self, kind: Kind, key: int, number: int) -> bool:
        """Whether the change ``number`` of the row itself may hide or show it."""
        before, after = self.stand(kind, key, number - 1), self.stand(kind, key, number)
        return (before is not None and before.told) != (
            after is not None and after.told
        )

    def is_renamed(self, kind: Kind, key: int, number: int) -> bool:
        """Whether the change ``number`` changed what others show of the row."""
        before, after = self.stand(kind, key, number - 1), self.stand(kind, key, number)
        return bool(before and after and before.face != after.face)

    def slug(self, kind: Kind, key: int) -> str | None:
        """The slug by which the row is, or was last, found."""
        face = self.stands[kind, key][-1].face
        return str(face[0]) if face else None


@cache
def _pasts(level: tuple[Kind, ...]) -> Prepared:
    """The pasts of some rows of each kind, whose keys are given by its name."""
    first, *others = map(_past, level)
    return Prepared(first.union(*others, all=True).order_by("pgh_id"))


def _past(kind: Kind) -> QuerySet[Any, Any]:
    events = event_model(kind).objects.filter(Among("pgh_obj_id", kind.__name__))
    pasts: QuerySet[Any, Any] = events.order_by().values_list(
        Value(KINDS.index(kind)),
        "pgh_obj_id",
        "pgh_id",
        _holds(~Q(pgh_label="delete")),
        _holds(told(kind)),
        _array(FACES.get(kind, ())),
        _array(f"{name}_id" for name, _target in needs(kind)),
    )
    return pasts


def event_model(kind: Kind) -> Any:
    """The table of the changes of this kind of row."""
    return cast(Any, kind).pgh_event_model


def told(kind: Kind) -> Q:
    """Whether an event leaves its row in a state that is shown to everybody."""
    if issubclass(kind, Record):
        return Q(state=EditorialState.PUBLISHED)
    if kind is Claim:
        return ~Q(status=ClaimStatus.PENDING)
    return Q(pgh_id__isnull=False)


def _holds(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _array(columns: Iterable[str]) -> Any:
    names = list(columns)
    return JSONArray(*names) if names else Cast(Value("[]"), JSONField())
