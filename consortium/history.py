"""The past: what stood at an instant. What changed since is read by ``changes``.

History is written below the ORM by triggers (see docs/data-model.md); here it is read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connections

from consortium import databases


@contextmanager
def as_of(when: datetime | None) -> Iterator[None]:
    """Read every table of the domain as it stood at ``when``; ``None`` is now.

    Queries inside need not know: views of the schema ``past`` stand before the tables.
    They are evaluated inside, and nothing can be written there.
    """
    if when is None:
        yield
        return
    # A file may be read to its end when nobody says any more which database is read.
    name = databases.alias()
    with databases.atomic(), connections[name].cursor() as cursor:
        cursor.execute("SHOW search_path")
        (path,) = cursor.fetchone()
        _look_at(name, f"past, {path}", when.isoformat())
        yield
        _look_at(name, path, "")


def _look_at(name: str, path: str, instant: str) -> None:
    """Set the search path and the instant until the transaction ends."""
    with connections[name].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('search_path', %s, true),"
            " set_config('tracker.as_of', %s, true)",
            [path, instant],
        )
