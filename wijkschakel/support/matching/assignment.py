"""The plan of a region that is worth most, exactly, with its proof. Needs ortools and numba.

Minimum-cost flow by cost scaling (Goldberg 1997) in OR-Tools, on all pairs; never on the best few
of each request: that loses 4 to 11 % of the value. Where the pairs do not fit in memory at once,
the flow is found on the pairs that look best at rough prices, and pairs that the exact prices
prove wanted are added until none is: the same value, proven on all pairs.
"""

import numpy as np
from numba import njit
from ortools.graph.python import min_cost_flow

from wijkschakel.support.matching import certificate
from wijkschakel.support.matching.certificate import Plan
from wijkschakel.support.matching.errors import MatchingTrouble
from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.problem import Problem

PAIRS_AT_ONCE = 8_000_000  # about 110 bytes each in the flow
MOST_AT_ONCE = 3 * PAIRS_AT_ONCE
ROUNDS = 40
FIRST_STEP = 200.0
SLACK = 150
BEST_FEW = 8


def solve(problem: Problem, pairs_at_once: int = PAIRS_AT_ONCE) -> Plan:
    """Give the plan that is worth most, proven; raise NotProven if the proof fails."""
    if len(problem.offer) <= pairs_at_once:
        return certificate.prove(problem, flow(problem))
    return _by_parts(problem, pairs_at_once)


def flow(problem: Problem) -> Array:
    """Find the pair of each request by minimum-cost flow, int64 (n,), -1 for none."""
    n, m, pairs = problem.requests, len(problem.room), len(problem.offer)
    sink = n + m
    owner = problem.request_of_pairs()
    network = min_cost_flow.SimpleMinCostFlow()
    add = network.add_arcs_with_capacity_and_unit_cost
    add(owner, problem.offer + np.int32(n), np.ones(pairs, np.int64), -problem.worth)
    add(_numbers(n), np.full(n, sink, np.int32), np.ones(n, np.int64), np.zeros(n, np.int64))
    places = np.repeat(_numbers(m), problem.room)
    add(places + np.int32(n), np.full(len(places), sink, np.int32),
        np.ones(len(places), np.int64), _place_costs(problem, places))  # fmt: skip
    supplies = np.concatenate([np.ones(n), np.zeros(m), [-n]]).astype(np.int64)
    network.set_nodes_supplies(_numbers(sink + 1), supplies)
    status = network.solve()
    if status != network.OPTIMAL:
        raise MatchingTrouble(f"The flow was not solved: {status}.")
    chosen = np.flatnonzero(network.flows(_numbers(pairs)))
    match = np.full(n, -1, np.int64)
    match[owner[chosen]] = chosen
    return match


def _numbers(count: int) -> Array:
    return np.arange(count, dtype=np.int32)


def _place_costs(problem: Problem, places: Array) -> Array:
    first = np.cumsum(problem.room.astype(np.int64)) - problem.room
    number = np.arange(len(places)) - first[places]
    return problem.step * (problem.load[places].astype(np.int64) + number)


def _by_parts(problem: Problem, pairs_at_once: int) -> Plan:
    owner = problem.request_of_pairs()
    rough = _rough_prices(
        problem.start, problem.offer, problem.worth, problem.room, problem.load, problem.step,
        ROUNDS, FIRST_STEP,
    )  # fmt: skip
    wanted = _promising(problem.start, problem.offer, problem.worth, rough, SLACK, BEST_FEW)
    while True:
        chosen = np.flatnonzero(wanted)
        if len(chosen) > MOST_AT_ONCE:
            raise MatchingTrouble("Too many pairs are alike to solve at once; split the region.")
        part = _part(problem, owner, chosen)
        match = flow(part)
        proven = certificate.prove(part, match)
        missed = problem.worth > proven.gains[owner] + proven.prices[problem.offer]
        if not missed.any():
            taken = match >= 0
            match[taken] = chosen[match[taken]]
            return Plan(match, proven.prices, proven.gains, proven.value, proven.bound)
        wanted |= missed


def _part(problem: Problem, owner: Array, chosen: Array) -> Problem:
    start = np.zeros_like(problem.start)
    np.cumsum(np.bincount(owner[chosen], minlength=problem.requests), out=start[1:])
    return problem._replace(start=start, offer=problem.offer[chosen], worth=problem.worth[chosen])


@njit(cache=True)
def _wishes(start, offer, worth, prices, wishes):
    """Count for each offer the requests that like it best at these prices."""
    wishes[:] = 0
    for i in range(len(start) - 1):
        best, at = 0.0, -1
        for pair in range(start[i], start[i + 1]):
            if worth[pair] - prices[offer[pair]] > best:
                best, at = worth[pair] - prices[offer[pair]], offer[pair]
        if at >= 0:
            wishes[at] += 1


@njit(cache=True)
def _rough_prices(start, offer, worth, room, load, step, rounds, first):
    """Move prices toward where demand meets room, with a step per offer that learns."""
    lowest = step * load.astype(np.float64)
    prices, wishes = lowest.copy(), np.zeros(len(room), np.int64)
    move, last = np.full(len(room), first), np.zeros(len(room), np.int64)
    for _ in range(rounds):
        _wishes(start, offer, worth, prices, wishes)
        for j in range(len(room)):
            supply = room[j]
            if step > 0:
                supply = min(supply, np.int64(np.ceil((prices[j] - lowest[j]) / step)))
            sign = np.sign(wishes[j] - supply)
            if sign != 0:
                move[j] *= 0.5 if last[j] == -sign else 1.3 if last[j] == sign else 1.0
                last[j] = sign
                prices[j] = max(lowest[j], prices[j] + sign * move[j])
    return prices


@njit(cache=True)
def _promising(start, offer, worth, prices, slack, few):
    """Mark the pairs within `slack` of the best of their request, `few` of them at most."""
    marked = np.zeros(len(offer), np.bool_)
    for i in range(len(start) - 1):
        low, high = start[i], start[i + 1]
        if low == high:
            continue
        left = worth[low:high] - prices[offer[low:high]]
        best = max(0.0, np.max(left))
        for pair in np.argsort(-left)[:few]:
            marked[low + pair] = left[pair] >= best - slack
    return marked
