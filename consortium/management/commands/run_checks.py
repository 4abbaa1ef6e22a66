"""Runs the data-quality checks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consortium import checks
from consortium.models import Initiative


class Command(BaseCommand):
    """``manage.py run_checks [--initiative SLUG]``"""

    help = "Look for faults in all records; open and close findings accordingly."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--initiative", metavar="SLUG", help="only what concerns this one"
        )

    def handle(self, *args: Any, initiative: str | None, **options: Any) -> None:
        outcome = checks.refresh(named(initiative)) if initiative else checks.run_all()
        for code, found in sorted(outcome.found.items()):
            self.stdout.write(f"{found:7} {code}")
        self.stdout.write(
            f"{outcome.found.total()} found, {outcome.opened.total()} opened, "
            f"{outcome.closed.total()} closed"
        )


def named(slug: str) -> Initiative:
    try:
        return Initiative.objects.get(slug=slug)
    except Initiative.DoesNotExist:
        raise CommandError(f"There is no initiative “{slug}”.") from None
