"""Close to the best plan, fast: requests bid for places, in steps that get smaller. Needs numba.

Bertsekas' auction (1988) with places of rising cost: a request takes the cheapest place of the
offer it likes best and pays so much more that its second choice is as good, plus a step. After
each round prices are lowered a little, whoever would rather be elsewhere lets go, and the step
gets smaller; the last round has no step (Jonker and Volgenant 1987). What remains undecided is
left to `moves.repair`, which is exact. So nothing here has to be: a round may stop early.
"""

from typing import NamedTuple

import numpy as np

from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.native import compiled, inner
from wijkschakel.support.matching.problem import Problem

STEPS = (50, 250, 1_250, 10_000)  # parts of what a pair is worth at most
LOWERED = 3  # steps by which prices go down after a round
MOST_READ = 150  # times that all pairs are read in one round, at most
UNREACHABLE = np.int64(2**61)


class Market(NamedTuple):
    """The places of all offers (Q), offer after offer; everything changes in place."""

    first: Array  # int64 (m + 1,), places of offer j stand at first[j] .. first[j + 1]
    cost: Array  # int64 (Q,), what a place costs at least
    price: Array  # int64 (Q,)
    holder: Array  # int64 (Q,), the request that has it, -1 for none
    cheapest: Array  # int64 (m,), the cheapest place of an offer, -1 for none
    low: Array  # int64 (m,), its price; UNREACHABLE for none
    second: Array  # int64 (m,), the price of the next cheapest place


def near(problem: Problem) -> tuple[Array, Array]:
    """Give the pair of each request, int64 (n,), -1 for none, and a price per offer, int64 (m,)."""
    market = _market(problem)
    match = np.full(problem.requests, -1, np.int64)
    waiting = np.arange(problem.requests)[::-1].copy()
    most = int(problem.worth.max(initial=0))
    budget = MOST_READ * (len(problem.offer) + len(market.price))
    pairs = problem.start, problem.offer, problem.worth
    for step in sorted({max(1, most // part) for part in STEPS}, reverse=True):
        _auction(*pairs, market, match, waiting, step, budget)
        _lower(market, LOWERED * step)
        waiting = _let_go(*pairs, market, match)
    _auction(*pairs, market, match, waiting, 0, budget)
    prices = np.where(market.low < UNREACHABLE, market.low, most)
    return match, np.maximum(prices, problem.step * problem.load.astype(np.int64))


def _market(problem: Problem) -> Market:
    """Open the market; an offer has no more places than requests that can come."""
    wanted = np.bincount(problem.offer, minlength=len(problem.room))
    places = np.minimum(problem.room, wanted)
    first = np.concatenate(([0], np.cumsum(places)))
    owner = np.repeat(np.arange(len(places)), places)
    number = np.arange(len(owner)) - first[owner]
    cost = problem.step * (problem.load[owner].astype(np.int64) + number)
    empty = np.zeros(len(places), np.int64)
    market = Market(
        first, cost, cost.copy(), np.full(len(owner), -1), empty, empty.copy(), empty.copy()
    )
    _lower(market, 0)
    return market


@inner
def _look(market, j):
    """Find the cheapest and the next cheapest place of offer j."""
    at, low, second = -1, UNREACHABLE, UNREACHABLE
    for place in range(market.first[j], market.first[j + 1]):
        price = market.price[place]
        if price < low:
            at, low, second = place, price, low
        elif price < second:
            second = price
    market.cheapest[j], market.low[j], market.second[j] = at, low, second


@compiled
def _lower(market, by):
    """Lower all prices, never below cost."""
    for place in range(len(market.price)):
        market.price[place] = max(market.cost[place], market.price[place] - by)
    for j in range(len(market.low)):
        _look(market, j)


@inner
def _likes(start, offer, worth, market, i):
    """Give the pair that request i likes best (-1 for none), and what it gains by best and next."""
    best, following, at = np.int64(0), np.int64(0), -1
    for pair in range(start[i], start[i + 1]):
        gain = worth[pair] - market.low[offer[pair]]
        if gain > best:
            best, following, at = gain, best, pair
        elif gain > following:
            following = gain
    if at >= 0:
        following = max(following, worth[at] - market.second[offer[at]])
    return at, best, following


@inner
def _bid(start, offer, worth, market, match, i, step):
    """Let request i bid; give who loses a place by it, -1 when nobody does."""
    pair, best, following = _likes(start, offer, worth, market, i)
    if pair < 0:
        return -1
    place = market.cheapest[offer[pair]]
    loser = market.holder[place]
    if loser >= 0 and best + step == following:
        return -1  # nothing would change but who holds it
    if loser >= 0:
        match[loser] = -1
    market.price[place] += best - following + step
    market.holder[place], match[i] = i, pair
    _look(market, np.int64(offer[pair]))
    return loser


@compiled
def _auction(start, offer, worth, market, match, waiting, step, budget):
    """Let those who wait bid, and who lost a place by it, until nobody wants to."""
    for i in waiting:
        while i >= 0 and budget > 0:
            budget -= start[i + 1] - start[i]
            i = _bid(start, offer, worth, market, match, i, step)


@compiled
def _let_go(start, offer, worth, market, match):
    """Free the places of those who would rather be elsewhere; list who has none but wants one."""
    waiting, count = np.empty(len(match), np.int64), 0
    for place in range(len(market.holder)):
        i = market.holder[place]
        if i >= 0:
            j = offer[match[i]]
            best = _likes(start, offer, worth, market, i)[1]
            if worth[match[i]] - market.low[j] < best:
                market.holder[place], match[i] = -1, -1
    for i in range(len(match) - 1, -1, -1):
        if match[i] < 0 and _likes(start, offer, worth, market, i)[0] >= 0:
            waiting[count] = i
            count += 1
    return waiting[:count]
