"""Tables of nearly the same people: their cells may not be subtracted from each other.

Who took part in an activity and who gave it a face, a year and its only quarter, goals of two
years: when a reader knows that one group lies in the other, the difference of two counts tells of
the rest. So a cell is kept back while its value lies one to nine from one that another table ever
told of nearly the same people. Who is in a cell is looked at when it is counted and not kept; the
ledger keeps only which cells were near, so that all releases can be audited together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from wijkschakel.outcomes.disclosure.catalogue import Measure
from wijkschakel.outcomes.disclosure.frames import Array, Cell
from wijkschakel.outcomes.disclosure.history import History
from wijkschakel.outcomes.disclosure.ledger import Entry
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE

Told = dict[tuple[str, Cell], set[int]]


@dataclass(frozen=True)
class Members:
    """Who is in which leaf of a measure, as counted now."""

    measure: Measure
    people: Array  # int64, numbers of people; each once
    leaves: Array  # int64, the leaf of each


@dataclass(frozen=True)
class Near:
    """A cell, and one of another measure with nearly the same people."""

    cell: Cell
    measure: str
    other: Cell
    apart: int  # people who are in one of both
    size: int
    other_size: int

    def may_tell(self, value: int, told: int) -> bool:
        """Say whether the difference of two values tells of nobody.

        What is told may run behind what is counted: in one area the groups of then may have been so
        much nearer than those of now.
        """
        behind = abs(value - self.size) + abs(told - self.other_size)
        behind = behind if self.cell[0] == self.other[0] else 0
        is_near = self.apart < FEWEST_PEOPLE + behind
        return not (is_near and 0 < abs(value - told) < FEWEST_PEOPLE)


def near(members: Sequence[Members]) -> dict[str, list[Near]]:
    """Give for each measure the cells that hold mostly the people of a cell of another one."""
    everybody = np.unique(np.concatenate([each.people for each in members] or [np.zeros(0)]))
    names: list[tuple[str, Cell]] = []
    rows = []
    for each in members:
        names += [(each.measure.name, cell) for cell in each.measure.cells]
        rows.append(_cells(each) @ _people(each, everybody))
    if not names:
        return {}
    whole = sparse.vstack(rows).tocsr()
    sizes = np.asarray(whole.sum(axis=1)).ravel()
    large = np.flatnonzero(sizes >= FEWEST_PEOPLE)
    whole, sizes = whole[large], sizes[large]
    both = sparse.triu(whole @ whole.T, k=1).tocoo()
    apart = sizes[both.row] + sizes[both.col] - 2 * both.data
    most = np.maximum(FEWEST_PEOPLE - 1, np.maximum(sizes[both.row], sizes[both.col]) // 2)
    found: dict[str, list[Near]] = {}
    for at in np.flatnonzero(apart <= most):
        pair = (int(both.row[at]), int(both.col[at]))
        for one, other in (pair, pair[::-1]):
            (mine, cell), (theirs, their_cell) = names[large[one]], names[large[other]]
            if mine != theirs:
                found.setdefault(mine, []).append(
                    Near(cell, theirs, their_cell, int(apart[at]), int(sizes[one]),
                         int(sizes[other]))
                )  # fmt: skip
    return found


def _cells(each: Members) -> Array:
    """Give which leaves a cell holds, int64 (cells, leaves)."""
    leaves = [each.measure.frame.leaves(cell) for cell in each.measure.cells]
    row = np.repeat(np.arange(len(leaves)), [len(inside) for inside in leaves])
    shape = (len(leaves), each.measure.frame.size)
    at = (row, np.concatenate(leaves))
    return sparse.csr_matrix((np.ones(len(row), np.int64), at), shape=shape)


def _people(each: Members, everybody: Array) -> Array:
    """Give who is in a leaf, int64 (leaves, everybody)."""
    at = (each.leaves, np.searchsorted(everybody, each.people))
    shape = (each.measure.frame.size, len(everybody))
    return sparse.csr_matrix((np.ones(len(each.people), np.int64), at), shape=shape)


def told_by(entries: Iterable[Entry], measures: Iterable[str]) -> Told:
    """Give every value that these measures ever told, by cell."""
    wanted, found = set(measures), Told()
    for entry in entries:
        if entry["measure"] in wanted:
            for cell, value in entry["shown"]:
                found.setdefault((entry["measure"], tuple(cell)), set()).add(value)
    return found


def too_close(nears: Iterable[Near], after: History, told: Told) -> set[Cell]:
    """Name the cells that may not be told beside what others told."""
    return {
        each.cell
        for each in nears
        for value in told.get((each.measure, each.other), ())
        if not each.may_tell(after.value(each.cell), value)
    }


def kept(nears: Iterable[Near], shown: Iterable[Cell]) -> list[list[object]]:
    """Write for the ledger which cells that are told were near which others."""
    known = set(shown)
    return sorted(
        [list(each.cell), each.measure, list(each.other)]
        for each in nears
        if each.apart < FEWEST_PEOPLE and each.cell in known
    )


def subtracted(entries: Sequence[Entry]) -> dict[str, int]:
    """Count, for each measure, the told cells that lie too close to what was told of the same."""
    told: Told = {}
    found: dict[str, int] = {}
    for entry in entries:
        mine = {tuple(cell): value for cell, value in entry.get("shown", ())}
        for cell, measure, other in entry.get("near", ()):
            value = mine[tuple(cell)]
            others = told.get((measure, tuple(other)), ())
            if any(0 < abs(value - each) < FEWEST_PEOPLE for each in others):
                found[entry["measure"]] = found.get(entry["measure"], 0) + 1
        for cell, value in mine.items():
            told.setdefault((entry["measure"], cell), set()).add(value)
    return found
