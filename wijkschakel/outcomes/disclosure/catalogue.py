"""Which tables exist: a finite list, agreed before anybody looks. There are no free filters.

A measure is one thing counted about people in one period, with the trees it is divided by; its
tables say which levels are shown together. Of one topic and period there is one division of areas:
a postcode beside a neighbourhood would tell of the difference.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from wijkschakel.outcomes.disclosure.frames import Cell, Frame
from wijkschakel.outcomes.rules.troubles import BadInput, NotInCatalogue


@dataclass(frozen=True)
class Table:
    """One table: for each tree the depths that are shown (0 is the root)."""

    name: str
    levels: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Measure:
    """What is counted: the topic, the period, the trees, the tables."""

    topic: str
    period: str
    frame: Frame
    tables: tuple[Table, ...]
    answers: int | None = None  # number of the tree whose shares may not be extreme

    @property
    def name(self) -> str:
        """Name the measure."""
        return f"{self.topic}.{self.period}"

    @cached_property
    def digest(self) -> str:
        """Sum up the definition: it is stored before the data are looked at."""
        told: list[object] = [self.topic, self.period, self.frame.digest, self.answers]
        told += [[table.name, table.levels] for table in self.tables]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @cached_property
    def cells(self) -> list[Cell]:
        """List the cells of all tables, each once, in a fixed order."""
        return sorted({cell for table in self.tables for cell in self.frame.cells(table.levels)})


class Catalogue:
    """All measures that may be published."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        """Take the measures; refuse two divisions of one topic and period."""
        self.measures: dict[str, Measure] = {}
        for measure in measures:
            if measure.name in self.measures:
                raise BadInput(f"{measure.name} is there twice: one division for each period.")
            self.measures[measure.name] = measure

    def measure(self, name: str) -> Measure:
        """Give a measure of the list."""
        if name not in self.measures:
            raise NotInCatalogue(f"{name} is not among the tables that are published.")
        return self.measures[name]

    def table(self, measure: str, name: str) -> tuple[Measure, Table]:
        """Give a table of the list."""
        found = self.measure(measure)
        for table in found.tables:
            if table.name == name:
                return found, table
        raise NotInCatalogue(f"{measure} has no table {name}.")
