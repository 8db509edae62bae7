"""What many requests can become together: themes that come along, and what makes one go on."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wijkschakel.support.arranging import rules as arranging
from wijkschakel.support.matching import times
from wijkschakel.support.rules.kinds import DATA

ANSWER_WITHIN = dt.timedelta(days=7)
ANSWER_BEFORE = dt.timedelta(days=1)  # who hosts knows it a day ahead
SOONEST = dt.timedelta(days=3)  # people are asked at least so long ahead
WALKED_IN_A_MINUTE_M = 75
# Two or more parties, in the own surroundings: what counts as tailor-made support.
TAILOR_MADE_PARTIES = 2


@dataclass(frozen=True)
class Together:
    """One theme: which kinds of help it can solve, from how many people, at what cost.

    Money in cents and time in minutes, for one time.
    """

    code: str
    kinds: frozenset[str]
    icon: str
    activity_theme: str
    venues: frozenset[str]
    smallest: int
    largest: int
    cost_cents: int
    alone_cents: int
    alone_minutes: int
    together_minutes: int
    minutes: int
    clocks: tuple[dt.time, dt.time, dt.time]
    words: Mapping[str, Mapping[str, str]]

    def said(self, what: str, language: str) -> str:
        """Give a word of the theme in a language, else in Dutch."""
        told = self.words[what]
        return told.get(language) or told["nl"]

    def clock(self, block: int) -> dt.time:
        """Give the usual hour in a block of the week."""
        return self.clocks[block % len(times.PARTS)]

    def for_engine(self) -> arranging.Theme:
        """Give the theme as the engine reads it."""
        return arranging.Theme(
            self.code, self.smallest, self.largest, self.cost_cents, self.alone_cents,
            self.alone_minutes, self.together_minutes,
        )  # fmt: skip


@cache
def themes() -> Mapping[str, Together]:
    """Give the themes that come along, by code."""
    told = tomllib.loads((DATA / "together.toml").read_text(encoding="utf-8"))
    return {code: _theme(code, row) for code, row in told.items()}


def _theme(code: str, row: dict[str, object]) -> Together:
    words = {what: row.pop(what) for what in ("name", "about", "enough", "asks")}
    clocks = tuple(dt.time.fromisoformat(clock) for clock in row.pop("clocks"))  # type: ignore[attr-defined]
    sets = {what: frozenset(row.pop(what)) for what in ("kinds", "venues")}  # type: ignore[call-overload]
    return Together(code=code, words=words, clocks=clocks, **sets, **row)  # type: ignore[arg-type]


@cache
def theme_of_kind() -> Mapping[str, str]:
    """Give per kind of help the theme that can solve it."""
    return {kind: theme.code for theme in themes().values() for kind in theme.kinds}


def answer_until(starts_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Give until when people may answer."""
    return min(now + ANSWER_WITHIN, starts_at - ANSWER_BEFORE)


def goes_on(yes: int, smallest: int) -> bool:
    """Say whether enough people said yes."""
    return yes >= smallest


def walking_minutes(metres: float) -> int:
    """Give about how long a walk takes."""
    return max(1, round(metres / WALKED_IN_A_MINUTE_M))


def first_day(block: int, after: dt.date) -> dt.date:
    """Give the first day of a block of the week that comes on or after a day."""
    return after + dt.timedelta(days=(block // len(times.PARTS) - after.weekday()) % 7)


def saved_minutes(people: int, meetings: int, alone: int, together: int) -> int:
    """Give what is saved each time; below nothing when few people come."""
    return people * alone - meetings * together
