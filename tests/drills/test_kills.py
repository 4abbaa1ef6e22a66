"""Kill -9 under writers, in short; ``dev.py drill kill-postgres`` does it at length."""

import pytest

from drills import kills, newsroom
from drills.ledger import ACKNOWLEDGED, AMBIGUOUS, REFUSED, Ledger, Write, faults, lost
from drills.writers import CREATE, Answer, Writers

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("drills")]
WRITERS = 4


@pytest.fixture(scope="module")
def server(own):
    with newsroom.serving(own.cluster, workers=1) as server:
        yield server


@pytest.fixture
def writers(own):
    """Makes writers who may retract sums."""
    sums = [number for (number,) in own.cluster.query(kills.PUBLISHED)]

    def hire(port, name):
        return Writers(port, own.cookie, number=WRITERS, sums=sums, name=name)

    return hire


def test_a_death_of_postgresql_loses_doubles_and_halves_nothing(own, server, writers):
    hired = writers(server.port, "postgres")

    assert kills.kill_postgres(own.cluster, hired, rounds=1) == []

    assert len(hired.ledger.of(ACKNOWLEDGED)) > 2
    assert hired.ledger.of(AMBIGUOUS) == []
    assert hired.ledger.doubted > 0


def test_what_acknowledges_before_it_has_written_is_caught(own, server, writers):
    hired = writers(server.port, "lazy")

    assert kills.lose(own.cluster, hired) > 0, str(hired.ledger)

    for name in kills.LAZY:
        own.cluster.query(f"ALTER SYSTEM RESET {name}")
    own.cluster.query("SELECT pg_reload_conf()")


def test_a_death_of_the_application_loses_doubles_and_halves_nothing(own, writers):
    hired = writers(0, "application")

    assert kills.kill_application(own.cluster, hired, rounds=1, workers=1) == []

    assert len(hired.ledger.of(ACKNOWLEDGED)) > 2
    assert hired.ledger.of(AMBIGUOUS) == []


def test_the_reckoning_finds_what_is_wrong(own, server, writers):
    hired = writers(server.port, "wrong")
    there, gone = (
        Write("a-token-1", CREATE, "wrong-1"),
        Write("no-such", CREATE, "x"),
    )
    assert hired.write(there).fate == ACKNOWLEDGED

    assert faults(own.cluster, hired.ledger) == []
    ledger = Ledger()
    ledger.note(there, REFUSED)
    ledger.note(gone, ACKNOWLEDGED)
    assert lost(own.cluster, ledger) == [gone]
    told = faults(own.cluster, ledger)
    assert [line[:2] for line in told] == ["I1", "I2"]

    own.cluster.query("ALTER TABLE addend DISABLE TRIGGER ALL")
    own.cluster.query("UPDATE subtotal SET total = total + 1 WHERE total > 0")
    own.cluster.query(
        "UPDATE consortium_storedanswer SET key = 'no-token' WHERE key = 'a-token-1'"
    )
    ledger.note(there, AMBIGUOUS)
    ledger.note(gone, AMBIGUOUS)
    told = faults(own.cluster, ledger, settled=False)
    assert {line[:2] for line in told} == {"I4", "I5"}
    told = faults(own.cluster, ledger)
    assert len([line for line in told if line.startswith("I4, never")]) == 2


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        (Answer(201), ACKNOWLEDGED),
        (Answer(412), REFUSED),
        (Answer(409, body=b'{"code":"protected"}'), REFUSED),
        (Answer(409, body=b'{"code":"still_running"}'), AMBIGUOUS),
        (Answer(503), AMBIGUOUS),
        (Answer(0), AMBIGUOUS),
    ],
)
def test_an_answer_tells_the_fate_of_a_write(answer, fate):
    assert answer.fate == fate
