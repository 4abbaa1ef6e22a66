"""COPY into the tables of models."""

from django.db import connection, models
from django.db.models import Max
from psycopg import sql

from bench.rows import Batch


def copy(batch: Batch) -> int:
    """Copy a batch with all triggers at work; columns not named get their defaults.

    The history triggers write an event for each row, as they do for any insert. The
    texts hold neither tabs nor line breaks nor backslashes.
    """
    given = set(batch.columns)
    rest = {
        str(field.column): _text(field.get_default())
        for field in batch.model._meta.concrete_fields
        if field.column not in given and _needs_value(field)
    }
    names: list[sql.Composable] = [
        sql.Identifier(name) for name in (*batch.columns, *rest)
    ]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(batch.model._meta.db_table), sql.SQL(", ").join(names)
    )
    tail = "".join(f"\t{value}" for value in rest.values()) + "\n"
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in batch.rows:
            stream.write("\t".join(map(_text, row)) + tail)
    return len(batch.rows)


def last_key(model: type[models.Model]) -> int:
    """The greatest key of a table; 0 when it is empty."""
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def count_on(model: type[models.Model]) -> None:
    """Let the keys that the database gives start behind those that were copied."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
            [model._meta.db_table, max(1, last_key(model))],
        )


def _needs_value(field: models.Field) -> bool:
    has_default = field.db_default is not models.NOT_PROVIDED
    return not (field.generated or field.primary_key or has_default)


def _text(value: object) -> str:
    return "\\N" if value is None else str(value)
