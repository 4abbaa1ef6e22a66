"""Migrations wait for nobody for long, and go back and forward again."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

from consortium.management.commands import migrate

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, NEWEST = "0016", "0017"


@pytest.fixture
def holder(monkeypatch):
    """Another session, in a transaction that holds a table."""
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", "50ms")
    monkeypatch.setattr(migrate, "ATTEMPTS", 2)
    monkeypatch.setattr(migrate, "PAUSE", 0)
    other = connections.create_connection("default")
    other.settings_dict = connection.settings_dict
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM consortium_linkcheck")
    yield other
    other.close()
    to()


def to(*target):
    """Migrate to a target; what is said meanwhile."""
    said = io.StringIO()
    call_command("migrate", *target, verbosity=0, stdout=said)
    return said.getvalue()


def applied():
    names = {name for _app, name in MigrationRecorder(connection).applied_migrations()}
    return any(name.startswith(NEWEST) for name in names)


def lock_timeout():
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return cursor.fetchone()[0]


def test_a_table_that_somebody_reads_is_not_waited_for(holder):
    before = lock_timeout()

    with pytest.raises(CommandError, match="end long transactions"):
        to("consortium", BEFORE)

    assert applied()
    assert lock_timeout() == before


def test_it_goes_on_once_the_table_is_free(holder, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _seconds: holder.rollback())

    said = to("consortium", BEFORE)

    assert said.count("Others hold") == 1
    assert not applied()
    to()
    assert applied()


def test_other_troubles_are_not_tried_again(monkeypatch):
    def fail(*_args, **_options):
        raise OperationalError("the disk is full")

    monkeypatch.setattr("django.core.management.commands.migrate.Command.handle", fail)

    with pytest.raises(OperationalError, match="full"):
        to()
