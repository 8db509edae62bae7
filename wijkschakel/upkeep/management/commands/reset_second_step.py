"""`wijkschakel reset_second_step`: for the administrator who lost telephone and codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkschakel.base import clock
from wijkschakel.people.actions import second_step
from wijkschakel.people.models import Account


class Command(BaseCommand):
    """Start the second step anew, by whoever installs the system."""

    help = "Take away app, recovery codes and keys of somebody, who sets up a new second step."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument("email", help="address that the person signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        account = Account.objects.filter(email__iexact=options["email"]).first()
        if account is None or account.person is None:
            raise CommandError("Niemand logt in met dit adres / nobody signs in with this address.")
        second_step.reset_step(person=account.person, by=None, now=clock.now())
        self.stdout.write("Tweede stap weggehaald / second step taken away")
