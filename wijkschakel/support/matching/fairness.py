"""Neighbourhoods served equally: the weight for low SES, found by bisection. Needs the solver.

The more weight, the more of that group is served (a property of every best plan), so the smallest
weight at which the group is served as well as the others is found by halving. When the group
is served as well without it, it stays 0. Those who wait long are helped by the tiers of
`weights.Weights`, not here.
"""

import dataclasses
from collections.abc import Callable

from wijkschakel.support.matching import assignment, comparing, problem
from wijkschakel.support.matching.candidates import Edges
from wijkschakel.support.matching.certificate import Plan
from wijkschakel.support.matching.instance import Instance
from wijkschakel.support.matching.problem import Problem
from wijkschakel.support.matching.weights import Weights

FIRST, MOST = 64, 16_384
CLOSE = 0.002  # a fifth of a percent point is equal enough
STEPS = 5


@dataclasses.dataclass(frozen=True)
class Fair:
    """The plan, the weights it took, and what the group's share lacked at each weight tried."""

    plan: Plan
    problem: Problem
    weights: Weights
    tried: tuple[tuple[int, float], ...]


def solve(
    instance: Instance,
    edges: Edges,
    weights: Weights,
    solver: Callable[[Problem], Plan] = assignment.solve,
) -> Fair:
    """Give the best plan at the smallest weight that serves neighbourhoods equally."""
    tried: dict[int, float] = {}

    def attempt(low_ses: int) -> Fair:
        chosen = dataclasses.replace(weights, low_ses=low_ses)
        asked = problem.of(instance, edges, chosen)
        plan = solver(asked)
        tried[low_ses] = _lack(instance, plan)
        return Fair(plan, asked, chosen, tuple(sorted(tried.items())))

    best = attempt(weights.low_ses)
    if tried[weights.low_ses] <= CLOSE or not _may_help(instance):
        return best
    low, high = weights.low_ses, weights.low_ses + FIRST
    while (best := attempt(high)) and tried[high] > CLOSE and high < MOST:
        low, high = high, 4 * high
    for _ in range(STEPS):
        if high - low <= 1 or abs(tried[high]) <= CLOSE:
            break
        middle = (low + high) // 2
        found = attempt(middle)
        if tried[middle] <= CLOSE:
            high, best = middle, found
        else:
            low = middle
    return dataclasses.replace(best, tried=tuple(sorted(tried.items())))


def _may_help(instance: Instance) -> bool:
    low = instance.asked.low_ses
    return bool(low.any() and (~low).any())


def _lack(instance: Instance, plan: Plan) -> float:
    """Give how much less the group is served than the others, -1 to 1."""
    low, served = instance.asked.low_ses, plan.match >= 0
    return comparing.share(served, ~low) - comparing.share(served, low) if low.any() else 0.0
