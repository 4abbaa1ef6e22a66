"""Migrates the database without keeping the site waiting."""

import contextlib
import random
import time
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from consortium.problems import state_of

LOCK_TIMEOUT = "2s"
"""A migration that waits for a table keeps all who come later waiting, readers too."""

ATTEMPTS = 10
PAUSE = 5.0
"""Seconds before it is tried again: about so many."""

NO_LOCK = "55P03"


class Command(migrate.Command):
    """``manage.py migrate``, which gives up in two seconds and tries again."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with impatient(connection):
                    super().handle(*args, **options)
                    return
            except OperationalError as refusal:
                if state_of(refusal) != NO_LOCK:
                    raise
            self.stdout.write(f"Others hold what it needs ({attempt} of {ATTEMPTS}).")
            time.sleep(random.uniform(0.5, 1.5) * PAUSE)  # noqa: S311 (no secret)
        raise CommandError(
            "Others held a table all the time. What is done stays, the rest is undone: "
            "end long transactions, then run it again."
        )


@contextlib.contextmanager
def impatient(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Wait for no lock longer than ``LOCK_TIMEOUT`` as long as this lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [LOCK_TIMEOUT])
    try:
        yield
    finally:
        with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
