"""`wijkschakel grant_role`: the first administrator gets a role here, all others on the site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkschakel.base import clock
from wijkschakel.people.actions import roles
from wijkschakel.people.models import Account, RoleGrant
from wijkschakel.places.models import District


class Command(BaseCommand):
    """Give a role, by whoever installs the system."""

    help = "Give somebody who signed in once a role; without a district it holds everywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument("email", help="address that the person signs in with")
        parser.add_argument("role", choices=RoleGrant.Role.values)
        parser.add_argument("--district", metavar="WK...", help="code of the district")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        account = Account.objects.filter(email__iexact=options["email"]).first()
        if account is None or account.person is None:
            raise CommandError(
                "Niemand logt in met dit adres. Laat de persoon zich eerst op de site aanmelden.\n"
                "Nobody signs in with this address. Let the person sign up on the site first."
            )
        roles.grant_role(
            person=account.person,
            role=options["role"],
            by=None,
            now=clock.now(),
            place=self.find_district(options["district"]),
        )
        self.stdout.write(f"Rol gegeven / role given: {options['role']}")

    def find_district(self, code: str | None) -> District | None:
        """Give the newest district with this code."""
        if code is None:
            return None
        district = District.objects.filter(code=code).order_by("-division_year").first()
        if district is None:
            raise CommandError(f"Wijk {code} is er niet / district {code} is not there")
        return district
