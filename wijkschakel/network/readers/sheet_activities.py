"""Reads activities from a table: rows with the same name and place are moments of one activity."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from wijkschakel.network.readers import found, sheet_rows, values
from wijkschakel.network.readers.files import Notes, Source
from wijkschakel.network.readers.found import (
    FoundActivity,
    FoundPlace,
    FoundSession,
    Gathered,
    Unusable,
)
from wijkschakel.network.readers.services import DAYS, FoundTimes
from wijkschakel.network.readers.sheet_rows import Line
from wijkschakel.network.readers.tongues import languages_in

HALF_A_YEAR = dt.timedelta(days=182)
CLOCK = re.compile(r"[T ](\d{1,2}[:.]\d{2})")
Moment = tuple[dt.datetime, dt.datetime]


def read_activities(
    path: Source,
    now: dt.datetime,
    notes: Notes,
    *,
    sheet: str = "",
    chosen: Mapping[int, str] | None = None,
) -> Gathered:
    """Read the activities of a table.

    :param chosen: per column, counted from nought, what a person says that it tells.
    """
    gathered = Gathered()
    for line in sheet_rows.lines_of(path, notes, gathered, sheet=sheet, chosen=chosen):
        where = f"{line.sheet} line {line.number}".strip()
        try:
            _add(_activity(line, now, gathered), where, gathered)
        except Unusable as error:
            gathered.reject(where, str(error), line.text("name", 120))
    for activity in gathered.activities.values():
        activity.sessions = found.nearest(activity.sessions, now)
    return gathered


def _add(activity: FoundActivity, where: str, gathered: Gathered) -> None:
    known = gathered.activities.setdefault(activity.source_id, activity)
    if known is activity:
        return
    moments = {session.starts_at for session in known.sessions}
    fresh = [session for session in activity.sessions if session.starts_at not in moments]
    if not fresh:
        gathered.reject(where, "the same activity at the same moment", activity.title)
    known.sessions.extend(fresh)


def _activity(line: Line, now: dt.datetime, gathered: Gathered) -> FoundActivity:
    title = sheet_rows.named(line)
    source_id = sheet_rows.identifier(line, title)
    sessions = []
    for start, end in _moments(line, now, gathered):
        for first, last in found.by_day(start, end, found.HOME, gathered):
            begins = found.check_moment(first)
            name = f"{source_id[:250]} {begins:%Y%m%dT%H%MZ}"
            sessions.append(FoundSession(name, begins, found.check_moment(last)))
    return FoundActivity(
        source_id=source_id,
        title=title,
        description=line.long("description") or line.text("summary", 500),
        url=values.url_of(line.raw("url")),
        language=next((c for c in languages_in(line.text("languages")) if len(c) == 2), ""),
        keywords=line.few("kind"),
        price_cents=values.cents_of(line.raw("cost")),
        place=_place(line),
        sessions=sessions,
    )


def _place(line: Line) -> FoundPlace | None:
    street, point = line.street(), line.point
    name = line.text("place", 120) or street[:120]
    if not name and point is None:
        return None
    longitude, latitude = point or (None, None)
    name = name or line.text("town", 80) or line.text("name", 120)
    key = found.digest(name.casefold(), street.casefold(), "" if street else str(point))
    return FoundPlace(
        key, name, street, line.postcode(), line.text("town", 80), longitude, latitude
    )


def _moments(line: Line, now: dt.datetime, gathered: Gathered) -> list[Moment]:
    """Give one moment, or one for each week when only a day of the week is told."""
    first = values.day_of(line.raw("date"), with_serials=True)
    weekly = [times for times in line.times() if times.days and times.opens_at]
    if first is None:
        if not weekly or line.text("date"):
            raise Unusable("no date that can be read")
        gathered.remark("only a day of the week; kept for half a year")
    last = values.day_of(line.raw("end_date"), with_serials=True)
    if weekly and (first is None or last is not None):
        start = first or now.astimezone(found.HOME).date()
        return list(_by_week(weekly, start, last or start + HALF_A_YEAR))
    if first is None:
        raise Unusable("no date that can be read")
    return [_one(line, first, last, gathered)]


def _one(line: Line, first: dt.date, last: dt.date | None, gathered: Gathered) -> Moment:
    opens = values.time_of(line.raw("opens")) or _clock_in(line.raw("date"))
    closes = values.time_of(line.raw("closes")) or _clock_in(line.raw("end_date"))
    hours = next((times for times in line.times() if times.opens_at), None)
    if opens is None and hours:
        opens, closes = hours.opens_at, hours.closes_at
    if opens is None:
        gathered.remark("no time; the whole day is taken")
        start = dt.datetime.combine(first, dt.time(), found.HOME)
        return start, dt.datetime.combine((last or first) + found.DAY, dt.time(), found.HOME)
    start = dt.datetime.combine(first, opens, found.HOME)
    if closes is None:
        gathered.remark("no end; one hour is assumed")
        return start, start + found.UNKNOWN_LENGTH
    end = dt.datetime.combine(last or first, closes, found.HOME)
    return start, end if end > start else end + found.DAY


def _clock_in(value: Any) -> dt.time | None:
    """Find the time in a cell that holds day and time."""
    if isinstance(value, dt.datetime):
        return values.time_of(value) if value.time() != dt.time() else None
    match = CLOCK.search(values.text_of(value, 60))
    return values.time_of(match[1]) if match else None


def _by_week(weekly: list[FoundTimes], first: dt.date, last: dt.date) -> Iterator[Moment]:
    last = min(last, first + found.AHEAD)
    for offset in range((last - first).days + 1):
        day = first + dt.timedelta(days=offset)
        for times in weekly:
            if DAYS[day.weekday()] in times.days and times.opens_at and times.closes_at:
                start = dt.datetime.combine(day, times.opens_at, found.HOME)
                end = dt.datetime.combine(day, times.closes_at, found.HOME)
                yield start, end if end > start else end + found.DAY
