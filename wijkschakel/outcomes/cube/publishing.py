"""From the cube to the publication gateway: which tables, and the people to count.

A folder alone has one measure, `folder/catalogue.json`:

  {"topic": "taking_part", "period": "2026",
   "areas": {"w1": "region", "1": "w1", "2": "w1"},      parent of each node; leaves are area codes
   "groups": ["0", "1"],
   "tables": [{"name": "by_area", "levels": [[0, 1, 2], [0]]}]}

Of a period there is one catalogue. People are counted over all weeks of the cube. The year of a
region has many measures: `Counted` says which numbers of the cube each of them is made of.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wijkschakel.outcomes.cube import reading
from wijkschakel.outcomes.disclosure import agreed
from wijkschakel.outcomes.disclosure.catalogue import Catalogue, Measure, Table
from wijkschakel.outcomes.disclosure.frames import Array, Frame, Tree, flat
from wijkschakel.outcomes.disclosure.gateway import Gateway, Release
from wijkschakel.outcomes.rules.troubles import BadInput


@dataclass(frozen=True)
class Counted:
    """A measure and what it is made of: people of a theme, or people by the code of a theme."""

    measure: Measure
    theme: int
    codes: Mapping[int, str] | None = None  # leaf of the second tree for each code; None: people
    beside: Sequence[str] = ()  # measures of the same people

    @property
    def name(self) -> str:
        """Name the measure."""
        return self.measure.name


def people_by_leaf(
    folder: Path, wanted: Sequence[Counted], above: Sequence[Sequence[str]]
) -> dict[str, Array]:
    """Count people per leaf of each measure, int64 (leaves,).

    `above`: for each number of an area, the nodes it lies in, itself first.
    """
    by_theme, by_code = reading.by_theme(folder)
    found = {}
    for one in wanted:
        areas, others = one.measure.frame.trees
        place = {name: number for number, name in enumerate(areas.leaves)}
        column = {name: number for number, name in enumerate(others.leaves)}
        counts = np.zeros(one.measure.frame.shape, np.int64)
        rows = (
            [(area, others.root, n) for area, n in by_theme.get(one.theme, ())]
            if one.codes is None
            else [
                (area, one.codes.get(code, ""), n) for area, code, n in by_code.get(one.theme, ())
            ]
        )
        for area, leaf, number in rows:
            node = next((node for node in above[area] if node in place), None)
            if node is not None and leaf in column:
                counts[place[node], column[leaf]] += number
        found[one.name] = counts.ravel()
    return found


def measure(folder: Path) -> Measure:
    """Read what may be published."""
    path = folder / "catalogue.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        areas = {str(node): str(parent) for node, parent in told["areas"].items()}
        roots = sorted(set(areas.values()) - set(areas))
        if len(roots) != 1:
            raise BadInput(f"{path.name}: the areas have {len(roots)} roots, not one.")
        groups = flat("group", "all", tuple(str(name) for name in told["groups"]))
        tables = tuple(
            Table(str(t["name"]), tuple(tuple(int(d) for d in depths) for depths in t["levels"]))
            for t in told["tables"]
        )
        frame = Frame((Tree("area", roots[0], areas), groups))
        found = Measure(str(told["topic"]), str(told["period"]), frame, tables)
        if not found.cells:
            raise BadInput(f"{path.name} names no table.")
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise (
            error
            if isinstance(error, BadInput)
            else BadInput(f"{path.name} cannot be read: {type(error).__name__} {error}.")
        ) from error
    return found


def gateway(folder: Path, *, ask_argus: bool = True) -> Gateway:
    """Open the gateway of a folder."""
    return Gateway(folder / "published", Catalogue([measure(folder)]), ask_argus=ask_argus)


def gateway_of(published: Path) -> Gateway:
    """Open the gateway of a region, with everything that was ever agreed on; to audit it."""
    return Gateway(published, agreed.catalogue(published), ask_argus=False)


def counts(folder: Path, frame: Frame) -> tuple[Array, int]:
    """Count people per leaf, int64 (leaves,); and people in no leaf of the catalogue."""
    places = [{name: number for number, name in enumerate(tree.leaves)} for tree in frame.trees]
    found, outside = np.zeros(frame.shape, np.int64), 0
    for area, group, people in reading.people(folder):
        area_at, group_at = places[0].get(str(area)), places[1].get(str(group))
        if area_at is None or group_at is None:
            outside += people
        else:
            found[area_at, group_at] += people
    return found.ravel(), outside


def publish(folder: Path, at: str, *, ask_argus: bool = True) -> tuple[Release, int]:
    """Publish what may be said; give the release and the people in no area of the catalogue."""
    found = measure(folder)
    people, outside = counts(folder, found.frame)
    release = gateway(folder, ask_argus=ask_argus).publish(found.name, people, at)
    return release, outside
