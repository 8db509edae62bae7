"""An import that waits for its columns, and a feed, in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from wijkschakel.network.actions import imports, sources
from wijkschakel.network.actions.imports import Wish
from wijkschakel.network.readers.files import Carried

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    wish = Wish("services", "csv", world.district, "De Linde", "csv:test")
    upload = Carried("kaart.csv", b"naam,adres\nInloop,Lindelaan 1\n")
    world.run = imports.start_import(wish=wish, upload=upload, by=None, now=now)
    world.source = sources.follow_source(
        name="Uitagenda", url="http://127.0.0.1/feed", kind="activities", form="ics",
        district=world.district, by=None, now=now,
    )  # fmt: skip
