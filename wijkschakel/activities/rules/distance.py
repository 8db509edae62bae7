"""How far people walk."""

import math

WALKING_METRES_PER_MINUTE = 75
# Streets bend: a walk is about a third longer than the straight line.
DETOUR = 1.3
EARTH_RADIUS_METRES = 6_371_000


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


def metres_within(minutes: int) -> float:
    """Give how far, as the crow flies, people get in so many minutes (see `walk_minutes`)."""
    return minutes * WALKING_METRES_PER_MINUTE / DETOUR
