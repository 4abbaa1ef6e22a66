"""Compares what is served: this API, the same tables in plain DRF, and bare bytes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from http.client import HTTPConnection
from itertools import count, product, repeat
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bench.driver import Load, load
from bench.figures import Comparison, Goal
from bench.people import session_of_staff
from bench.servers import Server, serving
from consortium.codelists import Instrument, Stage

CONNECTIONS = 4
SECONDS = 4.0
REQUESTS = 20_000
DEPTH = 100_000
HIT, SAME, MISS, KEPT = (Goal(least, at_least=True) for least in (300, 400, 5, 150))
FLAT = Goal(1.2, at_least=False)
KINDS = [
    f"stage={stage}&instrument={instrument}"
    for stage, instrument in product(Stage.values, Instrument.values)
]


class Ports(NamedTuple):
    """Where the three applications listen."""

    ours: int
    plain: int
    bare: int


def comparisons(slugs: Sequence[str], *, repetitions: int) -> Iterator[Comparison]:
    """All that is compared over HTTP, then the peak memory of each worker.

    ``slugs`` are those of initiatives with many sums.
    """
    with serving("ours") as ours, serving("plain") as plain, serving("bare") as bare:
        ports = Ports(ours.port, plain.port, bare.port)
        yield from _lists(ports, repetitions)
        yield from _details(ports, slugs, repetitions)
        yield _deep(ours.port, repetitions)
        yield from _memory(ours, plain)


def _lists(ports: Ports, repetitions: int) -> Iterator[Comparison]:
    """Lists that nobody asked for before, and one that is asked for all the time."""
    ours, theirs = _filtered("amount_min"), _filtered("amount__gte")
    same, staff = "/api/v1/funding/", {"Cookie": session_of_staff()}
    _body, tag = _get(ports.ours, same)
    unchanged = {"If-None-Match": tag}
    loads = [
        (
            _ask(ports.ours, (f"/api/v1/funding/?{query}" for query in ours)),
            _ask(
                ports.ours,
                (f"/api/v1/funding/?{query}" for query in ours),
                headers=staff,
            ),
            _ask(ports.plain, (f"/funding/?{query}" for query in theirs)),
            _ask(ports.ours, repeat(same)),
            _ask(ports.ours, repeat(same), headers=unchanged),
            _ask(ports.ours, repeat("/")),
            _ask(ports.plain, repeat("/funding/")),
            _ask(ports.bare, repeat("/")),
        )
        for _ in range(repetitions)
    ]
    other, seen, plain_other, known, not_modified, page, plain, bare = (
        [load.per_second for load in column] for column in zip(*loads, strict=True)
    )
    yield Comparison("list, asked again / plain DRF", known, plain, "/s", HIT)
    yield Comparison("list, not modified / plain DRF", not_modified, plain, "/s", SAME)
    yield Comparison("list, asked again / bare bytes", known, bare, "/s")
    yield Comparison("overview page, asked again / bare bytes", page, bare, "/s")
    yield Comparison(
        "list, each filter new / plain DRF", other, plain_other, "/s", MISS
    )
    yield Comparison("list for staff / plain DRF", seen, plain_other, "/s", MISS)


def _filtered(amount: str) -> Iterator[str]:
    """Queries of which no two are alike, so that no cache can help."""
    return (f"{kind}&{amount}={least}" for least in count(1) for kind in KINDS)


def _details(
    ports: Ports, slugs: Sequence[str], repetitions: int
) -> Iterator[Comparison]:
    """Initiatives with all that belongs to them: each asked for once; one, again."""
    share = len(slugs) // repetitions
    turns = [slugs[share * turn : share * (turn + 1)] for turn in range(repetitions)]
    loads = [
        (
            _ask(ports.ours, (f"/api/v1/initiatives/{slug}/" for slug in turn)),
            _ask(ports.plain, (f"/initiatives/{slug}/" for slug in turn)),
            _ask(ports.ours, repeat(f"/api/v1/initiatives/{turn[0]}/")),
        )
        for turn in turns
    ]
    ours, plain, again = (
        [load.per_second for load in column] for column in zip(*loads, strict=True)
    )
    yield Comparison("detail with 50 sums, new / plain DRF", ours, plain, "/s", MISS)
    name = "detail with 50 sums, asked again / plain DRF"
    yield Comparison(name, again, plain, "/s", KEPT)


def _deep(port: int, repetitions: int) -> Comparison:
    """Pages far down the list against the first; sizes differ, so that all are new."""
    first = "/api/v1/funding/?ordering=id&page_size=1000"
    row, deep = _page_at(port, first)
    turns = [
        [
            median(_ask(port, _sized(page, 100 + 10 * turn)).milliseconds)
            for page in (deep, first)
        ]
        for turn in range(repetitions)
    ]
    far, near = zip(*turns, strict=True)
    return Comparison(f"page at row {row:,} / first page", far, near, "ms", FLAT)


def _sized(page: str, least: int) -> list[str]:
    """Ten pages of about ``least`` rows that begin where ``page`` does."""
    sizes = range(least, least + 10)
    return [page.replace("page_size=1000", f"page_size={size}") for size in sizes]


def _page_at(port: int, first: str) -> tuple[int, str]:
    """The last page that begins ``DEPTH`` rows down or before, and its first row."""
    path, row = first, 0
    while row < DEPTH:
        answer, _tag = _get(port, path)
        if answer["next"] is None:
            break
        parts = urlsplit(answer["next"])
        path, row = f"{parts.path}?{parts.query}", row + 1000
    return row, path


def _memory(ours: Server, plain: Server) -> list[Comparison]:
    """Peak memory of a worker; no row where the system does not tell."""
    us, them = ours.megabytes(), plain.megabytes()
    if not (us and them):
        return []
    return [Comparison("peak memory of a worker / plain DRF", us, them, "MiB")]


def _ask(
    port: int, paths: Iterable[str], *, headers: Mapping[str, str] | None = None
) -> Load:
    return load(
        port,
        paths,
        seconds=SECONDS,
        requests=REQUESTS,
        connections=CONNECTIONS,
        headers=headers,
    )


def _get(port: int, path: str) -> tuple[Any, str]:
    """What an address answers, and the tag of the answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = json.loads(answer.read())
    connection.close()
    return body, answer.getheader("ETag") or ""
