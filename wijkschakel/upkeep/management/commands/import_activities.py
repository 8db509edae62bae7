"""Brings activities of others in: calendars, events of schema.org, tables."""

from collections.abc import Callable

from wijkschakel.network import actions as network_actions
from wijkschakel.network.actions import ImportReport
from wijkschakel.network.models import Kind
from wijkschakel.upkeep.importing import ImportCommand


class Command(ImportCommand):
    """Import a file, or undo the last import of it."""

    help = (
        "Bring activities in from an iCalendar file (or a folder of .ics files), from a file "
        "with events of schema.org, from a page of an OpenActive feed (RPDE) or from a table. "
        "Running it again brings them up to date. Reports every item that was rejected, and why. "
        "The counts of activities and sessions tell what this source has brought in all."
    )
    kind = Kind.ACTIVITIES
    counted = ("activities", "sessions")

    def work(self) -> Callable[..., ImportReport]:
        """Give the action."""
        return network_actions.import_activities
