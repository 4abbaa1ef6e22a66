"""Fills the benchmark's database, and compares."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench import comparing, database, fill, revisions, soak
from bench.figures import table
from bench.parties import slug
from bench.scale import Sizes
from consortium.models import Funding, Initiative


class Command(BaseCommand):
    """``python3 dev.py bench [fill|soak] [--scale 0.02] [--repetitions 5]``"""

    help = "Compare this API with plain DRF, now with then; fill a database for it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "command", nargs="?", choices=["compare", "fill", "soak"], default="compare"
        )
        parser.add_argument(
            "--scale", type=float, default=0.02, help="of the data; 1: a million sums"
        )
        parser.add_argument("--repetitions", type=int, default=5, help="of each figure")
        parser.add_argument("--minutes", type=int, default=10, help="of the soak")

    def handle(self, *args: Any, **options: Any) -> None:
        if min(options["repetitions"], options["minutes"]) < 1:
            raise CommandError("At least one repetition, or minute, is needed.")
        try:
            sizes = Sizes.of(options["scale"])
            database.create(anew=options["command"] == "fill")
        except (ValueError, database.NotOurs) as reason:
            raise CommandError(str(reason)) from reason
        call_command("migrate", verbosity=0)
        if not Initiative.objects.filter(slug__startswith=slug("initiative", "")):
            call_command("load_rates")
            call_command("seed")
            fill.fill(sizes, tell=self.stdout.write)
            revisions.revise()
            database.settle()
        self.stdout.write(
            f"{Funding.objects.count():,} sums, {revisions.events():,} events of them"
        )
        if options["command"] == "compare":
            self.stdout.write(table(comparing.comparisons(options["repetitions"])))
        if options["command"] == "soak":
            self._soak(options["minutes"])

    def _soak(self, minutes: int) -> None:
        if wrong := soak.soak(minutes, self._tell):
            raise CommandError("\n".join(wrong))

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
