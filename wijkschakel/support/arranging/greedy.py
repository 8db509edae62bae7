"""A good plan at once: the option that adds most, again and again. Needs numpy.

What an option adds can only fall while others are chosen, so it is counted anew only when it
comes to the top (Minoux 1978).
"""

import heapq
from dataclasses import dataclass

import numpy as np

from wijkschakel.support.arranging.options import Options
from wijkschakel.support.matching.instance import Array


@dataclass(frozen=True)
class Chosen:
    """A plan: for each request the pair by which it joins, -1 for none; int64 (n,)."""

    pair: Array
    value: float


def value_of(options: Options, pair: Array, costs: Array) -> float:
    """Add up what a plan is worth: its people, minus the cost of each option in use."""
    chosen = pair[pair >= 0]
    used = np.unique(np.searchsorted(options.start, chosen, side="right") - 1)
    return float(options.worth[chosen].sum() - costs[used].sum())


def option_of(options: Options, pair: Array) -> Array:
    """Give the option of each request, int64 (n,), -1 for none."""
    found = np.searchsorted(options.start, pair, side="right") - 1
    return np.where(pair >= 0, found, -1)


def plan(options: Options, costs: Array) -> Chosen:
    """Choose options one by one."""
    count = len(options.theme)
    pair = np.full(options.requests, -1, np.int64)
    free_slots = np.ones(int(options.slot.max(initial=0)) + 1, np.bool_)
    heap = [(-_adds(options, k, pair, costs)[0], k) for k in range(count)]
    heapq.heapify(heap)
    while heap and heap[0][0] < 0:
        _, k = heapq.heappop(heap)
        if not free_slots[options.slot[k]]:
            continue
        adds, who = _adds(options, k, pair, costs)
        if heap and -adds > heap[0][0]:
            if adds > 0:
                heapq.heappush(heap, (-adds, k))
            continue
        if adds > 0:
            pair[options.request[who]] = who
            free_slots[options.slot[k]] = False
    return Chosen(pair, value_of(options, pair, costs))


def steered(options: Options, costs: Array, known: Chosen, prices: Array) -> Chosen:
    """Choose with prices per request (n,), toward what is scarce; or `known` if worth more."""
    less = options._replace(worth=options.worth - prices[options.request])
    pair = plan(less, costs).pair
    found = Chosen(pair, value_of(options, pair, costs))
    return max(known, found, key=lambda each: each.value)


def _adds(options: Options, k: int, pair: Array, costs: Array) -> tuple[float, Array]:
    """Give what option k adds now, and the pairs that would join."""
    stretch = np.arange(options.start[k], options.start[k + 1])
    stretch = stretch[pair[options.request[stretch]] < 0]
    if len(stretch) < options.smallest[k]:
        return 0.0, stretch[:0]
    left = options.worth[stretch]
    best = np.argsort(-left, kind="stable")[: options.largest[k]]
    wanted = max(int(options.smallest[k]), int((left[best] > 0).sum()))
    best = best[:wanted]
    return float(left[best].sum() - costs[k]), stretch[best]
