"""Blocks of the week: 21 of them, a morning, an afternoon and an evening for each day.

A set of blocks is one integer, bit 0 for Monday morning up to bit 20 for Sunday evening.
"""

from collections.abc import Iterable

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
PARTS = ("morning", "afternoon", "evening")
BLOCKS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
ALWAYS = (1 << len(BLOCKS)) - 1
_BITS = {name: 1 << place for place, name in enumerate(BLOCKS)}


def bits(names: Iterable[str]) -> int:
    """Pack names of blocks; a day alone ("mo") is its three blocks. KeyError for another word."""
    found = 0
    for name in names:
        if name in DAYS:
            found |= 0b111 << (3 * DAYS.index(name))
        else:
            found |= _BITS[name]
    return found


def names(blocks: int) -> list[str]:
    """Unpack the names, in the order of the week."""
    return [name for place, name in enumerate(BLOCKS) if blocks >> place & 1]


def widened(blocks: int) -> int:
    """Add the block before and the block after on the same day."""
    found = blocks
    for day in range(len(DAYS)):
        part = blocks >> (3 * day) & 0b111
        found |= ((part << 1 | part >> 1) & 0b111) << (3 * day)
    return found
