"""Writers take turns; every turn is a version of the data (see ``0006_turns``)."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection


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


def take_turn() -> None:
    """Wait until no other transaction writes, and keep all others waiting.

    Whoever locks rows before writing takes the turn first: two that wait for each
    other's rows cannot meet.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT take_turn()")
