"""What publications say, as pages read it: figures of a table, and claims about a change.

Both are made from the canonical JSON of a published table and from nothing else, so a page can show
no more than went through the gateway. Plain Python.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from wijkschakel.outcomes.rules.troubles import BadInput

Cell = tuple[str, ...]
Word = Literal["under_10_percent", "over_90_percent"]
Unit = Literal["share", "weeks", "per_thousand", "mark"]
Verdict = Literal["too_few", "ceiling", "change", "no_change_seen"]
Reached = Literal["reached", "not_reached", "unknown"]
Comparison = Literal["none", "other_districts", "waiting"]
ALL = "all"  # root of every tree but that of areas, whose root is the region's slug


@dataclass(frozen=True)
class Said:
    """What may be told of one cell: a number of people, or only a word, or nothing."""

    people: int | None
    word: Word | None = None

    @property
    def is_told(self) -> bool:
        """Say whether there is a number."""
        return self.people is not None


NOTHING = Said(None)


@dataclass(frozen=True)
class Figures:
    """A published table: numbers of people by cell; a cell is one node of each tree."""

    topic: str
    period: str
    name: str
    at: str  # ISO date of the release it comes from
    release: int | None
    definition: str
    cells: Mapping[Cell, Said] = field(default_factory=dict)

    def of(self, *cell: str) -> Said:
        """Give what is told of a cell; nothing when it is kept back or not in the table."""
        return self.cells.get(cell, NOTHING)


def figures(topic: str, period: str, name: str, body: str) -> Figures:
    """Read a table that went through the gateway; raises BadInput when it is no such table."""
    told = _read(body)
    cells = {tuple(str(node) for node in row[:-2]): Said(row[-2], row[-1]) for row in told["cells"]}
    return Figures(
        topic, period, name, told.get("at") or "", told.get("release"),
        told.get("definition") or "", cells,
    )  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """What may be said of a change, with everything needed to judge it.

    Levels are in `unit`: a share from 0 to 1, weeks a year, a count per thousand, a mark 0 to 10.
    `low` and `high` are the 95 % interval of `after` as it would be without what happened to the
    comparison; `change` with its interval is relative to `before` (.25 is 25 % better). Numbers of
    people under ten are None. Without `after` nothing may be said: the verdict tells why.
    """

    key: str  # of the definition
    version: int
    area: str  # slug of the region, or code of a district
    period: str
    at: str
    definition: str  # digest that was registered before
    unit: Unit
    grade: Literal["A", "B", "C", "D", "E"]
    verdict: Verdict
    reached: Reached
    goal: float | None  # relative: .25; None when nothing was promised
    before: float | None = None
    after: float | None = None
    low: float | None = None
    high: float | None = None
    change: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    naive: float | None = None  # relative change that plain counting would have given
    pairs: int | None = None
    dropped: int | None = None
    compared: int | None = None
    comparison: Comparison = "none"
    smallest: float | None = None  # relative change that would probably have been seen
    missing_pairs: int | None = None  # so many more are needed; None: cannot be told
    registered: bool = True  # written down before the first fact; if not, at most an indication

    @property
    def goal_level(self) -> float | None:
        """Give the level at which the promise is kept."""
        if self.before is None or self.goal is None:
            return None
        return self.before * (1 + self.goal)

    def body(self) -> str:
        """Write it as canonical JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def claim(body: str) -> Claim:
    """Read a claim; raises BadInput when it is none."""
    try:
        return Claim(**_read(body))
    except TypeError as error:
        raise BadInput("This is no claim about a change.") from error


def counts(body: str) -> dict[str, int | None]:
    """Read counts of things that are no people (organisations, districts, hours)."""
    return dict(_read(body)["counts"])


def _read(body: str) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError as error:
        raise BadInput("What was published is damaged.") from error
    if not isinstance(told, dict):
        raise BadInput("What was published is damaged.")
    return told
