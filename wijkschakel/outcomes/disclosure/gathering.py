"""Which cells of all tables are nearly the same people, together: looked at once, and not kept.

Pairs: one group lies nearly in the other. Sums: two groups that hardly overlap are nearly a third
one, whatever tables they are of. Unions: cells side by side in one table are nearly a cell of
another. `behind` says how far what was told of a cell runs behind what is counted now; in one area
the groups of then may have been so much nearer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from wijkschakel.outcomes.disclosure.catalogue import Measure
from wijkschakel.outcomes.disclosure.frames import Array, Cell
from wijkschakel.outcomes.disclosure.overlap import Named, Near, Part
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE

MOST = FEWEST_PEOPLE - 1


@dataclass(frozen=True)
class Members:
    """Who is in which leaf of a measure, as counted now."""

    measure: Measure
    people: Array  # int64, numbers of people; each once
    leaves: Array  # int64, the leaf of each

    @property
    def name(self) -> str:
        """Name the measure."""
        return self.measure.name

    @property
    def cells(self) -> list[Cell]:
        """List the cells."""
        return self.measure.cells

    def inside(self, everybody: Array) -> Array:
        """Give who is in each cell, int64 (cells, everybody)."""
        frame = self.measure.frame
        leaves = [frame.leaves(cell) for cell in self.cells]
        row = np.repeat(np.arange(len(leaves)), [len(inside) for inside in leaves])
        which = _ones((row, np.concatenate(leaves)), (len(leaves), frame.size))
        at = (self.leaves, np.searchsorted(everybody, self.people))
        return which @ _ones(at, (frame.size, len(everybody)))

    def sides(self) -> Iterator[list[int]]:
        """Give the cells that stand side by side: of one level of each tree, by place."""
        place = {cell: number for number, cell in enumerate(self.cells)}
        levels = {
            tuple(depths) for table in self.measure.tables for depths in _each_level(table.levels)
        }
        for depths in sorted(levels):
            cells = self.measure.frame.cells(tuple((depth,) for depth in depths))
            yield [place[cell] for cell in cells]


@dataclass(frozen=True)
class Groups:
    """Who is in the groups that something else than a table tells of."""

    name: str
    people_of: Mapping[Cell, Array]  # int64, numbers of people; each once

    @property
    def cells(self) -> list[Cell]:
        """List the groups."""
        return sorted(self.people_of)

    @property
    def people(self) -> Array:
        """Give everybody in a group."""
        return np.concatenate([*self.people_of.values(), np.zeros(0, np.int64)])

    def inside(self, everybody: Array) -> Array:
        """Give who is in each group, int64 (groups, everybody)."""
        found: list[Array] = [np.searchsorted(everybody, self.people_of[c]) for c in self.cells]
        row = np.repeat(np.arange(len(found)), [len(people) for people in found])
        at = (row, np.concatenate([*found, np.zeros(0, np.int64)]).astype(np.int64))
        return _ones(at, (len(found), len(everybody)))

    def sides(self) -> Iterator[list[int]]:
        """Give groups that stand side by side: none."""
        return iter(())


def _each_level(levels: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    if not levels:
        yield ()
        return
    for depth in levels[0]:
        for rest in _each_level(levels[1:]):
            yield (depth, *rest)


def _ones(at: tuple[Array, Array], shape: tuple[int, int]) -> Array:
    return sparse.csr_matrix((np.ones(len(at[0]), np.int64), at), shape=shape)


@dataclass(frozen=True)
class Overlaps:
    """How many people cells share; only cells of ten people or more, the smallest first."""

    names: list[Named]
    sizes: Array  # int64 (cells,)
    shared: Array  # int64 (cells, cells)
    measures: Array  # int64 (cells,): which measure each is of
    areas: Array  # int64 (cells,): which area each is of
    behind: Array  # int64 (cells,)
    sides: list[Array]  # places of cells side by side in one table

    def near(self, places: Iterable[int], signs: Sequence[int], apart: int) -> Near:
        """Name the cells of a sum."""
        parts = (
            Part(*self.names[place], sign, int(self.sizes[place]))
            for place, sign in zip(places, signs, strict=True)
        )
        return Near(tuple(parts), apart)

    def pairs(self) -> Iterator[Near]:
        """Give the cells of which the one has nearly the people of the other."""
        sizes = self.sizes
        apart = sizes[:, None] + sizes - 2 * self.shared
        most = np.where(
            self.areas[:, None] == self.areas,
            np.maximum(MOST, np.maximum(sizes[:, None], sizes) // 2),  # told may run behind
            MOST,
        )
        differ = self.measures[:, None] != self.measures
        for one, other in zip(*np.nonzero(np.triu((apart <= most) & differ, 1)), strict=True):
            yield self.near((one, other), (1, -1), int(apart[one, other]))

    def sums(self) -> Iterator[Near]:
        """Give the cells that are nearly two others together."""
        slack = np.minimum(self.behind, FEWEST_PEOPLE)
        everywhere = np.arange(len(self.names))
        for whole in range(len(self.names)):
            yield from self._sums(whole, everywhere, np.zeros_like(slack))
            if slack.any():
                here = np.flatnonzero(self.areas == self.areas[whole])
                yield from self._sums(whole, here, slack, beyond=True)

    def _sums(
        self, whole: int, among: Array, slack: Array, *, beyond: bool = False
    ) -> Iterator[Near]:
        """Give the sums of one cell; `beyond`: only those that are near because of the slack."""
        sizes, most = self.sizes, MOST + (FEWEST_PEOPLE if beyond else 0)
        inside = among[(sizes[among] - self.shared[whole, among] <= most) & (among != whole)]
        left, right = _adding_up(sizes[inside], int(sizes[whole]), most)
        one, other = inside[left], inside[right]
        apart = (
            sizes[whole] + sizes[one] + sizes[other] + 2 * self.shared[one, other]
            - 2 * self.shared[whole, one] - 2 * self.shared[whole, other]
        )  # fmt: skip
        late = np.minimum(slack[whole] + slack[one] + slack[other], FEWEST_PEOPLE)
        within = (apart <= MOST + late) & ~(beyond & (apart <= MOST))
        mine = self.measures[whole]
        within &= (self.measures[one] != mine) | (self.measures[other] != mine)
        for at in np.flatnonzero(within):
            yield self.near((whole, one[at], other[at]), (1, -1, -1), int(apart[at]))

    def rests(self) -> Iterator[Near]:
        """Give the cells that are nearly what three cells of one other table leave."""
        for measure in np.unique(self.measures):
            own = np.flatnonzero(self.measures == measure)
            for odd in own if len(own) > 2 else ():
                yield from self._rests(int(odd), own[own != odd], -1)
                yield from self._rests(int(odd), own[own > odd], 1)

    def _rests(self, odd: int, own: Array, sign: int) -> Iterator[Near]:
        """Give what is nearly a cell and two of `own`: added (1), or taken from it (-1).

        Of a group of people nobody is in it twice, or less than not at all: sums of which that
        holds for more than a few are left out first.
        """
        sizes, shared = self.sizes, self.shared
        one, other = (own[places] for places in np.triu_indices(len(own), 1))
        left = sizes[odd] + sign * (sizes[one] + sizes[other])
        square = sizes[odd] + sizes[one] + sizes[other] + 2 * shared[one, other]
        square = square + 2 * sign * (shared[odd, one] + shared[odd, other])
        some = np.flatnonzero((square - np.abs(left) <= 2 * MOST) & (left != 0))
        which, cell = _about_as_large(sizes, np.abs(left[some]), MOST)
        at = some[which]
        inside = shared[odd, cell] + sign * (shared[one[at], cell] + shared[other[at], cell])
        apart = square[at] + sizes[cell] - 2 * np.sign(left[at]) * inside
        near = (apart <= MOST) & (self.measures[cell] != self.measures[odd])
        for place in np.flatnonzero(near):
            pair, turn = at[place], int(np.sign(left[at[place]]))
            yield self.near(
                (int(cell[place]), odd, int(one[pair]), int(other[pair])),
                (1, -turn, -turn * sign, -turn * sign), int(apart[place]),
            )  # fmt: skip

    def unions(self) -> Iterator[Near]:
        """Give the cells that are nearly three or more cells side by side in another table."""
        for side in self.sides:
            shared = self.shared[:, side]
            outside = self.sizes[side] - shared
            apart = np.minimum(shared, outside).sum(1) + self.sizes - shared.sum(1)
            chosen = shared > outside
            few = (apart <= MOST) & (chosen.sum(1) > 2)  # two are a sum
            for place in np.flatnonzero(few & (self.measures != self.measures[side[0]])):
                parts = side[chosen[place]]
                yield self.near((int(place), *parts), (1, *[-1] * len(parts)), int(apart[place]))


def _adding_up(sizes: Array, total: int, most: int) -> tuple[Array, Array]:
    """Give each two places, the left first, whose sizes (ascending) add up to nearly a total."""
    place = np.arange(len(sizes))
    first = np.maximum(np.searchsorted(sizes, total - sizes - most), place + 1)
    number = np.maximum(np.searchsorted(sizes, total - sizes + most, "right") - first, 0)
    left = np.repeat(place, number)
    step = np.arange(len(left)) - np.repeat(np.cumsum(number) - number, number)
    return left, first[left] + step


def _about_as_large(sizes: Array, wanted: Array, most: int) -> tuple[Array, Array]:
    """Give the places of sizes (ascending) near each wanted one: (which of wanted, place)."""
    first = np.searchsorted(sizes, wanted - most)
    number = np.searchsorted(sizes, wanted + most, "right") - first
    which = np.repeat(np.arange(len(wanted)), number)
    step = np.arange(len(which)) - np.repeat(np.cumsum(number) - number, number)
    return which, first[which] + step


def overlaps(members: Sequence[Members | Groups], told: Mapping[Named, int]) -> Overlaps:
    """Look at who is where; `told`: what was told last of each cell."""
    everybody = np.unique(np.concatenate([each.people for each in members] or [np.zeros(0)]))
    names = [(each.name, cell) for each in members for cell in each.cells]
    rows = [each.inside(everybody) for each in members if each.cells]
    whole = sparse.vstack(rows).tocsr() if rows else _ones((np.zeros(0), np.zeros(0)), (0, 0))
    sizes = np.asarray(whole.sum(axis=1)).ravel().astype(np.int64)
    large = np.flatnonzero(sizes >= FEWEST_PEOPLE)
    large = large[np.argsort(sizes[large], kind="stable")]
    number = np.repeat(np.arange(len(members)), [len(each.cells) for each in members])
    new_place = np.full(len(names), -1)
    new_place[large] = np.arange(len(large))
    sides, first = [], 0
    for each in members:
        places = (new_place[first + np.array(side, np.int64)] for side in each.sides())
        sides += [side[side >= 0] for side in places]
        first += len(each.cells)
    kept = [names[place] for place in large]
    areas = np.unique([cell[0] for _, cell in kept], return_inverse=True)[1]
    behind = [
        abs(told.get(name, size) - size) for name, size in zip(kept, sizes[large], strict=True)
    ]
    return Overlaps(
        kept, sizes[large], (whole[large] @ whole[large].T).toarray(), number[large], areas,
        np.array(behind, np.int64), [side for side in sides if len(side) > 2],
    )  # fmt: skip


def near(
    members: Sequence[Members | Groups], told: Mapping[Named, int] | None = None
) -> dict[str, list[Near]]:
    """Give for each measure the sums in which its cells stand."""
    seen = overlaps(members, told or {})
    return by_measure([*seen.pairs(), *seen.sums(), *seen.unions(), *seen.rests()])


def by_measure(nears: Iterable[Near]) -> dict[str, list[Near]]:
    """Lay sums down with each measure that has a cell in it."""
    found: dict[str, list[Near]] = {}
    for each in nears:
        for measure in {part.measure for part in each.parts}:
            found.setdefault(measure, []).append(each)
    return found
