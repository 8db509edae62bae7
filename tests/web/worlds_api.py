"""What machines ask for in the world of the permission walk."""

from collections.abc import Callable
from typing import Any

from wijkschakel.base import clock
from wijkschakel.network.writers import hsds
from wijkschakel.people.actions import calendars

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api:feed session-series": lambda world: {"name": "session-series"},
    "api:feed scheduled-sessions": lambda world: {"name": "scheduled-sessions"},
    "hsds:service": lambda world: {"number": str(world.service.pk)},
    "hsds:organization": lambda world: {"number": str(world.organisation.pk)},
    "hsds:place": lambda world: {"number": hsds.place_number(world.service.places.get().pk)},
    "hsds:taxonomy": lambda world: {"number": hsds.number("taxonomy", hsds.KINDS)},
    "hsds:term": lambda world: {"number": hsds.number("term", "sort:formal")},
    "api:my_calendar": lambda world: {"key": calendar_key(world)},
}


def calendar_key(world: Any) -> str:
    """Give the secret address of the calendar of Fatma."""
    if not hasattr(world, "calendar_key"):
        world.calendar_key = calendars.make_calendar_link(
            person=world.person, by=world.person, now=clock.now()
        )
    return str(world.calendar_key)
