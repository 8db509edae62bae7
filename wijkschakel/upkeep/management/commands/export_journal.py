"""`wijkschakel export_journal`: the journal in the shape of Logboek Dataverwerkingen."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from wijkschakel.upkeep import dataverwerkingen


def a_day(text: str) -> dt.date:
    """Read a day such as 2026-01-31."""
    return dt.date.fromisoformat(text)


class Command(BaseCommand):
    """Write the lines."""

    help = "Write the journal as records of Logboek Dataverwerkingen, one line of JSON each."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument("--from", dest="first", type=a_day, required=True, help="first day")
        parser.add_argument("--until", type=a_day, required=True, help="day after the last one")
        parser.add_argument("--to", type=Path, help="file to write; without it: to the screen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["until"] <= options["first"]:
            raise CommandError("--until moet na --from liggen.")
        zone = timezone.get_default_timezone()
        start, end = (
            dt.datetime.combine(options[name], dt.time(), zone) for name in ("first", "until")
        )
        lines = dataverwerkingen.json_lines(start, end)
        if not options["to"]:
            sys.stdout.writelines(f"{line}\n" for line in lines)
            return
        with options["to"].open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
