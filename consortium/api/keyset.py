"""Pages that start after a row, not at a number: exact while rows come and go."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

Position = list[Any]
"""The values that a row has in the terms of an order."""


class Term(NamedTuple):
    """One column of an order; what is not known in it comes last."""

    path: str
    down: bool
    may_be_null: bool

    def order(self, *, backwards: bool) -> OrderBy:
        """This term as the database orders by it."""
        nulls: dict[str, Any] = {}
        if self.may_be_null:
            nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        column = F(self.path)
        return (column.asc if self.down == backwards else column.desc)(**nulls)

    def equal(self, value: Any) -> Q:
        return Q(
            **{f"{self.path}__isnull": True} if value is None else {self.path: value}
        )

    def beyond(self, value: Any, *, backwards: bool) -> Q:
        """What comes after ``value``, or before it when going backwards."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if backwards else Q(pk__in=[])
        lookup = "lt" if self.down != backwards else "gt"
        beyond = Q(**{f"{self.path}__{lookup}": value})
        if self.may_be_null and not backwards:
            beyond |= Q(**{f"{self.path}__isnull": True})
        return beyond


def terms_of(queryset: QuerySet) -> list[Term]:
    """The order of ``queryset``, which ends with its key."""
    order: Any = queryset.query.order_by
    return [
        Term(term.expression.name, term.descending, bool(term.nulls_last))
        for term in order
    ]


def after(
    queryset: QuerySet, terms: list[Term], position: Position, *, backwards: bool
) -> QuerySet:
    """The rows beyond ``position``, nearest first; an empty one is the very end."""
    queryset = queryset.order_by(*(term.order(backwards=backwards) for term in terms))
    if not position:
        return queryset
    steps, equal = [], Q()
    for term, value in zip(terms, position, strict=True):
        steps.append(equal & term.beyond(value, backwards=backwards))
        equal &= term.equal(value)
    return queryset.filter(reduce(or_, steps))


def position_of(values: Sequence[Any]) -> list[str | None]:
    """Where a row stands that has ``values`` in the terms, as text."""
    return [None if value is None else str(value) for value in values]


def read_position(
    model: type[Model], terms: list[Term], texts: list[str | None]
) -> Position:
    """The position that ``position_of`` wrote."""
    return [
        None if text is None else _column(model, term.path).to_python(text)
        for term, text in zip(terms, texts, strict=bool(texts))
    ]


def _column(model: Any, path: str) -> Any:
    *parents, name = path.split("__")
    for parent in parents:
        model = model._meta.get_field(parent).related_model
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return field.output_field if field.generated else field
