"""Queries that are built once and asked many times.

To build a query and to plan it takes longer than to run it, so the statement is kept:
by this process as text, by the database prepared.
"""

from collections.abc import Mapping
from itertools import count
from typing import Any, cast
from weakref import WeakKeyDictionary

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Expression,
    Field,
    Func,
    QuerySet,
)
from django.db.models.query import ModelIterable

from consortium.databases import alias, connection

Row = tuple[Any, ...]

NUMBERS = count(1)
PREPARED: WeakKeyDictionary[Any, dict["Prepared", str]] = WeakKeyDictionary()
"""By connection, the names under which the database knows the queries."""


class Given(Expression):
    """A value that is known when the query is asked, not when it is built."""

    def __init__(self, name: str, kind: Field | None = None) -> None:
        super().__init__(output_field=kind or BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Among(Func):
    """Whether a column has one of the values that are given when the query is asked.

    They are keys, unless ``kind`` is another field.
    """

    template = "%(expressions)s::%(kind)s[])"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, given: str, kind: Field | None = None) -> None:
        kind = kind or BigIntegerField()
        values: Field = ArrayField(kind)
        super().__init__(column, Given(given, values), kind=kind.db_type(connection))


class Prepared:
    """A queryset with values to be given."""

    def __init__(self, queryset: QuerySet) -> None:
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()
        self.given = {
            param.name: str(param.output_field.db_type(connection))
            for param in self.params
            if isinstance(param, Given)
        }

    def rows(self, values: Mapping[str, Any], *, keep: bool) -> list[Row]:
        """The rows, as tuples, for the ``values`` that are given, by name.

        ``keep`` lets the database keep its plan; not for questions that may not come
        again.
        """
        found = self._found(values, keep=keep)
        return list(self.compiler.results_iter(found, tuple_expected=True))

    def records(self, values: Mapping[str, Any]) -> list[Any]:
        """The records of the queryset, with what it reads along with them."""
        answered = _Answered(self, self._found(values, keep=True))
        return list(ModelIterable(cast(QuerySet, answered)))

    def _found(self, values: Mapping[str, Any], *, keep: bool) -> list[list[Row]]:
        with connection.cursor() as cursor:
            # A pooler between us may lead the next question to another session.
            if keep and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
                self._execute(cursor, [values[name] for name in self.given])
            else:
                params = [
                    values[param.name] if isinstance(param, Given) else param
                    for param in self.params
                ]
                cursor.execute(self.sql, params)
            return [cursor.fetchall()]

    def _execute(self, cursor: Any, values: list[Any]) -> None:
        names = PREPARED.setdefault(connection.connection, {})
        if known := names.get(self):
            cursor.execute(self._call(known), values)
            return
        name = f"kept_{next(NUMBERS)}"
        cursor.execute(f"{self._statement(name)}; {self._call(name)}", values)
        cursor.nextset()
        names[self] = name

    def _call(self, name: str) -> str:
        return f"EXECUTE {name}({', '.join(['%s'] * len(self.given))})"

    def _statement(self, name: str) -> str:
        """The text that prepares the query; what is not given stands in it."""
        operations: Any = connection.ops
        places = {name: f"${number}" for number, name in enumerate(self.given, 1)}
        written = [
            places[param.name]
            if isinstance(param, Given)
            else operations.compose_sql("%s", [param])
            for param in self.params
        ]
        text = (self.sql % tuple(written)).replace("%", "%%")
        return f"PREPARE {name} ({', '.join(self.given.values())}) AS {text}"


class _Answered:
    """A queryset, its query and its compiler to Django, which makes records of it.

    The query was built and asked already; ``found`` is what the database answered.
    """

    _known_related_objects: Mapping[Any, Any] = {}

    def __init__(self, prepared: Prepared, found: list[list[Row]]) -> None:
        self.query, self.db, self.found = self, alias(), found
        self.compiler = prepared.compiler
        self.select = self.compiler.select
        self.klass_info = self.compiler.klass_info
        self.annotation_col_map = self.compiler.annotation_col_map

    def get_compiler(self, **_: Any) -> "_Answered":
        return self

    def execute_sql(self, **_: Any) -> list[list[Row]]:
        return self.found

    def results_iter(self, found: list[list[Row]]) -> Any:
        return self.compiler.results_iter(found)
