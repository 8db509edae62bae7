"""Series of a region: two years of days from their rules, and their sessions in the database."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

from benchmarks.installation import databases, installation
from benchmarks.report import Line
from wijkschakel.activities.rules import rhythm

ACTIVITIES = 20_000
SERIES = 100  # two years of these are the 5,000 sessions of a region and more
BAR_SECONDS = 5
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
RHYTHMS = (rhythm.WEEKLY, rhythm.FORTNIGHTLY, rhythm.MONTHLY, rhythm.MONTHLY_LAST)


def expand_rules(number: int) -> tuple[float, int]:
    """Give the seconds it takes to reckon two years of days of so many series, and the days."""
    first = dt.date(2026, 1, 5)
    began, found = time.perf_counter(), 0
    for place in range(number):
        day = first + dt.timedelta(days=place % 28)
        plan = rhythm.Plan(RHYTHMS[place % 4], day)
        end = day + dt.timedelta(days=730)
        found += len(rhythm.starts(plan, dt.time(10), AMSTERDAM, start=day, end=end))
    return time.perf_counter() - began, found


def measure() -> list[Line]:
    """Measure the rules alone, and on each database the night that makes the sessions."""
    seconds, days = expand_rules(SERIES)
    lines = [
        Line(f"{SERIES} reeksen, twee jaar: {days} dagen uit de regel", seconds, "s", BAR_SECONDS)
    ]
    for name in databases():
        with installation(name) as place:
            made = place.ask("expand_series", str(ACTIVITIES), str(SERIES))
            what = f"{made['sessions']} bijeenkomsten bij {ACTIVITIES} activiteiten, {name}"
            lines.append(Line(what, made["seconds"], "s", BAR_SECONDS))
            lines.append(Line(f"de nacht erna, {name}", made["again"], "s"))
    return lines
