"""What a reader of activities finds: plain words for things, whatever the format was."""

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Amsterdam")
MOST_SESSIONS = 200
AHEAD = dt.timedelta(days=366)
BEHIND = dt.timedelta(days=366)
UNKNOWN_LENGTH = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class FoundPlace:
    """A place where something takes place."""

    source_id: str
    name: str
    street: str = ""
    postcode: str = ""
    town: str = ""
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True)
class FoundSession:
    """One moment on which something takes place."""

    source_id: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_cancelled: bool = False


@dataclass
class FoundActivity:
    """Something people do together."""

    source_id: str
    title: str
    description: str = ""
    url: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    price_cents: int | None = None
    place: FoundPlace | None = None
    sessions: list[FoundSession] = field(default_factory=list)


@dataclass(frozen=True)
class Rejected:
    """Something that was not taken over, and why."""

    source_id: str
    reason: str
    title: str = ""


class Unusable(ValueError):
    """One item cannot be used; the others can."""


@dataclass
class Gathering:
    """Everything that was not taken over, or otherwise than it stood there."""

    rejected: list[Rejected] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)

    def reject(self, source_id: str, reason: str, title: str = "") -> None:
        """Note that something was not taken over."""
        self.rejected.append(Rejected(source_id[:300] or "(no id)", reason, title[:120]))

    def remark(self, text: str) -> None:
        """Note something that was taken over otherwise than it stood there."""
        self.remarks[text] += 1

    def notes(self) -> list[str]:
        """Give the remarks as sentences."""
        return [f"{count} times: {text}." for text, count in self.remarks.most_common()]


@dataclass
class Gathered(Gathering):
    """Everything that was found, and everything that was not taken over."""

    activities: dict[str, FoundActivity] = field(default_factory=dict)


def digest(*parts: object) -> str:
    """Give a short name for something that has none of its own."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def check_moment(moment: dt.datetime) -> dt.datetime:
    """Refuse moments that no agenda can hold; give it in UTC."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Unusable(f"the year {moment.year} cannot be right")
    return moment.astimezone(dt.UTC)


def by_day(
    start: dt.datetime, end: dt.datetime, zone: dt.tzinfo, gathered: Gathered
) -> list[tuple[dt.datetime, dt.datetime]]:
    """Split what lasts longer than a day into one part per day, at the clock time of the place."""
    if end <= start:
        raise Unusable("it ends before it starts")
    if end - start <= DAY + dt.timedelta(hours=1):
        return [(start, end)]
    gathered.remark("lasts more than a day; kept as one session per day")
    first, last = start.astimezone(zone), end.astimezone(zone)
    closes = last.timetz().replace(tzinfo=None)
    opens = first.timetz().replace(tzinfo=None)
    parts: list[tuple[dt.datetime, dt.datetime]] = []
    day = first.date()
    while len(parts) <= MOST_SESSIONS:
        begin = dt.datetime.combine(day, opens, zone)
        stop = dt.datetime.combine(day, closes, zone)
        if closes <= opens:
            stop = dt.datetime.combine(day + DAY, closes, zone)
        if begin >= last:
            break
        parts.append((begin.astimezone(dt.UTC), min(stop, last).astimezone(dt.UTC)))
        day += DAY
    return parts


def nearest(sessions: list[FoundSession], now: dt.datetime) -> list[FoundSession]:
    """Keep at most two hundred: first what is to come, then what was latest."""
    ahead = [s for s in sessions if s.ends_at > now]
    behind = [s for s in sessions if s.ends_at <= now]
    kept = sorted(ahead, key=lambda s: s.starts_at)[:MOST_SESSIONS]
    room = MOST_SESSIONS - len(kept)
    past = sorted(behind, key=lambda s: s.starts_at, reverse=True)[:room]
    return sorted([*kept, *past], key=lambda s: s.starts_at)
