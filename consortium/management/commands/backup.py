"""Backs up the database."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from consortium import backups


class Command(BaseCommand):
    """Writes a backup, and removes the oldest when there are more than wanted."""

    help = "Back up the database into a new directory, with checksums."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--into",
            type=Path,
            default=settings.BACKUP_ROOT,
            help="Where backups are kept: %(default)s.",
        )
        parser.add_argument(
            "--keep",
            type=int,
            help="How many backups to keep there; without it, all of them.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        parent, keep = options["into"], options["keep"]
        if keep is not None and keep < 1:
            raise CommandError("--keep must be 1 or more: the new one stays.")
        try:
            backup = backups.create(parent, connection)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(backup))
        for old in backups.all_in(parent)[keep:] if keep else ():
            shutil.rmtree(old)
            self.stdout.write(f"removed {old}")
