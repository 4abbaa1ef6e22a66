"""Writes the generated part of docs/data-model.md."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from consortium.management.data_model import describe_all

MARK = "<!-- generated below by manage.py document_models -->\n"


class Command(BaseCommand):
    """Keeps the page true to the models; ``--check`` only says whether it is."""

    help = "Write the tables and their laws into docs/data-model.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "docs" / "data-model.md"
        text = page.read_text()
        written = text.partition(MARK)[0] + MARK + "\n" + describe_all()
        if options["check"] and written != text:
            raise CommandError("docs/data-model.md is behind the models.")
        page.write_text(written)
