"""A made-up region of events, in months of Parquet, written a month at a time."""

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa

from wijkschakel.outcomes.cube import events

AREAS, GROUPS, THEMES, ANSWERS = 60, 5, 8, 5
FIRST = dt.date(2025, 1, 6)


def make(folder: Path, count: int, people: int, weeks: int = 104, seed: int = 1) -> None:
    """Write about `count` events of `people`; some come much more often than others."""
    chance = np.random.default_rng(seed)
    persons = np.unique(chance.integers(0, 1 << 62, people))
    place = {"area": AREAS, "grp": GROUPS}
    columns = {name: chance.integers(0, most, len(persons)) for name, most in place.items()}
    events.write_persons(folder, pa.table({"person": persons, **columns}))
    first, number = events.week_of(FIRST), 0
    months: dict[str, list[int]] = {}
    for week in range(first, first + weeks):
        months.setdefault(events.month_of(week), []).append(week)
    for month, inside in months.items():
        size = count * len(inside) // weeks
        who = (chance.random(size) ** 1.5 * len(persons)).astype(np.int64)
        table = {
            "event": np.arange(number, number + size),
            "person": persons[who],
            "week": chance.choice(inside, size),
            "theme": chance.integers(0, THEMES, size),
            "code": chance.integers(1, ANSWERS + 1, size),
        }
        events.write_month(folder, month, pa.table(table))
        number += size


def touch_a_week(folder: Path, number: int) -> None:
    """Take every seventh event out of the first week of a month."""
    month, file = sorted(events.months(folder).items())[number]
    table = pa.table(events.read(file, columns=events.EVENT))
    week = table.column("week").to_numpy()
    keep = (week != week[0]) | (np.arange(len(week)) % 7 > 0)
    events.write_month(folder, month, table.filter(pa.array(keep)))
