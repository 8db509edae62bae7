"""Plain rules of a path: instruments, scores, the year, reminders, what may be written."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MARKS = range(11)
LONGEST = 10_000
MOST_ACTIVE = 12
MOST_STEPS = 200
MOST_INDICATORS = 20
CARD_LASTS = dt.timedelta(days=366)
CODE_LETTERS = "ACDEFHJKLMNPRTUVWXY34679"
CODE_LENGTH = 6
# A share lasts as long as its consent: a year at most.
SHARE_LASTS = dt.timedelta(days=365)
# What of a goal may be opened, and for what.
PARTS = ("path_goal", "path_steps", "path_follow", "path_moment")
PURPOSES = ("path_support", "path_talk", "path_moment")
HEADINGS = ("happy", "join_in", "healthy", "strength")


def is_mark(value: object) -> bool:
    """Say whether this is a mark from 0 to 10, and no yes or no."""
    return isinstance(value, int) and not isinstance(value, bool) and value in MARKS


def clean_words(text: str) -> str:
    """Give own words without what no screen shows; every script and sign stays as it is."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST]


def read_code(typed: str) -> str:
    """Take the code of a card from what somebody typed: any case, spaces and dashes."""
    return "".join(letter for letter in typed.upper() if letter in CODE_LETTERS)[:8]


@dataclass(frozen=True)
class Month:
    """One house in the street of a year: its mark is the last one given in that month."""

    first: dt.date
    mark: int | None
    weeks: int
    is_now: bool

    @property
    def words(self) -> tuple[int, int]:
        """Give mark and weeks as numbers for a sentence; -1 is no mark."""
        return (-1 if self.mark is None else self.mark, self.weeks)


def month_back(day: dt.date, months: int) -> dt.date:
    """Give the first day of the month that lies so many months before."""
    number = day.year * 12 + day.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)


def street_of(
    marks: Iterable[tuple[dt.date, int]], active: Iterable[dt.date], today: dt.date
) -> list[Month]:
    """Give the twelve months up to now: the last mark of each, and in how many weeks I did
    something."""
    firsts = [month_back(today, 11 - place) for place in range(12)]
    last: dict[dt.date, tuple[dt.date, int]] = {}
    for day, mark in marks:
        first = day.replace(day=1)
        if first not in last or last[first][0] <= day:
            last[first] = (day, mark)
    weeks: dict[dt.date, set[tuple[int, int]]] = {}
    for day in active:
        iso = day.isocalendar()
        weeks.setdefault(day.replace(day=1), set()).add((iso.year, iso.week))
    return [
        Month(
            first,
            last[first][1] if first in last else None,
            min(4, len(weeks.get(first, ()))),
            first == today.replace(day=1),
        )
        for first in firsts
    ]


def active_weeks(active: Iterable[dt.date], since: dt.date) -> int:
    """Count the weeks in which something was done."""
    return len({day.isocalendar()[:2] for day in active if day >= since})


def next_moment(*, clock: dt.time, after: dt.datetime, days: int, zone: dt.tzinfo) -> dt.datetime:
    """Give the next moment, on the clock of people, so many days on.

    It is an hour of the clock and no number of seconds: after the clock changed it is again at
    nine. An hour that does not exist that night becomes the one after it.
    """
    local = after.astimezone(zone)
    day = local.date() + dt.timedelta(days=days)
    moment = dt.datetime.combine(day, clock, tzinfo=zone)
    # Through UTC and back: 2:30 in the night that skips it becomes 3:30.
    moment = moment.astimezone(dt.UTC).astimezone(zone)
    if moment <= after:
        return next_moment(clock=clock, after=after, days=days + 1, zone=zone)
    return moment


def due_moment(first: dt.date, today: dt.date, done: Mapping[str, object]) -> str:
    """Say which of start, three, six and twelve months the shared questions are for now.

    A moment is open from two weeks before until six weeks after; what was missed is missed.
    """
    for code, months in (("start", 0), ("month_3", 3), ("month_6", 6), ("month_12", 12)):
        middle = first + dt.timedelta(days=round(months * 30.44))
        opens = middle - dt.timedelta(days=14)
        if code not in done and opens <= today <= middle + dt.timedelta(days=42):
            return code
    return ""
