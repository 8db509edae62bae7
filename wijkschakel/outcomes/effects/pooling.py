"""Districts beside each other: a small one is drawn to the mean, as far as it is uncertain.

Partial pooling of shares by empirical Bayes: each district has a share from one beta distribution,
whose mean and spread are found by moments (Kleinman 1973). Plain Python.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from wijkschakel.outcomes.reach.index import NORMAL_95
from wijkschakel.outcomes.rules.troubles import BadInput


@dataclass(frozen=True)
class Unit:
    """One district: so many people of so many."""

    name: str
    count: int
    of: int


@dataclass(frozen=True)
class Pooled:
    """A share after pooling, with its 95 % interval and the share as counted."""

    name: str
    value: float
    low: float
    high: float
    counted: float
    own_weight: float  # 1: all from itself; near 0: nearly all from the others


def pool(units: Sequence[Unit]) -> list[Pooled]:
    """Pool shares; with one district, or none that differ, there is only the mean to draw to."""
    if any(not 0 <= unit.count <= unit.of or not unit.of for unit in units):
        raise BadInput("A share is of at least one person, and no more than all.")
    if not units:
        return []
    everybody = sum(unit.of for unit in units)
    mean = sum(unit.count for unit in units) / everybody
    strength = _strength(units, mean, everybody)
    return [_pooled(unit, mean, strength) for unit in units]


def _strength(units: Sequence[Unit], mean: float, everybody: int) -> float:
    """Give how many people the mean is worth, from how much districts differ beyond chance."""
    if len(units) < 2 or not 0 < mean < 1:
        return float(everybody)
    spread = sum(unit.of * (unit.count / unit.of - mean) ** 2 for unit in units)
    chance = mean * (1 - mean)
    room = everybody - sum(unit.of**2 for unit in units) / everybody
    between = (spread - (len(units) - 1) * chance) / (room - len(units) + 1)
    if between <= 0:
        return float(everybody)
    return max(1.0, chance / between - 1)


def _pooled(unit: Unit, mean: float, strength: float) -> Pooled:
    a, b = unit.count + strength * mean, unit.of - unit.count + strength * (1 - mean)
    value = a / (a + b)
    error = sqrt(value * (1 - value) / (a + b + 1))
    return Pooled(
        unit.name, value, max(0.0, value - NORMAL_95 * error), min(1.0, value + NORMAL_95 * error),
        unit.count / unit.of, unit.of / (unit.of + strength),
    )  # fmt: skip
