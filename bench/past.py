"""Lists and a detail of the past against the same of now, one after the other."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.test import Client

from bench import revisions
from bench.driver import milliseconds
from bench.figures import Comparison, Goal

FEW = 300_000
"""Events of sums, up to which the past may cost twice what now does; beyond, thrice."""


def comparisons(detail: str, *, repetitions: int) -> list[Comparison]:
    """What ``as_of`` costs at the middle of the history, in process, without HTTP."""
    when = revisions.middle().isoformat()
    goal = Goal(2 if revisions.events() <= FEW else 3, at_least=False)
    asked = {
        "list": "/api/v1/funding/?page_size=100",
        "list, filtered": "/api/v1/funding/?page_size=100&stage=committed&currency=JPY",
        "detail": f"/api/v1/initiatives/{detail}/",
    }
    return [
        _compare(f"{name} as of the middle / now", path, when, repetitions, goal)
        for name, path in asked.items()
    ]


def _compare(
    name: str, path: str, when: str, repetitions: int, goal: Goal
) -> Comparison:
    mark = "&" if "?" in path else "?"
    then = f"{path}{mark}{urlencode({'as_of': when})}"
    client = Client(SERVER_NAME="127.0.0.1")
    for each in (path, then):  # connections and caches are warm before it counts
        milliseconds(client, each)
    pairs: Sequence[tuple[float, float]] = [
        (milliseconds(client, then), milliseconds(client, path))
        for _ in range(repetitions)
    ]
    past, now = zip(*pairs, strict=True)
    return Comparison(name, past, now, "ms", goal)
