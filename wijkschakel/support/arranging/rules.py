"""What could be arranged for whom: the readable truth.

An option is (theme, venue, block of the week). Somebody can join when the theme is theirs, the
venue lies within their walking radius, and the block, or one beside it that day, suits them.
"""

from dataclasses import dataclass

from wijkschakel.support.matching import times

HELPED, NEAR, SAME_BLOCK = 1_000, 200, 100  # parts of what helping one person is worth


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that an arrangement could solve. Places in metres."""

    id: str
    theme: str
    x_m: int
    y_m: int
    radius_m: int
    times: int  # blocks of the week, see `matching.times`


@dataclass(frozen=True, slots=True)
class Venue:
    """A place that can host."""

    id: str
    x_m: int
    y_m: int
    times: int  # blocks in which it is free
    seats: int
    cost_cents: int = 0  # for each time


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of arrangement: from how many people, up to how many, and what one costs."""

    id: str
    smallest: int
    largest: int
    cost_cents: int
    alone_cents: int  # what solving one request apart costs
    alone_minutes: int  # hours of a helper for one request apart, in minutes
    together_minutes: int  # hours of helpers for the whole arrangement, in minutes


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One proposal: nobody is in it before they said yes."""

    theme: str
    venue: str
    block: str
    people: tuple[str, ...]
    cost_cents: int
    saved_cents: int
    saved_minutes: int


def squared_distance(ask: Ask, venue: Venue) -> int:
    """Give the square of the distance in metres."""
    return (ask.x_m - venue.x_m) ** 2 + (ask.y_m - venue.y_m) ** 2


def can_join(ask: Ask, theme: Theme, venue: Venue, block: int) -> bool:
    """Say whether this option would suit."""
    return (
        ask.theme == theme.id
        and squared_distance(ask, venue) <= ask.radius_m**2
        and bool(times.widened(ask.times) >> block & venue.times >> block & 1)
    )


def worth(ask: Ask, venue: Venue, block: int) -> int:
    """Give what it is worth to help this person here and then, 1,000 to 1,300."""
    far = (squared_distance(ask, venue) ** 0.5) / max(1, ask.radius_m)
    return HELPED + int(NEAR * (1.0 - far) + 0.5) + (SAME_BLOCK if ask.times >> block & 1 else 0)
