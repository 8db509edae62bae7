"""`wijkschakel erase_person`: wipe one person in all rooms."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkschakel.base import clock
from wijkschakel.people.models import Person
from wijkschakel.upkeep import privacy


class Command(BaseCommand):
    """Wipe."""

    help = "Wipe a person in all rooms. This cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument("person", help="number of the person")
        parser.add_argument("--yes", action="store_true", help="yes, wipe; it cannot be undone")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        person = Person.objects.filter(pk=options["person"]).first()
        if person is None:
            raise CommandError("Deze persoon is er niet.")
        if not options["yes"]:
            raise CommandError("Wissen kan niet terug. Zet er --yes bij als je het zeker weet.")
        privacy.erase_person(person=person, by=None, now=clock.now())
        self.stdout.write("Gewist.")
