"""Writers take turns; every turn is a version of the data (see ``0006_turns``)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.db import connection as primary

from consortium.databases import atomic, connection

READ_ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class DataVersion(NamedTuple):
    """What all readers see: how many turns there were, and the stamp of the last."""

    number: int
    written_at: datetime

    @classmethod
    def current(cls) -> "DataVersion":
        """The version that a query of the running transaction sees."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, written_at FROM data_version")
            return cls(*cursor.fetchone())


@contextmanager
def one_state(*settings: str) -> Iterator[DataVersion]:
    """The version of the data that every query inside sees; none of them writes.

    ``settings`` are further statements at the begin of the transaction. Inside of
    somebody else's transaction that one decides what is seen, and how.
    """
    if connection.in_atomic_block:
        yield DataVersion.current()
        return
    with atomic():
        with connection.cursor() as cursor:
            cursor.execute("; ".join([READ_ONE_STATE, *settings]))
        yield DataVersion.current()


def take_turn() -> None:
    """Wait until no other transaction writes, and keep all others waiting.

    Whoever locks rows before writing takes the turn first: two that wait for each
    other's rows cannot meet.
    """
    with primary.cursor() as cursor:
        cursor.execute("SELECT take_turn()")
