"""Everything that was ever agreed to publish, kept beside the ledger, so that it can be audited.

`folder/catalogue.json` only grows: a measure that was published is never changed or taken away.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.disclosure.catalogue import Catalogue, Measure, Table
from wijkschakel.outcomes.disclosure.frames import Frame, Tree
from wijkschakel.outcomes.rules.troubles import LedgerBroken

Told = dict[str, Any]


def read(folder: Path) -> dict[str, Measure]:
    """Give every measure that was agreed, by name; nothing when there is no list yet."""
    path = folder / "catalogue.json"
    if not path.exists():
        return {}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        measures = [_measure(row) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerBroken(f"{path.name} is damaged. Put the copy back.") from error
    return {measure.name: measure for measure in measures}


def catalogue(folder: Path) -> Catalogue:
    """Give all of it as a catalogue."""
    return Catalogue(read(folder).values())


def add(folder: Path, measures: Iterable[Measure]) -> dict[str, Measure]:
    """Agree on more measures; one that is there already stays as it was. Gives all of them."""
    known = read(folder)
    new = {each.name: each for each in measures if each.name not in known}
    if new:
        folder.mkdir(parents=True, exist_ok=True)
        everything = known | new
        beside = folder / "catalogue.json.new"
        rows = [_told(everything[name]) for name in sorted(everything)]
        beside.write_text(json.dumps(rows, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        os.replace(beside, folder / "catalogue.json")
    return known | new


def _told(measure: Measure) -> Told:
    return {
        "topic": measure.topic,
        "period": measure.period,
        "answers": measure.answers,
        "trees": [[tree.name, tree.root, dict(tree.parents)] for tree in measure.frame.trees],
        "tables": [[table.name, table.levels] for table in measure.tables],
    }


def _measure(row: Told) -> Measure:
    frame = Frame(tuple(Tree(name, root, parents) for name, root, parents in row["trees"]))
    tables = tuple(
        Table(name, tuple(tuple(depths) for depths in levels)) for name, levels in row["tables"]
    )
    return Measure(row["topic"], row["period"], frame, tables, row["answers"])
