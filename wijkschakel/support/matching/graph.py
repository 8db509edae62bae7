"""The network of the assignment, and the small steps of a search through it. Needs numba.

What it means stands in `moves`, which changes it.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.problem import Problem

FAR = np.int64(2**62)
AWAY = np.int64(2**60)
NOBODY = -1


class Graph(NamedTuple):
    """Everything about requests (n), offers (m) and pairs (E); all arrays change in place."""

    pair_request: Array  # int32 (E,)
    pair_offer: Array  # int32 (E,)
    worth: Array  # int64 (E,), w
    request_head: Array  # int32 (n,), first pair of a request, -1 for none
    request_next: Array  # int32 (E,)
    offer_low: Array  # int64 (m,), the first pairs of an offer stand in `of_*` from here ...
    offer_high: Array  # int64 (m,), ... to here
    of_pair: Array  # int32, pairs sorted by offer: a search reads them in one stretch
    of_request: Array  # int32
    of_worth: Array  # int64
    offer_head: Array  # int32 (m,), pairs that came later
    offer_next: Array  # int32 (E,)
    gain: Array  # int64 (n,), u; AWAY for a request that takes no part
    open: Array  # bool (m,), the offer takes part
    match: Array  # int32 (n,), the pair that was chosen, -1 for none
    taken_head: Array  # int32 (m,), first request matched to an offer
    taken_next: Array  # int32 (n,)
    used: Array  # int32 (m,)
    room: Array  # int32 (m,)
    load: Array  # int32 (m,)
    price: Array  # int64 (m,)
    step: Array  # int64 (1,)
    distance: Array  # int64 (m,), FAR outside a search
    before: Array  # int32 (m,), the pair by which a search came here
    place: Array  # int32 (m,), place in the heap, -1 outside
    heap: Array  # int32 (m,)
    seen: Array  # int32 (m,), offers a search touched
    best: Array  # int64 (3,), the best end of a search: length, offer or pair, request or offer


def of(problem: Problem) -> Graph:
    """Make the network of a problem, with nobody in it yet."""
    n, m, pairs = problem.requests, len(problem.room), len(problem.offer)
    high = np.cumsum(np.bincount(problem.offer, minlength=m))
    low = high - np.bincount(problem.offer, minlength=m)
    owner, following, by_offer = (np.empty(pairs, np.int32) for _ in range(3))
    of_request, of_worth = np.empty(pairs, np.int32), np.empty(pairs, np.int64)
    _sort(problem.start, problem.offer, problem.worth, low.copy(),
          owner, following, by_offer, of_request, of_worth)  # fmt: skip
    return Graph(
        pair_request=owner,
        pair_offer=problem.offer,
        worth=problem.worth,
        request_head=np.where(np.diff(problem.start), problem.start[:-1], NOBODY).astype(np.int32),
        request_next=following,
        offer_low=low,
        offer_high=high,
        of_pair=by_offer,
        of_request=of_request,
        of_worth=of_worth,
        offer_head=np.full(m, NOBODY, np.int32),
        offer_next=np.full(pairs, NOBODY, np.int32),
        gain=np.full(n, AWAY, np.int64),
        open=np.ones(m, np.bool_),
        match=np.full(n, NOBODY, np.int32),
        taken_head=np.full(m, NOBODY, np.int32),
        taken_next=np.full(n, NOBODY, np.int32),
        used=np.zeros(m, np.int32),
        room=problem.room.copy(),
        load=problem.load.copy(),
        price=problem.step * problem.load.astype(np.int64),
        step=np.array([problem.step], np.int64),
        distance=np.full(m, FAR, np.int64),
        before=np.full(m, NOBODY, np.int32),
        place=np.full(m, NOBODY, np.int32),
        heap=np.zeros(m, np.int32),
        seen=np.zeros(m, np.int32),
        best=np.zeros(3, np.int64),
    )


@njit(cache=True)
def _sort(start, offer, worth, free, owner, following, by_offer, of_request, of_worth):
    """Link the pairs of each request, and put those of each offer side by side."""
    for i in range(len(start) - 1):
        for pair in range(start[i], start[i + 1]):
            owner[pair] = i
            following[pair] = pair + 1 if pair + 1 < start[i + 1] else NOBODY
            at = free[offer[pair]]
            free[offer[pair]] += 1
            by_offer[at], of_request[at], of_worth[at] = pair, i, worth[pair]


@njit(cache=True)
def cost(graph, j, t):
    """Give what match number t costs offer j."""
    return graph.step[0] * (np.int64(graph.load[j]) + t)


@njit(cache=True)
def _up(heap, place, distance, at):
    j = heap[at]
    while at > 0 and distance[heap[(at - 1) // 2]] > distance[j]:
        heap[at] = heap[(at - 1) // 2]
        place[heap[at]] = at
        at = (at - 1) // 2
    heap[at] = j
    place[j] = at


@njit(cache=True)
def _down(heap, place, distance, size):
    at, j = 0, heap[0]
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and distance[heap[child + 1]] < distance[heap[child]]:
            child += 1
        if distance[heap[child]] >= distance[j]:
            break
        heap[at] = heap[child]
        place[heap[at]] = at
        at = child
    heap[at] = j
    place[j] = at


@njit(cache=True)
def reach(graph, j, distance, pair, size, seen):
    """Note that offer j can be reached at this distance; give the sizes of heap and seen."""
    if distance >= graph.distance[j]:
        return size, seen
    if graph.distance[j] == FAR:
        graph.seen[seen] = j
        seen += 1
    graph.distance[j] = distance
    graph.before[j] = pair
    if graph.place[j] < 0:
        graph.heap[size] = j
        graph.place[j] = size
        size += 1
    _up(graph.heap, graph.place, graph.distance, graph.place[j])
    return size, seen


@njit(cache=True)
def pop(graph, size):
    j = graph.heap[0]
    graph.place[j] = NOBODY
    size -= 1
    if size:
        graph.heap[0] = graph.heap[size]
        graph.place[graph.heap[0]] = 0
        _down(graph.heap, graph.place, graph.distance, size)
    return j, size


@njit(cache=True)
def settle(graph, seen, total, sign):
    """Change the prices of what lay nearer than the end of the path, and clean up."""
    for at in range(seen):
        j = graph.seen[at]
        if graph.distance[j] < total:
            graph.price[j] += sign * (total - graph.distance[j])
            i = graph.taken_head[j]
            while i >= 0:
                graph.gain[i] = graph.worth[graph.match[i]] - graph.price[j]
                i = graph.taken_next[i]
        graph.distance[j] = FAR
        graph.place[j] = NOBODY


@njit(cache=True)
def take(graph, i, pair):
    """Match request i by this pair."""
    j = graph.pair_offer[pair]
    graph.match[i] = pair
    graph.gain[i] = graph.worth[pair] - graph.price[j]
    graph.taken_next[i] = graph.taken_head[j]
    graph.taken_head[j] = i
    graph.used[j] += 1


@njit(cache=True)
def leave(graph, i):
    """Take request i out of its match; give the offer it leaves."""
    j = graph.pair_offer[graph.match[i]]
    at = graph.taken_head[j]
    if at == i:
        graph.taken_head[j] = graph.taken_next[i]
    else:
        while graph.taken_next[at] != i:
            at = graph.taken_next[at]
        graph.taken_next[at] = graph.taken_next[i]
    graph.match[i] = NOBODY
    graph.gain[i] = 0
    graph.used[j] -= 1
    return j


@njit(cache=True)
def link(graph, requests, offers, worth, first):
    """Write pairs at `first` and after, and link them to their requests and offers."""
    for at in range(len(worth)):
        pair, i, j = first + at, requests[at], offers[at]
        graph.pair_request[pair], graph.pair_offer[pair] = i, j
        graph.worth[pair] = worth[at]
        graph.request_next[pair], graph.request_head[i] = graph.request_head[i], pair
        graph.offer_next[pair], graph.offer_head[j] = graph.offer_head[j], pair
