"""An initiative of Wil with a supporter, a label and a need, in the world of the walk."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils import timezone

from tests.factories import initiatives, programmes, spending
from wijkschakel.activities.queries.spending import KINDS


def _spent(world: Any, kind: str) -> dict[str, Any]:
    """Give who spent something."""
    return {"kind": kind, "number": getattr(world, SPENDERS[kind]).pk}


def _line(world: Any, kind: str) -> dict[str, Any]:
    """Give what they spent."""
    return _spent(world, kind) | {"line": world.spent[kind].pk}


SPENDERS = {"initiatief": "initiative", "activiteit": "activity", "organisatie": "organisation"}
ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:initiative_party": lambda world: {"party_id": world.party.pk},
    **{f"portal:spending {kind}": partial(_spent, kind=kind) for kind in KINDS},
    **{f"portal:take_back_spending {kind}": partial(_line, kind=kind) for kind in KINDS},
    "portal:label": lambda world: {"slug": world.label.slug},
    "desk:label": lambda world: {"slug": world.label.slug},
    "desk:package": lambda world: {"code": "wijkschakel.kleine-stappen", "version": 1},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:start_initiative": lambda world: {"name": "Een ruilkast in de straat"},
    "portal:support_initiative": lambda world: {"agrees": "on"},
    "portal:change_initiative": lambda world: {"name": "Ruilkast"},
    "portal:manage_initiative": lambda world: {"doe": "groei", "groei-note": "Meer buren."},
    "portal:initiative_party": lambda world: {"doe": "eigenaar"},
    "portal:spending": lambda world: {
        "amount": "12,50",
        "on": timezone.localdate().isoformat(),
        "kind": "food",
        "what": "Koffie",
        "where": "near",
    },
    "desk:label": lambda world: {"ding": f"activity:{world.activity.pk}"},
    "desk:labels": lambda world: {"name": "Meedoen Oost"},
    "desk:package": lambda world: {
        "district": str(world.district.pk),
        "first_on": (timezone.localdate() + dt.timedelta(days=7)).isoformat(),
        "clock": "10:00",
        "venue": str(world.venue.pk),
        "heard": "Bewegen met anderen",
    },
    "desk:begin_district": lambda world: {
        "district": str(world.district.pk),
        "source": str(world.elsewhere.pk),
        "take": ["labels"],
    },
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
    world.spent = {
        "initiatief": spending.make_spending(world.initiative),
        "activiteit": spending.make_spending(activity=world.activity, district=world.district),
        "organisatie": spending.make_spending(
            organisation=world.organisation, district=world.district
        ),
    }
    spending.make_spending(world.initiative, taken_back_at=now, why_back="Stond er dubbel.")
    world.programme = programmes.adopt(district=world.district, by=world.people["organiser"])
