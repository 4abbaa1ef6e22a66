"""The database that the benchmark works in: its own, and never another."""

import contextlib

import psycopg
from django.db import connection
from psycopg import sql

PREFIX = "bench_"


class NotOurs(Exception):
    """The connection leads to a database that is not the benchmark's."""


def own_name(of: str) -> str:
    """The name of the benchmark's database beside the database called ``of``."""
    return of if of.startswith(PREFIX) else f"{PREFIX}{of}"


def refuse_foreign() -> None:
    """Raise ``NotOurs`` unless the name of the database says that it is for this."""
    name = str(connection.settings_dict["NAME"])
    if not name.startswith(PREFIX):
        raise NotOurs(f"“{name}” is not the benchmark's: it would start with {PREFIX}.")


def create(*, anew: bool = False) -> None:
    """Create the database of the settings unless it is there; ``anew`` empties it."""
    refuse_foreign()
    name = sql.Identifier(str(connection.settings_dict["NAME"]))
    connection.close()
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    known = {"dbname", "user", "password", "host", "port"} & parameters.keys()
    with psycopg.connect(
        autocommit=True, **{word: parameters[word] for word in known}
    ) as server:
        if anew:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        with contextlib.suppress(psycopg.errors.DuplicateDatabase):
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name)
            )


def settle() -> None:
    """Let the planner know the rows, and the indexes that all of them are visible."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
