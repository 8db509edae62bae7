"""How far any plan can reach: Lagrange's bound. Needs numba.

"Nobody joins twice" is given a price per request; then every (venue, block) is on its own. The
prices are improved by subgradient steps (Held and Karp 1971, step of Polyak 1969), each in part in
the direction of the steps before it (Camerini, Fratta and Maffioli 1975). Every round gives a
valid bound; the least counts. The better the plan that is known, the better the steps.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from wijkschakel.support.arranging.options import Options
from wijkschakel.support.matching.instance import Array

ROUNDS = 400
KEPT = 0.6  # part of a step that goes on in the direction of the steps before it
PATIENCE, SLOWER = 15, 0.6  # rounds without a gain of CLEAR (a part), then smaller steps
CLEAR = 1e-5


@dataclass(frozen=True)
class Bound:
    """What no plan exceeds, the prices that show it, and what each option adds at them."""

    value: float
    prices: Array  # float64 (n,)
    adds: Array  # float64 (K,)


def bound(options: Options, costs: Array, reached: float, rounds: int = ROUNDS) -> Bound:
    """Find a bound; `reached` is the value of the best plan known, to size the steps."""
    _, slot = np.unique(options.slot, return_inverse=True)
    value, prices, adds = _bound(
        options.start, options.request, options.worth, options.smallest, options.largest,
        costs.astype(np.float64), slot.astype(np.int64), int(slot.max(initial=-1)) + 1,
        options.requests, float(reached), rounds,
    )  # fmt: skip
    return Bound(value, prices, adds)


@njit(cache=True)
def _best(left, smallest, largest):
    """Give the order of what is left, and how many would join."""
    order = np.argsort(-left)
    wanted = 0
    while wanted < min(largest, len(left)) and left[order[wanted]] > 0:
        wanted += 1
    return order, max(wanted, min(smallest, len(left)))


@njit(cache=True)
def _round(start, request, worth, smallest, largest, costs, slot, prices, adds, top):
    """Find what each option adds at these prices, and the best option of each slot."""
    top[:] = -1
    for k in range(len(costs)):
        low, high = start[k], start[k + 1]
        left = worth[low:high] - prices[request[low:high]]
        order, wanted = _best(left, smallest[k], largest[k])
        adds[k] = np.sum(left[order[:wanted]]) - costs[k]
        if adds[k] > 0 and (top[slot[k]] < 0 or adds[k] > adds[top[slot[k]]]):
            top[slot[k]] = k


@njit(cache=True)
def _joining(start, request, worth, smallest, largest, prices, top, joins):
    """Count how often each request joins the options chosen."""
    joins[:] = 0
    for k in top:
        if k >= 0:
            low, high = start[k], start[k + 1]
            left = worth[low:high] - prices[request[low:high]]
            order, wanted = _best(left, smallest[k], largest[k])
            for at in order[:wanted]:
                joins[request[low + at]] += 1


@njit(cache=True)
def _bound(start, request, worth, smallest, largest, costs, slot, slots, n, reached, rounds):
    prices, adds = np.full(n, 500.0), np.zeros(len(costs))
    top, joins, turn = np.full(slots, -1), np.zeros(n), np.zeros(n)
    least, best_prices, pace, since = np.inf, prices.copy(), 1.0, 0
    for _ in range(rounds):
        _round(start, request, worth, smallest, largest, costs, slot, prices, adds, top)
        value = np.sum(prices)
        for k in top:
            if k >= 0:
                value += adds[k]
        since = 0 if value < least - CLEAR * abs(value) else since + 1
        if value < least:
            least, best_prices = value, prices.copy()
        if since >= PATIENCE:
            pace, since, prices = pace * SLOWER, 0, best_prices.copy()
            turn[:] = 0
            continue
        _joining(start, request, worth, smallest, largest, prices, top, joins)
        turn = KEPT * turn + (1 - KEPT) * (1.0 - joins)
        free = np.where((prices <= 0) & (turn > 0), 0.0, turn)
        size = np.sum(free * free)
        if size == 0:
            break
        prices = np.maximum(0.0, prices - pace * max(value - reached, 1.0) / size * free)
    _round(start, request, worth, smallest, largest, costs, slot, best_prices, adds, top)
    return least, best_prices, adds
