"""Brings services of others in: tables, HSDS, schema.org."""

from collections.abc import Callable

from wijkschakel.network import actions as network_actions
from wijkschakel.network.actions import ImportReport
from wijkschakel.network.models import Kind
from wijkschakel.upkeep.importing import ImportCommand


class Command(ImportCommand):
    """Import a file, or undo the last import of it."""

    help = (
        "Bring services in from a table (CSV or xlsx), from HSDS (JSON, or its tables in a zip "
        "or a folder) or from schema.org. A table of names, kinds and coordinates is enough for "
        "a map. Running it again brings them up to date. Reports every row that was rejected."
    )
    kind = Kind.SERVICES
    counted = ("services", "on_the_map")

    def work(self) -> Callable[..., ImportReport]:
        """Give the action."""
        return network_actions.import_services
