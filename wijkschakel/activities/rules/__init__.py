"""When somebody may join, when sessions of a series fall, how far people walk: plain Python."""

from wijkschakel.activities.rules.distance import (
    DETOUR,
    EARTH_RADIUS_METRES,
    WALKING_METRES_PER_MINUTE,
    metres_within,
    walk_minutes,
)
from wijkschakel.activities.rules.joining import (
    GUESTS_PER_NETWORK,
    GUESTS_WINDOW,
    MARK_FROM,
    has_room,
    may_still_join,
)
from wijkschakel.activities.rules.series import SERIES_MAXIMUM, weekly

__all__ = [
    "DETOUR",
    "EARTH_RADIUS_METRES",
    "GUESTS_PER_NETWORK",
    "GUESTS_WINDOW",
    "MARK_FROM",
    "SERIES_MAXIMUM",
    "WALKING_METRES_PER_MINUTE",
    "has_room",
    "may_still_join",
    "metres_within",
    "walk_minutes",
    "weekly",
]
