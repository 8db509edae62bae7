"""When a consultation hour is open, and which appointments fit in it: plain Python."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wijkschakel.activities.rules import holidays, rhythm


@dataclass(frozen=True)
class Clock:
    """From when until when, on the clock of the people."""

    opens: dt.time
    closes: dt.time


@dataclass(frozen=True)
class Change:
    """What is otherwise on one day: closed when it has no clock."""

    clock: Clock | None
    note: str = ""


@dataclass(frozen=True)
class Times:
    """All that says when it is open."""

    plan: rhythm.Plan
    clock: Clock
    changes: Mapping[dt.date, Change]
    closes_on_holidays: bool = True


@dataclass(frozen=True)
class Opening:
    """One time that somebody sits there (aware moments), or a day on which nobody does."""

    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    note: str = ""
    is_closed: bool = False


def openings(times: Times, zone: dt.tzinfo, *, start: dt.date, end: dt.date) -> list[Opening]:
    """Give the openings from `start` up to and with `end`, closed days with a note included.

    A day that was changed by hand says what holds, also on a holiday. A day added by hand
    that the rhythm does not know is open too.
    """
    regular = set(rhythm.days(times.plan, start=start, end=end))
    added = {day for day, change in times.changes.items() if change.clock and start <= day <= end}
    found = []
    for day in sorted(regular | added):
        opening = _opening(times, day, zone)
        if opening is not None:
            found.append(opening)
    return found


def _opening(times: Times, day: dt.date, zone: dt.tzinfo) -> Opening | None:
    change = times.changes.get(day)
    if change is None and times.closes_on_holidays and day in holidays.national(day.year):
        return None
    clock = (change.clock if change else None) or times.clock
    return Opening(
        day=day,
        starts_at=rhythm.moment(day, clock.opens, zone),
        ends_at=rhythm.moment(day, clock.closes, zone),
        note=change.note if change else "",
        is_closed=change is not None and change.clock is None,
    )


def slots(
    opening: Opening, *, minutes: int, taken: Collection[dt.datetime], now: dt.datetime
) -> list[dt.datetime]:
    """Give the starts of the appointments that are free and still to come.

    :param minutes: length of one appointment; the last one ends at closing time or before.
    :raises ValueError: when an appointment would last no time.
    """
    if minutes < 1:
        raise ValueError("an appointment lasts at least a minute")
    if opening.is_closed:
        return []
    length = dt.timedelta(minutes=minutes)
    found, start = [], opening.starts_at
    while start + length <= opening.ends_at:
        if start > now and start not in taken:
            found.append(start)
        start += length
    return found
