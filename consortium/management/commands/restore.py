"""Restores a backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from consortium import backups


class Command(BaseCommand):
    """Restores a backup into an empty database, or replaces one that is not."""

    help = "Restore a backup, and hold every table against its manifest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="The directory of the backup.")
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument(
            "--check", action="store_true", help="Only look whether it is undamaged."
        )
        mode.add_argument(
            "--force",
            action="store_true",
            help="Replace a database that is not empty; the old one is kept under "
            "another name. Stop the site first.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                manifest = backups.manifest_of(options["backup"])
                self.stdout.write(f"Undamaged, made at {manifest['created_at']}.")
                return
            kept = backups.restore(
                options["backup"], connection, force=options["force"]
            )
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored; every table is as it was backed up.")
        if kept:
            self.stdout.write(f"The old database is kept as “{kept}”.")
        self.stdout.write(
            "Now run `manage.py migrate`, which is needed after upgrades."
        )
