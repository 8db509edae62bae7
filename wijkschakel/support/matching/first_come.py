"""First come, first served, as a coordinator with a list works: the plan to compare with.

Needs numba. Requests in the order of their waiting, longest first; each gets the best-scoring
helper that still has room. On the same pairs, with the same rules.
"""

import numpy as np

from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.native import compiled
from wijkschakel.support.matching.problem import Problem


def serve(problem: Problem, score: Array, order: Array) -> Array:
    """Give the pair of each request, int64 (n,), -1 for none; `order` holds the requests (n,)."""
    return _serve(problem.start, problem.offer, score, problem.room.copy(), order)


def by_waiting(wait: Array) -> Array:
    """Order requests by the days they waited, longest first."""
    return np.argsort(-wait.astype(np.int64), kind="stable")


@compiled
def _serve(start, offer, score, room, order):
    match = np.full(len(start) - 1, -1, np.int64)
    for i in order:
        best = -1
        for pair in range(start[i], start[i + 1]):
            if room[offer[pair]] > 0 and (best < 0 or score[pair] > score[best]):
                best = pair
        if best >= 0:
            match[i] = best
            room[offer[best]] -= 1
    return match
