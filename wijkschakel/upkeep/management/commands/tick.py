"""`wijkschakel tick`: the clockwork."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wijkschakel.base import clock
from wijkschakel.upkeep import lifeline, ticking


class Command(BaseCommand):
    """Tick every minute, or once."""

    help = "Deliver mail every minute and do the night's work at three."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add our own words."""
        parser.add_argument("--once", action="store_true", help="one tick, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["once"]:
            ticking.tick(clock.now())
            return
        lifeline.watch()
        stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        ticking.run(clock.now, stopping)
