"""Writes the facts of a year as months of events, and the people; what is the same stays as it is.

folder/themes.json gives each thing that is counted its number: {"taking-part.2026": 0, ...}. A
number is given once and stays. Of a state there is one event for each person.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.cube import events
from wijkschakel.outcomes.rules.troubles import BadInput

Row = tuple[int, int, int, int]  # theme, person, week, code
MOST_THEMES = 30_000


def themes(folder: Path, names: Iterable[str]) -> dict[str, int]:
    """Give every thing that is counted its number; new ones get the next."""
    path = folder / "themes.json"
    try:
        known: dict[str, int] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    except ValueError as error:
        raise BadInput(f"{path.name} is damaged. Take it away and the cube beside it.") from error
    wanted = list(dict.fromkeys(names))
    for name in sorted(set(wanted) - set(known)):
        known[name] = len(known)
    if len(known) > MOST_THEMES:
        raise BadInput(f"{len(known)} things to count in one year are too many.")
    _keep(path, json.dumps(known, sort_keys=True))
    return {name: known[name] for name in wanted}


def known_areas(folder: Path) -> dict[int, int]:
    """Give the area of everybody who was counted before."""
    path = folder / "persons.parquet"
    if not path.exists():
        return {}
    table = _parquet().read_table(path)
    return dict(zip(*(table.column(name).to_pylist() for name in ("person", "area")), strict=True))


def known_states(folder: Path, name: str) -> dict[int, tuple[int, int]]:
    """Give week and code of everybody for whom something was counted the last time."""
    path = folder / "themes.json"
    theme = json.loads(path.read_text("utf-8")).get(name) if path.exists() else None
    found: dict[int, tuple[int, int]] = {}
    if theme is None or not any((folder / "events").glob("month=*/[0-9]*.parquet")):
        return found
    for file in events.months(folder).values():
        rows = events.read(file)
        mine = rows["theme"] == theme
        told = (rows[column][mine].tolist() for column in ("person", "week", "code"))
        found |= {person: (week, code) for person, week, code in zip(*told, strict=True)}
    return found


def write(folder: Path, rows: Iterable[Row], people: Mapping[int, tuple[int, int]]) -> list[str]:
    """Write people (area, grp) and months; give the months that changed.

    People of whom nothing is known are not written. A month without events stays as an empty file.
    """
    months: dict[str, list[Row]] = {}
    for row in rows:
        months.setdefault(events.month_of(row[2]), []).append(row)
    there = {row[1] for month in months.values() for row in month}
    _persons(folder, {one: people[one] for one in there})
    for old in (folder / "events").glob("month=*"):
        name = events.MONTH.fullmatch(old.name)
        if name:
            months.setdefault(name[1], [])
    return [month for month in sorted(months) if _month(folder, month, sorted(months[month]))]


def _month(folder: Path, month: str, rows: list[Row]) -> bool:
    """Write a month when it is another than the last one."""
    pa = events.arrow()
    columns = list(zip(*rows, strict=True)) or [()] * 4
    theme, person, week, code = columns
    table = pa.table(
        {
            "event": pa.array(range(len(rows)), pa.int64()),
            "person": pa.array(person, pa.int64()),
            "week": pa.array(week, pa.int32()),
            "theme": pa.array(theme, pa.int16()),
            "code": pa.array(code, pa.int16()),
        }
    )
    files = sorted((folder / "events" / f"month={month}").glob("[0-9]*.parquet"))
    if files:
        keys = [(name, "ascending") for name in events.EVENT]
        last = _parquet().read_table(files[-1], partitioning=None)
        if last.num_rows == table.num_rows and last.sort_by(keys).equals(table.sort_by(keys)):
            return False
    events.write_month(folder, month, table)
    return True


def _persons(folder: Path, people: Mapping[int, tuple[int, int]]) -> None:
    pa = events.arrow()
    rows = sorted((one, area, grp) for one, (area, grp) in people.items())
    columns = list(zip(*rows, strict=True)) or [()] * 3
    kinds = (pa.int64(), pa.int32(), pa.int16())
    table = pa.table(
        {n: pa.array(c, k) for n, c, k in zip(events.PERSON, columns, kinds, strict=True)}
    )
    path = folder / "persons.parquet"
    if path.exists() and _parquet().read_table(path).equals(table):
        return
    events.write_persons(folder, table)


def _keep(path: Path, text: str) -> None:
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def _parquet() -> Any:
    import pyarrow.parquet as pq  # noqa: PLC0415  # slow import

    return pq
