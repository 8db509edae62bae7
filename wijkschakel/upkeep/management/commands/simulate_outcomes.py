"""Shows with made-up people whether our figures are honest. No database."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.outcomes.rules.troubles import OutcomeTrouble, require


class Command(BaseCommand):
    """Simulate programmes of which the truth is known."""

    help = (
        "Make programmes of made-up people (no effect, a real effect, selection, drop-out, a "
        "trend, spill-over) and show what naive counting says, what we say, and what is true. "
        "Uses no database and keeps nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which words the command knows."""
        parser.add_argument("--people", type=int, default=340, help="who enrol in a programme")
        parser.add_argument("--studies", type=int, default=200, help="programmes of each kind")
        parser.add_argument("--seed", type=int, default=1, help="the same gives the same figures")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Simulate, with a line for each scenario."""
        if options["people"] < 1 or options["studies"] < 1:
            raise CommandError("Name at least one person and one study.")
        try:
            require("numpy", "scipy")
            from wijkschakel.outcomes.simulator import trials  # noqa: PLC0415  # slow import

            found = trials.trials(
                options["people"], options["studies"], options["seed"], told=self.stderr.write
            )
        except OutcomeTrouble as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            plain = [{k: None if v != v else v for k, v in asdict(t).items()} for t in found]
            self.stdout.write(json.dumps(plain))
            return
        for t in found:
            self.stdout.write(
                f"{t.scenario}: true {t.truth:+.0%}. Naive counting says {t.naive:+.0%} and "
                f'"change" in {t.naive_change:.0%} of studies; we say {t.ours:+.0%} and "change" '
                f"in {t.ours_change:.0%}. Our interval holds the truth in {t.covered:.0%}."
            )
