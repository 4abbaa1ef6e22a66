"""New migrations are held against the rules of squawk, where it is installed."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from consortium.management.commands import lint_migrations

SQUAWK = shutil.which("squawk", path=str(Path(sys.executable).parent))
needs_squawk = pytest.mark.skipif(SQUAWK is None, reason="comes with the lint group")


@needs_squawk
@pytest.mark.parametrize(
    ("sql", "is_wrong"),
    [
        ("CREATE TABLE a (id bigint PRIMARY KEY, n int, t varchar(9));", False),
        ("ALTER TABLE a ADD COLUMN n bigint;", False),
        ("ALTER TABLE a ADD COLUMN n bigint NOT NULL;", True),
        ("ALTER TABLE a RENAME COLUMN b TO c;", True),
        ("ALTER TABLE a ALTER COLUMN n TYPE text;", True),
        ("CREATE INDEX i ON a (n);", True),
        ("ALTER TABLE a ADD CONSTRAINT c CHECK (n > 0);", True),
        ("ALTER TABLE a ADD CONSTRAINT c CHECK (n > 0) NOT VALID;", False),
        ("DROP TABLE a;", True),
    ],
)
def test_what_would_stop_a_site_in_use_is_complained_of(sql, is_wrong):
    whole = f"BEGIN;\n{sql}\nCOMMIT;\n"

    assert bool(lint_migrations.complaints(SQUAWK, "made-up", whole)) == is_wrong


@pytest.fixture
def grim(tmp_path, monkeypatch):
    """A squawk that complains of everything; one migration is new."""
    program = tmp_path / "squawk"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o700)
    monkeypatch.setattr("shutil.which", lambda *_words, **_options: str(program))
    monkeypatch.setattr(
        lint_migrations, "new_migrations", lambda: ["0011_latest_first"]
    )
    monkeypatch.setattr(lint_migrations, "sql_of", lambda name: f"-- {name}")
    return os.fspath(program)


def test_a_complaint_names_the_migration(grim):
    with pytest.raises(CommandError, match="0011_latest_first"):
        call_command("lint_migrations")


@pytest.mark.django_db
def test_a_migration_is_told_in_sql():
    assert "consortium_linkcheck" in lint_migrations.sql_of("0017_stored_answers")


def test_only_what_came_after_the_baseline_is_looked_at():
    assert all(name[:4] > "0017" for name in lint_migrations.new_migrations())


def test_without_squawk_it_says_where_it_comes_from(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda *_words, **_options: None)

    with pytest.raises(CommandError, match="lint group"):
        call_command("lint_migrations")
