"""Audits everything that was ever published, together: of a folder or of a region."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.outcomes.rules.troubles import OutcomeTrouble, require
from wijkschakel.upkeep import outcome_places as places


class Command(BaseCommand):
    """Audit the releases of a folder."""

    help = (
        "Read the record of all releases, check that nobody changed it or the public files, and "
        "work out with linear programmes whether a reader of everything could find a figure that "
        "was kept back. Exits with 1 when one can be found. Reads no person."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        places.add(parser, "holds published/ and catalogue.json")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Audit and say what was found."""
        self.stderr.write("reading the record, auditing ...")
        try:
            require("numpy", "scipy")
            from wijkschakel.outcomes.cube import publishing  # noqa: PLC0415  # slow import

            region = places.region(options)
            gate = (
                publishing.gateway_of(places.folder(region) / "published")
                if region
                else publishing.gateway(options["folder"], ask_argus=False)
            )
            releases = len(gate.ledger.entries())
            found = gate.audit(self.stderr.write)
        except (OutcomeTrouble, OSError) as error:
            raise CommandError(str(error)) from error
        given_away = sum(found.values())
        if options["json"]:
            self.stdout.write(json.dumps({"releases": releases, "given_away": found}))
        else:
            self.stdout.write(f"{releases} releases; {given_away} figures can be worked out.")
        if given_away:
            raise CommandError("What was published gives away what was kept back. Tell the region.")
