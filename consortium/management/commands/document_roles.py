"""Writes the generated part of docs/roles.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from consortium.management.role_tables import describe_all

MARK = "<!-- generated below by manage.py document_roles -->\n"


class Command(BaseCommand):
    """Keeps the page true to the matrix; ``--check`` only says whether it is."""

    help = "Write who may do what into docs/roles.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "docs" / "roles.md"
        text = page.read_text()
        written = text.partition(MARK)[0] + MARK + "\n" + describe_all()
        if not options["check"]:
            page.write_text(written)
        elif written != text:
            raise CommandError("docs/roles.md is behind the matrix of roles.")
