"""Publishes what may be said: of the people in a cube, or of a region in the database."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.actions import building
from wijkschakel.outcomes.models import PublishedTable
from wijkschakel.outcomes.rules.troubles import OutcomeTrouble, require
from wijkschakel.places.models import Region
from wijkschakel.upkeep import outcome_places as places


class Command(BaseCommand):
    """Publish through the gateway."""

    help = (
        "Publish the tables of folder/catalogue.json in folder/published/public: nothing about "
        "fewer than ten people, and nothing from which that can be worked out, together with all "
        "that was published before (docs/beheer/cijfers.md). Uses no database. With --region: do "
        "it for a region, from the database to the pages; may be stopped at any moment."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        places.add(parser, "holds cube/ and catalogue.json")
        parser.add_argument("--without-argus", action="store_true", help="do not ask Tau-Argus")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and say what became of it."""
        if region := places.region(options):
            self.publish_region(region, options)
            return
        self.stderr.write("counting people, choosing what to keep back, auditing ...")
        try:
            require("numpy", "scipy", "duckdb")
            from wijkschakel.outcomes.cube import publishing  # noqa: PLC0415  # slow import

            release, outside = publishing.publish(
                options["folder"],
                timezone.localdate(clock.now()).isoformat(),
                ask_argus=not options["without_argus"],
            )
        except (OutcomeTrouble, OSError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(asdict(release) | {"outside": outside}))
            return
        if release.number is None:
            self.stdout.write("Nothing new may be said; what was published stays.")
        else:
            self.stdout.write(f"Release {release.number}.")
        self.stdout.write(
            f"{release.shown} figures shown, {release.hidden} kept back; the total is "
            f"{release.behind} people behind; {outside} people are in no area of the catalogue."
        )

    def publish_region(self, region: Region, options: dict[str, Any]) -> None:
        """Do it for a region."""
        try:
            row = building.publish_region(
                region=region, by=None, now=clock.now(), told=self.stderr.write,
                ask_argus=not options["without_argus"], clock=clock.now,
            )  # fmt: skip
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        tables = PublishedTable.objects.filter(region=region)
        report = {
            "build": str(row.pk), "state": row.state, "tables": tables.count(),
            "changed": tables.filter(published_at=row.started_at).count(),
        }  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps(report))
        else:
            self.stdout.write(f"{report['tables']} tables, {report['changed']} of them are new.")
