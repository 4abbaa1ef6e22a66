"""Later changes of generated sums, so that each has more than one event."""

import datetime
from typing import Any

from django.db import connection, transaction

from bench import database
from consortium.models import Funding

ROUNDS = 4
"""Each changes one half of the sums, in turns: three events for every sum."""


def revise() -> None:
    """Change what no claim speaks of, in as many transactions as there are rounds."""
    database.refuse_foreign()
    for number in range(ROUNDS):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE consortium_funding SET conditions = %s WHERE id %% 2 = %s",
                [f"Revised in round {number}.", number % 2],
            )


def middle() -> datetime.datetime:
    """The instant before which one half of the events of all sums lie."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY pgh_created_at)"
            " FROM consortium_fundingevent"
        )
        instant: datetime.datetime = cursor.fetchone()[0]
    return instant


def events() -> int:
    """How many events of sums there are."""
    model: Any = Funding
    number: int = model.pgh_event_model.objects.count()
    return number
