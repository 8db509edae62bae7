"""How old what we know of a service may be, when it is open, what a telephone number is."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import phonenumbers

REMIND_AFTER = 6
MARK_AFTER = 9
HIDE_AFTER = 12
# A word about room is news for a week, and still worth saying for a month.
CAPACITY_IS_NEWS = dt.timedelta(days=30)
APPROVALS_NEEDED = 2
SUGGESTIONS_PER_NETWORK = 12
SUGGESTIONS_PER_SERVICE = 30
SUGGESTIONS_WINDOW = dt.timedelta(hours=1)
SPANS_PER_DAY = 6
WALKABLE_MINUTES = 15
SHORTEST_PHONE = 8


class Freshness(StrEnum):
    """How well known it is that a service is as we say."""

    FRESH = "fresh"
    DUE = "due"
    OLD = "old"
    HIDDEN = "hidden"


def months_before(day: dt.date, months: int) -> dt.date:
    """Give the same day so many months earlier; the last of the month where it has no such day."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def freshness(checked_on: dt.date, today: dt.date) -> Freshness:
    """Say how old the last check is: on the very day that it is 6, 9 or 12 months ago, it counts.

    >>> freshness(dt.date(2026, 2, 21), dt.date(2026, 11, 21))
    <Freshness.OLD: 'old'>
    """
    for months, word in (
        (HIDE_AFTER, Freshness.HIDDEN),
        (MARK_AFTER, Freshness.OLD),
        (REMIND_AFTER, Freshness.DUE),
    ):
        if checked_on <= months_before(today, months):
            return word
    return Freshness.FRESH


@dataclass(frozen=True, order=True)
class Span:
    """From and until, on the clock on the wall."""

    opens: dt.time
    closes: dt.time

    def __str__(self) -> str:
        return f"{say_clock(self.opens)}-{say_clock(self.closes)}"


class NotATime(ValueError):
    """These words are no opening hours."""


CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uur|u)?"
SPAN = re.compile(rf"\s*{CLOCK}\s*(?:-|\u2013|\u2014|tot|t/m)\s*{CLOCK}\s*", re.IGNORECASE)


def say_clock(time: dt.time) -> str:
    """Write a time as people do: 9:00, 13:30."""
    return f"{time.hour}:{time.minute:02}"


def read_spans(text: str) -> list[Span]:
    """Read opening hours of one day: "9-12, 13:00 tot 17.30". Empty is closed.

    :raises NotATime: when it cannot be read, ends before it begins, or overlaps.
    """
    parts = [part for part in re.split(r"[,;\n]| en ", text) if part.strip()]
    spans = sorted(_read_span(part) for part in parts)
    overlaps = any(one.closes > two.opens for one, two in pairwise(spans))
    if overlaps or len(spans) > SPANS_PER_DAY:
        raise NotATime(text)
    return spans


def _read_span(part: str) -> Span:
    found = SPAN.fullmatch(part)
    if found is None:
        raise NotATime(part)
    hours, minutes, until_hours, until_minutes = found.groups()
    span = Span(_clock(hours, minutes), _clock(until_hours, until_minutes))
    if span.closes <= span.opens:
        raise NotATime(part)
    return span


def _clock(hours: str, minutes: str | None) -> dt.time:
    try:
        if int(hours) == 24 and not int(minutes or 0):
            return dt.time(23, 59)
        return dt.time(int(hours), int(minutes or 0))
    except ValueError as error:
        raise NotATime(hours) from error


def write_spans(spans: Iterable[Span]) -> str:
    """Write opening hours so that they can be read back."""
    return ", ".join(str(span) for span in sorted(spans))


class NotAPhone(ValueError):
    """This is no telephone number."""


def read_phone(text: str) -> str:
    """Give a number as it is kept: +31880001234; short numbers like 113 and 14 0314 as they are.

    :raises NotAPhone: when nobody could call it.
    """
    digits = "".join(sign for sign in text if sign.isdigit())
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(text) from error
    is_short = digits[:1] == "1" and phonenumbers.is_possible_short_number_for_region(number, "NL")
    if is_short or _is_town_hall(digits):
        return digits
    if len(digits) < SHORTEST_PHONE or not phonenumbers.is_possible_number(number):
        raise NotAPhone(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_town_hall(digits: str) -> bool:
    """Numbers of municipalities: 14, and the code of the area."""
    return re.fullmatch(r"140\d{2,3}", digits) is not None


def say_phone(number: str) -> str:
    """Write a number as people read it; what is none stays as it was written."""
    if not number.startswith("+"):
        return number
    try:
        read = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    style = phonenumbers.PhoneNumberFormat
    at_home = read.country_code == 31
    return phonenumbers.format_number(read, style.NATIONAL if at_home else style.INTERNATIONAL)


def thresholds(
    *, price_cents: int | None, by_appointment: bool, documents: str, needs_referral: bool | None
) -> Sequence[str]:
    """Name what is asked before somebody is helped; nothing means that one just walks in."""
    asked = []
    if price_cents != 0:
        asked.append("money")
    if by_appointment:
        asked.append("appointment")
    if documents.strip():
        asked.append("documents")
    if needs_referral is not False:
        asked.append("referral")
    return asked
