"""A second opinion by another's hand: minimum-cost flow in OR-Tools. Needs ortools and numba.

Cost scaling (Goldberg 1997) on all pairs, about 110 bytes each. Slower than `assignment.solve` and
worth the same; the proof is made from its matches alone (`certificate.prove`).
"""

import numpy as np
from ortools.graph.python import min_cost_flow

from wijkschakel.support.matching import certificate
from wijkschakel.support.matching.certificate import Plan
from wijkschakel.support.matching.errors import MatchingTrouble
from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.problem import Problem


def solve(problem: Problem) -> Plan:
    """Give the plan that is worth most, proven; raise NotProven if the proof fails."""
    return certificate.prove(problem, flow(problem))


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
