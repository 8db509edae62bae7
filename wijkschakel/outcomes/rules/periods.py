"""Years and quarters as they are called and when they begin, on the clock of the Netherlands."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Span:
    """A period: from its begin until just before its end."""

    name: str  # 2026 or 2026-Q3
    begin: dt.datetime
    end: dt.datetime

    def holds(self, moment: dt.datetime) -> bool:
        """Say whether a moment lies in it."""
        return self.begin <= moment < self.end


def midnight(day: dt.date) -> dt.datetime:
    """Give the begin of a day here."""
    return dt.datetime.combine(day, dt.time(0), tzinfo=HERE).astimezone(dt.UTC)


def day_of(moment: dt.datetime) -> dt.date:
    """Give the day that it is here."""
    return moment.astimezone(HERE).date()


def year(number: int) -> Span:
    """Give a year."""
    return Span(str(number), midnight(dt.date(number, 1, 1)), midnight(dt.date(number + 1, 1, 1)))


def span_of(name: str) -> Span:
    """Give the year or the quarter of this name."""
    number, _, quarter = name.partition("-Q")
    if not quarter:
        return year(int(number))
    first = 3 * int(quarter) - 2
    last = dt.date(int(number), first, 1) + dt.timedelta(days=95)
    begin = midnight(dt.date(int(number), first, 1))
    return Span(name, begin, midnight(last.replace(day=1)))


def quarter_of(moment: dt.datetime) -> str:
    """Name the quarter of a moment."""
    day = day_of(moment)
    return f"{day.year}-Q{(day.month + 2) // 3}"
