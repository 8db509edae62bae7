"""The best few helpers for one request, among a handful that the database found: plain Python.

The same rules and the same scores as the regional plan, so both say the same of a pair.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijkschakel.support.matching import explanations, rules
from wijkschakel.support.matching import weights as weighing
from wijkschakel.support.matching.explanations import Explanation
from wijkschakel.support.matching.rules import Agreement, Offer, Request
from wijkschakel.support.matching.weights import Weights

MOST = 10


@dataclass(frozen=True)
class Suggestions:
    """The best few, best first, and how many offers fail on each rule."""

    best: tuple[Explanation, ...]
    failed: dict[str, int]


def suggest(
    request: Request,
    offers: Iterable[Offer],
    agreements: Sequence[Agreement],
    on: dt.date,
    weights: Weights | None = None,
    most: int = MOST,
) -> Suggestions:
    """Give the best helpers; the score counts, minus what one more match costs a busy helper."""
    weights = weights or Weights()
    fits: list[tuple[int, str, Offer]] = []
    failures = dict.fromkeys(rules.REASONS, 0)
    for offer in offers:
        broken = rules.why_not(request, offer, agreements, on)
        for reason in broken:
            failures[reason] += 1
        if not broken:
            worth = weighing.score(request, offer, weights).total
            fits.append((weighing.load_cost(offer.load, weights) - worth, offer.id, offer))
    fits.sort(key=lambda fit: fit[:2])
    best = tuple(
        explanations.explain(request, offer, agreements, on, weights) for _, _, offer in fits[:most]
    )
    return Suggestions(best, {reason: count for reason, count in failures.items() if count})
