"""`wijkschakel nightly`: what is done when nobody looks."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wijkschakel.activities.actions import answering, places
from wijkschakel.base import clock
from wijkschakel.paths.actions import reminding
from wijkschakel.people.actions import emergency
from wijkschakel.upkeep import night

# A night's work may start at the begin or at the end of the night.
NEXT_NIGHT = dt.timedelta(hours=27)
NEXT_HOUR = dt.timedelta(hours=2)


class Command(BaseCommand):
    """Tell residents of emergencies, and do the jobs of the night."""

    help = "Tell residents of emergencies, and do the jobs of the night."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument(
            "--hourly", action="store_true", help="only tell residents and pass places on"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        now = clock.now()
        next_round = NEXT_HOUR if options["hourly"] else NEXT_NIGHT
        counts = {"told": emergency.tell_residents(now=now, next_round=next_round)}
        counts |= places.pass_places_on(now=now)
        counts["reminded"] = answering.send_reminders(now=now)
        counts |= reminding.send_due(now)
        if not options["hourly"]:
            counts |= night.do_all(now)
        if options["verbosity"]:
            for name, count in counts.items():
                self.stdout.write(f"{count:6} {name}")
