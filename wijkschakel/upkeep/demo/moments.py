"""When things happen: the clock on the wall in Amsterdam, also when that clock is changed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


@dataclass(frozen=True)
class Slot:
    """One moment that comes back: every day, every week on a day, or once."""

    start: dt.time
    minutes: int
    weekday: int | None = None
    once: int | None = None


def read_slot(text: str) -> Slot:
    """Read "ma 10:00 90", "elke 06:00 180" or "+3 19:00 120"."""
    when, clock, minutes = text.split()
    start = dt.time.fromisoformat(clock)
    if when == "elke":
        return Slot(start, int(minutes))
    if when in DAYS:
        return Slot(start, int(minutes), weekday=DAYS.index(when))
    return Slot(start, int(minutes), once=int(when))


def wall_clock(day: dt.date, clock: dt.time | None = None) -> dt.datetime:
    """Give the moment that Amsterdam calls `clock` on `day`, in UTC."""
    local = dt.datetime.combine(day, clock or dt.time(0), tzinfo=AMSTERDAM)
    return local.astimezone(dt.UTC)


def today_in(now: dt.datetime) -> dt.date:
    """Give the day it is in Amsterdam."""
    return now.astimezone(AMSTERDAM).date()


def occurrences(
    slot: Slot, first: dt.date, days: int, today: dt.date
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Give start and end of each time a slot falls in `days` days from `first`."""
    for number in range(days):
        day = first + dt.timedelta(days=number)
        if slot.weekday is not None and day.weekday() != slot.weekday:
            continue
        if slot.once is not None and (day - today).days != slot.once:
            continue
        start = wall_clock(day, slot.start)
        yield start, start + dt.timedelta(minutes=slot.minutes)
