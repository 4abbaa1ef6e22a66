"""The command, and the promise that loading twice changes nothing at all."""

import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from consortium.imports import seed

pytestmark = pytest.mark.django_db

RUNS = {
    "consortium_importrun",
    "consortium_importrunevent",
    "pghistory_context",
}
"""The tables that a run over changed files adds to: the run, and why it was."""


def snapshot():
    """Every row of every table as text, histories and contexts included."""
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT row::text FROM "{table}" row ORDER BY 1')  # noqa: S608
            rows[table] = cursor.fetchall()
    return rows


def test_it_says_what_it_created(capsys):
    call_command("seed")

    said = capsys.readouterr().out
    assert said.startswith("created: 33 sectors, 13 organizations, ")
    assert " 1 initiative, 7 sectors of initiatives, 4 members, 1 funding, " in said


def test_a_second_run_changes_nothing_and_says_so(capsys):
    call_command("seed")
    before = snapshot()
    capsys.readouterr()

    call_command("seed")

    assert snapshot() == before
    assert capsys.readouterr().out.startswith("unchanged")


def test_a_run_over_changed_files_adds_nothing_but_the_run(capsys, tmp_path):
    call_command("seed")
    before = snapshot()
    folder = shutil.copytree(seed.FIXTURES, tmp_path / "fixtures")
    with (folder / "sectors.yaml").open("a") as sectors:
        sectors.write("# changed\n")
    capsys.readouterr()

    call_command("seed", folder)

    after = snapshot()
    assert {table for table in after if after[table] != before[table]} == RUNS
    assert capsys.readouterr().out.startswith("created: nothing\nkept as they are: 33")


def test_a_bad_folder_is_refused_in_one_line(tmp_path):
    with pytest.raises(CommandError, match=r"^sectors.yaml: .*\(nothing was loaded\)$"):
        call_command("seed", tmp_path)
