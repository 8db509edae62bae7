"""The proof that a plan is the best: a price for every offer, a gain for every request.

Needs numba to find the prices; to check them, numpy and the sums below are enough. Whoever has
the pairs can do that sum without believing us:

1. no price and no gain is below 0;
2. for every allowed pair, worth <= gain of the request + price of the offer;
3. then no plan can be worth more than  bound = sum of gains
   + for every place an offer has: what its price exceeds the cost of that place;
4. the plan is allowed, and is worth exactly that bound.

This is linear programming duality for the transport problem (Koopmans and Beckmann 1957); the
prices are longest paths from what the plan holds fixed (Bellman 1958, Ford 1956).
"""

from dataclasses import dataclass

import numpy as np

from wijkschakel.support.matching.errors import NotProven
from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.native import compiled, inner
from wijkschakel.support.matching.problem import Problem

UNMATCHED = -1


@dataclass(frozen=True)
class Plan:
    """Who helps whom, and the prices and gains that prove that no plan is worth more."""

    match: Array  # int64 (n,), the pair chosen for each request, -1 for none
    prices: Array  # int64 (m,)
    gains: Array  # int64 (n,)
    value: int
    bound: int

    @property
    def gap(self) -> int:
        """Give what the plan may be below the best; 0 is proven the best."""
        return self.bound - self.value

    @property
    def matched(self) -> int:
        """Count the requests with a match."""
        return int((self.match >= 0).sum())

    def offers(self, problem: Problem) -> Array:
        """Give the offer of each request, int64 (n,), -1 for none."""
        found = np.full(len(self.match), UNMATCHED, np.int64)
        chosen = self.match >= 0
        found[chosen] = problem.offer[self.match[chosen]]
        return found


def used_places(problem: Problem, match: Array) -> Array:
    """Count the matches of each offer, int64 (m,)."""
    return np.bincount(problem.offer[match[match >= 0]], minlength=len(problem.room))


def value_of(problem: Problem, match: Array) -> int:
    """Add up what a plan is worth: its pairs, minus the rising costs of its offers."""
    used = used_places(problem, match)
    cost = problem.load.astype(np.int64) * used + used * (used - 1) // 2
    return int(problem.worth[match[match >= 0]].sum()) - problem.step * int(cost.sum())


def bound_of(problem: Problem, prices: Array, gains: Array) -> int:
    """Add up what no plan can exceed, when the prices and gains pass the check."""
    owner = np.repeat(np.arange(len(problem.room)), problem.room)
    first = np.cumsum(problem.room.astype(np.int64)) - problem.room
    place = np.arange(len(owner)) - first[owner]
    costs = problem.step * (problem.load[owner].astype(np.int64) + place)
    return int(gains.sum()) + int(np.maximum(0, prices[owner] - costs).sum())


def faults(problem: Problem, plan: Plan) -> list[str]:
    """Name what does not hold; an empty list is the proof."""
    owner = problem.request_of_pairs()
    chosen = plan.match[plan.match >= 0]
    if len(chosen) and not 0 <= int(chosen.min()) <= int(chosen.max()) < len(owner):
        return ["a match is no allowed pair"]
    strangers = owner[chosen] != np.flatnonzero(plan.match >= 0)
    crowded = used_places(problem, plan.match) > problem.room
    found = {
        "a price or a gain is below 0": (plan.prices < 0).any() or (plan.gains < 0).any(),
        "a match belongs to another request": strangers.any(),
        "an offer has more matches than room": crowded.any(),
        "a pair is worth more than gain and price": (
            problem.worth > plan.gains[owner] + plan.prices[problem.offer]
        ).any(),
        "the value is not what the matches are worth": plan.value != value_of(problem, plan.match),
        "the bound is not what prices and gains add up to": plan.bound
        != bound_of(problem, plan.prices, plan.gains),
        "the value is below the bound": plan.value != plan.bound,
    }  # fmt: skip
    return [fault for fault, holds in found.items() if holds]


def prove(problem: Problem, match: Array) -> Plan:
    """Find prices and gains for a plan that is the best; raise NotProven when it is not."""
    prices = prices_of(problem, match)
    gains = np.zeros(problem.requests, np.int64)
    chosen = match >= 0
    gains[chosen] = problem.worth[match[chosen]] - prices[problem.offer[match[chosen]]]
    bound = bound_of(problem, prices, gains)
    plan = Plan(match, prices, gains, value_of(problem, match), bound)
    if found := faults(problem, plan):
        raise NotProven(f"The plan is not proven the best: {'; '.join(found)}.")
    return plan


def prices_of(problem: Problem, match: Array) -> Array:
    """Find the lowest prices at which nobody in the plan would rather have another offer."""
    lowest = _lowest(problem, match)
    most, queue = problem.worth.max(initial=0), np.argsort(-lowest).astype(np.int32)
    prices, settled = _prices(
        problem.start, problem.offer, problem.worth, match, lowest, queue, most
    )
    if not settled:
        raise NotProven("The plan is not the best: its matches can be shifted around at a profit.")
    return prices


def _lowest(problem: Problem, match: Array) -> Array:
    """Give what each price is at least: the cost of the last match, and what others would pay."""
    used = used_places(problem, match)
    last = problem.step * (problem.load.astype(np.int64) + used - 1)
    prices = np.where(used > 0, last, 0)
    waiting = np.repeat(match < 0, np.diff(problem.start))
    np.maximum.at(prices, problem.offer[waiting], problem.worth[waiting])
    return prices


@inner
def _takers(offer, match, count):
    """List the requests of each offer: the first, and the next of each request."""
    head, following = np.full(count, -1, np.int32), np.full(len(match), -1, np.int32)
    for i in range(len(match)):
        if match[i] >= 0:
            following[i] = head[offer[match[i]]]
            head[offer[match[i]]] = i
    return head, following


@compiled
def _prices(start, offer, worth, match, prices, queue, most):
    """Raise prices until they settle; `queue` holds the offers whose price rose, all at first.

    Where the plan can be improved around a circle the prices rise for ever, so stop when one
    exceeds `most`, what a pair can be worth.
    """
    count = len(prices)
    head, following = _takers(offer, match, count)
    waits = np.ones(count, np.bool_)
    at, left = 0, count
    while left:
        j = queue[at]
        at, left = (at + 1) % count, left - 1
        waits[j] = False
        i = head[j]
        while i >= 0:
            spare = prices[j] - worth[match[i]]
            if spare > 0 or prices[j] > most:
                return prices, False
            for pair in range(start[i], start[i + 1]):
                other = offer[pair]
                if spare + worth[pair] > prices[other]:
                    prices[other] = spare + worth[pair]
                    if not waits[other]:
                        waits[other] = True
                        queue[(at + left) % count] = other
                        left += 1
            i = following[i]
    return prices, True
