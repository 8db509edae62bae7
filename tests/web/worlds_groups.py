"""A closed group of Fatma that others cannot find, in the world of the permission walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import groups
from tests.factories.people import make_person
from wijkschakel.activities.queries import groups as queries

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:group_invitation": lambda world: {
        "group_id": world.group.pk,
        "key": queries.invite_key(world.group),
    },
    "portal:change_group_member": lambda world: {
        "group_id": world.group.pk,
        "member_id": world.asking.pk,
    },
    "portal:take_back_in_group": lambda world: {
        "group_id": world.group.pk,
        "message_id": world.group_message.pk,
    },
    "portal:come_to_group_date": lambda world: {
        "group_id": world.group.pk,
        "date_id": world.group_date.pk,
    },
    "portal:cancel_group_date": lambda world: {
        "group_id": world.group.pk,
        "date_id": world.group_date.pk,
    },
    "portal:settle_in_group": lambda world: {
        "group_id": world.group.pk,
        "message_id": world.group_message.pk,
    },
}


def fill(world: Any, now: dt.datetime) -> None:
    """Add the group, with a question for support, a date, and somebody who asks to come in."""
    world.group = groups.make_group(
        world.person, district=world.district, is_listed=False, invite_number=1
    )
    world.group_message = groups.make_group_message(
        world.group, world.person, kind="ask", made_at=now
    )
    world.group_date = groups.make_group_date(
        world.group, world.person, starts_at=now + dt.timedelta(days=1)
    )
    world.asking = groups.make_group_member(
        world.group, make_person(given_name="Ilse", district=world.district), is_in=False
    )
