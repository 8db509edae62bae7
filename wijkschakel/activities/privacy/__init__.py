"""Activities: taking one's data along, wiping it, and how long it is kept.

Each topic has a part of its own; a person's file joins them.
"""

import datetime as dt
from types import ModuleType

from wijkschakel.activities.privacy import (
    circles,
    groups,
    hours,
    initiatives,
    paper,
    posts,
    rooms,
    searches,
    services,
    spending,
    taking_part,
    whole_series,
)
from wijkschakel.activities.privacy.taking_part import guests_to_erase, people_away
from wijkschakel.people.models import Person

PARTS: tuple[ModuleType, ...] = (
    taking_part,
    whole_series,
    searches,
    services,
    hours,
    posts,
    circles,
    groups,
    initiatives,
    rooms,
    paper,
    spending,
)


def export(person: Person) -> dict[str, object]:
    """Give everything of a person in this room, part by part."""
    found: dict[str, object] = {}
    for part in PARTS:
        found |= part.export(person)
    return found


def erase(person: Person, now: dt.datetime) -> None:
    """Wipe a person from this room; the caller holds the transaction."""
    for part in PARTS:
        part.erase(person, now)


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget what is kept long enough, and say how much of what."""
    counts: dict[str, int] = {}
    for part in PARTS:
        counts |= part.retention(now)
    return counts


__all__ = ["PARTS", "erase", "export", "guests_to_erase", "people_away", "retention"]
