"""When somebody may join, when sessions of a series fall, how far people walk: plain Python."""

from wijkschakel.activities.rules.distance import (
    DETOUR,
    EARTH_RADIUS_METRES,
    WALKING_METRES_PER_MINUTE,
    metres_within,
    walk_minutes,
)
from wijkschakel.activities.rules.holidays import easter, kings_day, name_of, national, school
from wijkschakel.activities.rules.joining import (
    GUESTS_PER_NETWORK,
    GUESTS_WINDOW,
    MARK_FROM,
    has_room,
    may_still_join,
)
from wijkschakel.activities.rules.ladder import (
    LADDER,
    WORDS_FROM,
    next_step,
)
from wijkschakel.activities.rules.places import (
    COMPANIONS_EACH,
    LAST_DAY,
    NEWCOMER_MAXIMUM,
    Room,
    is_last_day,
    left_late,
    offer_ends,
)
from wijkschakel.activities.rules.rhythm import (
    AHEAD,
    CHOSEN_MAXIMUM,
    Plan,
    as_rrule,
    days,
    moment,
    moved,
    next_year,
    rhythm_days,
    shift,
    starts,
    week_of_month,
)
from wijkschakel.activities.rules.series import SERIES_MAXIMUM, weekly

__all__ = [
    "AHEAD",
    "CHOSEN_MAXIMUM",
    "COMPANIONS_EACH",
    "DETOUR",
    "EARTH_RADIUS_METRES",
    "GUESTS_PER_NETWORK",
    "GUESTS_WINDOW",
    "LADDER",
    "LAST_DAY",
    "MARK_FROM",
    "NEWCOMER_MAXIMUM",
    "SERIES_MAXIMUM",
    "WALKING_METRES_PER_MINUTE",
    "WORDS_FROM",
    "Plan",
    "Room",
    "as_rrule",
    "days",
    "easter",
    "has_room",
    "is_last_day",
    "kings_day",
    "left_late",
    "may_still_join",
    "metres_within",
    "moment",
    "moved",
    "name_of",
    "national",
    "next_step",
    "next_year",
    "offer_ends",
    "rhythm_days",
    "school",
    "shift",
    "starts",
    "walk_minutes",
    "week_of_month",
    "weekly",
]
