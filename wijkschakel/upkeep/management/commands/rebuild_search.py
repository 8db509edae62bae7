"""`wijkschakel rebuild_search`: build the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from wijkschakel.base import clock
from wijkschakel.upkeep import searching


class Command(BaseCommand):
    """Let everything be found again; safe to run at any time, twice too."""

    help = "Build the search index anew from everything that can be found."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        quiet = options["verbosity"] == 0
        counts = searching.rebuild(clock.now(), lambda words: quiet or self.stdout.write(words))
        if not quiet:
            for kind, count in counts.items():
                self.stdout.write(f"{count:6} {kind}")
