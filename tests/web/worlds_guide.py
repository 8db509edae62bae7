"""A guide, a need and something that was not found in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import guides

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:guide_screen": lambda world: {"version_id": world.guide.pk, "screen": "koffie"},
    "portal:guide_none": lambda world: {"version_id": world.guide.pk, "screen": "start"},
    "portal:guide_print": lambda world: {"version_id": world.guide.pk, "screen": "koffie"},
    "portal:guide_helped": lambda world: {"version_id": world.guide.pk, "screen": "koffie"},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    world.guide = guides.make_guide(world.district, whole=guides.make_tree(), now=now)
    world.need = guides.make_need(world.district)
    world.unserved = guides.make_unserved(world.district)
