"""`wijkschakel export_person`: everything we keep about one person, in a file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkschakel.base import clock, journal
from wijkschakel.base.fields import CannotDecrypt
from wijkschakel.people.models import Person
from wijkschakel.upkeep import privacy


class Command(BaseCommand):
    """Write the file."""

    help = "Write everything we keep about a person to a file (JSON), or check such a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument("person", nargs="?", help="number of the person")
        parser.add_argument("--to", type=Path, help="file to write; without it: to the screen")
        parser.add_argument("--check", type=Path, help="read a file and say whether it is whole")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["check"]:
            found = privacy.read_export(options["check"].read_bytes())
            self.stdout.write(f"{found.person} {found.digest}")
            return
        person = Person.objects.filter(pk=options["person"]).first()
        if person is None:
            raise CommandError("Deze persoon is er niet.")
        try:
            export = privacy.export_person(person)
        except CannotDecrypt as error:
            raise CommandError(
                "Een sleutel ontbreekt: niet alles van deze persoon is te lezen. Er is niets weg "
                "en niets geschreven. Zet de oude sleutel terug in WIJKSCHAKEL_FIELD_KEYS; "
                "`wijkschakel doctor` zegt welke."
            ) from error
        journal.record(action="export_person", now=clock.now(), by=None, about=person)
        if options["to"]:
            options["to"].write_bytes(export.as_json())
            self.stdout.write(export.digest)
        else:
            sys.stdout.write(export.as_json().decode() + "\n")
