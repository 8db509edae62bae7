"""Who gets a place in a session: newcomers beside a series, and offers to who waits."""

import datetime as dt
from dataclasses import dataclass

# Until this long before the start, places are kept for newcomers, and a free place is offered.
LAST_DAY = dt.timedelta(hours=24)
OFFER_LASTS = dt.timedelta(hours=24)
# An offer ends this long before the start, so that the next can still come.
OFFER_ENDS_BEFORE = dt.timedelta(hours=12)
NEWCOMER_MAXIMUM = 50
COMPANIONS_EACH = 3


@dataclass(frozen=True)
class Room:
    """The places of a session at one moment.

    :param by_series: how many of the taken places belong to people of the whole series.
    :param newcomer_places: how many places the series leaves free.
    """

    capacity: int | None
    taken: int
    by_series: int = 0
    newcomer_places: int = 0

    def fits(self, wanted: int = 1, *, in_series: bool = False, is_last_day: bool = False) -> bool:
        """Say whether `wanted` more people fit."""
        if self.capacity is None:
            return True
        if self.taken + wanted > self.capacity:
            return False
        if not in_series or is_last_day:
            return True
        return self.by_series + wanted <= self.capacity - self.newcomer_places


def is_last_day(starts_at: dt.datetime, now: dt.datetime) -> bool:
    """Say whether it starts so soon that kept places are for everybody."""
    return starts_at - now <= LAST_DAY


def offer_ends(starts_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Give the moment until which an offered place is kept."""
    return min(now + OFFER_LASTS, starts_at - OFFER_ENDS_BEFORE)


def left_late(starts_at: dt.datetime, left_at: dt.datetime) -> bool:
    """Say whether somebody left so late that hardly anybody could come instead."""
    return left_at > starts_at - LAST_DAY
