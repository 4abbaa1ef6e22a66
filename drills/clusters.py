"""PostgreSQL clusters of a drill's own: started, killed, copied, and gone afterwards.

They run the programs of the embedded PostgreSQL on data directories of their own, so
that a drill may kill and break what it likes. Like the embedded one they listen on a
Unix socket only, and for root they run as ``nobody``.
"""

import contextlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg

from tracker import embedded


class Cluster:
    """A server with its data, below ``root``; ``settings`` hold for each start.

    ``database`` is the one that its ``url`` and its queries mean.
    """

    def __init__(self, root: Path, settings: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.server = embedded.Server(root.resolve())
        self.server.settings = dict(settings or {})
        self.database = embedded.NAME

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.server.data

    @property
    def home(self) -> Path:
        """A place that the server's account reaches: for archives and backups."""
        return self.server.home

    @property
    def url(self) -> str:
        """What ``DATABASE_URL`` says to use it."""
        return f"postgres://{embedded.NAME}@/{self.server.socket}/{self.database}"

    def start(self, **settings: str) -> None:
        """Start it, with more settings from now on; returns once it answers."""
        self.server.settings |= settings
        self.server.start()

    def stop(self) -> None:
        """Stop it in order: sessions are ended, and all is written."""
        self.server.stop()

    def kill(self) -> None:
        """Kill the server and its children, as the kernel does (``kill -9``)."""
        until = time.monotonic() + embedded.PATIENCE
        while found := self.processes():
            for process in found:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            if time.monotonic() > until:
                raise RuntimeError("PostgreSQL survived kill -9.")
            time.sleep(0.005)

    def processes(self) -> list[int]:
        """The server's processes: all those at home in its data."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if os.readlink(process / "cwd") == str(self.data):
                    found.append(int(process.name))
        return found

    def connect(self) -> psycopg.Connection:
        """A connection as superuser, each statement a transaction of its own."""
        return psycopg.connect(
            host=str(self.server.socket),
            user=embedded.NAME,
            dbname=self.database,
            autocommit=True,
            connect_timeout=5,
        )

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of one statement; none where it has no rows."""
        with self.connect() as connection:
            cursor = connection.execute(sql.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def await_that(self, sql: str, *values: object) -> None:
        """Wait until the first value of this statement is true."""
        until = time.monotonic() + embedded.PATIENCE
        while not self.query(sql, *values)[0][0]:
            if time.monotonic() > until:
                raise RuntimeError(f"Never came true: {sql}")
            time.sleep(0.02)

    def run(self, program: str, *arguments: str) -> str:
        """What one of PostgreSQL's programs says, run as the server's account.

        Raises ``embedded.Unavailable`` with its complaint if it fails.
        """
        return self.server.run(program, *arguments)

    def connected(self, program: str, *arguments: str) -> str:
        """``run`` for a program that connects to this server."""
        here = ["--host", str(self.server.socket), "--username", embedded.NAME]
        return self.run(program, *here, *arguments)

    def place(self, name: str) -> Path:
        """A directory below ``home`` that only the server's account may enter."""
        path = self.home / name
        self.server.own_directory(path)
        return path

    def adopt(self, data: Path) -> None:
        """Take over a data directory made elsewhere, such as a base backup."""
        self.server.prepare_programs()
        shutil.copytree(data, self.data, symlinks=True)
        if self.server.owner:
            owner = self.server.owner.pw_uid, self.server.owner.pw_gid
            for path in (self.data, *self.data.rglob("*")):
                os.chown(path, *owner, follow_symlinks=False)

    def delete(self) -> None:
        """Kill it and remove all it had."""
        self.kill()
        self.server.delete()
        shutil.rmtree(self.root, ignore_errors=True)


@contextlib.contextmanager
def clusters(**settings: str) -> Iterator[Callable[..., Cluster]]:
    """Gives a function that makes clusters; all of them are gone at the end."""
    made: list[Cluster] = []

    def make(**more: str) -> Cluster:
        root = Path(tempfile.mkdtemp(prefix="tracker-drill-"))
        made.append(Cluster(root, settings | more))
        return made[-1]

    embedded.leave_when_terminated()
    try:
        yield make
    finally:
        for cluster in made:
            cluster.delete()


@contextlib.contextmanager
def cluster(**settings: str) -> Iterator[Cluster]:
    """One cluster, started; gone at the end."""
    with clusters(**settings) as make:
        made = make()
        made.start()
        yield made
