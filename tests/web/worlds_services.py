"""A service with an owner and a suggestion in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import services

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    world.service = services.make_service(
        venue=world.venue,
        organisation=world.organisation,
        phone="+31880001234",
        assured_on=now.date(),
        created_at=now,
    )
    world.editor, world.owner_token = services.make_editor(world.service, now=now)
    world.suggestion = services.make_suggestion(world.service, made_at=now)
