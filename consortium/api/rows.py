"""Answers made of rows, not of instances.

What a serializer declares says which columns it reads and what becomes of them. The
query for that, and one for each list that comes with the rows, is built once for all
readers who may see the same (``consortium.api.prepared``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from django.db.models import QuerySet
from rest_framework.serializers import ListSerializer

from consortium.api.prepared import Context, Query
from consortium.prepared import Among, Row

Shown = dict[str, Any]
Narrow = Callable[[Any], QuerySet]
"""The rows to show to a user, with values to be given."""


class Step(NamedTuple):
    """One field: the columns that it reads, and what becomes of them."""

    name: str
    field: Any
    paths: tuple[str, ...]

    @classmethod
    def of(cls, name: str, field: Any) -> "Step":
        source = field.source.replace(".", "__")
        reads = getattr(field, "reads", None)
        if reads is None:
            return cls(name, field, (source,))
        start = "" if source == "*" else f"{source}__"
        return cls(name, field, tuple(f"{start}{path}" for path in reads))

    def bound(self, columns: list[str], context: Context) -> Callable[[Row], Any]:
        """What a row of ``columns`` shows in this field."""
        places = [columns.index(path) for path in self.paths]
        first = places[0]
        if not hasattr(self.field, "reads"):
            plain = self.field.to_representation
            return lambda row: None if row[first] is None else plain(row[first])
        show = partial(self.field.show, context)
        if self.field.source == "*":
            return lambda row: show(*[row[place] for place in places])
        return lambda row: (
            None if row[first] is None else show(*[row[place] for place in places])
        )


class Shape:
    """How the records of one serializer are read, and shown as it shows instances.

    With ``names``, these fields only. ``key`` is the column by which rows are asked
    for: their own key or, for lists that come with other records, the key of those.
    """

    def __init__(self, serializer: Any, names: frozenset[str] | None, key: str) -> None:
        fields = serializer().fields
        self.serializer, self.key, self.keep = serializer, key, names is None
        self.names = [name for name in fields if names is None or name in names]
        self.steps: list[Step] = []
        self.parts: dict[str, Shape] = {}
        for name in self.names:
            field: Any = fields[name]
            if isinstance(field, ListSerializer):
                model = serializer.Meta.model
                relation = model._meta.get_field(serializer.parts[name])
                child: Any = type(field.child)
                self.parts[name] = _whole(child, relation.field.name)
            else:
                self.steps.append(Step.of(name, field))
        paths = dict.fromkeys(path for step in self.steps for path in step.paths)
        self.columns = [key, *(path for path in paths if path != key)]
        self.queries: dict[Narrow, Query] = {}

    def of_keys(self, context: Context, keys: Iterable[int]) -> list[Shown]:
        """What the records with ``keys``, which the reader may see, show."""
        asked = list(keys)
        if not asked:
            return []
        found = dict(self._read(context, self._with_keys, {"keys": asked}))
        return [found[key] for key in asked]

    def of(
        self, context: Context, narrow: Narrow, given: Mapping[str, Any]
    ) -> list[Shown]:
        """What the rows that ``narrow`` leaves show, in its order."""
        return [shown for _key, shown in self._read(context, narrow, given)]

    def _with_keys(self, user: Any) -> QuerySet:
        if self.key == "pk":
            rows: QuerySet = self.serializer.Meta.model._default_manager.all()
        else:
            rows = self.serializer.seen(user)
        return rows.filter(Among(self.key, "keys"))

    def _read(
        self, context: Context, narrow: Narrow, given: Mapping[str, Any]
    ) -> list[tuple[int, Shown]]:
        rows = self._query(narrow).rows(context, given, keep=self.keep)
        keys = [row[0] for row in rows]
        show = [(step.name, step.bound(self.columns, context)) for step in self.steps]
        shown = [{name: value(row) for name, value in show} for row in rows]
        for name, part in self.parts.items():
            lists = part.by_key(context, keys)
            for key, each in zip(keys, shown, strict=True):
                each[name] = lists[key]
        return list(zip(keys, self._in_order(shown), strict=True))

    def by_key(self, context: Context, keys: list[int]) -> Mapping[int, list[Shown]]:
        """The rows that belong to each of ``keys``."""
        found: dict[int, list[Shown]] = defaultdict(list)
        if keys:
            for key, shown in self._read(context, self._with_keys, {"keys": keys}):
                found[key].append(shown)
        return found

    def _in_order(self, shown: list[Shown]) -> list[Shown]:
        if not self.parts:
            return shown
        return [{name: each[name] for name in self.names} for each in shown]

    def _query(self, narrow: Narrow) -> Query:
        if narrow not in self.queries:
            self.queries[narrow] = Query(
                lambda user: self.serializer.shown(narrow(user), user).values_list(
                    *self.columns
                )
            )
        return self.queries[narrow]


def shape_of(serializer: Any, names: frozenset[str] | None = None) -> Shape:
    """The shape of what ``serializer`` declares, or of its fields with ``names``."""
    return _whole(serializer, "pk") if names is None else _some(serializer, names)


@cache
def _whole(serializer: Any, key: str) -> Shape:
    return Shape(serializer, None, key)


@lru_cache(maxsize=100)
def _some(serializer: Any, names: frozenset[str]) -> Shape:
    return Shape(serializer, names, "pk")
