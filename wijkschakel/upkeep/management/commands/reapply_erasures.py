"""`wijkschakel reapply_erasures`: after restoring a backup, wipe again who was wiped since."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkschakel.base import clock
from wijkschakel.upkeep import privacy


class Command(BaseCommand):
    """Wipe again."""

    help = "After restoring a backup: wipe everybody again who was wiped since it was made."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument("--from", dest="file", type=Path, help="default: var/erasures.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        file = options["file"] or privacy.erasures_file()
        if not file.exists():
            raise CommandError(f"{file} is er niet. Er is niets gewist.")
        done = privacy.reapply_erasures(file=file, now=clock.now())
        self.stdout.write(f"{done.wiped} opnieuw gewist, {done.known} in de lijst.")
        if done.unreadable:
            places = ", ".join(map(str, done.unreadable))
            raise CommandError(f"Deze regels van {file} zijn niet te lezen: {places}.")
