"""What is taken from a dataset: one statement, and the state of the data it reads."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from consortium.exports.columns import Column, Reader
from consortium.exports.datasets import Dataset
from consortium.models.turns import DataVersion

READ_ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
SAY_DAYS_AS_ISO = "SET LOCAL datestyle TO 'ISO, YMD'"


@contextmanager
def one_state() -> Iterator[DataVersion]:
    """The version of the data that every query inside sees.

    Inside a transaction that has begun already, each query sees what is committed by
    then.
    """
    begun = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if not begun:
                cursor.execute(READ_ONE_STATE)
            cursor.execute(SAY_DAYS_AS_ISO)
        yield DataVersion.current()


@dataclass(frozen=True)
class Extract:
    """Rows of a dataset as one reader asks for them, in one language.

    ``inner`` is the SQL of the rows with the columns that are read; what a file shows
    of them is for its format to say.
    """

    dataset: Dataset
    inner: str

    @classmethod
    def of(cls, dataset: Dataset, rows: Any, reader: Reader) -> "Extract":
        """The extract of ``rows``; labels are in the language of the moment."""
        read = [column for column in dataset.columns if not column.derived]
        rows = rows.order_by(*rows.query.order_by, *dataset.within)
        query = rows.values_list(*(column.expression(reader) for column in read)).query
        # Rows that cannot exist are no error: the file has none.
        compiler = query.get_compiler(connection=connection, elide_empty=False)
        operations: Any = connection.ops
        sql = operations.compose_sql(*compiler.as_sql())
        return cls(dataset, f"({sql}) AS item ({_listed(read)})")

    @property
    def columns(self) -> list[Column]:
        """The columns that a file shows."""
        return self.dataset.shown

    def statement(self, written: Mapping[str, str]) -> str:
        """The SQL of all rows; ``written`` has a template of SQL for some kinds."""
        shown = (
            f"{written.get(column.kind, '{}').format(_value(column))}"
            f" AS {_quoted(column.name)}"
            for column in self.columns
        )
        return f"SELECT {', '.join(shown)} FROM {self.inner}"  # noqa: S608

    def count(self, *, limit: int) -> int:
        """How many rows there are; ``limit`` if there are as many or more."""
        some = f"SELECT FROM {self.inner} LIMIT {limit:d}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({some}) AS counted")  # noqa: S608
            (number,) = cursor.fetchone()
        return int(number)


def _value(column: Column) -> str:
    return f"({column.derived})" if column.derived else _quoted(column.name)


def _listed(columns: list[Column]) -> str:
    return ", ".join(_quoted(column.name) for column in columns)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
