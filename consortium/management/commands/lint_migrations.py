"""Looks for locks that new migrations would hold while the site is in use."""

import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

BASELINE = "0017"
"""Up to here no release was in use, and tables were made anew."""

CONFIGURATION = Path(__file__).resolve().parents[3] / ".squawk.toml"


class Command(BaseCommand):
    """``manage.py lint_migrations``; ``.squawk.toml`` says which rules hold."""

    help = "Hold the SQL of new migrations against the rules of squawk."

    def handle(self, *args: Any, **options: Any) -> None:
        program = shutil.which("squawk", path=str(Path(sys.executable).parent))
        if program is None:
            raise CommandError("squawk is not here: it comes with the lint group.")
        names = new_migrations()
        wrong = [name for name in names if complaints(program, name, sql_of(name))]
        self.stdout.write(f"{len(names)} after {BASELINE} were looked at.")
        if wrong:
            raise CommandError(f"They lock too much, see above: {', '.join(wrong)}.")


def new_migrations() -> list[str]:
    """The names of the migrations after the baseline."""
    folder = Path(apps.get_app_config("consortium").path) / "migrations"
    return sorted(
        path.stem for path in folder.glob("0*.py") if path.stem[:4] > BASELINE
    )


def sql_of(name: str) -> str:
    """What a migration does, as far as it can be said in SQL."""
    said = io.StringIO()
    call_command("sqlmigrate", "consortium", name, stdout=said, no_color=True)
    return said.getvalue()


def complaints(program: str, name: str, sql: str) -> int:
    """Show what squawk says of ``sql``; more than 0 if it has complaints."""
    command = [
        program,
        "--config",
        str(CONFIGURATION),
        "--stdin-filepath",
        f"{name}.sql",
    ]
    return subprocess.run(  # noqa: S603 (the words are ours)
        command, input=sql, text=True, check=False
    ).returncode
