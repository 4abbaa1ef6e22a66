"""What is taken from a dataset: one statement, and the state of the data it reads."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.expressions import OrderBy, RawSQL

from consortium.databases import connection
from consortium.exports.columns import Column, Reader
from consortium.exports.datasets import Dataset
from consortium.models import turns

SAY_DAYS_AS_ISO = "SET LOCAL datestyle TO 'ISO, YMD'"
# It takes longer to compile such statements than their rows take.
INTERPRET = "SET LOCAL jit TO off"
# A file is one statement, which lasts as long as its reader takes to load it.
BE_PATIENT = "SET LOCAL statement_timeout TO '30min'"
KEY = "row_key"


def one_state() -> AbstractContextManager[turns.DataVersion]:
    """The version of the data that files are made of, in which they are written."""
    return turns.one_state(SAY_DAYS_AS_ISO, INTERPRET, BE_PATIENT)


@dataclass(frozen=True)
class Extract:
    """Rows of a dataset as one reader asks for them, in one language.

    ``rows`` is the SQL of the rows with what is read and gathered for them, ``order``
    that of their order; what a file shows of them is for its format to say.
    """

    dataset: Dataset
    rows: str
    order: str

    @classmethod
    def of(cls, dataset: Dataset, rows: Any, reader: Reader) -> "Extract":
        """The extract of ``rows``; labels are in the language of the moment."""
        read = {
            column.name: column.expression(reader)
            for column in dataset.columns
            if not column.derived
        }
        within = [F(path).asc() for path in dataset.within]
        terms: list[OrderBy] = [*rows.query.order_by, *within]
        order = {f"sort_{place}": term for place, term in enumerate(terms)}
        rows = rows.order_by()
        # The order is for last: what is gathered may come in any.
        values = [F("pk"), *read.values(), *(term.expression for term in terms)]
        item = _table(rows.values_list(*values), "item", [KEY, *read, *order])
        tables = [item, *_gathered(dataset, rows, reader)]
        return cls(dataset, " ".join(tables), ", ".join(map(_way, order, terms)))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that a file shows."""
        return self.dataset.columns

    def statement(self, written: Mapping[str, str], line: str = "line.*") -> str:
        """The SQL of all rows; ``written`` has a template of SQL for some kinds.

        ``line`` is what is made of the ``line`` of columns.
        """
        shown = ", ".join(
            f"{written.get(column.kind, '{}').format(_value(column))}"
            f" AS {_quoted(column.name)}"
            for column in self.columns
        )
        return (
            f"SELECT {line} FROM {self.rows}"  # noqa: S608 (our own words)
            f" CROSS JOIN LATERAL (SELECT {shown}) AS line ORDER BY {self.order}"
        )

    def count(self, *, limit: int) -> int:
        """How many rows there are; ``limit`` if there are as many or more."""
        some = f"SELECT FROM {self.rows} LIMIT {limit:d}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({some}) AS counted")  # noqa: S608
            (number,) = cursor.fetchone()
        return int(number)


def _gathered(dataset: Dataset, rows: Any, reader: Reader) -> Iterable[str]:
    """A table for everything that is gathered for some of the columns."""
    # For all rows it is counted at once, for some it is looked up for each.
    is_whole = rows.query.where == dataset.rows(reader).query.where
    one: Any = RawSQL(f"item.{KEY}", [])  # noqa: S611 (our own words)
    of_rows = {"isnull": False} if is_whole else {"exact": one}
    wanted = dict.fromkeys(column.gathered for column in dataset.columns)
    for place, each in enumerate(filter(None, wanted)):
        found = each.of(reader, **of_rows)
        table = _table(found, f"gathered_{place}", [KEY, *each.values])
        yield f"LEFT JOIN LATERAL {table} USING ({KEY})"


def _table(rows: Any, name: str, columns: Iterable[str]) -> str:
    # Rows that cannot exist are no error: the file has none.
    compiler = rows.query.get_compiler(connection=connection, elide_empty=False)
    operations: Any = connection.ops
    sql = operations.compose_sql(*compiler.as_sql())
    return f"({sql}) AS {name} ({', '.join(map(_quoted, columns))})"


def _way(name: str, term: OrderBy) -> str:
    down = " DESC" if term.descending else ""
    return f"{name}{down} NULLS LAST" if term.nulls_last else f"{name}{down}"


def _value(column: Column) -> str:
    return f"({column.derived})" if column.derived else _quoted(column.name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
