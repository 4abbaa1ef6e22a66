"""What was backed up comes back, or nothing does and somebody is told."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from consortium import backups
from consortium.backups import BackupError
from consortium.models import Funding, Initiative
from tests.factories import make_claim, make_funding

pytestmark = pytest.mark.django_db(transaction=True)


def drop(name):
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                sql.Identifier(name)
            )
        )


def databases():
    """Those of this worker: others run their own tests at the same time."""
    own = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall() if name.startswith(own)}


@pytest.fixture
def backup(tmp_path):
    make_claim(subject=make_funding(amount=10**12, conditions="最大1兆円"))
    return backups.create(tmp_path / "backups", connection)


@pytest.fixture
def other():
    """Another database, with nothing in it."""
    found = connection.copy()
    found.settings_dict["NAME"] = f"{connection.settings_dict['NAME']}_other"
    before = databases()
    drop(found.settings_dict["NAME"])
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(
                sql.Identifier(found.settings_dict["NAME"])
            )
        )
    yield found
    found.close()
    for name in databases() - before:
        drop(name)


def said(other, statement):
    with other.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_a_backup_comes_back_into_an_empty_database(backup, other):
    assert backups.restore(backup, other, force=False) == ""

    assert said(other, "SELECT conditions FROM consortium_funding") == "最大1兆円"
    assert said(other, "SELECT count(*) FROM consortium_claim") == 1
    views = "SELECT count(*) FROM pg_views WHERE schemaname = 'past'"
    assert said(other, views) == said(connection, views) > 0
    following = said(other, "SELECT nextval('consortium_funding_id_seq')")
    assert following > Funding.objects.get().pk


def test_what_is_restored_keeps_its_laws_and_its_history(backup, other):
    backups.restore(backup, other, force=False)
    events = said(other, "SELECT count(*) FROM consortium_fundingevent")

    with other.cursor() as cursor:
        cursor.execute("UPDATE consortium_funding SET conditions = 'later'")

    assert said(other, "SELECT count(*) FROM consortium_fundingevent") == events + 1


def test_the_manifest_tells_what_there_is(backup):
    manifest = json.loads((backup / "manifest.json").read_text())

    assert manifest["tables"]["consortium_funding"]["rows"] == 1
    assert manifest["files"].keys() == {"database.dump"}
    assert backup.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in backup.iterdir())


def test_a_database_with_something_in_it_is_left_alone(backup):
    with pytest.raises(BackupError, match="not empty"):
        backups.restore(backup, connection, force=False)

    assert Funding.objects.count() == 1


def test_by_force_the_old_one_is_replaced_and_kept(backup, other):
    backups.restore(backup, other, force=False)
    with other.cursor() as cursor:
        cursor.execute("UPDATE consortium_funding SET conditions = 'newer'")

    kept = backups.restore(backup, other, force=True)

    assert said(other, "SELECT conditions FROM consortium_funding") == "最大1兆円"
    other.close()
    other.settings_dict["NAME"] = kept
    assert said(other, "SELECT conditions FROM consortium_funding") == "newer"


def test_how_a_database_writes_its_values_changes_nothing(backup, other):
    name = other.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        for setting in ("DateStyle = 'German'", "bytea_output = 'escape'"):
            cursor.execute(
                sql.SQL("ALTER DATABASE {} SET " + setting).format(sql.Identifier(name))
            )

    assert backups.restore(backup, other, force=False) == ""


def test_what_cannot_be_swapped_leaves_all_as_it_was(backup, monkeypatch):
    before = databases()
    monkeypatch.setattr(backups, "kept_as", lambda _name: "postgres")  # it is taken

    with pytest.raises(BackupError, match="not replaced"):
        backups.restore(backup, connection, force=True)

    assert databases() == before
    assert Initiative.objects.count() == 1


def test_a_flipped_byte_is_seen(backup, other):
    dump = backup / "database.dump"
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)

    with pytest.raises(BackupError, match=r"database\.dump is not the file"):
        backups.restore(backup, other, force=False)


def test_a_restored_table_that_differs_is_named(backup, other):
    place = backup / "manifest.json"
    manifest = json.loads(place.read_text())
    manifest["tables"]["consortium_funding"]["digest"] = "1"
    place.write_text(json.dumps(manifest))

    with pytest.raises(BackupError, match="backed up: consortium_funding"):
        backups.restore(backup, other, force=False)


def test_by_force_what_comes_back_wrong_replaces_nothing(backup):
    place = backup / "manifest.json"
    manifest = json.loads(place.read_text())
    manifest["tables"]["consortium_funding"]["rows"] = 2
    place.write_text(json.dumps(manifest))
    before = databases()

    with pytest.raises(BackupError, match="backed up: consortium_funding"):
        backups.restore(backup, connection, force=True)

    assert databases() == before
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 9, "files": {}}'])
def test_what_is_no_backup_is_refused(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)

    with pytest.raises(BackupError):
        backups.manifest_of(tmp_path)


def test_a_missing_program_is_named(tmp_path, settings):
    settings.POSTGRES_PROGRAMS = str(tmp_path)

    with pytest.raises(BackupError, match="pg_dump is not here"):
        backups.create(tmp_path, connection)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_of_the_program_is_told(tmp_path, settings):
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'no space left' >&2\nexit 1\n")
    program.chmod(0o700)
    settings.POSTGRES_PROGRAMS = str(tmp_path)

    with pytest.raises(BackupError, match="pg_dump failed: no space left"):
        backups.create(tmp_path / "backups", connection)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(BackupError, match="could not be written"):
        backups.create(tmp_path / "file", connection)


class TestCommands:
    def test_the_oldest_give_way(self, tmp_path, time_machine, capsys):
        for day in (1, 2, 3):
            time_machine.move_to(f"2026-11-0{day}T00:00Z")
            call_command("backup", into=tmp_path, keep=2)

        names = [path.name for path in backups.all_in(tmp_path)]
        assert names == ["tracker-20261103T000000Z", "tracker-20261102T000000Z"]
        assert "removed" in capsys.readouterr().out

    def test_none_is_too_few_to_keep(self, tmp_path):
        with pytest.raises(CommandError, match="1 or more"):
            call_command("backup", into=tmp_path, keep=0)

    def test_a_backup_is_looked_at(self, backup, capsys):
        call_command("restore", backup, check=True)

        assert "Undamaged" in capsys.readouterr().out

    def test_faults_are_told_without_a_trace(self, backup, tmp_path):
        (tmp_path / "file").touch()

        with pytest.raises(CommandError, match="could not be written"):
            call_command("backup", into=tmp_path / "file")
        with pytest.raises(CommandError, match="not empty"):
            call_command("restore", backup)
