"""Builds the cube: a month at a time, then the sums over all weeks, then one swap.

A month that was counted before from the same file is not counted again, so a build that was
killed goes on where it was, and a nightly build costs what changed. Until the last step the old
cube stays. Memory is that of one month, and of four million pairs.

Parts of a month or week: `answers`, `by_theme`, `by_week` in Parquet, and `pairs.npy`, each person
with each week and theme. Over all weeks: `ever_theme` and `ever` in Parquet; `keys.npy` each person
with each theme, `times.npy` in how many weeks, `total.npy` in how many weeks and themes by person.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from wijkschakel.outcomes.cube import events, manifest, numbers, tallying
from wijkschakel.outcomes.cube.manifest import Manifest
from wijkschakel.outcomes.cube.numbers import Numbers
from wijkschakel.outcomes.cube.tallying import Array, Columns, Tally

Told = Callable[[str], None]
FORM = 3  # of the parts: those of another form are counted anew
CHUNK = 4_000_000  # pairs that are added up at once
TYPES = {
    "area": "int32", "grp": "int16", "week": "int32", "theme": "int16", "code": "int16",
    "n": "int64", "people": "int64",
}  # fmt: skip


def silent(_: str) -> None:
    """Tell nobody."""


def build(folder: Path, told: Told = silent) -> Manifest:
    """Build the cube of a folder of events, in folder/cube."""
    months = events.months(folder)
    with manifest.only_one(folder / "cube"):
        return _build(folder, months, told)


def _build(folder: Path, months: dict[str, Path], told: Told) -> Manifest:
    cube = folder / "cube"
    parts = cube / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    people = numbers.current(folder)
    new = Manifest(
        persons=manifest.digest(folder / "persons.parquet"), form=FORM, people=people.generation
    )
    for place, (month, file) in enumerate(months.items(), 1):
        stem = _month(parts, month, file, people, new.persons)
        new.months[month], new.events[month] = stem, file.relative_to(folder).as_posix()
        told(f"{month} ({place} / {len(months)})")
    stems = list(new.months.values())
    new.strangers = any((parts / f"{stem}.strangers").exists() for stem in stems)
    new.base = new.ever = f"ever-{FORM}-{manifest.summed(stems)}"
    told("all weeks")
    if not (parts / f"{new.ever}.total.npy").exists():
        ever(parts, stems, people, new.ever)
    manifest.write(cube, new)
    tidy(folder, cube, new)
    return new


def _month(parts: Path, month: str, file: Path, people: Numbers, persons: str) -> str:
    """Count a month, unless that was done; the last file says that all are there."""
    stem = f"{month}-{FORM}-{manifest.digest(file)}-{people.generation}"
    with_strangers = f"{stem}-{persons}"  # they may be known the next time
    for known in (stem, with_strangers):
        if (parts / f"{known}.pairs.npy").exists():
            return known
    found = tallying.of_events(events.read(file), people)
    if found.strangers:
        stem = with_strangers
        (parts / f"{stem}.strangers").touch()
    keep(parts, stem, found, people)
    return stem


def keep(parts: Path, stem: str, found: Tally, people: Numbers) -> None:
    """Keep what was counted; the pairs are the last, so then all is there."""
    for kind in manifest.KINDS:
        table(parts / f"{stem}.{kind}.parquet", placed(found.tables[kind], people))
    manifest.keep_array(parts / f"{stem}.pairs.npy", found.pairs)


def placed(columns: Columns, people: Numbers) -> Columns:
    """Put area and group where the place is."""
    place = columns["place"]
    rest = {name: column for name, column in columns.items() if name != "place"}
    return {"area": people.area[place], "grp": people.grp[place]} | rest


def arrays(columns: Columns) -> Any:
    """Make a table of pyarrow, with the types of the parts.

    From the bytes themselves: `pyarrow.array` loads pandas first, for half a second.
    """
    pa = events.arrow()
    found = {}
    for name, column in columns.items():
        values = np.ascontiguousarray(column, TYPES[name])
        kind = pa.from_numpy_dtype(values.dtype)
        found[name] = pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(values)])
    return pa.table(found)


def table(target: Path, columns: Columns) -> None:
    """Keep columns as a Parquet file, whole or not at all."""
    write(arrays(columns), target)


def write(found: Any, target: Path) -> None:
    """Keep a table of pyarrow, whole or not at all."""
    import pyarrow.parquet as pq  # noqa: PLC0415  # slow import

    beside = target.with_suffix(".new")
    pq.write_table(found, beside)
    os.replace(beside, target)


def ever(parts: Path, stems: list[str], people: Numbers, stem: str) -> None:
    """Add the months; count people over all weeks."""
    pairs = [np.load(parts / f"{one}.pairs.npy", mmap_mode="r") for one in stems]
    slices = [week for month in pairs for week in _weeks(month)]
    total = np.zeros(len(people.place), np.int32)
    keys, times = [], []
    for first, last in _chunks(sum(map(len, slices)), len(total)):
        here = [tallying.without_week(_between(week, first, last)) for week in slices]
        _, number, theme = tallying.apart(np.concatenate([*here, np.zeros(0, np.int64)]))
        found = tallying.tally(("number", "theme"), (number, theme), "times")
        keys.append((found["number"] << tallying.THEME) | (found["theme"] - tallying.LOWEST))
        times.append(found["times"].astype(np.int32))
        total += np.bincount(number, minlength=len(total)).astype(np.int32)
    whole = np.concatenate([*keys, np.zeros(0, np.int64)])
    manifest.keep_array(parts / f"{stem}.keys.npy", whole)
    manifest.keep_array(
        parts / f"{stem}.times.npy", np.concatenate([*times, np.zeros(0, np.int32)])
    )
    _, number, theme = tallying.apart(whole)
    by_theme = tallying.tally(("place", "theme"), (people.place[number], theme), "people")
    by_place = tallying.tally(("place",), (people.place[total > 0],), "people")
    table(parts / f"{stem}.ever_theme.parquet", placed(by_theme, people))
    table(parts / f"{stem}.ever.parquet", placed(by_place, people))
    manifest.keep_array(parts / f"{stem}.total.npy", total)


def _weeks(pairs: Array) -> list[Array]:
    """Give the pairs of each week of a month."""
    if not len(pairs):
        return []
    first, last = (int(end >> (tallying.PERSON + tallying.THEME)) for end in pairs[[0, -1]])
    return [tallying.week_slice(pairs, week) for week in range(first, last + 1)]


def _chunks(pairs: int, people: int) -> Iterator[tuple[int, int]]:
    """Give ranges of people that hold about as many pairs as may be in memory at once."""
    parts = pairs // CHUNK + 1
    edges = [people * part // parts for part in range(parts + 1)]
    return itertools.pairwise(edges)


def _between(week: Array, first: int, last: int) -> Array:
    if not len(week):
        return week
    begin = int(week[0]) & ~((1 << (tallying.PERSON + tallying.THEME)) - 1)
    low, high = np.searchsorted(week, [begin + (each << tallying.THEME) for each in (first, last)])
    return week[low:high]


def tidy(folder: Path, cube: Path, new: Manifest) -> None:
    """Take away what no cube needs any more."""
    manifest.sweep(cube, {*new.stems(), numbers.stem(cube)})
    events.forget_old(folder, [folder / name for name in new.events.values()])
