"""Minutes of load at 60 % of what the server can do: nothing fails, nothing grows.

It asks the benchmark's database, which ``dev.py bench fill`` fills, for what dashboards
and readers ask: lists and initiatives that nobody asked for before, sums, searches,
pages, the past, and a list that is asked for all the time.
"""

from collections.abc import Callable, Iterator
from itertools import chain, count
from typing import NamedTuple
from urllib.parse import urlencode

from django.db import connection

from bench import revisions
from bench.driver import Load, load, paced
from bench.servers import THREADS, WORKERS, Server, serving

MINUTE = 60.0
SHARE = 0.6
"""Of what the server can do in a second: how much it is asked."""

CONNECTIONS = 4
WIDE = 4 * WORKERS * THREADS
"""So many callers at once that every thread of every worker has answered."""

MOST = 1_000_000
FILL = 3_000
"""So many lists of a hundred rows fill the page caches of both workers."""

GROWTH = 1.05
"""How much the workers may grow after the second minute."""


class Minute(NamedTuple):
    """What one minute came to."""

    load: Load
    megabytes: list[float]
    connections: int
    left_open: int

    def row(self, number: int) -> str:
        """A row of the report's table."""
        memory = ", ".join(f"{each:.0f}" for each in self.megabytes)
        return (
            f"| {number} | {self.load.per_second:.0f} | {self.load.p99:.0f} | {memory} "
            f"| {self.connections} | {self.left_open} |"
        )


HEADER = """| minute | per second | p99, ms | MiB of workers | connections | left open |
| --- | --- | --- | --- | --- | --- |"""


def soak(minutes: int, tell: Callable[[str], object]) -> list[str]:
    """Keep a server busy for so many minutes, telling each; returns what was wrong.

    Raises ``Refusal`` at the first answer that is none.
    """
    turns = mixed(slugs())
    with serving("ours") as server:
        # Caches are full and every thread has its connection, with prepared queries,
        # before it counts: what grows after that would grow for ever.
        new = (f"/api/v1/funding/?amount_max={10**12 + turn}" for turn in range(FILL))
        _asked(server, new, MINUTE)
        _asked(server, turns, MINUTE, connections=WIDE)
        able = _asked(server, turns, 20.0).per_second
        tell(f"{able:.0f} answers a second are possible; asked are {SHARE:.0%}.")
        tell(HEADER)
        passed: list[Minute] = []
        for number in range(1, minutes + 1):
            at_pace = _asked(server, paced(turns, able * SHARE), MINUTE)
            memory = server.megabytes("VmRSS")
            passed.append(Minute(at_pace, memory, *_connections()))
            tell(passed[-1].row(number))
    return faults(passed)


def faults(minutes: list[Minute]) -> list[str]:
    """What should not be: growth, and transactions that nobody ends."""
    told = []
    settled, last = minutes[min(1, len(minutes) - 1)], minutes[-1]
    if sum(last.megabytes) > sum(settled.megabytes) * GROWTH:
        told.append("The workers grew by more than 5 % after the second minute.")
    if any(minute.left_open for minute in minutes):
        told.append("Transactions were left open.")
    if last.connections > settled.connections:
        told.append("There are more connections than in the second minute.")
    return told


def mixed(known: list[str]) -> Iterator[str]:
    """Addresses as they come to a public site, of which most are new to the cache."""
    past = urlencode({"as_of": revisions.middle().isoformat()})
    return chain.from_iterable(_round(turn, known, past) for turn in count(1))


def _round(turn: int, known: list[str], past: str) -> list[str]:
    slug, other = known[turn % len(known)], known[turn * 7 % len(known)]
    return [
        f"/api/v1/funding/?stage=committed&amount_min={turn}",
        f"/api/v1/funding/?currency=JPY&ordering=-amount&amount_min={turn}",
        f"/api/v1/initiatives/{slug}/",
        f"/api/v1/funding/?initiative={slug}&{past}",
        f"/api/v1/totals/?initiative={other}&group_by=stage",
        f"/api/v1/organizations/?page_size={turn % 90 + 10}",
        f"/initiatives/{other}/",
        *["/api/v1/funding/"] * 8,
        *(["/api/v1/search/?q=Quantum", "/"] if turn % 10 == 0 else []),
    ]


def slugs() -> list[str]:
    """The initiatives that are asked for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug FROM consortium_initiative WHERE state = 'published'"
            " ORDER BY id LIMIT 5000"
        )
        return [slug for (slug,) in cursor.fetchall()]


def _asked(
    server: Server,
    paths: Iterator[str],
    seconds: float,
    connections: int = CONNECTIONS,
) -> Load:
    return load(
        server.port, paths, seconds=seconds, requests=MOST, connections=connections
    )


def _connections() -> tuple[int, int]:
    """How many connections there are, and how many wait within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE state LIKE 'idle in%'"
            " AND state_change < now() - interval '5 seconds')"
            " FROM pg_stat_activity WHERE datname = current_database()"
        )
        number, left_open = cursor.fetchone()
    return number, left_open
