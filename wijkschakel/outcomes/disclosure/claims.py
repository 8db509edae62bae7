"""What may be said of a change, through the same ledger as the tables.

Below twenty pairs nothing but "too few", and no number below ten. Shares are told in whole
percents, and not at all when ten people or fewer have it or have it not, or when nearly everybody
or nearly nobody has. A claim is told again only when at least ten people changed since every
earlier time: `cells` counts pairs by their two values, so the least number of people who changed is
known without knowing who. Another version of a definition stands under the same guard. How many
people it was is left out where that number, beside what tables tell, would tell of a few.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from wijkschakel.outcomes.disclosure import overlap, primary
from wijkschakel.outcomes.disclosure.frames import Array, Cell
from wijkschakel.outcomes.disclosure.gathering import Groups
from wijkschakel.outcomes.disclosure.ledger import Entry, Ledger
from wijkschakel.outcomes.disclosure.overlap import Near, Own
from wijkschakel.outcomes.effects.rules import CEILING, Finding, Grade, reaches
from wijkschakel.outcomes.rules import said
from wijkschakel.outcomes.rules.said import Claim, Comparison, Unit
from wijkschakel.outcomes.rules.troubles import FEWEST_PAIRS, FEWEST_PEOPLE

Cells = Mapping[str, int]
PAIRS, DROPPED, COMPARED = "pairs", "dropped", "compared"
ASKED, WELL = "asked", "well"  # both moments or one; a yes at the first moment
DIGITS: dict[Unit, int] = {"share": 2, "weeks": 1, "per_thousand": 1, "mark": 1}


@dataclass(frozen=True)
class Asked:
    """What was asked, as it was registered."""

    key: str
    version: int
    area: str
    period: str
    definition: str
    unit: Unit
    goal: float | None
    comparison: Comparison
    registered: bool  # before the first fact that is used

    @property
    def name(self) -> str:
        """Name it in the ledger."""
        return f"claim-{self.key}.{self.period}.{self.area}"


@dataclass(frozen=True)
class Found:
    """What was found, before anything was kept back."""

    finding: Finding
    naive: float | None
    cells: Cells
    is_of_people: bool = True  # a rate of things has no pairs
    people: Mapping[str, Sequence[int]] = field(default_factory=dict)  # who, by number: not kept


def least_changed(now: Cells, then: Cells) -> int:
    """Give the least number of people who must have changed between two counts of pairs."""
    steps = [now.get(cell, 0) - then.get(cell, 0) for cell in {*now, *then}]
    return max(sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0))


def say(asked: Asked, found: Found, at: str, *, is_hidden: bool = False) -> Claim:
    """Keep back what may not be told, round the rest. `is_hidden`: because of its neighbours."""
    one = found.finding
    grade: Grade = one.grade if asked.registered or one.grade > "D" else "D"
    bare = Claim(
        asked.key, asked.version, asked.area, asked.period, at, asked.definition, asked.unit,
        grade, "too_few", "unknown", asked.goal, comparison=asked.comparison,
        registered=asked.registered,
    )  # fmt: skip
    if is_hidden:
        return bare
    if found.is_of_people:
        bare = replace(
            bare, pairs=_people(one.pairs), dropped=_people(one.dropped),
            compared=_people(one.compared),
        )  # fmt: skip
    if one.verdict == "too_few" or one.estimate is None or one.baseline is None:
        known = found.is_of_people and FEWEST_PEOPLE <= one.pairs < FEWEST_PAIRS
        return replace(bare, missing_pairs=FEWEST_PAIRS - one.pairs if known else None)
    if asked.unit == "share" and _is_bare(one):
        return replace(bare, verdict="ceiling" if one.baseline > CEILING else "too_few")
    return _with_numbers(bare, found, asked)


def _with_numbers(bare: Claim, found: Found, asked: Asked) -> Claim:
    one = found.finding
    assert one.baseline is not None  # noqa: S101  # told apart before
    base = one.baseline

    def level(change: float | None) -> float | None:
        if change is None:
            return None
        value = max(0.0, base * (1 + change))
        return round(min(1.0, value) if asked.unit == "share" else value, DIGITS[asked.unit])

    return replace(
        bare, verdict=one.verdict, before=level(0.0), after=level(one.estimate),
        low=level(one.low), high=level(one.high), change=_short(one.estimate),
        change_low=_short(one.low), change_high=_short(one.high), naive=_short(found.naive),
        smallest=_short(one.smallest),
        reached=reaches(one, asked.goal) if asked.goal is not None else "unknown",
    )  # fmt: skip


def _short(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


def _people(number: int) -> int | None:
    return None if primary.is_small(number) else number


def _is_bare(one: Finding) -> bool:
    """Say whether a share, then or now, tells of too few people or of nearly everybody."""
    base = one.baseline or 0.0
    now = base * (1 + (one.estimate or 0.0))
    return any(
        min(share, 1 - share) * one.pairs < FEWEST_PEOPLE
        or primary.is_extreme(round(1000 * min(1.0, share)), 1000)
        for share in (base, now)
    )


def hidden_districts(pairs: Mapping[str, int]) -> set[str]:
    """Name the districts of which nothing is told, so that the region does not tell of them.

    Those with fewer than ten pairs; and the smallest others, until ten people are hidden.
    """
    small = {area for area, number in pairs.items() if 0 < number < FEWEST_PEOPLE}
    rest = sorted((number, area) for area, number in pairs.items() if number and area not in small)
    while small and sum(pairs[area] for area in small) < FEWEST_PEOPLE and rest:
        small.add(rest.pop(0)[1])
    return small | {area for area, number in pairs.items() if not number}


def groups(asked: Asked, found: Found) -> Groups:
    """Give who is in the groups of which a claim tells how many there are."""
    people: dict[Cell, Array] = {
        (asked.area, name): np.array(numbers, np.int64) for name, numbers in found.people.items()
    }
    return Groups(asked.name, people)


def numbers(claim: Claim, found: Found) -> dict[Cell, int]:
    """Give what a claim tells of numbers of people: outright, and by a share of a number.

    Of a share the true number is taken: what is told lies near it.
    """
    told = {PAIRS: claim.pairs, DROPPED: claim.dropped, COMPARED: claim.compared}
    if claim.pairs is not None and claim.dropped is not None:
        told[ASKED] = claim.pairs + claim.dropped
    if claim.pairs is not None and claim.before is not None and claim.unit == "share":
        told[WELL] = len(found.people.get(WELL, ()))
    return {(claim.area, name): value for name, value in told.items() if value is not None}


def without_few(
    claim: Claim, asked: Asked, found: Found, nears: Iterable[Near], told: overlap.Told
) -> Claim:  # fmt: skip
    """Leave out how many people it was where a sum with told cells would tell of a few."""
    nears = list(nears)
    while shown := numbers(claim, found):
        mine = [
            each for each in nears
            if all(part.cell in shown for part in each.parts if part.measure == asked.name)
        ]  # fmt: skip
        own = Own(asked.name, shown, set(), set(), {})
        unsafe = {name for _area, name in overlap.too_close(mine, own, told, set())}
        if not unsafe:
            break
        if unsafe & {PAIRS, WELL}:
            claim = replace(claim, pairs=None, missing_pairs=None)
        if unsafe & {DROPPED, ASKED}:
            claim = replace(claim, dropped=None)
        if COMPARED in unsafe:
            claim = replace(claim, compared=None)
    return claim


class Claims:
    """The claims of one region, in its ledger."""

    def __init__(self, ledger: Ledger) -> None:
        """Take the ledger."""
        self.ledger = ledger

    def publish(
        self, asked: Asked, found: Found, at: str, *, is_hidden: bool = False,
        nears: Collection[Near] = (),
    ) -> None:  # fmt: skip
        """Add a line when something new may be told; `nears`: sums with cells of tables."""
        with self.ledger.only_one():
            past = self._past(asked)
            claim = say(asked, found, at, is_hidden=is_hidden)
            told = overlap.told_by(
                self.ledger.entries(), {p.measure for each in nears for p in each.parts}
            )
            claim = without_few(claim, asked, found, nears, told)
            shown = numbers(claim, found)
            if may_tell(claim, found.cells, past):
                self.ledger.append(
                    {
                        "measure": asked.name, "definition": asked.definition, "at": at,
                        "key": [asked.key, asked.area], "cells": dict(found.cells),
                        "body": claim.body(),
                        "shown": [[list(cell), value] for cell, value in sorted(shown.items())],
                        "sums": overlap.kept(
                            nears, asked.name, shown.keys(), shown.keys(), told
                        ),
                    }
                )  # fmt: skip

    def _past(self, asked: Asked) -> list[Entry]:
        mine = [asked.key, asked.area]
        return [entry for entry in self.ledger.entries() if entry.get("key") == mine]

    def bodies(self) -> dict[tuple[str, str, str], tuple[str, int]]:
        """Give the newest body of every claim, with its line: (key, period, area)."""
        found = {}
        for entry in self.ledger.entries():
            if "key" in entry:
                key, area = entry["key"]
                period = entry["measure"].split(".")[-2]
                found[key, period, area] = (entry["body"], entry["number"])
        return found


def may_tell(claim: Claim, cells: Cells, past: Sequence[Entry]) -> bool:
    """Say whether there is something new, and ten people or nobody changed since every time."""
    steps = [least_changed(cells, entry["cells"]) for entry in past]
    if any(0 < step < FEWEST_PEOPLE for step in steps):
        return False
    if not past:
        return True
    last = said.claim(past[-1]["body"])
    if steps[-1]:
        return _but_at(claim) != _but_at(last)
    return (last.definition, last.goal) != (claim.definition, claim.goal)


def _but_at(claim: Claim) -> Claim:
    return replace(claim, at="")
