"""Support: taking one's data along, wiping it, and how long it is kept.

Each topic has a part of its own; a person's file joins them.
"""

import datetime as dt
from types import ModuleType

from wijkschakel.people.models import Person
from wijkschakel.support.privacy import arrangements, helping, jobs, needs, referrals

PARTS: tuple[ModuleType, ...] = (needs, arrangements, helping, referrals, jobs)


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
