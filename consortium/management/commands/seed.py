"""Loads the facts that come with the tracker."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model

from consortium.imports import seed
from consortium.imports.fixtures import BadFixture


class Command(BaseCommand):
    """``manage.py seed [folder]``"""

    help = "Create the seed's records and claims that are missing; change no other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=seed.FIXTURES, help="of fixtures"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            outcome = seed.load(folder)
        except BadFixture as reason:
            raise CommandError(f"{reason} (nothing was loaded)") from reason
        if outcome.was_loaded:
            self.stdout.write("unchanged: these files are loaded already")
            return
        self.stdout.write(f"created: {listed(outcome.created)}")
        if outcome.kept:
            self.stdout.write(f"kept as they are: {listed(outcome.kept)}")


def listed(tally: Counter[type[Model]]) -> str:
    """``13 organizations, 1 initiative``; ``nothing`` for an empty tally."""
    parts = (
        f"{number} {named.verbose_name if number == 1 else named.verbose_name_plural}"
        for model, number in tally.items()
        for named in [model._meta]
    )
    return ", ".join(parts) or "nothing"
