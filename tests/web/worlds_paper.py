"""A printed product and an invitation in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import paper
from wijkschakel.web.desk.beginning.steps import BY_KEY

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"desk:begin_step {step}": lambda world, step=step: {"step": step} for step in BY_KEY},
    "account:invited_with": lambda world: {"words": world.invitation.words.replace(" ", "-")},
}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    world.invitation = paper.make_invitation(
        district=world.district, ends_on=now.date() + dt.timedelta(days=9)
    )
    world.product = paper.make_ready(district=world.district, ordered_at=now)
