"""Fills the demonstration town, or a region of many residents around it."""

import json
import time
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.upkeep.demo import filling, reset


class Command(BaseCommand):
    """Give an empty database a neighbourhood to look at."""

    help = "Vult de database met het verzonnen stadje Hazelrode, om te laten zien en te meten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Tell what may be asked."""
        parser.add_argument("--residents", type=int, default=filling.TOWN_RESIDENTS, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="same seed, same data")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when it is there")
        parser.add_argument("--reset", action="store_true", help="take the demonstration out first")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill, and say how it goes."""
        self.started = time.monotonic()
        self.quiet = options["json"] or options["verbosity"] == 0
        try:
            report = self.fill(options)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(report))

    def fill(self, options: dict[str, Any]) -> dict[str, object]:
        """Do what was asked and report it."""
        now = clock.now()
        if options["if_empty"] and filling.is_there():
            self.say("Hazelrode staat er al.")
            return {"filled": False}
        filling.check(options["residents"])
        if options["reset"]:
            self.say(f"{reset.take_out()} rijen over bewoners weggehaald")
        filled = filling.fill(
            count=options["residents"], seed=options["seed"], now=now, say=self.say
        )
        self.say("Klaar.")
        return {"filled": True, "seconds": round(self.seconds(), 1), **asdict(filled)}

    def seconds(self) -> float:
        """Give how long we have been at it."""
        return time.monotonic() - self.started

    def say(self, sentence: str) -> None:
        """Show a line of progress."""
        if not self.quiet:
            self.stdout.write(f"{self.seconds():5.1f} s  {sentence}")
