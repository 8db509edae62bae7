"""What else is kept back, so that nobody works out what is too small to say.

First every sum with one unknown gets a second one (the smallest neighbour); then the audit names
what can still be worked out or narrowed, and each gets another neighbour; until the audit is
silent. At last cells that turn out not to be needed are told after all. Nothing that was already
told can be kept back: is there no other way, then there is no new release.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from wijkschakel.outcomes.disclosure.frames import Cell
from wijkschakel.outcomes.disclosure.history import History, Range

TRIES = 12
Family = tuple[Cell, tuple[Cell, ...]]


@dataclass
class Pattern:
    """Which cells are told and which are not, on the way to an answer."""

    history: History
    cells: list[Cell]
    hidden: set[Cell]
    masked: dict[Cell, Range]
    frozen: set[Cell] = field(default_factory=set)  # told or kept back before

    def __post_init__(self) -> None:
        """Work out the sums that the cells stand in."""
        known = set(self.cells)
        self.value = {cell: self.history.value(cell) for cell in self.cells}
        families: set[Family] = {
            (whole, parts)
            for cell in self.cells
            for whole, parts in self.history.frame.families(cell)
            if whole in known and known.issuperset(parts)
        }
        self.families = sorted(families)
        self.of: dict[Cell, list[Family]] = {cell: [] for cell in self.cells}
        for family in self.families:
            for cell in (family[0], *family[1]):
                self.of[cell].append(family)

    def may_go(self, cells: Iterable[Cell]) -> Cell | None:
        """Choose the cell that costs least to keep back."""
        free = [cell for cell in cells if cell not in self.hidden and cell not in self.frozen]
        return min(free, key=lambda cell: (self.value[cell], cell), default=None)

    def hide_lonely(self) -> None:
        """Give every sum with one unknown a second unknown."""
        again = True
        while again:
            again = False
            for whole, parts in self.families:
                lonely = sum(cell in self.hidden for cell in (whole, *parts)) == 1
                chosen = (self.may_go(parts) or self.may_go([whole])) if lonely else None
                if chosen:
                    self.hidden.add(chosen)
                    again = True

    def outcome(self) -> History:
        """Give the history as it would be after this release."""
        after = self.history.with_changes({})
        shown = [cell for cell in self.cells if cell not in self.hidden]
        return after.record(shown, [c for c in self.cells if c in self.hidden], self.masked)

    def widen(self, weak: list[bytes]) -> bool:
        """Keep back a neighbour of every weak fact; say whether anything was done."""
        names = {self.history.key(cell): cell for cell in self.cells}
        touched: set[Family] = set()
        done = False
        for key in weak:
            cell = names.get(key)
            sums = [] if cell is None else self.of[cell]
            if touched.intersection(sums):
                continue
            chosen = self.may_go(c for whole, parts in sums for c in (whole, *parts))
            chosen = chosen or self.may_go(self.overlapping(key))
            if chosen:
                self.hidden.add(chosen)
                touched.update(self.of[chosen])
                done = True
        return done

    def overlapping(self, key: bytes) -> list[Cell]:
        """List the cells that share leaves with a fact."""
        wanted = set(np.frombuffer(key, np.int64).tolist())
        frame, columns = self.history.frame, self.history.columns
        return [c for c in self.cells if wanted.intersection(columns[frame.leaves(c)].tolist())]

    def reveal(self, sensitive: set[Cell]) -> None:
        """Tell cells after all that the audit can do without, the largest first.

        Of two unknowns in a sum one alone would tell the other, so these are tried together too.
        """
        extra = [c for c in self.hidden if c not in sensitive and c not in self.frozen]
        for cell in sorted(extra, key=lambda c: (-self.value[c], c))[:TRIES]:
            self.tell_together({cell})
        sums = [{*parts, whole}.intersection(extra) for whole, parts in self.families]
        again = [cells & self.hidden for cells in sums]
        pairs = sorted((c for c in again if len(c) > 1), key=lambda c: (len(c), sorted(c)))
        for cells in pairs[:TRIES]:
            self.tell_together(cells & self.hidden)

    def tell_together(self, cells: set[Cell]) -> None:
        """Tell these cells, unless then something could be worked out."""
        self.hidden -= cells
        if cells and self.outcome().audit():
            self.hidden |= cells


def protect(
    history: History,
    cells: list[Cell],
    sensitive: set[Cell],
    masked: Mapping[Cell, Range],
    proposal: Iterable[Cell] = (),
) -> Pattern | None:
    """Find what to keep back beside the sensitive cells; None when no release is safe."""
    pattern = Pattern(history, cells, set(sensitive), {})
    for cell in cells:
        was = history.decided.get(history.key(cell))
        if was is not None:
            pattern.frozen.add(cell)
            (pattern.hidden.discard if was else pattern.hidden.add)(cell)
    pattern.hidden |= set(proposal) - pattern.frozen
    pattern.hide_lonely()
    while weak := pattern.outcome().audit():
        if not pattern.widen(weak):
            return None
    pattern.reveal(sensitive)
    _add_words(pattern, masked)
    return pattern


def _add_words(pattern: Pattern, masked: Mapping[Cell, Range]) -> None:
    """Add "under 10 %" and "over 90 %", all together or else one by one, where they are safe."""
    before = pattern.history.masked
    wanted = {
        cell: before.get(pattern.history.key(cell), spread)
        for cell, spread in sorted(masked.items())
        if cell in pattern.hidden
        and (cell not in pattern.frozen or pattern.history.key(cell) in before)
    }
    pattern.masked = dict(wanted)
    if not wanted or not pattern.outcome().audit():
        return
    pattern.masked = {}
    for cell, spread in wanted.items():
        pattern.masked[cell] = spread
        if pattern.outcome().audit():
            del pattern.masked[cell]
