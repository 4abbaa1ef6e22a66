"""Searching against its limits, in process, without HTTP."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.test import Client

from bench.driver import milliseconds
from bench.figures import Comparison, Goal

WITHIN = Goal(1, at_least=False)
LIMITS = {
    "three characters or more": ("Semiconductor", 25),
    "several words": ("Osaka Quantum Laboratory", 25),
    "a Japanese word": ("再生可能エネルギー", 25),
    "nothing found": ("zqxjvkw", 2),
    "two Japanese characters": ("量子", 40),
    "two Japanese characters, nothing found": ("鰻鱧", 40),
}
"""What is looked for, and the milliseconds that the whole answer may take."""


def comparisons(repetitions: int) -> Iterator[Comparison]:
    """One row for each kind of question."""
    client = Client(SERVER_NAME="127.0.0.1")
    for name, (words, limit) in LIMITS.items():
        path = f"/api/v1/search/?{urlencode({'q': words})}"
        milliseconds(client, path)  # the connection and its plans are ready
        taken = [milliseconds(client, path) for _ in range(repetitions)]
        yield Comparison(f"search, {name} / limit", taken, [limit], "ms", WITHIN)
