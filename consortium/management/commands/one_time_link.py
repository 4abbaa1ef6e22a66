"""Let somebody in who has lost a password or a second factor."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from consortium.accounts.factors import remove_factors
from consortium.accounts.links import HOURS, one_time_link


class Command(BaseCommand):
    """``manage.py one_time_link NAME [--site …] [--without-factors]``"""

    help = "Print a link by which the owner of an account chooses a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the account's")
        parser.add_argument(
            "--site", default="http://127.0.0.1:8000", help="where the site is served"
        )
        parser.add_argument(
            "--without-factors",
            action="store_true",
            help="take away all second factors, which were lost",
        )

    def handle(
        self, *args: Any, name: str, site: str, without_factors: bool, **options: Any
    ) -> None:
        account = User.objects.filter(username=name, is_active=True).first()
        if account is None:
            raise CommandError(f"No active account is called “{name}”.")
        if without_factors:
            number = remove_factors(account)
            self.stdout.write(f"Second factors taken away: {number}.")
        self.stdout.write(f"Good for {HOURS} hours:\n  {one_time_link(account, site)}")
