"""Moments, lengths and simple schedules in the words of schema.org."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from wijkschakel.network.readers import found
from wijkschakel.network.readers.found import Gathered, Unusable

LENGTH = re.compile(
    r"P(?:(?P<weeks>\d{1,3})W)?(?:(?P<days>\d{1,3})D)?"
    r"(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,4})M)?(?:(?P<seconds>\d{1,5})S)?)?"
)
DAYS = {
    name: number
    for number, name in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    )
}
Moments = list[tuple[dt.datetime, dt.datetime]]


def moment(text: str, gathered: Gathered, *, is_end: bool = False) -> dt.datetime | None:
    """Read a moment; without a zone it is Dutch time; a day alone is the whole day."""
    word = text.strip()
    if not word:
        return None
    try:
        value = dt.datetime.fromisoformat(word)
    except ValueError:
        return None
    if re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", word):
        value += found.DAY if is_end else dt.timedelta()
        return value.replace(tzinfo=found.HOME)
    if value.tzinfo is None:
        gathered.remark("no time zone; read as Europe/Amsterdam")
        return value.replace(tzinfo=found.HOME)
    return value


def length(text: str) -> dt.timedelta | None:
    """Read a length such as PT1H30M."""
    match = LENGTH.fullmatch(text.strip())
    if not match or not any(match.groups()):
        return None
    return dt.timedelta(**{name: int(value) for name, value in match.groupdict().items() if value})


def moments(source: Any, now: dt.datetime, gathered: Gathered) -> Moments:
    """Give the moments of one or more schedules that repeat by days or weeks."""
    result: Moments = []
    for schedule in source if isinstance(source, list) else [source]:
        if not isinstance(schedule, dict):
            raise Unusable("a schedule that cannot be read")
        result += _moments(schedule, now, gathered)
    return result


def _moments(schedule: dict[str, Any], now: dt.datetime, gathered: Gathered) -> Moments:
    zone = _zone(schedule.get("scheduleTimezone"), gathered)
    first = _date(schedule.get("startDate"))
    opens, closes = _time(schedule.get("startTime")), _time(schedule.get("endTime"))
    if first is None or opens is None:
        raise Unusable("a schedule without start")
    lasts = length(str(schedule.get("duration") or ""))
    days = _days(schedule, first, now)
    left_out = {_date(day) for day in _listed(schedule.get("exceptDate"))}
    result: Moments = []
    for day in days:
        if day in left_out:
            continue
        begin = dt.datetime.combine(day, opens, zone)
        end = dt.datetime.combine(day, closes, zone) if closes else None
        if end is None or end <= begin:
            end = begin + (lasts or found.UNKNOWN_LENGTH)
        result.append((begin, end))
    return result


def _days(schedule: dict[str, Any], first: dt.date, now: dt.datetime) -> list[dt.date]:
    step = re.fullmatch(r"P(\d{1,2})([DW])", str(schedule.get("repeatFrequency") or "P1W"))
    if not step or int(step[1]) == 0:
        raise Unusable("repeats in a way that is not read: only days and weeks are")
    every, unit = int(step[1]), step[2]
    count = schedule.get("repeatCount")
    most = min(int(count), 1000) if isinstance(count, int) and count > 0 else 1000
    last = min(_date(schedule.get("endDate")) or dt.date.max, (now + found.AHEAD).date())
    wanted = {_day(day) for day in _listed(schedule.get("byDay"))} - {None}
    if unit == "W" and not wanted:
        wanted = {first.weekday()}
    monday = first - dt.timedelta(days=first.weekday())
    result: list[dt.date] = []
    day = first
    while day <= last and len(result) < most:
        weeks, away = (day - monday).days // 7, (day - first).days
        fits = weeks % every == 0 if unit == "W" else away % every == 0
        if fits and (not wanted or day.weekday() in wanted):
            result.append(day)
        if away > 3700:
            break
        day += found.DAY
    return result


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _day(value: Any) -> int | None:
    name = re.split(r"[:/#]", str(value))[-1]
    return DAYS.get(name)


def _date(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _time(value: Any) -> dt.time | None:
    text = str(value or "")
    try:
        return dt.time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _zone(value: Any, gathered: Gathered) -> dt.tzinfo:
    if isinstance(value, str) and value and len(value) < 60:
        try:
            return ZoneInfo(value)
        except (ValueError, OSError, KeyError):
            gathered.remark("unknown time zone; read as Europe/Amsterdam")
    return found.HOME
