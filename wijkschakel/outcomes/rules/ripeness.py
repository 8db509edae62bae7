"""How far a district is with a building block, from what there is. Plain Python.

What is done: BEGUN when there is something in the year, GOES_ON when some of it is a year old,
CARRIED when two or more parties carry that. A lesson is knowledge, that does not go on by itself:
BEGUN, also where another party uses it; CARRIED where it is from, once another party uses it.
It says what there is, never how well it goes.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BEGUN, GOES_ON, CARRIED = 1, 2, 3
YEAR_OLD = dt.timedelta(days=365)
SHARED = 2  # so many parties carry it together


@dataclass(frozen=True)
class Thing:
    """Something in a district for a building block: since when, and by how many parties."""

    district: str
    block: str
    since: dt.date
    parties: int
    is_lesson: bool = False


def step(thing: Thing, last: dt.date) -> int:
    """Say how far one thing brings a district, on the last day of a period."""
    is_shared = thing.parties >= SHARED
    if thing.is_lesson:
        return CARRIED if is_shared else BEGUN
    if thing.since > last - YEAR_OLD:
        return BEGUN
    return CARRIED if is_shared else GOES_ON


def ripe(things: Iterable[Thing], last: dt.date) -> Mapping[tuple[str, str], int]:
    """Say how far each district is with each block: as far as the thing that brings it farthest."""
    found: dict[tuple[str, str], int] = {}
    for thing in things:
        key = thing.district, thing.block
        found[key] = max(found.get(key, 0), step(thing, last))
    return dict(sorted(found.items()))
