"""An initiative of Wil with a supporter, a label and a need, in the world of the walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import initiatives

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:initiative_party": lambda world: {"party_id": world.party.pk},
    "portal:label": lambda world: {"slug": world.label.slug},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:start_initiative": lambda world: {"name": "Een ruilkast in de straat"},
    "portal:support_initiative": lambda world: {"agrees": "on"},
    "portal:change_initiative": lambda world: {"name": "Ruilkast"},
    "portal:manage_initiative": lambda world: {"doe": "groei", "groei-note": "Meer buren."},
    "portal:initiative_party": lambda world: {"doe": "eigenaar"},
}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    world.initiative = initiatives.make_initiative(
        world.people["organiser"], district=world.district, summary="Kast"
    )
    world.party = initiatives.make_party(
        world.initiative, person=world.person, role="supporter", since=now
    )
    world.label = initiatives.make_label("Samen in de straat", world.initiative, world.activity)
    initiatives.make_ask(world.initiative)
