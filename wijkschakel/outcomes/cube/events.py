"""Months of pseudonymised events in Parquet, and the people they are of.

folder/events/month=2026-11/0001.parquet   event int64, person int64, week int32, theme int16,
                                           code int16 (the answer)
folder/persons.parquet                     person int64, area int32, grp int16: one row a person

A week is counted in Mondays since 1970 and lies in the month of its Monday. A month is written
anew as a whole with the next number: what a cube was built from stays until the cube is another.
Persons have one area and group in a period, so people add up over areas and groups; who moves is
counted where the period began.
"""

import datetime as dt
import hashlib
import hmac
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.rules.troubles import BadInput

FIRST_MONDAY = dt.date(1970, 1, 5)
ROWS_PER_GROUP = 120_000
EVENT = ("event", "person", "week", "theme", "code")
PERSON = ("person", "area", "grp")
MONTH = re.compile(r"month=(\d{4}-\d{2})")


def week_of(day: dt.date) -> int:
    """Give the number of the week of a day."""
    return (day - FIRST_MONDAY).days // 7


def month_of(week: int) -> str:
    """Give the month in which a week is kept."""
    return (FIRST_MONDAY + dt.timedelta(weeks=week)).strftime("%Y-%m")


def pseudonym(key: bytes, person: str) -> int:
    """Give the number that stands for a person: keyed, so without the key nobody finds it back."""
    if len(key) < 16:
        raise BadInput("The key of the pseudonyms is at least 16 bytes.")
    return int.from_bytes(hmac.digest(key, person.encode(), hashlib.sha256)[:8], "big") >> 1


def arrow() -> Any:
    """Give pyarrow, which loads slowly."""
    import pyarrow as pa  # noqa: PLC0415  # slow import

    return pa


def event_schema() -> Any:
    """Give the columns of events."""
    pa = arrow()
    kinds = (pa.int64(), pa.int64(), pa.int32(), pa.int16(), pa.int16())
    return pa.schema(list(zip(EVENT, kinds, strict=True)))


def person_schema() -> Any:
    """Give the columns of people."""
    pa = arrow()
    return pa.schema(list(zip(PERSON, (pa.int64(), pa.int32(), pa.int16()), strict=True)))


def write_month(folder: Path, month: str, table: Any) -> Path:
    """Write a month as its next file; an event that is there twice counts once, the last one."""
    import numpy as np  # noqa: PLC0415  # slow import

    pa = arrow()
    table = table.select(list(EVENT)).cast(event_schema())
    ids = table.column("event").to_numpy()
    _, last = np.unique(ids[::-1], return_index=True)
    table = table.take(pa.array(np.sort(len(ids) - 1 - last)))
    weeks = set(table.column("week").unique().to_pylist())
    strange = sorted(week for week in weeks if month_of(week) != month)
    if strange:
        raise BadInput(f"Weeks {strange} are not of {month}: a clock may be wrong.")
    target = folder / "events" / f"month={month}" / f"{_last(folder, month) + 1:04d}.parquet"
    _write(table.sort_by([("week", "ascending"), ("person", "ascending")]), target)
    return target


def _last(folder: Path, month: str) -> int:
    files = (folder / "events" / f"month={month}").glob("[0-9]*.parquet")
    return max((int(file.stem) for file in files), default=0)


def write_persons(folder: Path, table: Any) -> None:
    """Write who is where; refuse a person who is there twice."""
    table = table.select(list(PERSON)).cast(person_schema())
    if len(table.column("person").unique()) != len(table):
        raise BadInput("A person has one area and one group in a period.")
    _write(table.sort_by("person"), folder / "persons.parquet")


def _write(table: Any, target: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415  # slow import

    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    pq.write_table(table, beside, row_group_size=ROWS_PER_GROUP, compression="zstd")
    os.replace(beside, target)


def months(folder: Path) -> dict[str, Path]:
    """Give the newest file of each month."""
    found: dict[str, Path] = {}
    for file in sorted((folder / "events").glob("month=*/[0-9]*.parquet")):
        name = MONTH.fullmatch(file.parent.name)
        if name:
            found[name[1]] = file
    if not found:
        raise BadInput(f"There are no months of events in {folder.name}/events.")
    if not (folder / "persons.parquet").exists():
        raise BadInput(f"There is no persons.parquet in {folder.name}.")
    return found


def forget_old(folder: Path, keep: Iterable[Path]) -> None:
    """Take away files of months that neither the cube nor the next build needs."""
    kept = {*keep, *months(folder).values()}
    for file in (folder / "events").glob("month=*/[0-9]*.parquet"):
        if file not in kept:
            file.unlink()
