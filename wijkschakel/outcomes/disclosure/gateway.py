"""Everything in one call: counts in, what may be said out, and a record that it was said.

    gate = Gateway(folder, catalogue)
    gate.publish("wellbeing.2026", counts, at="2026-11-29")
    gate.answer("wellbeing.2026", "by_area")      # bytes, the same at every question

`folder/ledger.jsonl` is private; `folder/public/<measure>.<table>.json` is for everybody and is
made from the ledger alone, so it can be made again at any time.
"""

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wijkschakel.outcomes.disclosure import argus, guard, overlap, primary, secondary
from wijkschakel.outcomes.disclosure.beside import is_too_close, take_as_told
from wijkschakel.outcomes.disclosure.catalogue import Catalogue, Measure
from wijkschakel.outcomes.disclosure.frames import Array, Cell
from wijkschakel.outcomes.disclosure.history import History, Range
from wijkschakel.outcomes.disclosure.ledger import Entry, Ledger, canonical
from wijkschakel.outcomes.disclosure.overlap import Known, Near, Own
from wijkschakel.outcomes.disclosure.secondary import Pattern
from wijkschakel.outcomes.rules.troubles import BadInput, LedgerBroken

OTHER = ("claim-", "counts.")  # lines of the ledger that are no tables of people


@dataclass(frozen=True)
class Release:
    """What became of a question to publish."""

    number: int | None  # None: nothing new may be said, what was said stays
    shown: int
    hidden: int
    behind: int  # people by which the total that is shown differs from the true total


class Gateway:
    """The publications of one region."""

    def __init__(self, folder: Path, catalogue: Catalogue, *, ask_argus: bool = True) -> None:
        """Take the folder; `ask_argus` False never asks Tau-Argus for a proposal."""
        self.folder, self.catalogue, self.ask_argus = folder, catalogue, ask_argus
        self.ledger = Ledger(folder / "ledger.jsonl")

    def publish(
        self, name: str, counts: Array, at: str, dominated: Iterable[Cell] = (),
        beside: Collection[str] = (), nears: Collection[Near] = (),
    ) -> Release:  # fmt: skip
        """Publish what may be said of these counts, int64 (leaves,), persons.

        `dominated`: cells where one or two give too much of what is summed. `beside`: measures of
        the same people, whose totals may not be told apart by one to nine. `nears`: sums with
        cells of other measures that leave nearly nobody.
        """
        measure = self.catalogue.measure(name)
        counts = check(measure, counts)
        with self.ledger.only_one():
            entries = self.ledger.entries()
            history = replay(measure, entries)
            free = guard.changed_leaves(history.past, counts)
            changed = {leaf: int(counts[leaf]) for leaf in free}
            after = take_as_told(measure, history.with_changes(changed), entries, beside)
            waits = not changed or is_too_close(measure, after, entries, beside)
            pattern = None
            if not waits:
                known = Known(nears, entries)
                own = about_to_tell(measure, after, set(dominated))
                pattern = self._pattern(measure, after, own, known)
            if pattern is None:
                release = _nothing_new(measure, history, counts)
            else:
                entry = as_entry(measure, changed, pattern, at) | known.kept(own, pattern.hidden)
                entry = self.ledger.append(entry)
                release = Release(
                    entry["number"], len(measure.cells) - len(pattern.hidden),
                    len(pattern.hidden),
                    int(counts.sum()) - pattern.history.value(measure.frame.root),
                )  # fmt: skip
            self.write_public(measure)
        return release

    def _pattern(
        self, measure: Measure, history: History, own: Own, known: Known
    ) -> Pattern | None:  # fmt: skip
        unsafe = known.too_close(own)
        if measure.frame.root in unsafe and any(len(values) > 1 for values in history.past):
            return None  # what stands stays
        sensitive, words = judge(measure, history)
        proposal: set[Cell] = set()
        if self.ask_argus and all(len(values) == 1 for values in history.past):
            values = np.array([history.truth[column] for column in history.columns])
            place = {cell: measure.frame.leaves(cell) for cell in sensitive}
            leaves = {int(p[0]) for p in place.values() if len(p) == 1}
            proposal = argus.propose(measure.frame, values, leaves) & set(measure.cells)
        kept_back = sensitive | own.kept_back | unsafe
        return secondary.protect(history, measure.cells, kept_back, words, proposal)

    def answer(self, measure: str, table: str) -> bytes:
        """Give what everybody may read."""
        self.catalogue.table(measure, table)
        path = self._public(measure, table)
        return path.read_bytes() if path.exists() else canonical({"cells": [], "release": None})

    def _public(self, measure: str, table: str) -> Path:
        return self.folder / "public" / f"{measure}.{table}.json"

    def write_public(self, measure: Measure) -> None:
        """Make the public files of a measure from the ledger."""
        for path, content in self.public_files(measure).items():
            path.parent.mkdir(exist_ok=True)
            if not path.exists() or path.read_bytes() != content:
                beside = path.with_suffix(".new")
                beside.write_bytes(content)
                os.replace(beside, path)

    def public_files(self, measure: Measure) -> dict[Path, bytes]:
        """Work out what the public files hold."""
        entries = [entry for entry in self.ledger.entries() if entry["measure"] == measure.name]
        if not entries:
            return {}
        told = {tuple(cell): value for cell, value in entries[-1]["shown"]}
        words = {tuple(cell): (low, high) for cell, low, high in entries[-1]["masked"]}
        return {
            self._public(measure.name, table.name): canonical(
                {
                    "measure": measure.name,
                    "table": table.name,
                    "definition": measure.digest,
                    "release": entries[-1]["number"],
                    "at": entries[-1]["at"],
                    "cells": [
                        [*cell, told.get(cell), _word(words.get(cell))]
                        for cell in measure.frame.cells(table.levels)
                    ],
                }
            )
            for table in measure.tables
        }

    def audit(self, told: Callable[[str], None] = lambda _: None) -> dict[str, int]:
        """Count, for each measure, what all releases together give away; check the public files.

        `told` hears which measure is looked at.
        """
        entries = self.ledger.entries()
        found, subtracted = {}, overlap.subtracted(entries)
        names = sorted({e["measure"] for e in entries if not e["measure"].startswith(OTHER)})
        for place, name in enumerate(names, 1):
            told(f"{place} / {len(names)} {name}")
            measure = self.catalogue.measure(name)
            found[name] = len(replay(measure, entries).audit()) + subtracted.get(name, 0)
            for path, content in self.public_files(measure).items():
                if path.exists() and path.read_bytes() != content:
                    raise LedgerBroken(f"{path.name} is not what was published.")
        return subtracted | found


def check(measure: Measure, counts: Array) -> Array:
    """Refuse counts that cannot be right."""
    found = np.asarray(counts)
    if found.shape != (measure.frame.size,) or found.dtype.kind not in "iu" or (found < 0).any():
        raise BadInput(f"{measure.name} needs {measure.frame.size} whole numbers from 0 up.")
    return found.astype(np.int64)


def judge(measure: Measure, history: History) -> tuple[set[Cell], dict[Cell, Range]]:
    """Name the cells that may not be told, and for extreme shares what words leave open."""
    sensitive, words = set(), {}
    for cell in measure.cells:
        persons = history.value(cell)
        if primary.is_small(persons):
            sensitive.add(cell)
        axis = measure.answers
        if axis is None or cell[axis] == measure.frame.trees[axis].root:
            continue
        whole = (*cell[:axis], measure.frame.trees[axis].root, *cell[axis + 1 :])
        of = history.value(whole)
        if primary.is_extreme(persons, of):
            sensitive.add(cell)
            spread = primary.extreme_range(persons, of)
            if spread is not None:
                words[cell] = spread
    return sensitive, {c: s for c, s in words.items() if _whole(measure, c) not in sensitive}


def about_to_tell(measure: Measure, after: History, dominated: set[Cell]) -> Own:
    """Sum up a measure for those who look at all of them together.

    Extreme is what is kept back though it and the rest of its whole are of ten people or more.
    """
    kept_back = judge(measure, after)[0] | dominated
    value = {cell: after.value(cell) for cell in measure.cells}
    extreme = {}
    for cell in kept_back - dominated:
        whole = _whole(measure, cell)
        sides = (value[cell], after.value(whole) - value[cell])
        if not any(map(primary.is_small, sides)):
            extreme[cell] = whole
    decided = {cell for cell in measure.cells if after.key(cell) in after.decided}
    return Own(measure.name, value, kept_back, decided, extreme)


def _whole(measure: Measure, cell: Cell) -> Cell:
    axis = measure.answers or 0
    return (*cell[:axis], measure.frame.trees[axis].root, *cell[axis + 1 :])


def replay(measure: Measure, entries: list[Entry]) -> History:
    """Make the history of a measure from the ledger; refuse another definition."""
    history = History(measure.frame)
    for entry in entries:
        if entry["measure"] != measure.name:
            continue
        if entry["definition"] != measure.digest:
            raise LedgerBroken(
                f"{measure.name} was published under another definition. "
                "Give the new one a period of its own."
            )
        history = history.with_changes(dict(entry["changed"]))
        shown = [tuple(cell) for cell, _ in entry["shown"]]
        words = {tuple(cell): (low, high) for cell, low, high in entry["masked"]}
        hidden = sorted(set(measure.cells).difference(shown))
        history.record(shown, hidden, words)
    return history


def as_entry(measure: Measure, changed: dict[int, int], pattern: Pattern, at: str) -> Entry:
    """Write a release for the ledger."""
    return {
        "measure": measure.name,
        "definition": measure.digest,
        "at": at,
        "changed": sorted([leaf, value] for leaf, value in changed.items()),
        "shown": [[list(c), pattern.value[c]] for c in measure.cells if c not in pattern.hidden],
        "masked": [[list(c), low, high] for c, (low, high) in sorted(pattern.masked.items())],
    }


def _nothing_new(measure: Measure, history: History, counts: Array) -> Release:
    shown = sum(history.decided.get(history.key(cell), False) for cell in measure.cells)
    behind = int(counts.sum()) - (history.value(measure.frame.root) if history.truth else 0)
    return Release(None, shown, len(measure.cells) - shown, behind)


def _word(spread: Range | None) -> str | None:
    if spread is None:
        return None
    return "under_10_percent" if spread[0] == 0 else "over_90_percent"
