"""Which database is read: the primary, or a replica while somebody says so.

Replicas are copies that PostgreSQL keeps by streaming; ``tracker.replicas`` chooses
one for a whole request. What asks the database directly, or opens a transaction to
read, takes ``connection`` and ``atomic`` from here; what writes, from Django.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.connection import ConnectionProxy

PRIMARY = DEFAULT_DB_ALIAS
_READ: ContextVar[str] = ContextVar("database_read", default=PRIMARY)


def alias() -> str:
    """The database that is read now, as ``DATABASES`` calls it."""
    return _READ.get()


@contextmanager
def reading_from(name: str) -> Iterator[None]:
    """Read the database ``name`` inside, in this thread only."""
    token = _READ.set(name)
    try:
        yield
    finally:
        _READ.reset(token)


def atomic() -> AbstractContextManager[None]:
    """A transaction of the database that is read when it begins."""
    return transaction.atomic(using=alias())


class _Connection(ConnectionProxy):
    """This thread's connection to the database that is read at the moment."""

    @property
    def _alias(self) -> str:
        return alias()


connection = cast(BaseDatabaseWrapper, _Connection(connections, PRIMARY))
