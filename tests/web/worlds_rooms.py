"""A room with a key and a booking, and means, in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import initiatives, rooms

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:offer_to_ask": lambda world: {
        "ask_id": world.ask.pk,
        "offer_id": world.own_means.pk,
    },
    "portal:end_offer": lambda world: {"offer_id": world.own_means.pk},
    "desk:accept_offer": lambda world: {"offer": world.means.pk},
    "desk:decline_offer": lambda world: {"offer": world.means.pk},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:answer_offer": lambda world: {"doe": "taken"},
}


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
    world.ask = initiatives.make_ask(world.initiative, kind="things")
    world.use = rooms.make_use(world.ask, world.own_means)
