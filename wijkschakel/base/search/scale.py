"""Places and moments as whole numbers, so that every database computes the same."""

import datetime as dt
import math

METRES_PER_DEGREE = 111_320
# In the Netherlands a degree to the east is so much shorter than one to the north.
NARROWER = math.cos(math.radians(52.1))


def metres(point: tuple[float, float] | None) -> tuple[int | None, int | None]:
    """Give how far east and north a (latitude, longitude) is; good enough to sort by."""
    if point is None:
        return None, None
    latitude, longitude = point
    return round(longitude * METRES_PER_DEGREE * NARROWER), round(latitude * METRES_PER_DEGREE)


def minute(moment: dt.datetime | None) -> int | None:
    """Give the minutes since 1970."""
    return None if moment is None else int(moment.timestamp()) // 60
