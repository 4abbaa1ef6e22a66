"""Short forms of the drills of the server of production."""

import os
import subprocess
import sys
import threading
import time

import psycopg
import pytest
from django.db import connection

from bench.servers import OURS, started
from drills import outage, restart, slow
from drills.clusters import cluster
from drills.site import ROOT, UNTHROTTLED, Asked, ask

CONNECT = {"dbname", "user", "password", "host", "port"}


@pytest.fixture(scope="module")
def environment(django_db_setup):
    """A server on the database of this test run that is soon out of patience."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "DEBUG": "0"}
    name = {"BROWSER_DATABASE": connection.settings_dict["NAME"], "BODY_WITHIN": "1"}
    return {**os.environ, **settings, **name}


def test_slow_callers_are_dropped_and_others_answered(environment):
    with started(OURS, environment, workers=1) as server:
        came = slow.run(
            server.port,
            slow=40,
            seconds=5,
            headers=False,
            path=lambda _turn: "/healthz",
        )

    assert came.asked
    assert came.failures == 0
    assert None not in came.dropped


@pytest.mark.django_db(transaction=True)
def test_answers_on_their_way_end_before_the_server_does(environment):
    parameters = connection.get_connection_params()
    came = []
    with (
        started(OURS, environment, workers=1) as server,
        psycopg.connect(
            **{word: parameters[word] for word in CONNECT & set(parameters)}
        ) as other,
    ):
        other.execute("LOCK TABLE consortium_funding IN ACCESS EXCLUSIVE MODE")
        asking = threading.Thread(
            target=lambda: came.append(ask(server.port, "/api/v1/funding/"))
        )
        asking.start()
        for _ in range(1000):
            if _somebody_waits():
                break
            time.sleep(0.01)
        server.process.terminate()
        time.sleep(0.5)
        other.rollback()
        asking.join()
        server.process.wait(60)

    assert [asked.status for asked in came] == [200]


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


@pytest.fixture
def database():
    """A cluster with all tables and no rows."""
    with cluster() as made:
        place = {"DATABASE_URL": made.url, "DJANGO_SETTINGS_MODULE": "tracker.settings"}
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env={**os.environ, **place},
            check=True,
        )
        yield made


def test_a_database_that_goes_away_is_told_and_asked_again_at_once(database):
    place = {"DATABASE_URL": database.url, "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    place |= UNTHROTTLED
    with started(OURS, {**os.environ, **place}, workers=1) as server:
        came = outage.run(server.port, database, seconds=2)

    wrong = [line for line in outage.faults(came) if "longer than" not in line]
    assert wrong == []


GOOD, REFUSED = Asked(0, 200, 0.1), Asked(0, 503, 0.1, "5")


@pytest.mark.parametrize(
    ("came", "missed"),
    [
        (outage.Came([REFUSED], [GOOD], [GOOD]), ""),
        (outage.Came([GOOD], [GOOD], [GOOD]), "was not away"),
        (outage.Came([REFUSED, Asked(0, 500, 0.1)], [], [GOOD]), "Neither 200 nor 503"),
        (outage.Came([REFUSED, Asked(0, 503, 0.1)], [], [GOOD]), "without Retry-After"),
        (outage.Came([Asked(0, 503, 2.1, "5")], [], [GOOD]), "longer than two seconds"),
        (outage.Came([REFUSED], [], [REFUSED, GOOD]), "Not answered at once"),
    ],
)
def test_the_drill_of_outage_misses_nothing(came, missed):
    assert missed in " ".join(outage.faults(came))
    assert bool(missed) == bool(outage.faults(came))


@pytest.mark.parametrize(
    ("came", "missed"),
    [
        (slow.Came(9, 0, 0.1, [20.0, 25.0]), ""),
        (slow.Came(9, 1, 0.1, [20.0]), "1 of 9 others"),
        (slow.Came(0, 0, 0.1, [20.0]), "0 of 0 others"),
        (slow.Came(9, 0, 1.5, [20.0]), "a second or more"),
        (slow.Came(9, 0, 0.1, [20.0, None]), "were dropped"),
        (slow.Came(9, 0, 0.1, [20.0, 31.0]), "were dropped"),
    ],
)
def test_the_drill_of_slow_callers_misses_nothing(came, missed):
    assert missed in " ".join(slow.faults(came))
    assert bool(missed) == bool(slow.faults(came))


def test_the_workers_of_a_process_are_its_children():
    with subprocess.Popen(["sleep", "5"]) as process:
        assert restart.workers(process) == []
        process.terminate()
