"""Publishes what may be said of the people in a cube. No database."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.base import clock
from wijkschakel.outcomes.rules.troubles import OutcomeTrouble, require


class Command(BaseCommand):
    """Publish through the gateway."""

    help = (
        "Publish the tables of folder/catalogue.json in folder/published/public: nothing about "
        "fewer than ten people, and nothing from which that can be worked out, together with all "
        "that was published before (docs/beheer/cijfers.md). Uses no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        parser.add_argument("folder", type=Path, help="holds cube/ and catalogue.json")
        parser.add_argument("--without-argus", action="store_true", help="do not ask Tau-Argus")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and say what became of it."""
        self.stderr.write("counting people, choosing what to keep back, auditing ...")
        try:
            require("numpy", "scipy", "duckdb", "ibis")
            from wijkschakel.outcomes.cube import publishing  # noqa: PLC0415  # slow import

            release, outside = publishing.publish(
                options["folder"],
                clock.now().date().isoformat(),
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
