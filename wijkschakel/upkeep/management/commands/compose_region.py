"""Makes a region of municipalities and districts."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.network.readers.areas import clean_selection
from wijkschakel.network.readers.files import UnreadableFile
from wijkschakel.places import actions as place_actions
from wijkschakel.places import queries as place_queries
from wijkschakel.places import rules
from wijkschakel.places.models import Municipality


class Command(BaseCommand):
    """Compose a region and say how many people live there."""

    help = (
        "Make a region of whole municipalities and of single districts; again with the same name: "
        "the region gets exactly these. Adds up its residents and warns when they are far from "
        "100,000."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        parser.add_argument("name")
        parser.add_argument(
            "--municipality", action="append", nargs="+", default=[], metavar="GM0355"
        )
        parser.add_argument("--district", action="append", nargs="+", default=[], metavar="WK")
        parser.add_argument("--year", type=int, help="year of the division of the codes")
        parser.add_argument("--pilot", action="store_true", help="mark it as a pilot region")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compose and report."""
        try:
            region = self.compose(options)
        except (Refused, UnreadableFile) as error:
            raise CommandError(str(error)) from error
        population = place_queries.region_population(region)
        size = region.memberships.count()
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "name": region.name,
                        "slug": region.slug,
                        "districts": size,
                        "residents": population.residents,
                        "unknown": list(population.unknown),
                        "far_from_aim": population.is_far,
                    }
                )
            )
            return
        self.stdout.write(
            f"{region.name}: {size} districts, {population.residents} residents. "
            f"Page: /regio/{region.slug}/"
        )
        if population.unknown:
            self.stdout.write(f"Residents not known: {', '.join(population.unknown)}.")
        if population.is_far:
            self.stderr.write(
                f"Warning: {population.residents} residents is far from the "
                f"{rules.REGION_RESIDENTS} that a region aims at."
            )

    def compose(self, options: dict[str, Any]) -> Any:
        """Find the places and make the region."""
        year = options["year"]
        codes = clean_selection(w for group in options["municipality"] for w in group)
        municipalities = []
        for code in sorted(codes):
            found = place_queries.find_area(code, year)
            if not isinstance(found, Municipality):
                raise CommandError(f"{code} is not known here. Import it with import_areas first.")
            municipalities.append(found)
        words = [word.strip().upper() for group in options["district"] for word in group]
        districts = [place_actions.find_district(word, year) for word in words]
        now = clock.now()
        region = place_actions.compose_region(
            name=options["name"],
            municipalities=municipalities,
            districts=districts,
            by=None,
            now=now,
        )
        if options["pilot"]:
            place_actions.set_pilot(region=region, is_pilot=True, by=None, now=now)
        return region
