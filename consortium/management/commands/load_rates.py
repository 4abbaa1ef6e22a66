"""Loads the European Central Bank's reference rates."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consortium.imports import rates


class Command(BaseCommand):
    """``manage.py load_rates [file]``"""

    help = "Add the reference rates that are missing, from the packaged history."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=rates.PACKAGED,
            help="a newer file of the bank's: CSV, or a ZIP of it",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            outcome = rates.load(file)
        except (rates.BadRates, OSError) as reason:
            raise CommandError(f"{reason} (nothing was loaded)") from reason
        if outcome.was_loaded:
            self.stdout.write("unchanged: this file is loaded already")
            return
        self.stdout.write(
            f"added: {outcome.added} of {outcome.rates} rates "
            f"({outcome.first} to {outcome.last})"
        )
