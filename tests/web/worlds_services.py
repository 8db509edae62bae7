"""A service with an owner and a suggestion, and networks of its organisation, in the walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import people, services

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:ask_network": lambda world: {"other_id": world.other_network.pk},
    "portal:agree_network": lambda world: {"member_id": world.invited.pk},
    "portal:end_network": lambda world: {"member_id": world.invited.pk},
}
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
    network = people.make_network(district=world.district)
    people.make_member(network, world.organisation)
    world.invited = people.make_member(
        people.make_network(), world.organisation, organisation_yes_at=None, starts_on=None
    )
    world.other_network = people.make_network()
    world.membership = people.make_membership(people.make_person(), world.organisation)
    world.suggestion = services.make_suggestion(world.service, made_at=now)
