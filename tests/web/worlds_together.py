"""Seven people who ask for a meal, four of whom are asked together, in the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import arrangements as make
from tests.factories import helping
from wijkschakel.places.models import Venue
from wijkschakel.support.arranging import together
from wijkschakel.support.queries import arrangements

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "desk:together_theme many": lambda world: {"theme": "meal"},
    "desk:together_theme few": lambda world: {"theme": "walking"},
    "desk:ask_together": lambda world: {"theme": "meal"},
    "desk:arrangement_task": lambda world: {"arrangement": world.arrangement.pk, "job": "host"},
    "support:together": lambda world: {"invite_id": world.invite.pk},
    "support:yes_together": lambda world: {"invite_id": world.invite.pk},
    "support:no_together": lambda world: {"invite_id": world.invite.pk},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "desk:ask_together": lambda world: {"plan": world.together_plan, "m0-clock": "17:30"},
}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    venue: Venue = make.place(world.district)
    asked = make.ask_for_meals(world.district, 4, now=now)
    asked[0] = helping.make_request(world.person, "meal", now=now)
    by = world.people["coordinator_own"]
    world.arrangement = make.ask_together(asked, venue, by, now)
    world.invite = make.invite_of(asked[0])
    make.ask_for_meals(world.district, 5, now=now)
    # Always suits: the first block of the week is the cheapest plan of equal ones.
    world.together_plan = _plan(world)


def _plan(world: Any) -> str:
    best = arrangements.group_of(together.themes()["meal"], [world.district.pk]).best
    return best.token if best else ""
