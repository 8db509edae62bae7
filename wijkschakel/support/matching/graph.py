"""The network of the assignment: who could help whom, and who does. Needs numba.

What it means stands in `moves`, which changes it; `near` keeps apart which pairs matter soon.
"""

from typing import NamedTuple

import numpy as np

from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.native import bare, bare_inner
from wijkschakel.support.matching.problem import Problem

FAR = np.int64(2**62)
AWAY = np.int64(2**60)
NOBODY = -1


class Graph(NamedTuple):
    """Everything about requests (n), offers (m) and pairs (E); all arrays change in place.

    The first pairs of a request stand side by side in `choice`, those of an offer in `of_*`, the
    near ones (`near`) first; pairs that came later are linked lists.
    """

    pair_request: Array  # int32 (E,)
    pair_offer: Array  # int32 (E,)
    worth: Array  # int64 (E,), w
    request_low: Array  # int64 (n,), the first pairs of a request stand from here ...
    request_near: Array  # int64 (n,), ... to here those that are near ...
    request_high: Array  # int64 (n,), ... and to here the others
    choice: Array  # int32 (E,), pairs sorted by request
    choice_offer: Array  # int32 (E,)
    choice_worth: Array  # int64 (E,)
    choice_place: Array  # int32 (E,) when near pairs are kept apart, else (0,): places in `choice`
    request_head: Array  # int32 (n,), the last pair that came later, -1 for none
    request_next: Array  # int32 (E,)
    offer_low: Array  # int64 (m,), the same for offers
    offer_near: Array  # int64 (m,)
    offer_high: Array  # int64 (m,)
    of_pair: Array  # int32 (E,), pairs sorted by offer
    of_request: Array  # int32 (E,)
    of_worth: Array  # int64 (E,)
    of_place: Array  # int32, as `choice_place`: places in `of_pair`
    offer_head: Array  # int32 (m,)
    offer_next: Array  # int32 (E,)
    gain: Array  # int64 (n,), u; AWAY for a request that takes no part
    high_gain: Array  # int64 (n,), the most it was since its near pairs were chosen
    open: Array  # bool (m,), the offer takes part
    match: Array  # int32 (n,), the pair that was chosen, -1 for none
    helper: Array  # int32 (n,), the offer of that pair, -1 for none
    taken_head: Array  # int32 (m,), first request matched to an offer
    taken_next: Array  # int32 (n,)
    used: Array  # int32 (m,)
    room: Array  # int32 (m,)
    load: Array  # int32 (m,)
    price: Array  # int64 (m,)
    high_price: Array  # int64 (m,), the most it was since its near pairs were chosen
    step: Array  # int64 (1,)
    slack: Array  # int64 (3,), see `near`: near up to, the fall allowed, surely near up to
    distance: Array  # int64 (m,), FAR outside a search
    before: Array  # int32 (m,), the pair by which a search came here
    heap: Array  # int32 (m + E,), offers to go on with; one may stand there more than once ...
    heap_distance: Array  # int64 (m + E,), ... at an earlier distance too
    seen: Array  # int32 (m,), offers a search touched
    done: Array  # int32 (m,), offers whose near pairs a search followed, the nearest first
    best: Array  # int64 (3,), the best end of a search: length, offer or pair, request or offer


def of(problem: Problem, is_near_apart: bool = False) -> Graph:
    """Make the network of a problem, with nobody in it yet; all pairs are near."""
    n, m, pairs = problem.requests, len(problem.room), len(problem.offer)
    high = np.cumsum(np.bincount(problem.offer, minlength=m))
    low = high - np.bincount(problem.offer, minlength=m)
    owner, by_offer, of_request = (np.empty(pairs, np.int32) for _ in range(3))
    of_worth = np.empty(pairs, np.int64)
    of_place = np.empty(pairs if is_near_apart else 0, np.int32)
    _sort(problem.start, problem.offer, problem.worth, low.copy(),
          owner, by_offer, of_request, of_worth, of_place)  # fmt: skip
    return Graph(
        pair_request=owner,
        pair_offer=problem.offer,
        worth=problem.worth,
        request_low=problem.start[:-1],
        request_near=problem.start[1:].copy(),
        request_high=problem.start[1:],
        choice=np.arange(pairs, dtype=np.int32),
        choice_offer=problem.offer.copy() if is_near_apart else problem.offer,
        choice_worth=problem.worth.copy() if is_near_apart else problem.worth,
        choice_place=np.arange(len(of_place), dtype=np.int32),
        offer_low=low,
        offer_near=high.copy(),
        offer_high=high,
        of_pair=by_offer,
        of_request=of_request,
        of_worth=of_worth,
        of_place=of_place,
        load=problem.load.copy(),
        room=problem.room.copy(),
        price=problem.step * problem.load.astype(np.int64),
        step=np.array([problem.step], np.int64),
        **_empty(n, m, pairs),
    )


def _empty(n: int, m: int, pairs: int) -> dict[str, Array]:
    """Give the arrays of a network in which nothing has happened yet."""
    nobody = [
        (n, ("match", "helper", "taken_next", "request_head")),
        (m, ("taken_head", "before", "offer_head")),
        (pairs, ("request_next", "offer_next")),
    ]
    return {
        **{name: np.full(size, NOBODY, np.int32) for size, names in nobody for name in names},
        **{name: np.zeros(m, np.int32) for name in ("used", "seen", "done")},
        "heap": np.empty(m + pairs, np.int32),
        "heap_distance": np.empty(m + pairs, np.int64),
        "gain": np.full(n, AWAY, np.int64),
        "high_gain": np.zeros(n, np.int64),
        "high_price": np.zeros(m, np.int64),
        "open": np.ones(m, np.bool_),
        "distance": np.full(m, FAR, np.int64),
        "slack": np.array([FAR, FAR, FAR], np.int64),
        "best": np.zeros(3, np.int64),
    }


@bare
def _sort(start, offer, worth, free, owner, by_offer, of_request, of_worth, of_place):
    """Note the request of each pair, and put the pairs of each offer side by side."""
    for i in range(len(start) - 1):
        for pair in range(start[i], start[i + 1]):
            owner[pair] = i
            at = free[offer[pair]]
            free[offer[pair]] += 1
            by_offer[at], of_request[at], of_worth[at] = pair, i, worth[pair]
            if len(of_place):
                of_place[pair] = at


@bare_inner
def cost(graph, j, t):
    """Give what match number t costs offer j."""
    return graph.step[0] * (np.int64(graph.load[j]) + t)


@bare_inner
def cost_of_next(graph, j):
    """Give what one match more costs offer j."""
    return cost(graph, j, np.int64(graph.used[j]))


@bare_inner
def take(graph, i, pair):
    """Match request i by this pair."""
    j = graph.pair_offer[pair]
    graph.match[i], graph.helper[i] = pair, j
    graph.gain[i] = graph.worth[pair] - graph.price[j]
    graph.taken_next[i] = graph.taken_head[j]
    graph.taken_head[j] = i
    graph.used[j] += 1


@bare_inner
def leave(graph, i):
    """Take request i out of its match; give the offer it leaves."""
    j = graph.helper[i]
    at = graph.taken_head[j]
    if at == i:
        graph.taken_head[j] = graph.taken_next[i]
    else:
        while graph.taken_next[at] != i:
            at = graph.taken_next[at]
        graph.taken_next[at] = graph.taken_next[i]
    graph.match[i] = graph.helper[i] = NOBODY
    graph.gain[i] = 0
    graph.used[j] -= 1
    return j


@bare
def link(graph, requests, offers, worth, first):
    """Write pairs at `first` and after, and link them to their requests and offers."""
    for at in range(len(worth)):
        pair, i, j = first + at, requests[at], offers[at]
        graph.pair_request[pair], graph.pair_offer[pair] = i, j
        graph.worth[pair] = worth[at]
        graph.request_next[pair], graph.request_head[i] = graph.request_head[i], pair
        graph.offer_next[pair], graph.offer_head[j] = graph.offer_head[j], pair
