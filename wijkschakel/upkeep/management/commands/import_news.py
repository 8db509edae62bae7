"""Brings news of others in: RSS and Atom."""

from collections.abc import Callable

from wijkschakel.network import actions as network_actions
from wijkschakel.network.actions import ImportReport
from wijkschakel.network.models import Kind
from wijkschakel.upkeep.importing import ImportCommand


class Command(ImportCommand):
    """Import a file, or undo the last import of it."""

    help = (
        "Bring news in from a file with RSS or Atom. Running it again brings it up to date; what "
        "was taken away here stays away. Reports every item that was rejected, and why."
    )
    kind = Kind.NEWS
    counted = ("news",)

    def work(self) -> Callable[..., ImportReport]:
        """Give the action."""
        return network_actions.import_news
