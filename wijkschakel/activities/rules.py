"""When somebody may join, when sessions of a series fall, how far people walk: plain Python."""

import datetime as dt
import math
from collections.abc import Iterator

WALKING_METRES_PER_MINUTE = 75
# Streets bend: a walk is about a third longer than the straight line.
DETOUR = 1.3
EARTH_RADIUS_METRES = 6_371_000
SERIES_MAXIMUM = 60
# Attendance is marked from this long before the start.
# One library or community house has one internet address: many neighbours join from there.
GUESTS_PER_NETWORK = 60
GUESTS_WINDOW = dt.timedelta(hours=1)
MARK_FROM = dt.timedelta(hours=1)


def has_room(*, taken: int, capacity: int | None, wanted: int = 1) -> bool:
    """Say whether `wanted` more people fit; no capacity means no limit."""
    return capacity is None or taken + wanted <= capacity


def may_still_join(*, ends_at: dt.datetime, now: dt.datetime) -> bool:
    """Say whether it is not over yet: people may come in late."""
    return now < ends_at


def weekly(
    *, first: dt.datetime, weeks: int, every: int = 1, skip: frozenset[dt.date] = frozenset()
) -> Iterator[dt.datetime]:
    """Give the starts of a weekly series, at the same wall clock time all year.

    :param first: aware moment in the zone of the people; its clock time is kept, so ten
        o'clock stays ten o'clock when summer time begins or ends.
    :param weeks: number of weeks looked at, counted from the first.
    :param every: 1 each week, 2 every other week.
    :param skip: days on which nothing happens.
    :raises ValueError: when weeks or every is below 1, or the series is too long.
    """
    if weeks < 1 or every < 1:
        raise ValueError("a series lasts at least one week")
    if weeks > SERIES_MAXIMUM:
        raise ValueError(f"a series lasts at most {SERIES_MAXIMUM} weeks")
    clock = first.replace(tzinfo=None)
    for number in range(0, weeks, every):
        moment = clock + dt.timedelta(weeks=number)
        if moment.date() not in skip:
            yield moment.replace(tzinfo=first.tzinfo)


def walk_minutes(
    from_point: tuple[float, float] | None, to_point: tuple[float, float] | None
) -> int | None:
    """Estimate a walk in minutes between two (latitude, longitude) points in degrees.

    Straight line by the haversine formula, made longer because streets bend. None when
    one of the points is not known.
    """
    if from_point is None or to_point is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (*from_point, *to_point))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    metres = 2 * EARTH_RADIUS_METRES * math.asin(math.sqrt(half))
    return max(1, round(metres * DETOUR / WALKING_METRES_PER_MINUTE))
