"""Give a new installation its first account."""

import secrets
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import IntegrityError, transaction

NAME = "admin"
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is taken for another


class Command(BaseCommand):
    help = "Make a superuser 'admin' with a random password, unless there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the new password, or how to get in without it."""
        if password := make_first_account():
            self.stdout.write(
                f"Log in as {NAME} with the password {password}\n"
                "It is not shown again; `manage.py changepassword` sets another."
            )
        else:
            self.stdout.write(
                "Accounts exist. `manage.py changepassword NAME` replaces a forgotten "
                "password, `manage.py createsuperuser` makes another account."
            )


def make_first_account() -> str:
    """Make a superuser and return its password; return nothing if there is one."""
    if User.objects.filter(is_superuser=True).exists():
        return ""
    groups = ["".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4)]
    password = "-".join(groups)
    try:
        with transaction.atomic():
            User.objects.create_superuser(NAME, password=password)
    except IntegrityError:  # another start was quicker, or some other "admin" is there
        return ""
    return password
