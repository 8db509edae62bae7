"""Counts events into a cube: those in Parquet files, or those of a region in the database."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.actions import building
from wijkschakel.outcomes.cube import building as cubes
from wijkschakel.outcomes.cube import clustering, refreshing
from wijkschakel.outcomes.rules.troubles import OutcomeTrouble
from wijkschakel.places.models import Region
from wijkschakel.upkeep import outcome_places as places
from wijkschakel.upkeep.management.commands.match import Watch


class Command(BaseCommand):
    """Build the cube of a folder, or refresh it."""

    help = (
        "Count pseudonymised events per area, group, week, theme and answer, from months of "
        "Parquet files (docs/beheer/cijfers.md). Can be stopped at any moment: the last whole cube "
        "stays, and months that were counted are not counted again. Uses no database. With "
        "--region: write the months of a region from the database first."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        places.add(parser, "holds events/ and persons.parquet")
        parser.add_argument("--refresh", action="store_true", help="only the weeks that changed")
        parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
        parser.add_argument(
            "--master", default="local[2]", metavar="ADDRESS",
            help="of Spark; local-cluster[2,1,1024] starts two executors here",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, with a line for each step."""
        if region := places.region(options):
            self.build_region(region, options)
            return
        watch, folder = Watch(), options["folder"]
        report: dict[str, Any] = {"engine": options["engine"]}
        try:
            with watch.stage("count"):
                if options["engine"] == "spark":
                    found = clustering.build_on_spark(folder, options["master"], self.told)
                    report["months"] = sorted(found.months)
                elif options["refresh"]:
                    report["weeks"] = refreshing.refresh(folder, self.told)
                else:
                    found = cubes.build(folder, self.told)
                    report["months"] = sorted(found.months)
        except (OutcomeTrouble, OSError) as error:
            raise CommandError(str(error)) from error
        report["stages"] = watch.stages
        if options["json"]:
            self.stdout.write(json.dumps(report))
        elif options["refresh"]:
            self.stdout.write(f"{len(report['weeks'])} weeks were counted again.")
        else:
            self.stdout.write(f"The cube holds {len(report['months'])} months.")

    def build_region(self, region: Region, options: dict[str, Any]) -> None:
        """Write the months of a region and count them; nothing is published."""
        watch = Watch()
        try:
            with watch.stage("count"):
                building.publish_region(
                    region=region, by=None, now=clock.now(), told=self.told, only_count=True,
                    clock=clock.now,
                )  # fmt: skip
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        if options["json"]:
            self.stdout.write(json.dumps({"engine": "duckdb", "stages": watch.stages}))
        else:
            self.stdout.write("The cubes of the region are there.")

    def told(self, step: str) -> None:
        """Show how far it is, beside the report."""
        self.stderr.write(step)
