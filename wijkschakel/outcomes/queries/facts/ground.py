"""The areas in which people of a region are counted, as they were when a year began to be counted.

The tree: region > district > district:low, :other, :unknown > neighbourhood. Low are the
neighbourhoods with the lowest socio-economic scores (SES-WOA) that hold a fifth of the residents.
What was drawn stays for the whole year: another division in the same year would tell of the
difference. People without a known neighbourhood have a place of their own (`<district>:nowhere`)
when there are ten or more of them.
"""

import json
import os
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wijkschakel.outcomes.disclosure.frames import Tree
from wijkschakel.outcomes.queries import living
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE, BadInput
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region

NOWHERE = "nowhere"
GROUPS = ("low", "other", "unknown")


@dataclass
class Ground:
    """The areas of one region in one year."""

    root: str
    parents: dict[str, str] = field(default_factory=dict)
    leaves: list[str] = field(default_factory=list)  # the place in this list is the area's number
    ses_year: int | None = None
    residents: dict[str, int] = field(default_factory=dict)  # by group of a district

    @property
    def districts(self) -> list[str]:
        """Name the districts."""
        return [node for node, parent in self.parents.items() if parent == self.root]

    def whole(self) -> Tree:
        """Give the tree down to neighbourhoods."""
        return Tree("area", self.root, self.parents)

    def by_district(self) -> Tree:
        """Give the tree down to districts."""
        return Tree("area", self.root, dict.fromkeys(self.districts, self.root))

    def region_only(self) -> Tree:
        """Give the tree of one node."""
        return Tree("area", self.root, {})

    def down_to(self, depth: int) -> list[str]:
        """Name the areas of the first levels, the region first."""
        return [node for level in self.whole().levels[:depth] for node in level]

    def group(self, leaf: int) -> int:
        """Give the number of the group in which an area lies."""
        return GROUPS.index(self.parents[self.leaves[leaf]].rsplit(":", 1)[1])

    def above(self, leaf: int) -> list[str]:
        """Name an area and everything it lies in."""
        found = [self.leaves[leaf]]
        while found[-1] != self.root:
            found.append(self.parents[found[-1]])
        return found


def ground(region: Region, folder: Path) -> Ground:
    """Give the areas of a year; drawn the first time, kept in the folder from then on."""
    path = folder / "areas.json"
    if path.exists():
        try:
            return Ground(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            raise BadInput(f"{path.name} is damaged. Put the copy back.") from error
    drawn = draw(region)
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / "areas.json.new"
    beside.write_text(json.dumps(asdict(drawn), sort_keys=True), encoding="utf-8")
    os.replace(beside, path)
    return drawn


def draw(region: Region) -> Ground:
    """Draw the areas as they are now."""
    found = Ground(region.slug)
    hoods = sorted(living.neighbourhoods(region), key=lambda hood: hood.code)
    lives = living.low_neighbourhoods(region)
    found.ses_year = lives.year
    for district in sorted(living.districts(region), key=lambda d: d.code):
        found.parents[district.code] = region.slug
    for hood in hoods:
        node = f"{hood.district.code}:{lives.group(hood.code)}"
        found.parents[node], found.parents[hood.code] = hood.district.code, node
        found.residents[node] = found.residents.get(node, 0) + lives.residents.get(hood.code, 0)
        found.leaves.append(hood.code)
    _nowhere(region, found)
    return found


def _nowhere(region: Region, found: Ground) -> None:
    rows = Person.objects.filter(
        district__regions=region, neighbourhood__isnull=True, is_guest=False,
        erased_at__isnull=True,
    )  # fmt: skip
    without = Counter(rows.values_list("district__code", flat=True))
    empty = [d for d in found.districts if d not in found.parents.values()]
    for code in sorted({d for d, people in without.items() if people >= FEWEST_PEOPLE} | {*empty}):
        found.parents[f"{code}:unknown"] = code
        found.parents[f"{code}:{NOWHERE}"] = f"{code}:unknown"
        found.leaves.append(f"{code}:{NOWHERE}")
