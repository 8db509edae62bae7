"""A room with a key and a booking, and means, in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import rooms

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:end_offer": lambda world: {"offer_id": world.own_means.pk},
    "desk:accept_offer": lambda world: {"offer": world.means.pk},
    "desk:decline_offer": lambda world: {"offer": world.means.pk},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    world.room = rooms.make_room(venue=world.venue)
    rooms.make_key(world.room, world.people["organiser"])
    world.booking = rooms.make_booking(
        world.room, world.person, starts_at=now + dt.timedelta(days=2)
    )
    world.means = rooms.make_means(district=world.district)
    world.own_means = rooms.make_means(
        world.people["organiser"], district=world.district, state="open"
    )
