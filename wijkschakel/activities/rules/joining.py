"""When somebody may join, and until when."""

import datetime as dt

# One library or community house has one internet address: many neighbours join from there.
GUESTS_PER_NETWORK = 60
GUESTS_WINDOW = dt.timedelta(hours=1)
# Attendance is marked from this long before the start.
MARK_FROM = dt.timedelta(hours=1)


def has_room(*, taken: int, capacity: int | None, wanted: int = 1) -> bool:
    """Say whether `wanted` more people fit; no capacity means no limit."""
    return capacity is None or taken + wanted <= capacity


def may_still_join(*, ends_at: dt.datetime, now: dt.datetime) -> bool:
    """Say whether it is not over yet: people may come in late."""
    return now < ends_at
