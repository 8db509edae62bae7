"""Reads iCalendar files as they are out there: broken lines, zones of all kinds, repeats."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from wijkschakel.network.readers import found
from wijkschakel.network.readers.files import (
    MEGABYTE,
    Limits,
    Notes,
    Source,
    UnreadableFile,
    read_lines,
)
from wijkschakel.network.readers.found import (
    FoundActivity,
    FoundPlace,
    FoundSession,
    Gathered,
    Unusable,
)
from wijkschakel.network.readers.plaintext import line, plain, web_address

LIMITS = Limits(file_bytes=20 * MEGABYTE)
MOST_EVENTS = 20_000
ONLINE = re.compile(r"^(virtu(al|eel)|online|zoom|teams|https?://)", re.IGNORECASE)
SLOW_ENOUGH = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
    ArithmeticError, RecursionError, AssertionError)  # fmt: skip


@dataclass
class Blocks:
    """A calendar cut into its parts, before anything is understood."""

    zone_name: str = ""
    zones: list[str] = field(default_factory=list)
    events: list[tuple[int, str]] = field(default_factory=list)


def read_calendars(path: Source, now: dt.datetime, notes: Notes) -> Gathered:
    """Read one file, or all .ics files of a folder."""
    gathered = Gathered()
    files: list[Source] = [path]
    if isinstance(path, Path) and path.is_dir():
        files = [*sorted(path.rglob("*.ics"))]
    if not files:
        raise UnreadableFile(f"{path.name}: no .ics files in this folder.")
    for file in files:
        try:
            _read_file(file, now, gathered, notes)
        except UnreadableFile as error:
            if file == path:
                raise
            gathered.reject(file.name, str(error))
    return gathered


def _read_file(file: Source, now: dt.datetime, gathered: Gathered, notes: Notes) -> None:
    blocks = _cut(file, gathered, notes)
    home = _zone(blocks.zone_name)
    if blocks.zone_name and home is None:
        gathered.remark(f"unknown time zone {blocks.zone_name[:40]!r}; Dutch time is assumed")
    by_uid: dict[str, list[Any]] = {}
    for number, text in blocks.events:
        event = _parse(text, blocks.zones, f"{file.name}, line {number}", gathered)
        if event is not None:
            by_uid.setdefault(_uid(event, gathered), []).append(event)
    for uid, events in by_uid.items():
        if uid in gathered.activities:
            gathered.reject(uid, "duplicate id: the first one is kept")
            continue
        try:
            activity = _activity(uid, events, home or found.HOME, now, gathered)
            gathered.activities[uid] = activity
        except Unusable as error:
            gathered.reject(uid, str(error))
        except BROKEN as error:
            gathered.reject(uid, f"cannot be understood ({type(error).__name__})")


def _cut(file: Source, gathered: Gathered, notes: Notes) -> Blocks:
    """Cut a file into zones and events; folded lines stay folded."""
    blocks = Blocks()
    inside: str = ""
    held: list[str] = []
    started = 0
    is_calendar = False
    for number, raw in enumerate(read_lines(file, LIMITS, notes), start=1):
        text = raw.rstrip("\r\n")
        word = text.strip().upper()
        is_calendar |= word == "BEGIN:VCALENDAR"
        if not inside and word in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            inside, held, started = word[6:], [text.strip()], number
        elif inside and word == f"END:{inside}":
            held.append(text.strip())
            part = "\r\n".join(held)
            if inside == "VEVENT":
                blocks.events.append((started, part))
            else:
                blocks.zones.append(part)
            inside = ""
        elif inside and word == f"BEGIN:{inside}":
            gathered.reject(f"{file.name}, line {started}", "cut off: no END:VEVENT")
            held, started = [text.strip()], number
        elif inside:
            held.append(text)
        elif word.startswith("X-WR-TIMEZONE"):
            blocks.zone_name = text.split(":", 1)[-1].strip()
        if len(blocks.events) > MOST_EVENTS:
            raise UnreadableFile(f"{file.name}: more than {MOST_EVENTS} events. Split the file.")
    if not is_calendar:
        raise UnreadableFile(f"{file.name}: no BEGIN:VCALENDAR; this is no iCalendar file.")
    if inside:
        gathered.reject(f"{file.name}, line {started}", f"cut off: no END:{inside}")
    return blocks


def _parse(text: str, zones: Iterable[str], where: str, gathered: Gathered) -> Any:
    """Read one event, first whole, then without the lines that cannot be read."""
    import icalendar  # slow import  # noqa: PLC0415

    head, foot = "BEGIN:VCALENDAR\r\nVERSION:2.0", "END:VCALENDAR"
    for body in (text, _without_broken_lines(text)):
        whole = "\r\n".join([head, *zones, body, foot, ""])
        try:
            events = icalendar.Calendar.from_ical(whole).walk("VEVENT")
        except BROKEN:
            continue
        if events:
            if body != text or getattr(events[0], "errors", None):
                gathered.remark("a line that cannot be read is left out")
            return events[0]
    gathered.reject(where, "its lines cannot be read")
    return None


def _without_broken_lines(text: str) -> str:
    kept: list[str] = []
    good = False
    for row in text.split("\r\n"):
        if row[:1] in (" ", "\t"):
            if good:
                kept.append(row)
            continue
        good = re.match(r"[A-Za-z0-9-]+(;[^:]*)?:", row) is not None
        if good:
            kept.append(row)
    return "\r\n".join(kept)


def _uid(event: Any, gathered: Gathered) -> str:
    uid = line(str(event.get("UID") or ""), 300)
    if uid:
        return uid
    gathered.remark("no id of its own; one is made from title and start")
    return f"made:{found.digest(event.get('SUMMARY'), _moment(event.get('DTSTART')))}"


def _moment(start: Any) -> Any:
    """Give when an event starts; of a start that cannot be read, its words."""
    try:
        return getattr(start, "dt", start)
    except ValueError:
        return str(start)


def _zone(name: str) -> dt.tzinfo | None:
    if not name or len(name) > 60:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def _activity(
    uid: str, events: list[Any], home: dt.tzinfo, now: dt.datetime, gathered: Gathered
) -> FoundActivity:
    main, changes = _main(uid, events, gathered)
    if str(main.get("CLASS") or "").upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise Unusable("marked as private by its maker")
    title = line(str(main.get("SUMMARY") or ""))
    if not title:
        raise Unusable("no title")
    activity = FoundActivity(
        source_id=uid,
        title=title,
        description=plain(str(main.get("DESCRIPTION") or "")),
        url=web_address(str(main.get("URL") or "")),
        language=_language(main),
        keywords=_keywords(main),
        place=_place(main),
    )
    sessions = _sessions(uid, main, changes, home, now, gathered)
    activity.sessions = found.nearest(sessions, now)
    if len(activity.sessions) < len(sessions):
        gathered.remark(f"more than {found.MOST_SESSIONS} sessions; the nearest are kept")
    if not activity.sessions:
        raise Unusable("no session within a year before and after today")
    return activity


def _main(uid: str, events: list[Any], gathered: Gathered) -> tuple[Any, list[Any]]:
    """Choose the event itself among its versions; the rest are changes of single occurrences."""
    changes = [e for e in events if e.get("RECURRENCE-ID") is not None]
    wholes = [e for e in events if e.get("RECURRENCE-ID") is None]
    if not wholes:
        gathered.remark("only changed occurrences of a repeating event are in the file")
        return changes[0], changes[1:]
    wholes.sort(key=_version, reverse=True)
    for _older in wholes[1:]:
        gathered.reject(uid, "duplicate id: the latest version is kept")
    return wholes[0], changes


def _version(event: Any) -> int:
    try:
        return int(event.get("SEQUENCE") or 0)
    except (ValueError, TypeError):
        return 0


def _language(event: Any) -> str:
    parameters = getattr(event.get("SUMMARY"), "params", {})
    code = str(parameters.get("LANGUAGE", "")).strip()
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?", code) else ""


def _keywords(event: Any) -> tuple[str, ...]:
    value = event.get("CATEGORIES")
    listed = value if isinstance(value, list) else [value] if value else []
    return tuple(line(str(c), 60) for part in listed for c in getattr(part, "cats", [part]))[:20]


def _place(event: Any) -> FoundPlace | None:
    text = line(str(event.get("LOCATION") or ""), 300)
    if not text or ONLINE.match(text):
        return None
    name, _comma, rest = text.partition(",")
    geo = event.get("GEO")
    latitude, longitude = getattr(geo, "latitude", None), getattr(geo, "longitude", None)
    return FoundPlace(
        found.digest(text.casefold()), name.strip()[:120], rest.strip()[:160],
        longitude=longitude, latitude=latitude,
    )  # fmt: skip


def _sessions(
    uid: str,
    main: Any,
    changes: list[Any],
    home: dt.tzinfo,
    now: dt.datetime,
    gathered: Gathered,
) -> list[FoundSession]:
    if main.get("DTSTART") is None:
        raise Unusable("no start")
    repeats = main.get("RRULE") is not None or main.get("RDATE") is not None
    if not repeats:
        return [s for e in (main, *changes) for s in _moments(uid, e, home, gathered)]
    _check_rule(main.get("RRULE"))
    import icalendar  # slow import  # noqa: PLC0415
    import recurring_ical_events  # slow import  # noqa: PLC0415

    calendar = icalendar.Calendar()
    for event in (main, *changes):
        calendar.add_component(event)
    occurrences = recurring_ical_events.of(calendar).between(now - found.BEHIND, now + found.AHEAD)
    return [s for o in occurrences for s in _moments(uid, o, home, gathered)]


def _check_rule(rule: Any) -> None:
    for part in rule if isinstance(rule, list) else [rule]:
        if part is None:
            continue
        often = {str(word).upper() for word in part.get("FREQ", [])}
        times = len(part.get("BYHOUR", [1])) * len(part.get("BYMINUTE", [1]))
        if not often <= SLOW_ENOUGH or times > 4 or len(part.get("BYSECOND", [1])) > 1:
            raise Unusable("repeats more than four times a day")


def _moments(uid: str, event: Any, home: dt.tzinfo, gathered: Gathered) -> list[FoundSession]:
    start = _decoded(event, "DTSTART")
    if start is None:
        raise Unusable("no start")
    end = _end(event, start, gathered)
    zone = start.tzinfo if isinstance(start, dt.datetime) and start.tzinfo else home
    if isinstance(start, dt.datetime) and start.tzinfo is None:
        gathered.remark(f"no time zone; read as {home}")
    begins, ends = _aware(start, zone), _aware(end, zone)
    found.check_moment(begins)
    found.check_moment(ends)
    is_off = str(event.get("STATUS") or "").upper() == "CANCELLED"
    parts = found.by_day(begins, ends, home, gathered)
    return [
        FoundSession(
            f"{uid[:250]} {first.astimezone(dt.UTC):%Y%m%dT%H%MZ}",
            first.astimezone(dt.UTC),
            last.astimezone(dt.UTC),
            is_off,
        )
        for first, last in parts
    ]


def _decoded(event: Any, name: str) -> dt.datetime | dt.date | None:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0]
    moment = getattr(value, "dt", None)
    return moment if isinstance(moment, dt.date) else None


def _end(event: Any, start: dt.date, gathered: Gathered) -> dt.date:
    end = _decoded(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None and isinstance(length, dt.timedelta):
        end = start + length
    if end is None or (end == start and isinstance(start, dt.datetime)):
        if not isinstance(start, dt.datetime):
            return start + found.DAY
        gathered.remark("no end; one hour is assumed")
        return start + found.UNKNOWN_LENGTH
    if isinstance(end, dt.datetime) != isinstance(start, dt.datetime):
        raise Unusable("start and end are not of the same kind")
    return end + found.DAY if end == start else end


def _aware(moment: dt.date, zone: dt.tzinfo) -> dt.datetime:
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time(), zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
