"""Initiatives: what a person owns, supports and began."""

import datetime as dt

from wijkschakel.activities.models import Initiative, InitiativeParty
from wijkschakel.people.models import Person

SUPPORT_KEPT = dt.timedelta(days=2 * 365)


def export(person: Person) -> dict[str, object]:
    """Give what a person owns and supports, in an order that does not change."""
    rows = InitiativeParty.objects.filter(person=person).select_related("initiative")
    return {
        "initiatives": [
            {
                "initiative": row.initiative.name,
                "role": row.role,
                "shows_name": row.shows_name,
                "since": row.since.astimezone(dt.UTC).isoformat(),
            }
            for row in rows.order_by("since", "pk")
        ]
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Take the person away; what they did together stays, without them."""
    InitiativeParty.objects.filter(person=person).delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget which residents supported what ended two years ago."""
    rows = InitiativeParty.objects.filter(
        person__isnull=False,
        role=InitiativeParty.Role.SUPPORTER,
        initiative__state=Initiative.State.ENDED,
        initiative__ended_on__lte=(now - SUPPORT_KEPT).date(),
    )
    return {"supporters": rows.delete()[0]}
