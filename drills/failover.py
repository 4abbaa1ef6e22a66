"""What is lost when the primary dies and its standby is promoted, in two modes.

Clusters of their own: four writers insert numbers one by one and remember which were
acknowledged; the primary is killed (``kill -9``), and the promoted standby is asked
for them. In half of the rounds the standby receives nothing in the last moments, as
behind a broken line: without synchronous mode what is acknowledged meanwhile is lost.
"""

import itertools
import os
import signal
import threading
import time
from contextlib import suppress
from typing import NamedTuple

import psycopg

from drills.clusters import Cluster, clusters
from drills.standbys import standby_of

WRITERS = 4
INSERT = "INSERT INTO kept VALUES (%s)"
RECEIVER = "SELECT pid FROM pg_stat_wal_receiver"
MODES = {
    "asynchronous": {},
    "remote_apply": {
        "synchronous_standby_names": "'*'",
        "synchronous_commit": "remote_apply",
    },
}


class Outcome(NamedTuple):
    """One round: what was acknowledged, and what of it is gone."""

    acknowledged: int
    lost: int
    seconds: float
    """From the kill until the promoted standby took a write."""


def lose(rounds: int) -> None:
    """Fail over so many times in each mode, with and without a broken line."""
    for (mode, settings), broken in itertools.product(MODES.items(), (False, True)):
        found = [_round(settings, broken=broken) for _ in range(rounds)]
        written, lost = (sum(each[place] for each in found) for place in (0, 1))
        slowest = max(each.seconds for each in found)
        line = "broken" if broken else "whole"
        print(
            f"  {mode}, line {line}: {lost} lost of {written} acknowledged in "
            f"{rounds} rounds; written again after {slowest:.2f} s at most",
            flush=True,
        )
        if mode == "remote_apply" and lost:
            raise AssertionError("Something acknowledged was lost.")


def _round(settings: dict[str, str], *, broken: bool) -> Outcome:
    with clusters() as make:
        primary = make()
        primary.start()
        primary.query("CREATE TABLE kept (number bigint PRIMARY KEY)")
        standby = standby_of(primary, make, "standby1")
        standby.await_that("SELECT count(*) = 1 FROM pg_stat_wal_receiver")
        for name, value in settings.items():
            primary.query(f"ALTER SYSTEM SET {name} = {value}")
        primary.query("SELECT pg_reload_conf()")
        acknowledged = _written_until_killed(primary, standby, broken=broken)
        began = time.monotonic()
        standby.query("SELECT pg_promote()")
        standby.query(INSERT, -1)
        seconds = time.monotonic() - began
        kept = {number for (number,) in standby.query("SELECT number FROM kept")}
    return Outcome(len(acknowledged), len(acknowledged - kept), seconds)


def _written_until_killed(
    primary: Cluster, standby: Cluster, *, broken: bool
) -> set[int]:
    acknowledged: set[int] = set()
    numbers = itertools.count()

    def write() -> None:
        with suppress(psycopg.Error), primary.connect() as connection:
            for number in numbers:
                connection.execute(INSERT, [number])
                acknowledged.add(number)

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    time.sleep(1)
    if broken:
        ((receiver,),) = standby.query(RECEIVER)
        os.kill(receiver, signal.SIGSTOP)
        time.sleep(0.3)
    primary.kill()
    for writer in writers:
        writer.join()
    if broken:
        os.kill(receiver, signal.SIGKILL)
        _await_restart(standby)
    return acknowledged


def _await_restart(standby: Cluster) -> None:
    """Wait until the server, whose child was killed, answers again."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(psycopg.Error):
            standby.query("SELECT 1")
            return
        time.sleep(0.05)
    raise RuntimeError("The standby did not come back.")
