"""What was said so far, kept so that it can be audited together with what comes.

Each value of a leaf has a column of its own: when the guard lets a leaf change, it gets a new
column. A cell with the same columns as before is the same fact, so it is told or kept back as
before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from wijkschakel.outcomes.disclosure.frames import Array, Cell, Frame
from wijkschakel.outcomes.disclosure.system import Audit, Told, key_of

Range = tuple[int, int]


@dataclass
class History:
    """All releases of one measure up to now, and the present value of each leaf."""

    frame: Frame
    columns: Array = None  # int64 (leaves,), the present column of each leaf
    truth: list[int] = field(default_factory=list)  # by column
    past: list[list[int]] = field(default_factory=list)  # by leaf
    told: Told = field(default_factory=Told)
    hidden: set[bytes] = field(default_factory=set)
    decided: dict[bytes, bool] = field(default_factory=dict)  # is it told?
    masked: dict[bytes, Range] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with nothing said."""
        if self.columns is None:
            self.columns = np.full(self.frame.size, -1, np.int64)
            self.past = [[] for _ in range(self.frame.size)]

    def with_changes(self, changed: Mapping[int, int]) -> "History":
        """Give a history in which these leaves have new values."""
        columns, truth = self.columns.copy(), list(self.truth)
        past = list(self.past)
        for leaf, value in sorted(changed.items()):
            columns[leaf] = len(truth)
            truth.append(value)
            past[leaf] = [*past[leaf], value]
        return History(
            self.frame, columns, truth, past, self.told.copy(), set(self.hidden),
            dict(self.decided), dict(self.masked),
        )  # fmt: skip

    def key(self, cell: Cell) -> bytes:
        """Name the present fact of a cell."""
        return key_of(self.columns[self.frame.leaves(cell)])

    def value(self, cell: Cell) -> int:
        """Give the guarded number of people in a cell."""
        return sum(self.truth[column] for column in self.columns[self.frame.leaves(cell)])

    def record(
        self, shown: list[Cell], hidden: list[Cell], masked: Mapping[Cell, Range]
    ) -> "History":
        """Add a release to this history itself."""
        for cell in shown:
            value = self.value(cell)
            self.told.tell(self.columns[self.frame.leaves(cell)], value, value)
            self.decided[self.key(cell)] = True
        for cell in hidden:
            self.hidden.add(self.key(cell))
            self.decided[self.key(cell)] = False
        for cell, (low, high) in masked.items():
            self.told.tell(self.columns[self.frame.leaves(cell)], low, high)
            self.masked[self.key(cell)] = (low, high)
        return self

    def audit(self) -> list[bytes]:
        """Name every hidden fact of all releases together that a reader could work out."""
        return Audit(self.told, np.array(self.truth, float)).unprotected(sorted(self.hidden))
