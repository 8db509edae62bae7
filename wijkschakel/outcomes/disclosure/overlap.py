"""Tables of nearly the same people: their cells may not be added and subtracted to reach a few.

Who took part in an activity and who gave it a face, a year and its only quarter, two activities
that share nobody and all who took part: when a reader knows how groups lie in each other, a sum of
told counts tells of the rest. So a cell is kept back while such a sum would be one to nine, or
would tell a share that is told in words only. Who is in a cell is looked at when it is counted and
not kept (`gathering`); the ledger keeps only which cells were near which, so that all releases can
be audited together.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from wijkschakel.outcomes.disclosure.frames import Cell
from wijkschakel.outcomes.disclosure.ledger import Entry
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE

Named = tuple[str, Cell]  # a measure and a cell of it
Told = dict[Named, list[int]]  # every value that was ever told, the newest last
MOST_AT_ONCE = 3  # of more cells only the newest values are put together


@dataclass(frozen=True)
class Part:
    """A cell in a sum."""

    measure: str
    cell: Cell
    sign: int
    size: int  # people in it, as counted now

    @property
    def name(self) -> Named:
        """Name it in everything that was told."""
        return self.measure, self.cell


@dataclass(frozen=True)
class Near:
    """Cells that, added with their signs, leave nearly nobody."""

    parts: tuple[Part, ...]
    apart: int  # people whom the sum does not leave out

    def may_tell(self, values: Sequence[int]) -> bool:
        """Say whether the sum of these values tells of nobody.

        What is told may run behind what is counted: in one area the groups of then may have been so
        much nearer than those of now.
        """
        total = sum(part.sign * value for part, value in zip(self.parts, values, strict=True))
        if not 0 < abs(total) < FEWEST_PEOPLE:
            return True
        behind = 0
        if len({part.cell[0] for part in self.parts}) == 1:
            sizes = zip(self.parts, values, strict=True)
            behind = sum(abs(value - part.size) for part, value in sizes)
        return self.apart >= FEWEST_PEOPLE + behind

    def tells_narrowly(self) -> bool:
        """Say whether one of the cells is known within fewer than ten from the others."""
        return 2 * self.apart < FEWEST_PEOPLE


@dataclass(frozen=True)
class Own:
    """What a measure is about to tell, and what it keeps back on its own account."""

    measure: str
    value: Mapping[Cell, int]
    kept_back: Set[Cell]
    decided: Set[Cell]  # the same as before: told or kept back then
    extreme: Mapping[Cell, Cell]  # kept back though of ten people or more: of which whole


def told_by(entries: Iterable[Entry], measures: Set[str]) -> Told:
    """Give every value that these measures ever told, by cell."""
    found: Told = {}
    for entry in entries:
        if entry["measure"] in measures:
            for cell, value in entry.get("shown", ()):
                values = found.setdefault((entry["measure"], tuple(cell)), [])
                if value in values:
                    values.remove(value)
                values.append(value)
    return found


def extremes(entries: Iterable[Entry]) -> set[Named]:
    """Name the cells whose shares are told in words at most, as of the last release."""
    last = {entry["measure"]: entry.get("extreme", ()) for entry in entries}
    return {(measure, tuple(cell)) for measure, cells in last.items() for cell in cells}


def too_close(nears: Iterable[Near], own: Own, told: Told, extreme: Set[Named]) -> set[Cell]:
    """Name the cells that may not be told beside what others told: of each sum the smallest."""
    found: set[Cell] = set()
    for each in nears:
        mine = {part.cell for part in each.parts if part.measure == own.measure}
        others = [part for part in each.parts if part.measure != own.measure]
        masked = mine & own.extreme.keys()
        hidden = len(masked) + sum(part.name in extreme for part in others)
        if found & mine or (mine & own.kept_back) - masked or hidden > 1:
            continue
        if hidden:
            rest = [part.name for part in others if part.name not in extreme]
            unsafe = each.tells_narrowly() and all(name in told for name in rest)
        else:
            unsafe = not all(each.may_tell(values) for values in _values(each, own, told))
        if unsafe and masked:
            found |= {own.extreme[cell] for cell in masked}
        elif unsafe:
            free = mine - own.decided
            found |= {min(free, key=lambda cell: (own.value[cell], cell))} if free else set()
    return found


class Known:
    """What everything told before tells of the sums in which the cells of one measure stand."""

    def __init__(self, nears: Collection[Near], entries: Sequence[Entry]) -> None:
        """Take the sums and the ledger."""
        self.nears = nears
        self.told = told_by(entries, {part.measure for each in nears for part in each.parts})
        self.extreme = extremes(entries)

    def too_close(self, own: Own) -> set[Cell]:
        """Name the cells that may not be told."""
        return too_close(self.nears, own, self.told, self.extreme)

    def kept(self, own: Own, hidden: Set[Cell]) -> Entry:
        """Write for the ledger what is needed to audit all releases together."""
        shown = own.value.keys() - hidden
        return {
            "sums": kept(self.nears, own.measure, shown, shown - own.decided, self.told),
            "extreme": sorted(own.extreme),
        }


def _values(each: Near, own: Own, told: Told) -> Iterator[Sequence[int]]:
    """Give what a reader could put together: every value ever told, of many cells the newest."""
    known = [
        [own.value[part.cell]] if part.measure == own.measure else told.get(part.name, [])
        for part in each.parts
    ]
    if len(known) > MOST_AT_ONCE:
        known = [values[-1:] for values in known]
    return itertools.product(*known)


def kept(
    nears: Iterable[Near], measure: str, shown: Set[Cell], new: Set[Cell], told: Told
) -> list[list[list[object]]]:
    """Write for the ledger which cells are near which, where one is told now and all are told."""
    return sorted(
        [[part.measure, list(part.cell), part.sign] for part in each.parts]
        for each in nears
        if each.apart < FEWEST_PEOPLE
        and any(part.measure == measure and part.cell in new for part in each.parts)
        and all(
            part.cell in shown if part.measure == measure else part.name in told
            for part in each.parts
        )
    )


def subtracted(entries: Sequence[Entry]) -> dict[str, int]:
    """Count, for each measure, the sums of told cells that tell of one to nine people."""
    told: Told = {}
    found: dict[str, int] = {}
    for entry in entries:
        mine = {(entry["measure"], tuple(cell)): [value] for cell, value in entry.get("shown", ())}
        for row in _sums(entry):
            known = [mine.get(name) or told.get(name, []) for name, _sign in row]
            if len(known) > MOST_AT_ONCE:
                known = [values[-1:] for values in known]
            signs = [sign for _name, sign in row]
            totals = (sum(map(int.__mul__, signs, each)) for each in itertools.product(*known))
            if any(0 < abs(total) < FEWEST_PEOPLE for total in totals):
                found[entry["measure"]] = found.get(entry["measure"], 0) + 1
        for name, (value,) in mine.items():
            told[name] = [each for each in told.get(name, ()) if each != value] + [value]
    return found


def _sums(entry: Entry) -> Iterator[list[tuple[Named, int]]]:
    for row in entry.get("sums", ()):
        yield [((measure, tuple(cell)), sign) for measure, cell, sign in row]
    for cell, measure, other in entry.get("near", ()):  # as it was written until 0.5
        yield [((entry["measure"], tuple(cell)), 1), ((measure, tuple(other)), -1)]
