"""Backups: a dump of the database, and what it must hold once it is restored.

A backup is a directory of ``database.dump`` (PostgreSQL's custom format) and
``manifest.json``: the checksum of the dump, and of each table the number of rows and a
digest that no order changes, both taken from the same snapshot as the dump.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.conninfo import make_conninfo

DUMP, MANIFEST = "database.dump", "manifest.json"
FORMAT = 1
NAMED = "tracker-%Y%m%dT%H%M%SZ"
LIBPQ = {
    "host",
    "port",
    "user",
    "dbname",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
}

Contents = dict[str, dict[str, int | str]]
"""Of each table the number of ``rows`` and their ``digest``."""


class BackupError(Exception):
    """A backup was not made, is damaged or cannot be restored; the text says why."""


def create(parent: Path, connection: BaseDatabaseWrapper) -> Path:
    """Write a backup into a new directory of ``parent`` and return it.

    What is only half written never has the name of a backup.
    """
    now = datetime.now(UTC)
    backup = parent / now.strftime(NAMED)
    draft = backup.with_suffix(".partial")
    try:
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        contents = _dump(draft / DUMP, connection)
        manifest = {
            "format": FORMAT,
            "created_at": now.isoformat(timespec="seconds"),
            "database": connection.settings_dict["NAME"],
            "postgresql": connection.pg_version,  # type: ignore[attr-defined]
            "files": {DUMP: _described(draft / DUMP)},
            "tables": contents,
        }
        _write(draft / MANIFEST, json.dumps(manifest, indent=2))
        draft.rename(backup)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise BackupError(f"The backup could not be written: {error}") from error
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _sync(parent)
    return backup


def all_in(parent: Path) -> list[Path]:
    """The backups of ``parent``, the newest first."""
    return sorted((path.parent for path in parent.glob(f"*/{MANIFEST}")), reverse=True)


def made_at(backup: Path) -> datetime:
    """When ``backup`` was begun, as its name says."""
    return datetime.strptime(backup.name, NAMED).replace(tzinfo=UTC)


def manifest_of(backup: Path) -> dict[str, Any]:
    """What ``backup`` says of itself, once its files have been held against it."""
    try:
        manifest: dict[str, Any] = json.loads((backup / MANIFEST).read_text())
        described = manifest["files"].items()
        form = manifest["format"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BackupError(f"{backup} holds no readable {MANIFEST}.") from error
    if form != FORMAT:
        raise BackupError(f"{backup} is of format {form}; this version reads {FORMAT}.")
    for name, said in described:
        if not (backup / name).is_file() or _described(backup / name) != said:
            raise BackupError(f"{name} is not the file that was backed up.")
    return manifest


def restore(backup: Path, connection: BaseDatabaseWrapper, *, force: bool) -> str:
    """Restore ``backup`` into an empty database, and hold it against its manifest.

    With ``force`` a database that is not empty is replaced once the restored one has
    proved right, and kept under another name, which is returned; else nothing is.
    """
    manifest = manifest_of(backup)
    if not connection.introspection.table_names():
        _load(backup, connection)
        _compare(connection, manifest["tables"])
        return ""
    name = str(connection.settings_dict["NAME"])
    if not force:
        raise BackupError(
            f"The database “{name}” is not empty. With --force it is replaced, and "
            "kept under another name."
        )
    return _replace(backup, connection, manifest["tables"])


def kept_as(name: str) -> str:
    """What a database is called once another has taken its ``name``."""
    return f"{name[:40]}_before_{datetime.now(UTC):%Y%m%dt%H%M%S}"


def _replace(backup: Path, connection: BaseDatabaseWrapper, expected: Contents) -> str:
    name = str(connection.settings_dict["NAME"])
    incoming = f"{name[:40]}_incoming"
    kept = kept_as(name)
    beside = connection.copy()
    beside.settings_dict["NAME"] = incoming
    connection.close()
    with connection._nodb_cursor() as cursor:
        try:
            _execute(cursor, "CREATE DATABASE {} TEMPLATE template0", incoming)
        except DatabaseError as error:
            raise BackupError(f"“{incoming}” cannot be made: {error}") from error
        try:
            _load(backup, beside)
            _compare(beside, expected)
            beside.close()
            _swap(cursor, name, incoming, kept)
        except BaseException:
            beside.close()
            _execute(cursor, "DROP DATABASE {}", incoming)
            raise
    return kept


def _swap(cursor: Any, name: str, incoming: str, kept: str) -> None:
    """Let ``incoming`` be called ``name``, and what was ``name`` be called ``kept``."""
    # Whoever is connected would hold the old one; nobody may come back meanwhile.
    _execute(cursor, "ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
    called = name
    try:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s",
            [name],
        )
        with cursor.connection.transaction():
            _execute(cursor, "ALTER DATABASE {} RENAME TO {}", name, kept)
            _execute(cursor, "ALTER DATABASE {} RENAME TO {}", incoming, name)
        called = kept
    except DatabaseError as error:
        raise BackupError(f"“{name}” was not replaced: {error}") from error
    finally:
        _execute(cursor, "ALTER DATABASE {} ALLOW_CONNECTIONS true", called)


def _execute(cursor: Any, statement: str, *names: str) -> None:
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _dump(target: Path, connection: BaseDatabaseWrapper) -> Contents:
    """Dump the database, and tell what it holds at the same instant."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        options = ["--format=custom", "--no-owner", "--no-privileges"]
        options += [f"--snapshot={snapshot}", f"--file={target}"]
        _run("pg_dump", options, connection)
        target.chmod(0o600)
        _sync(target)
        return _counted(cursor)


def _load(backup: Path, connection: BaseDatabaseWrapper) -> None:
    connection.close()
    options = ["--no-owner", "--no-privileges", "--exit-on-error"]
    options += ["--single-transaction", str(backup / DUMP)]
    _run("pg_restore", options, connection)


def _run(program: str, options: list[str], connection: BaseDatabaseWrapper) -> None:
    parameters: Mapping[str, Any] = connection.get_connection_params()
    known = {word: parameters[word] for word in LIBPQ & parameters.keys()}
    secret = {"PGPASSWORD": str(parameters.get("password") or "")}
    path = shutil.which(program, path=settings.POSTGRES_PROGRAMS or None)
    if path is None:
        raise BackupError(
            f"{program} is not here: install PostgreSQL's client programs, or let "
            "POSTGRES_PROGRAMS name the directory that has them."
        )
    done = subprocess.run(  # noqa: S603 (the words are ours)
        [path, f"--dbname={make_conninfo(**known)}", *options],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")


def _contents(connection: BaseDatabaseWrapper) -> Contents:
    # What is set while counting is forgotten behind it.
    with connection.cursor() as cursor, cursor.connection.transaction():
        return _counted(cursor)


def _counted(cursor: Any) -> Contents:
    # How a row is written depends on these; a digest must not.
    for setting, value in {
        "TimeZone": "UTC",
        "DateStyle": "ISO",
        "IntervalStyle": "iso_8601",
        "extra_float_digits": "1",
        "bytea_output": "hex",
    }.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    )
    found: Contents = {}
    for (table,) in cursor.fetchall():
        cursor.execute(
            sql.SQL(
                "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))"
                "::bit(64)::bigint::numeric), 0)::text FROM public.{} t"
            ).format(sql.Identifier(table))
        )
        rows, digest = cursor.fetchone()
        found[table] = {"rows": rows, "digest": digest}
    return found


def _compare(connection: BaseDatabaseWrapper, expected: Contents) -> None:
    found = _contents(connection)
    differ = sorted(
        table
        for table in found.keys() | expected.keys()
        if found.get(table) != expected.get(table)
    )
    if differ:
        raise BackupError(f"Restored otherwise than backed up: {', '.join(differ)}.")


def _described(path: Path) -> dict[str, int | str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n")
    path.chmod(0o600)
    _sync(path)


def _sync(path: Path) -> None:
    """Let ``path`` be on the disk before it is relied upon."""
    if sys.platform == "win32":  # where a directory cannot be opened
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
