"""A plan: who joins which option, and what that is worth. Needs numpy."""

from dataclasses import dataclass

import numpy as np

from wijkschakel.support.arranging.options import Options
from wijkschakel.support.matching.instance import Array


@dataclass(frozen=True)
class Chosen:
    """A plan: for each request the pair by which it joins, -1 for none; int64 (n,)."""

    pair: Array
    value: float


def value_of(options: Options, pair: Array, costs: Array) -> float:
    """Add up what a plan is worth: its people, minus the cost of each option in use."""
    chosen = pair[pair >= 0]
    used = np.unique(np.searchsorted(options.start, chosen, side="right") - 1)
    return float(options.worth[chosen].sum() - costs[used].sum())


def option_of(options: Options, pair: Array) -> Array:
    """Give the option of each request, int64 (n,), -1 for none."""
    found = np.searchsorted(options.start, pair, side="right") - 1
    return np.where(pair >= 0, found, -1)


def pairs_of(options: Options, some: Array) -> tuple[Array, Array]:
    """Give the pairs of some options, and of each the place of its option in `some`."""
    sizes = np.diff(options.start)[some]
    owner = np.repeat(np.arange(len(some)), sizes)
    first = np.cumsum(sizes) - sizes
    return np.arange(len(owner)) - first[owner] + options.start[some][owner], owner


def used_by(options: Options, pair: Array) -> Array:
    """Give the options that a plan uses, sorted."""
    found = np.unique(option_of(options, pair))
    return found[found >= 0]
