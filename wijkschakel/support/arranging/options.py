"""All options that enough people could join, as arrays. Needs numpy.

K options, P pairs of an option and a request, sorted by option.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wijkschakel.support.arranging import rules
from wijkschakel.support.arranging.rules import Ask, Theme, Venue
from wijkschakel.support.matching import times
from wijkschakel.support.matching.errors import BadInput
from wijkschakel.support.matching.instance import Array

MOST_PAIRS = 40_000_000


class Options(NamedTuple):
    """What could be arranged."""

    requests: int
    theme: Array  # int32 (K,), place in the list of themes
    venue: Array  # int32 (K,)
    block: Array  # int32 (K,)
    smallest: Array  # int32 (K,)
    largest: Array  # int32 (K,), seats counted in
    cents: Array  # int64 (K,)
    start: Array  # int64 (K + 1,)
    request: Array  # int32 (P,)
    worth: Array  # float64 (P,)
    places: Array  # float64 (V, 2), metres, of the venues

    @property
    def slot(self) -> Array:
        """Number (venue, block): one arrangement at most in each, int64 (K,)."""
        return self.venue.astype(np.int64) * len(times.BLOCKS) + self.block


def find(asks: Sequence[Ask], venues: Sequence[Venue], themes: Sequence[Theme]) -> Options:
    """List the options that the smallest number of people could join."""
    names = {theme.id: number for number, theme in enumerate(themes)}
    if strange := {ask.theme for ask in asks} - names.keys():
        raise BadInput(f"There is no theme {', '.join(sorted(strange))}.")
    table = np.array(
        [(a.x_m, a.y_m, a.radius_m, a.times, times.widened(a.times), names[a.theme]) for a in asks],
        np.int64,
    ).reshape(-1, 6)
    heads: list[tuple[int, ...]] = []
    people: list[Array] = []
    worths: list[Array] = []
    for number, venue in enumerate(venues):
        near, part = _near(table, venue)
        for block in range(len(times.BLOCKS)):
            if venue.times >> block & 1:
                _add(heads, people, worths, table, near, part, number, block, venue, themes)
    counts = [len(each) for each in people]
    if sum(counts) > MOST_PAIRS:
        raise BadInput(f"There are more than {MOST_PAIRS} possibilities; split the region.")
    columns = np.array(heads, np.int64).reshape(-1, 6)
    return Options(
        len(asks),
        columns[:, 0].astype(np.int32),
        columns[:, 1].astype(np.int32),
        columns[:, 2].astype(np.int32),
        columns[:, 3].astype(np.int32),
        columns[:, 4].astype(np.int32),
        columns[:, 5].copy(),
        np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        np.concatenate([np.zeros(0, np.int32), *people]).astype(np.int32),
        np.concatenate([np.zeros(0), *worths]),
        np.array([(venue.x_m, venue.y_m) for venue in venues], np.float64).reshape(-1, 2),
    )


def _near(table: Array, venue: Venue) -> tuple[Array, Array]:
    """Give the requests within reach of a venue, and the part of the worth for distance."""
    square = (table[:, 0] - venue.x_m) ** 2 + (table[:, 1] - venue.y_m) ** 2
    near = np.flatnonzero(square <= table[:, 2] ** 2)
    far = np.sqrt(square[near].astype(np.float64)) / np.maximum(1, table[near, 2])
    return near, rules.HELPED + np.floor(rules.NEAR * (1.0 - far) + 0.5)


def _add(
    heads: list[tuple[int, ...]],
    people: list[Array],
    worths: list[Array],
    table: Array,
    near: Array,
    part: Array,
    number: int,
    block: int,
    venue: Venue,
    themes: Sequence[Theme],
) -> None:
    """Add the options of one venue and one block."""
    suits = table[near, 4] >> block & 1 == 1
    who, value = near[suits], part[suits]
    value = value + rules.SAME_BLOCK * (table[who, 3] >> block & 1)
    for place, theme in enumerate(themes):
        mine = table[who, 5] == place
        most = min(theme.largest, venue.seats)
        if mine.sum() >= theme.smallest and most >= theme.smallest:
            cents = theme.cost_cents + venue.cost_cents
            heads.append((place, number, block, theme.smallest, most, cents))
            people.append(who[mine])
            worths.append(value[mine])
