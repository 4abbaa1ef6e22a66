"""Totals and series from what the database keeps against the same added up anew."""

from time import perf_counter
from unittest.mock import patch

from django.test import Client

from bench.driver import Refusal
from bench.figures import Comparison
from consortium.totals import subtotals

ASKED = {
    "by stage": "totals/?group_by=stage",
    "by stage, converted": "totals/?group_by=stage&convert_to=USD",
    "by year": "totals/?group_by=year",
    "by sector": "totals/?group_by=sector",
    "series by year": "series/?interval=year",
}
NARROWED = {
    "of one stage and currency": "totals/?stage=committed&currency=USD",
    "of one instrument": "totals/?instrument=grant",
}


class Differs(Exception):
    """What is kept says something else than the sums."""


def comparisons(repetitions: int) -> list[Comparison]:
    """What totals cost in process, without HTTP; both answers must be the same.

    Raises ``Differs`` where they are not. Narrowed totals are never kept: they stand
    against the total of everything.
    """
    client = Client(SERVER_NAME="127.0.0.1")
    everything = [
        _kept(client, name, path, repetitions) for name, path in ASKED.items()
    ]
    narrowed = [
        Comparison(
            f"totals {name} / by stage",
            [_asked(client, path)[0] for _ in range(repetitions)],
            everything[0].against,
            "ms",
        )
        for name, path in NARROWED.items()
    ]
    return everything + narrowed


def _kept(client: Client, name: str, path: str, repetitions: int) -> Comparison:
    """Added up anew / kept, so that the ratio says how much quicker."""
    kept, anew = [], []
    _asked(client, path)  # connections and plans are there before it counts
    for _ in range(repetitions):
        quick, answer = _asked(client, path)
        with patch.object(subtotals, "split_of", return_value=None):
            slow, same = _asked(client, path)
        if answer != same:
            raise Differs(path)
        kept.append(quick)
        anew.append(slow)
    return Comparison(f"{name}: added up anew / kept", anew, kept, "ms")


def _asked(client: Client, path: str) -> tuple[float, bytes]:
    """How many milliseconds an answer takes, and what it says."""
    started = perf_counter()
    answer = client.get(f"/api/v1/{path}")
    taken = (perf_counter() - started) * 1000
    if answer.status_code != 200:
        raise Refusal(f"{answer.status_code} for {path}")
    return taken, answer.content
