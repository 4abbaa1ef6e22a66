"""Reads from two real standbys while they lag, die and take over.

What is written is read back at once with replay paused and with replay going on; a
standby is killed among readers; the primary is killed and a standby promoted, which
is asked for all that was acknowledged (``drills.failover``).
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

from psycopg.errors import SerializationFailure

from bench.driver import load
from bench.servers import OURS, started
from drills import failover
from drills.clusters import Cluster, clusters
from drills.standbys import await_replay, standby_of

ROOT = Path(__file__).resolve().parents[1]
SOURCES = "/api/v1/sources/"
READ = ("/api/v1/funding/", "/api/v1/totals/?group_by=stage", "/api/v1/claims/")
FILES = ("/downloads/claims.csv", "/organizations/", "/search/?q=softbank")
SIGN_IN = """
from tests.factories import make_api_token, make_staff
print(make_api_token(user=make_staff("editor"), scope="write").secret)
"""


class Caller(NamedTuple):
    """Somebody with a token, or nobody in particular."""

    port: int
    secret: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}

    def ask(self, path: str, body: Any = None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and bytes; the status is 0 where the line was cut."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        said = json.dumps(body).encode() if body is not None else None
        headers = self.headers | ({"Content-Type": "application/json"} if said else {})
        try:
            line.request("POST" if said else "GET", path, said, headers)
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        except OSError:
            return 0, {}, b""
        finally:
            line.close()


class Site(NamedTuple):
    """A seeded primary with its standbys, and the token of an editor."""

    primary: Cluster
    standbys: list[Cluster]
    secret: str

    def environment(self, replicas: int, primary: Cluster | None = None) -> Any:
        """What a server is told that reads so many of the standbys."""
        urls = ",".join(standby.url for standby in self.standbys[:replicas])
        main = (primary or self.primary).url
        told = {"DATABASE_URL": main, "DATABASE_REPLICA_URLS": urls, "DEBUG": "0"}
        return {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "drills.settings"}


def main(arguments: list[str]) -> None:
    """Run all parts, or those that are named."""
    parser = argparse.ArgumentParser(prog="dev.py drill replicas")
    parser.add_argument("parts", nargs="*", default=list(PARTS), metavar="part")
    parser.add_argument("--writes", type=int, default=1000)  # while replay is paused
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    if wrong := set(options.parts) - {*PARTS}:
        parser.error(f"There is no {', '.join(wrong)}; there are {', '.join(PARTS)}.")
    if "failover" in options.parts:
        failover.lose(options.rounds)
    with clusters() as make:
        site = _site(make)
        for name in options.parts:
            print(f"\n{name}", flush=True)
            PARTS[name](site, options)


def _site(make: Any) -> Site:
    primary = make(max_slot_wal_keep_size="1GB")
    primary.start()
    here = Site(primary, [], "").environment(0)
    for command in (["migrate", "--verbosity=0"], ["load_rates"], ["seed"]):
        _manage(command, here)
    secret = _manage(["shell", "--verbosity=0", "-c", SIGN_IN], here).split()[-1]
    standbys = [standby_of(primary, make, f"standby{number}") for number in (1, 2)]
    return Site(primary, standbys, secret)


def _manage(arguments: list[str], environment: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


def own_writes(site: Site, options: argparse.Namespace) -> None:
    """Write and read at once: nobody may miss what he wrote."""
    numbers = itertools.count()
    with started(OURS, site.environment(2), workers=2) as server:
        editor = Caller(server.port, site.secret)
        _await_state(server.port, {"1": "ok", "2": "ok"})
        for paused, writes in ((True, options.writes), (False, options.writes // 5)):
            for standby in site.standbys:
                turn = "pause" if paused else "resume"
                _patiently(standby, f"SELECT pg_wal_replay_{turn}()")
                if not paused:
                    await_replay(site.primary, standby)
            before = _looks(site.standbys)
            stale = sum(
                not _reads_own(editor, f"own-{next(numbers)}") for _ in range(writes)
            )
            there = _looks(site.standbys) - before
            words = "paused" if paused else "going on"
            print(
                f"  replay {words}: {stale} stale of {writes} reads after "
                f"one's own write; the standbys looked {there} times at sources",
                flush=True,
            )
            _need(not stale, "Somebody did not find what he had written.")


def _reads_own(editor: Caller, slug: str) -> bool:
    values = {"slug": slug, "title": slug, "kind": "filing", "published": "FY2026"}
    status, headers, body = editor.ask(SOURCES, {"values": values})
    if status != 201:
        sys.exit(f"A write was answered by {status}: {body!r}")
    address = headers.get("Location", headers.get("location", ""))
    status, _headers, body = editor.ask(address[address.index("/api/") :])
    return status == 200 and json.loads(body)["slug"] == slug


def _looks(standbys: list[Cluster]) -> int:
    """How often the standbys looked at the table of sources, or at an index of it."""
    time.sleep(1.5)  # sessions tell of it now and then
    said = """
        SELECT seq_scan + idx_scan FROM pg_stat_user_tables
        WHERE relname = 'consortium_source'
    """
    return sum(_patiently(standby, said) for standby in standbys)


def _patiently(standby: Cluster, sql: str) -> Any:
    """The one value of ``sql``; asked again where replay got in its way."""
    for _ in range(100):
        with suppress(SerializationFailure):
            return standby.query(sql)[0][0]
        time.sleep(0.1)
    raise RuntimeError(f"The standby always gives up: {sql}")


def killed(site: Site, options: argparse.Namespace) -> None:
    """Kill both standbys, one after the other, among readers, and start them again."""
    told: Counter[int] = Counter()
    of_files: Counter[int] = Counter()
    end = threading.Event()

    def read(caller: Caller, paths: Iterator[str]) -> None:
        while not end.is_set():
            path = next(paths)
            (of_files if path in FILES else told)[caller.ask(path)[0]] += 1

    with started(OURS, site.environment(2), workers=2) as server:
        _await_state(server.port, {"1": "ok", "2": "ok"})
        callers = [Caller(server.port), Caller(server.port, site.secret)] * 4
        readers = [
            threading.Thread(target=read, args=(each, itertools.cycle(READ + FILES)))
            for each in callers
        ]
        for reader in readers:
            reader.start()
        try:
            for standby in site.standbys:
                time.sleep(3)
                standby.kill()
            time.sleep(3)
            _await_state(server.port, {"1": "failing", "2": "failing"})
            for standby in site.standbys:
                standby.start()
            began = time.monotonic()
            _await_state(server.port, {"1": "ok", "2": "ok"})
            back = time.monotonic() - began
            time.sleep(2)
        finally:
            end.set()
            for reader in readers:
                reader.join()
    print(f"  answers by status: {dict(told)}, files {dict(of_files)}; ", end="")
    print(f"used again {back:.1f} s after the start")
    _need(set(told) == {200}, "The death of a standby was seen outside.")
    # A file that is half made cannot be asked for elsewhere: its line is cut, a 0, or
    # it did not begin, 503.
    _need(set(of_files) <= {200, 0, 503}, "Somebody was told of a fault of ours.")
    _need(of_files[503] <= 2 * len(callers), "Files were refused long after.")


def _await_state(port: int, wanted: dict[str, str]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        status, _headers, body = Caller(port).ask("/readyz")
        if status == 200 and json.loads(body)["checks"].get("replicas") == wanted:
            return
        time.sleep(0.1)
    raise RuntimeError(f"The replicas never were {wanted}: {body!r}")


def speed(site: Site, options: argparse.Namespace) -> None:
    """How much is read in a second, and how much of the work the primary has."""
    for replicas in (0, 1, 2):
        with started(OURS, site.environment(replicas), workers=2) as server:
            if replicas:
                _await_state(server.port, {str(n + 1): "ok" for n in range(replicas)})
            headers = Caller(server.port, site.secret).headers
            paths = [*READ, *FILES]
            for seconds in (2, 10):  # the first lets it get warm
                before = [_cpu(each) for each in (site.primary, *site.standbys)]
                done = load(
                    server.port,
                    itertools.cycle(paths),
                    seconds=seconds,
                    requests=100_000,
                    connections=8,
                    headers=headers,
                )
                after = [_cpu(each) for each in (site.primary, *site.standbys)]
            number = len(done.milliseconds)
            spent = [
                f"{(b - a) * 1000 / number:.2f}"
                for a, b in zip(before, after, strict=True)
            ]
            print(
                f"  {replicas} replicas: {done.per_second:.0f} reads/s, p99 "
                f"{done.p99:.0f} ms; CPU ms a read of primary, standbys: {spent}"
            )


def _cpu(cluster: Cluster) -> float:
    """Seconds of CPU that the living processes of a cluster have used."""
    ticks = 0
    for process in cluster.processes():
        try:
            line = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            continue
        ticks += sum(map(int, line.rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def promotion(site: Site, options: argparse.Namespace) -> None:
    """Kill the primary, promote the first standby, and serve from it."""
    first, _second = site.standbys
    site.primary.kill()
    began = time.monotonic()
    first.query("SELECT pg_promote()")
    took = time.monotonic() - began
    with started(OURS, site.environment(2, first), workers=1) as server:
        editor = Caller(server.port, site.secret)
        _need(_reads_own(editor, "after-promotion"), "It does not read its writes.")
        state = json.loads(editor.ask("/readyz")[2])["checks"]["replicas"]
    print(f"  promoted in {took:.2f} s; it writes and reads; replicas: {state}")
    # The second follows the dead one until somebody points it to the new primary.
    _need(state == {"1": "promoted", "2": "disconnected"}, "A state is mistold.")


def _need(holds: bool, complaint: str) -> None:
    if not holds:
        raise AssertionError(complaint)


PARTS = {
    "failover": lambda site, options: None,
    "own-writes": own_writes,
    "killed": killed,
    "speed": speed,
    "promotion": promotion,
}


if __name__ == "__main__":
    main(sys.argv[1:])
