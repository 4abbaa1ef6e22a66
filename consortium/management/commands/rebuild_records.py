"""Proves that records say what their preferred claims say."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from consortium.editorial import projection


class Command(BaseCommand):
    """Compares every record with its preferred claims, and repairs it."""

    help = "Let records hold what their preferred claims say."

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument("--check", action="store_true", help="Change nothing.")
        mode.add_argument("--by", help="The user in whose name records are repaired.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            found = list(projection.departures())
        else:
            user = User.objects.filter(username=options["by"]).first()
            if user is None:
                raise CommandError(f"There is no user “{options['by']}”.")
            found = projection.rebuild(by=user)
        for record, field, holds, claim in found:
            self.stdout.write(
                f"{record._meta.verbose_name} {record.pk}, {field}: "
                f"held {holds!r}, claim {claim.pk} says {claim.value!r}"
            )
        if found and options["check"]:
            raise CommandError(f"{len(found)} fields depart from their claims.")
        self.stdout.write(f"{len(found)} fields departed from their claims.")
