"""Give a new installation its first account."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandParser
from django.db import IntegrityError, transaction

from consortium.accounts.links import HOURS, one_time_link

NAME = "admin"


class Command(BaseCommand):
    """``manage.py first_account [--site https://tracker.example.org]``"""

    help = "Make a superuser 'admin' who chooses a password by a link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--site", default="http://127.0.0.1:8000", help="where the site is served"
        )

    def handle(self, *args: Any, site: str, **options: Any) -> None:
        """Print the link, or how to get in without it."""
        if account := first_account():
            self.stdout.write(
                f"Choose a password for “{account}” within {HOURS} hours, here:\n"
                f"  {one_time_link(account, site)}\n"
                "Whoever opens it first has the first account."
            )
        else:
            self.stdout.write(
                "Accounts exist. `manage.py one_time_link NAME` lets somebody choose "
                "another password, `manage.py createsuperuser` makes another account."
            )


def first_account() -> User | None:
    """The superuser who has no password yet, made if there is none; else nothing."""
    superusers = User.objects.filter(is_superuser=True, is_active=True)
    if superusers.exists():
        waiting = superusers.filter(username=NAME, last_login=None).first()
        return waiting if waiting and not waiting.has_usable_password() else None
    try:
        with transaction.atomic():
            return User.objects.create_superuser(NAME)
    except IntegrityError:  # another start was quicker, or some other "admin" is there
        return None
