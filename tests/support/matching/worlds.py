"""Small worlds for the engine: random, and as hostile as input can be."""

import datetime as dt
import os
import random
from pathlib import Path

import numpy as np

from wijkschakel.support.matching import problem, rules
from wijkschakel.support.matching.rules import Agreement, Offer, Request, Terms

ON = dt.date(2026, 11, 2)
ROOT = Path(__file__).resolve().parent.parent.parent.parent
DATA = Path(os.environ.get("WIJKSCHAKEL_SHARED_DATA") or ROOT / ".." / "shared" / "data").resolve()
KINDS = ("garden", "ride", "care")
CHECKS = ("vog", "training")
AGREEMENT = Agreement(
    "all", {kind: Terms() for kind in KINDS}, ON, ON + dt.timedelta(days=100)
)  # fmt: skip


def request(name="r", **changes):
    """Make a request that the offer of `offer` may help."""
    return Request(**{"id": name, "kind": "garden", "x_m": 0, "y_m": 0, "times": 7} | changes)


def offer(name="o", **changes):
    """Make an offer that may help the request of `request`."""
    return Offer(**{"id": name, "kinds": ("garden",), "x_m": 300, "y_m": 400, "times": 7} | changes)


def random_world(seed, requests=30, offers=30, languages=6, interests=12):
    """Make a world in which every rule fails now and then."""
    chance = random.Random(seed)
    spoken = [f"l{n}" for n in range(languages)]
    liked = [f"i{n}" for n in range(interests)]

    def some(words, most):
        return chance.sample(words, chance.randint(0, min(most, len(words))))

    def place():
        if chance.random() < 0.05:
            return None, None
        return chance.randint(-3_000, 3_000), chance.randint(-3_000, 3_000)

    def helpers():
        return some(["neighbour", "volunteer"], 2) if chance.random() < 0.3 else ()

    def asked(n):
        x, y = place()
        return Request(
            f"r{n}", chance.choice(KINDS), x, y, chance.choice((0, 500, 3_000)),
            chance.getrandbits(21) if chance.random() < 0.9 else 0, chance.randint(0, 4),
            tuple(some(spoken, languages)), frozenset(some(liked, interests)),
            frozenset(helpers()), frozenset(some(CHECKS, 1)),
            chance.choice((0, 0, 1, 2)), chance.randint(0, 100), chance.random() < 0.3,
            frozenset(f"o{chance.randrange(offers)}" for _ in range(chance.randint(0, 2))),
        )  # fmt: skip

    def offered(n):
        x, y = place()
        checks = {name: ON + dt.timedelta(days=chance.randint(-2, 2)) for name in some(CHECKS, 2)}
        return Offer(
            f"o{n}", tuple(some(KINDS, 3)), x, y, chance.choice((0, 1_000, 2_500, 6_000, 6_000)),
            chance.random() < 0.8, chance.getrandbits(21), tuple(some(spoken, languages)),
            frozenset(some(liked, interests)), chance.choice(rules.HELPERS),
            checks, chance.randint(0, 2), chance.randint(0, 4),
        )  # fmt: skip

    agreements = [
        Agreement("one", {"garden": Terms(), "ride": Terms(frozenset({"vog"}), 1)},
                  ON - dt.timedelta(days=9), ON + dt.timedelta(days=chance.randint(-1, 9)),
                  most_per_helper=3),
        Agreement("two", {"care": Terms(frozenset(CHECKS), 2), "ride": Terms(frozenset(CHECKS))},
                  ON, ON, helpers=frozenset({"volunteer"}), signed=chance.random() < 0.8),
    ]  # fmt: skip
    return [asked(n) for n in range(requests)], [offered(n) for n in range(offers)], agreements


def random_problem(chance, requests, offers, most=50):
    """Make a small problem with any pairs, some of them worth less than nothing."""
    rows = [
        sorted(chance.sample(range(offers), chance.randint(0, offers))) for _ in range(requests)
    ]
    pairs = [j for row in rows for j in row]
    return problem.make(
        np.cumsum([0, *(len(row) for row in rows)]),
        pairs,
        np.array([chance.randint(-5, most) for _ in pairs], np.int64),
        [chance.randint(0, 2) for _ in range(offers)],
        [chance.randint(0, 2) for _ in range(offers)],
        chance.choice((0, 1, 7)),
    )
