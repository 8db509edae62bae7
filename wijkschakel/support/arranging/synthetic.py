"""Requests that could be solved together, made up; same seed, same data. Guesses, no figures.

Eight themes; one venue for each 60 requests, free in about half of the blocks; people walk
400 to 1,200 metres and can come in 2 to 6 blocks.
"""

import math
import random

from wijkschakel.support.arranging.rules import Ask, Theme, Venue
from wijkschakel.support.matching import times

THEMES = (
    Theme("shared-meal", 6, 16, 4_500, 1_500, 90, 240),
    Theme("walking-group", 5, 15, 1_000, 1_000, 60, 120),
    Theme("ride-together", 3, 7, 2_500, 1_800, 75, 150),
    Theme("computer-cafe", 4, 12, 3_000, 2_000, 90, 240),
    Theme("language-table", 4, 10, 1_500, 1_500, 90, 180),
    Theme("coffee-morning", 5, 20, 2_000, 1_200, 90, 150),
    Theme("form-help", 3, 8, 3_500, 2_500, 60, 180),
    Theme("exercise", 6, 18, 5_000, 2_000, 60, 120),
)
VENUE_FOR = 60


def make(requests: int, seed: int = 1) -> tuple[list[Ask], list[Venue], tuple[Theme, ...]]:
    """Make requests, venues and themes; the town grows with the number of requests."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    side = 4_000 * math.sqrt(requests / 5_000)
    middles = [
        (chance.uniform(0, side), chance.uniform(0, side)) for _ in range(max(1, requests // 120))
    ]

    def place(spread: int) -> tuple[int, int]:
        x, y = chance.choice(middles)
        return round(chance.gauss(x, spread)), round(chance.gauss(y, spread))

    def blocks(low: int, high: int) -> int:
        return sum(
            1 << n for n in chance.sample(range(len(times.BLOCKS)), chance.randint(low, high))
        )

    asks = [
        Ask(f"r{n}", chance.choice(THEMES).id, *place(350),
            chance.choice((400, 600, 800, 1_200)), blocks(2, 6))
        for n in range(requests)
    ]  # fmt: skip
    venues = [
        Venue(f"v{n}", *place(200), blocks(7, 14), chance.choice((8, 12, 16, 20)),
              chance.choice((0, 0, 1_500, 3_000)))
        for n in range(max(1, requests // VENUE_FOR))
    ]  # fmt: skip
    return asks, venues, THEMES
