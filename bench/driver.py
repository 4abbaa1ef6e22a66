"""Asks a server on this machine for pages, a bounded number of times."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from http.client import HTTPConnection
from statistics import quantiles
from time import perf_counter, sleep
from typing import NamedTuple

from django.test import Client

LONGEST = 60
"""Seconds that one run may take, whatever was asked for."""


class Refusal(Exception):
    """The server answered something else than 200 or 304."""


class Load(NamedTuple):
    """What a run came to: answers for each second, and how long they took."""

    per_second: float
    milliseconds: list[float]

    @property
    def p99(self) -> float:
        """The time, in milliseconds, that one answer of a hundred exceeds."""
        return quantiles(self.milliseconds, n=100)[98]


def load(
    port: int,
    paths: Iterable[str],
    *,
    seconds: float,
    requests: int,
    connections: int,
    headers: Mapping[str, str] | None = None,
) -> Load:
    """Ask 127.0.0.1 for one of ``paths`` after the other, each once.

    Ends with the time, the number of requests or the paths, whichever is used up first.

    Raises ``Refusal`` for any answer that is none.
    """
    until = perf_counter() + min(seconds, LONGEST)
    turns = zip(range(requests), paths, strict=False)
    taken: list[float] = []
    refusals: list[str] = []
    lock, started = threading.Lock(), perf_counter()

    def work() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        try:
            for path in _until(turns, lock, until):
                taken.append(_ask(connection, path, headers or {}))
        except (Refusal, OSError) as reason:
            refusals.append(str(reason))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(connections)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if refusals or not taken:
        raise Refusal(refusals[0] if refusals else "no answer in time")
    return Load(len(taken) / (perf_counter() - started), taken)


def _until(
    turns: Iterator[tuple[int, str]], lock: threading.Lock, until: float
) -> Iterator[str]:
    while perf_counter() < until:
        with lock:
            turn = next(turns, None)
        if turn is None:
            return
        yield turn[1]


def _ask(connection: HTTPConnection, path: str, headers: Mapping[str, str]) -> float:
    started = perf_counter()
    connection.request("GET", path, headers=dict(headers))
    answer = connection.getresponse()
    answer.read()
    if answer.status not in {200, 304}:
        raise Refusal(f"{answer.status} for {path}")
    return (perf_counter() - started) * 1000


def paced(paths: Iterable[str], per_second: float) -> Iterator[str]:
    """``paths``, each not before its turn: so many in a second, and no more."""
    started = perf_counter()
    for turn, path in enumerate(paths):
        sleep(max(0.0, started + turn / per_second - perf_counter()))
        yield path


def milliseconds(client: Client, path: str) -> float:
    """How long ``path`` takes to answer in this process, without HTTP.

    Raises ``Refusal`` for any answer that is none.
    """
    started = perf_counter()
    answer = client.get(path)
    if answer.status_code != 200:
        raise Refusal(f"{answer.status_code} for {path}")
    return (perf_counter() - started) * 1000
