"""Opening hours in words: ma-vr 9.00-17.00 uur; za 10-12; Mo-Fr 09:00-17:00."""

import datetime as dt
import re
from functools import lru_cache

from wijkschakel.network.readers.plaintext import line
from wijkschakel.network.readers.services import DAYS, FoundTimes
from wijkschakel.network.readers.values import time_of

NAMES = [
    ("maandag", "monday"), ("dinsdag", "tuesday"), ("woensdag", "wednesday"),
    ("donderdag", "thursday"), ("vrijdag", "friday"), ("zaterdag", "saturday"),
    ("zondag", "sunday"),
]  # fmt: skip
DAY = {
    form: number
    for number, pair in enumerate(NAMES)
    for name in pair
    for form in (name, f"{name}s", f"{name}en", name[:2], name[:3])
}
GROUPS = {"dagelijks": range(7), "daily": range(7), "elke dag": range(7), "iedere dag": range(7),
          "werkdagen": range(5), "doordeweeks": range(5), "weekdays": range(5),
          "weekend": range(5, 7)}  # fmt: skip
NAME = "|".join(sorted(map(re.escape, [*DAY, *GROUPS]), key=len, reverse=True))
HOUR = r"\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|uur|u\b)?"
PIECE = re.compile(
    rf"(?P<day>\b(?:{NAME})\b\.?)|(?P<hours>(?P<from>{HOUR})\s*(?:-|–|tot|t/m|to)\s*(?P<to>{HOUR}))"  # noqa: RUF001
    r"|(?P<through>t/m|tm|tot en met|-|–|\bto\b)|(?P<and>,|&|\ben\b|\band\b|\+|/)"  # noqa: RUF001
    r"|(?P<end>;|\||\n)|(?P<blank>[\s:]+|\b(?:op|van|elke|iedere|open|uur|from|on)\b)"
)


@lru_cache(maxsize=4096)  # a table says the same hours over and over
def read_hours(text: str) -> tuple[FoundTimes, ...]:
    """Read opening hours; what is not understood is kept in words, never guessed."""
    words = line(text, 500)
    if not words:
        return ()
    try:
        found = _Hours(words.lower()).read()
    except ValueError:
        found = []
    return tuple(found) or (FoundTimes(description=words),)


class _Hours:
    def __init__(self, text: str) -> None:
        self.text = text
        self.days: list[int] = []
        self.is_range = False
        self.has_hours = False
        self.found: list[FoundTimes] = []

    def read(self) -> list[FoundTimes]:
        """Walk through the words; anything unknown is an error."""
        at = 0
        while at < len(self.text):
            match = PIECE.match(self.text, at)
            if not match or match.end() == at:
                raise ValueError
            self.take(match)
            at = match.end()
        if self.days and not self.has_hours:
            raise ValueError
        return self.found

    def take(self, match: re.Match[str]) -> None:
        """Take the next piece."""
        if match["day"]:
            self.take_day(match["day"].rstrip("."))
        elif match["hours"]:
            self.take_hours(time_of(match["from"]), time_of(match["to"]))
        elif match["through"]:
            self.is_range = True

    def take_day(self, word: str) -> None:
        """Add a day, or all days up to it."""
        if self.has_hours:
            self.days, self.has_hours = [], False
        days = list(GROUPS[word]) if word in GROUPS else [DAY[word]]
        if self.is_range and self.days:
            first = self.days[-1]
            days = [(first + step) % 7 for step in range((days[0] - first) % 7 + 1)]
        self.is_range = False
        self.days += [day for day in days if day not in self.days]

    def take_hours(self, opens: dt.time | None, closes: dt.time | None) -> None:
        """Keep the days so far with these hours."""
        if opens is None or closes is None or not self.days:
            raise ValueError
        days = tuple(DAYS[day] for day in sorted(self.days))
        self.found.append(FoundTimes(days, opens, closes, "WEEKLY"))
        self.has_hours, self.is_range = True, False


def day_code(word: object) -> str:
    """Give MO to SU for a day in words or a number from 1, Monday; else nothing."""
    name = re.split(r"[:/#]", str(word).strip().lower().rstrip("."))[-1]
    if name in DAY:
        return DAYS[DAY[name]]
    return DAYS[int(name) - 1] if re.fullmatch(r"[1-7]", name, re.ASCII) else ""
