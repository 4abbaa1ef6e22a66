"""Asks for the addresses of sources."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from consortium import links


class Command(BaseCommand):
    """``manage.py check_links [--source SLUG] [--most N]``"""

    help = "Ask for the addresses of sources; tell by findings which ones are dead."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", metavar="SLUG", help="only that of this one")
        parser.add_argument(
            "--most", type=int, default=500, help="how many to ask for, 500 unless told"
        )

    def handle(self, *args: Any, source: str | None, most: int, **options: Any) -> None:
        due = links.due()
        if source:
            due = due.filter(slug=source)
        for outcome, number in sorted(links.check_links(due[:most]).items()):
            self.stdout.write(f"{number:7} {outcome}")
