"""A printed product and an invitation in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import paper

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "desk:begin_step": lambda world: {"step": "plekken"},
    "account:invited_with": lambda world: {"words": world.invitation.words.replace(" ", "-")},
}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    world.invitation = paper.make_invitation(
        district=world.district, ends_on=now.date() + dt.timedelta(days=9)
    )
    world.product = paper.make_ready(district=world.district, ordered_at=now)
