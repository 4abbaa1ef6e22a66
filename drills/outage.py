"""PostgreSQL goes away under load and comes back.

``dev.py drill outage``: meanwhile each question is answered, with 200 or with 503 and
``Retry-After``, within two seconds; the first one after PostgreSQL accepts connections
again is answered with 200.
"""

import sys
import time
from typing import NamedTuple

from drills.clusters import Cluster
from drills.site import Asked, Probe, ask, new_question, production

AWAY = 10.0
PER_SECOND = 20
WITHIN = 2.0


class Came(NamedTuple):
    """The questions while it was away, the others, and the first ones afterwards."""

    away: list[Asked]
    others: list[Asked]
    first: list[Asked]


def main(arguments: list[str]) -> None:
    """Run it and tell; exits with 1 where a goal is missed."""
    with production() as (database, port, _process):
        came = run(port, database, seconds=AWAY)
    print(told(came))
    if wrong := faults(came):
        sys.exit("\n".join(wrong))


def run(port: int, database: Cluster, *, seconds: float) -> Came:
    """Stop the database for so long while somebody asks."""
    with Probe(port, new_question, PER_SECOND) as probe:
        time.sleep(2)
        database.stop()
        gone = time.monotonic()
        time.sleep(seconds)
        back = time.monotonic()
        database.start()
        first = [ask(port, f"/api/v1/funding/?amount_min={turn}") for turn in range(8)]
    away = [asked for asked in probe.asked if gone < asked.at < back]
    others = [asked for asked in probe.asked if asked not in away]
    return Came(away, others, first)


def faults(came: Came) -> list[str]:
    """Which goals were missed."""
    told = []
    whole = [*came.away, *came.others]
    if strange := [each for each in whole if each.status not in (200, 503)]:
        told.append(f"Neither 200 nor 503: {strange[:3]}")
    if [each for each in whole if each.status == 503 and not each.retry]:
        told.append("503 without Retry-After.")
    if late := [each for each in came.away if each.seconds > WITHIN]:
        told.append(f"{len(late)} waited longer than two seconds: {late[:3]}")
    if [each.status for each in came.first] != [200] * len(came.first):
        told.append(f"Not answered at once afterwards: {came.first}")
    if not any(each.status == 503 for each in came.away):
        told.append("Nobody was refused: it was not away.")
    return told


def told(came: Came) -> str:
    """What a run came to, in a sentence."""
    slowest = max(each.seconds for each in came.away)
    refused = sum(each.status == 503 for each in came.away)
    answered = sum(each.status == 200 for each in came.others)
    return (
        f"Away: {refused} of {len(came.away)} told to come again, the slowest after "
        f"{slowest:.3f} s. While it ran, stopped or started: {answered} of "
        f"{len(came.others)} answered. "
        f"First afterwards: {[each.status for each in came.first]}."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
