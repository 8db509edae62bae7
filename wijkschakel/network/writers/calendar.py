"""iCalendar (RFC 5545): one event per occurrence, which every telephone understands.

A rule with exceptions would be shorter. But telephones differ in what they make of a day that
moved or was cancelled; of an event with its own number, nobody makes anything else.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from wijkschakel.network.writers import plain

ZONE = ZoneInfo("Europe/Amsterdam")
WIDTH = 75
SIGNS = re.compile(r"([\\;,])")
# The rules of summer time that hold since 1996.
TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".splitlines()


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar."""

    uid: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    changed_at: dt.datetime
    sequence: int = 0
    text: str = ""
    where: str = ""
    point: tuple[float, float] | None = None
    url: str = ""
    category: str = ""
    is_off: bool = False
    is_sure: bool = True
    is_private: bool = False


def write(name: str, entries: Iterable[Entry]) -> str:
    """Write a calendar; one without entries is a calendar too."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wijkschakel//NL",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *TIMEZONE,
    ]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_utc(entry.changed_at)}"
    yield f"LAST-MODIFIED:{_utc(entry.changed_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART;TZID=Europe/Amsterdam:{_local(entry.starts_at)}"
    yield f"DTEND;TZID=Europe/Amsterdam:{_local(entry.ends_at)}"
    yield f"SUMMARY:{escaped(entry.title)}"
    for name, value in (
        ("DESCRIPTION", entry.text),
        ("LOCATION", entry.where),
        ("CATEGORIES", entry.category),
    ):
        if value:
            yield f"{name}:{escaped(value)}"
    if entry.point:
        yield f"GEO:{entry.point[0]:.6f};{entry.point[1]:.6f}"
    if entry.url:
        yield f"URL:{plain.clean(entry.url)}"
    sure = "CONFIRMED" if entry.is_sure else "TENTATIVE"
    yield f"STATUS:{'CANCELLED' if entry.is_off else sure}"
    yield f"TRANSP:{'TRANSPARENT' if entry.is_off else 'OPAQUE'}"
    yield f"CLASS:{'PRIVATE' if entry.is_private else 'PUBLIC'}"
    yield "END:VEVENT"


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _local(moment: dt.datetime) -> str:
    return f"{moment.astimezone(ZONE):%Y%m%dT%H%M%S}"


def escaped(text: str) -> str:
    r"""Write text so that no sign of it means something else.

    >>> escaped("soep, brood; en meer")
    'soep\\, brood\\; en meer'
    """
    lines = SIGNS.sub(r"\\\1", plain.clean(text)).splitlines()
    return "\\n".join(lines)


def folded(line: str) -> str:
    """Break a line into pieces of at most 75 bytes, never inside a letter."""
    left = line.encode()
    if len(left) <= WIDTH:
        return line
    pieces, width = [], WIDTH
    while len(left) > width:
        end = width
        while left[end] & 0b1100_0000 == 0b1000_0000:  # the middle of a letter
            end -= 1
        pieces.append(left[:end].decode())
        left, width = left[end:], WIDTH - 1
    return "\r\n ".join([*pieces, left.decode()])
