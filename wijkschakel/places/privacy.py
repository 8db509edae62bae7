"""Places: what is kept here of people: who ticked that something is there."""

import datetime as dt
import uuid

from wijkschakel.places.models import RolloutTick


def export(person: uuid.UUID) -> dict[str, object]:
    """Give what a person ticked, in an order that does not change."""
    ticks = RolloutTick.objects.filter(ticked_by=person).select_related("criterion", "district")
    return {
        "ticks": [
            {
                "criterion": tick.criterion.text,
                "district": tick.district.name,
                "ticked_at": tick.ticked_at.astimezone(dt.UTC).isoformat(),
            }
            for tick in ticks.order_by("ticked_at", "pk")
        ]
    }


def erase(person: uuid.UUID) -> None:
    """Forget who ticked; that it was ticked stays."""
    RolloutTick.objects.filter(ticked_by=person).update(ticked_by=None)
