"""Counts the rows of a month or a week by sorting whole numbers; numpy, no hashing.

A pair is a person in a week with a theme as one int64: week (15 bits), number of the person (31),
theme (16). Sorted, what is there twice stands side by side; people are counted once by looking at
the neighbour. The same integers as the expression of Ibis gives, several times quicker.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wijkschakel.outcomes.cube.numbers import Numbers
from wijkschakel.outcomes.rules.troubles import BadInput

Array = Any  # numpy, int64 unless it says otherwise
THEME, PERSON = 16, 31
LOWEST = -(1 << 15)  # of a theme, int16
SPARSE = 8  # more cells than this for each row are sorted and not laid out
Columns = dict[str, Array]


@dataclass(frozen=True)
class Tally:
    """What a file of events holds: the columns of each table, and every pair once, in order."""

    tables: dict[str, Columns]
    pairs: Array
    strangers: int  # events of people who are not among those that are counted


def distinct(ordered: Array) -> Array:
    """Give each value of a sorted array once."""
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def compact(values: Array) -> tuple[Array, Array]:
    """Give the values that occur, and for each row which of them it is."""
    found, places = np.unique(values, return_inverse=True)
    return found, places


def packed(columns: Sequence[Array]) -> Array:
    """Give one whole number for each row: of an area (int32), and of int16s after it."""
    found = columns[0].astype(np.int64)
    for column in columns[1:]:
        found = (found << 16) + (column.astype(np.int64) - LOWEST)
    return found


def tally(names: Sequence[str], columns: Sequence[Array], counted: str) -> Columns:
    """Count the rows that are alike in all columns (whole numbers)."""
    rows = len(columns[0])
    if not rows:
        return dict.fromkeys([*names, counted], np.zeros(0, np.int64))
    lowest = [int(column.min()) for column in columns]
    shape = [int(column.max()) - low + 1 for column, low in zip(columns, lowest, strict=True)]
    if _is_dense(shape, rows):
        there, count = _laid_out(columns, lowest, shape)
        at = np.unravel_index(there, shape)
        told = [place + low for place, low in zip(at, lowest, strict=True)]
    else:
        there, count, told = _sorted(columns)
    return dict(zip(names, told, strict=True)) | {counted: count}


def _is_dense(shape: Sequence[int], rows: int) -> bool:
    return bool(np.prod(shape, dtype=float) <= SPARSE * rows + (1 << 16))


def _laid_out(
    columns: Sequence[Array], lowest: Sequence[int], shape: Sequence[int]
) -> tuple[Array, Array]:
    """Count in an array with a place for everything that could be."""
    cells, base = columns[0].astype(np.int64), lowest[0]
    for column, low, size in zip(columns[1:], lowest[1:], shape[1:], strict=True):
        cells *= size
        cells += column
        base = base * size + low
    cells -= base
    every = np.bincount(cells)
    there = np.flatnonzero(every)
    return there, every[there]


def _sorted(columns: Sequence[Array]) -> tuple[Array, Array, list[Array]]:
    """Count what is spread too thin to be laid out."""
    found = [compact(column) for column in columns]
    shape = [len(values) for values, _ in found]
    if _is_dense(shape, len(columns[0])):
        there, count = _laid_out([places for _, places in found], [0] * len(found), shape)
    else:
        cells = np.ravel_multi_index(tuple(places for _, places in found), shape)
        there, count = np.unique(cells, return_counts=True)
    at = np.unravel_index(there, shape)
    return there, count, [values[place] for (values, _), place in zip(found, at, strict=True)]


def of_events(rows: Columns, numbers: Numbers) -> Tally:
    """Count events: person int64, week int32, theme int16, code int16."""
    number = numbers.of(rows["person"])
    known = number >= 0
    strangers = len(known) - int(np.count_nonzero(known))
    if strangers:
        rows = {name: column[known] for name, column in rows.items()}
        number = number[known]
    week, theme = rows["week"], rows["theme"]
    if len(week) and not 0 <= int(week.min()) <= int(week.max()) < 1 << 15:
        raise BadInput("A week lies before 1970 or after 2597: a clock may be wrong.")
    place = numbers.place[number]
    answers = tally(("place", "week", "theme", "code"), (place, week, theme, rows["code"]), "n")
    pairs = week.astype(np.int64) << (PERSON + THEME)
    pairs |= number.astype(np.int64) << THEME
    pairs |= theme.astype(np.int64) - LOWEST
    pairs.sort()
    pairs = distinct(pairs)
    return Tally({"answers": answers} | of_pairs(pairs, numbers), pairs, strangers)


def of_pairs(pairs: Array, numbers: Numbers) -> dict[str, Columns]:
    """Count people per week and theme, and per week."""
    week, number, theme = apart(pairs)
    by_theme = tally(("place", "week", "theme"), (numbers.place[number], week, theme), "people")
    week, number, _ = apart(distinct(pairs >> THEME) << THEME)
    by_week = tally(("place", "week"), (numbers.place[number], week), "people")
    return {"by_theme": by_theme, "by_week": by_week}


def apart(pairs: Array) -> tuple[Array, Array, Array]:
    """Take pairs apart: week, number of the person, theme."""
    number = (pairs >> THEME) & ((1 << PERSON) - 1)
    return pairs >> (PERSON + THEME), number, (pairs & ((1 << THEME) - 1)) + LOWEST


def week_slice(pairs: Array, week: int) -> Array:
    """Give the pairs of one week."""
    first, last = np.searchsorted(pairs, [each << (PERSON + THEME) for each in (week, week + 1)])
    return pairs[first:last]


def without_week(pairs: Array) -> Array:
    """Give each person with a theme, without the week."""
    return pairs & ((1 << (PERSON + THEME)) - 1)
