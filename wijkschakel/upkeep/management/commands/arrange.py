"""Proposes arrangements that solve many requests at once, from plain files or for a region."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.places.models import Region
from wijkschakel.support.arranging import planning, synthetic, tables
from wijkschakel.support.arranging.planning import ArrangingPlan
from wijkschakel.support.arranging.rules import Ask, Theme, Venue
from wijkschakel.support.matching.errors import MatchingTrouble
from wijkschakel.support.queries import arrangements
from wijkschakel.upkeep.management.commands.match import Watch


class Command(BaseCommand):
    """Propose arrangements."""

    help = (
        "Propose arrangements (a shared meal, a walking group) that solve many requests at once, "
        "for requests, venues and themes in plain CSV files (the columns stand in "
        "docs/beheer/koppelen.md), or for a region in the database. It keeps nothing: a "
        "coordinator asks people at the desk."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        parser.add_argument("--region", metavar="NAME", help="a region in the database")
        parser.add_argument("--requests", type=Path, metavar="FILE")
        parser.add_argument("--venues", type=Path, metavar="FILE")
        parser.add_argument("--themes", type=Path, metavar="FILE")
        parser.add_argument("--made-up", type=int, metavar="NUMBER", help="requests made up")
        parser.add_argument("--seed", type=int, default=1, help="of what is made up")
        parser.add_argument(
            "--points-per-euro", type=int, default=planning.CENTS_WORTH, metavar="NUMBER",
            help="what a euro weighs; helping one person weighs 1000",
        )  # fmt: skip
        parser.add_argument(
            "--seconds", type=float, default=planning.SECONDS_PER_PART, metavar="NUMBER",
            help="for each part that is solved exactly; 0 gives a plan at once",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, propose, report."""
        watch = Watch()
        try:
            asks, venues, themes = self.read(options)
            plan = planning.arrange(
                asks, venues, themes, options["points_per_euro"], options["seconds"], watch.stage
            )
        except MatchingTrouble as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan, watch), ensure_ascii=False))
            return
        self.stdout.write(
            f"{plan.requests} requests, {plan.options} options. {len(plan.arrangements)} "
            f"arrangements would help {plan.helped} people for {plan.cost_cents / 100:.2f} euro. "
            f"At most {100 * plan.gap:.1f} % below the best possible."
        )

    def read(self, options: dict[str, Any]) -> tuple[list[Ask], list[Venue], Any]:
        """Read the files, or make a town."""
        if options["region"]:
            return self.read_region(options["region"])
        if options["made_up"]:
            return synthetic.make(options["made_up"], options["seed"])
        if not (options["requests"] and options["venues"] and options["themes"]):
            raise CommandError(
                "Name --region, or --requests, --venues and --themes, or --made-up NUMBER."
            )
        return (
            tables.read(options["requests"], Ask),
            tables.read(options["venues"], Venue),
            tables.read(options["themes"], Theme),
        )

    def read_region(self, name: str) -> tuple[list[Ask], list[Venue], Any]:
        """Read the open requests and the venues of a region."""
        found = Region.objects.filter(name=name).first()
        if found is None:
            raise CommandError(f"There is no region {name}.")
        districts = list(found.districts.values_list("pk", flat=True))
        return arrangements.for_engine(districts)


def as_json(plan: ArrangingPlan, watch: Watch) -> dict[str, object]:
    """Give the report for machines."""
    return {
        "requests": plan.requests,
        "options": plan.options,
        "pairs": plan.pairs,
        "helped": plan.helped,
        "cost_cents": plan.cost_cents,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "arrangements": [asdict(each) for each in plan.arrangements],
        "stages": watch.stages,
    }
