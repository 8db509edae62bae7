"""What a match is worth: whole numbers, so that every machine finds the same.

A pair is worth `1000 * priority + score`: the priority says whose turn it is, the score (0 to
1,000) how well the two fit. From that goes `load` for every match a helper already has.
The fast code computes the same integers; a property test holds them together.
"""

import math
from dataclasses import dataclass

from wijkschakel.support.matching import rules
from wijkschakel.support.matching.rules import Offer, Request

FULL_WAIT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Weights:
    """How heavy each part counts; all whole numbers, at least 0."""

    distance: int = 350
    times: int = 200
    first_kind: int = 200
    other_kind: int = 120
    first_language: int = 100
    other_language: int = 60
    interests: int = 150
    load: int = 60
    served: int = 1_000  # being helped at all
    waiting: int = 200  # added in proportion to the wait, up to 90 days
    low_ses: int = 0  # found by `fairness`, so that neighbourhoods are served equally
    tiers: tuple[tuple[int, int], ...] = ((61, 8_000),)  # (days waited, added)


@dataclass(frozen=True, slots=True)
class Score:
    """How well a pair fits, part by part."""

    distance: int
    times: int
    kind: int
    language: int
    interests: int

    @property
    def total(self) -> int:
        """Add the parts."""
        return self.distance + self.times + self.kind + self.language + self.interests


def priority(wait_days: int, low_ses: bool, weights: Weights) -> int:
    """Give 1000 times the priority of a request: its turn, not its fit."""
    found = weights.served + weights.waiting * min(wait_days, FULL_WAIT_DAYS) // FULL_WAIT_DAYS
    found += sum(added for days, added in weights.tiers if wait_days >= days)
    return found + (weights.low_ses if low_ses else 0)


def score(request: Request, offer: Offer, weights: Weights) -> Score:
    """Score an allowed pair, part by part."""
    square = rules.squared_distance(request, offer) or 0
    reach = max(1, rules.reach_m(request, offer))
    wanted = 2 * max(1, request.need)
    shared = len(request.interests & offer.interests)
    is_first = bool(offer.kinds) and offer.kinds[0] == request.kind
    speaks_first = bool(request.languages) and request.languages[0] in offer.languages
    return Score(
        distance=int(weights.distance * (1.0 - math.sqrt(float(square)) / reach) + 0.5),
        times=weights.times * min(rules.overlap(request, offer), wanted) // wanted,
        kind=weights.first_kind if is_first else weights.other_kind,
        language=weights.first_language if speaks_first else weights.other_language,
        interests=weights.interests * min(shared, 4) // 4,
    )


def load_cost(load: int, weights: Weights) -> int:
    """Give what one more match costs a helper who already has `load` of them."""
    return weights.load * load
