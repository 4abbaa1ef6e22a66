"""Totals and series from what the database keeps against the same added up anew."""

from time import perf_counter
from unittest.mock import patch

from django.test import Client

from bench.driver import Refusal
from bench.figures import Comparison
from consortium.totals import kept

ASKED = {
    "totals by stage": "totals/?group_by=stage",
    "totals by stage, converted": "totals/?group_by=stage&convert_to=USD",
    "totals by year": "totals/?group_by=year",
    "totals by sector": "totals/?group_by=sector",
    "series by year": "series/?interval=year",
    "series by year, converted": "series/?interval=year&convert_to=USD",
    "totals of one stage": "totals/?stage=committed&group_by=sector",
    "totals of one stage and currency": "totals/?stage=committed&currency=JPY",
    "totals of one instrument": "totals/?instrument=loan",
    "totals of one fiscal year": "totals/?fiscal_year=2024",
    "totals of large sums": "totals/?amount_min=1000000000000",
}


class Differs(Exception):
    """What is kept says something else than the sums."""


def comparisons(repetitions: int) -> list[Comparison]:
    """What totals cost in process, without HTTP; both answers must be the same.

    Raises ``Differs`` where they are not.
    """
    client = Client(SERVER_NAME="127.0.0.1")
    return [_kept(client, name, path, repetitions) for name, path in ASKED.items()]


def _kept(client: Client, name: str, path: str, repetitions: int) -> Comparison:
    """Added up anew / kept, so that the ratio says how much quicker."""
    quick, slow = [], []
    _asked(client, path)  # connections and plans are there before it counts
    for _ in range(repetitions):
        taken, answer = _asked(client, path)
        quick.append(taken)
        with patch.object(kept, "sums", return_value=None):
            taken, same = _asked(client, path)
        slow.append(taken)
        if answer != same:
            raise Differs(path)
    return Comparison(f"{name}: added up anew / kept", slow, quick, "ms")


def _asked(client: Client, path: str) -> tuple[float, bytes]:
    """How many milliseconds an answer takes, and what it says."""
    started = perf_counter()
    answer = client.get(f"/api/v1/{path}")
    taken = (perf_counter() - started) * 1000
    if answer.status_code != 200:
        raise Refusal(f"{answer.status_code} for {path}")
    return taken, answer.content
