"""Shortest paths from one offer or request through the network, the nearest first. Needs numba.

Forward for a place that somebody needs, backward for somebody who takes a place that came free.
Distances are sums of slacks (`near`), never below 0 (Dijkstra 1959). A path ends as soon as
nothing nearer is left, and everything that lies nearer than its end changes its price (`settle`).

Numbers of requests, offers and pairs are passed on as int64: another type is compiled once more.
"""

import numpy as np

from wijkschakel.support.matching.graph import FAR, NOBODY, cost, cost_of_next
from wijkschakel.support.matching.native import bare_inner
from wijkschakel.support.matching.near import note_gain, note_price


@bare_inner
def _push(graph, j, distance, size):
    """Put offer j in the heap; give its size."""
    keys, at = graph.heap_distance, size
    while at > 0 and keys[(at - 1) // 2] > distance:
        keys[at], graph.heap[at] = keys[(at - 1) // 2], graph.heap[(at - 1) // 2]
        at = (at - 1) // 2
    keys[at], graph.heap[at] = distance, j
    return size + 1


@bare_inner
def _drop(graph, size):
    """Take the nearest out of the heap; give its size."""
    size -= 1
    keys, at, child = graph.heap_distance, 0, 1
    distance, j = keys[size], graph.heap[size]
    while child < size:
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= distance:
            break
        keys[at], graph.heap[at] = keys[child], graph.heap[child]
        at, child = child, 2 * child + 1
    keys[at], graph.heap[at] = distance, j
    return size


@bare_inner
def begin(graph, length):
    """Begin a search for paths shorter than this."""
    graph.best[0], graph.best[1], graph.best[2] = length, NOBODY, NOBODY


@bare_inner
def _end(graph, length, what, who):
    """Note an end of the path when it is the nearest so far."""
    if length < graph.best[0]:
        graph.best[0], graph.best[1], graph.best[2] = length, what, who


@bare_inner
def reach(graph, j, distance, pair, size, seen):
    """Note that offer j can be reached at this distance; give the sizes of heap and seen."""
    if distance >= graph.distance[j]:
        return size, seen
    if graph.distance[j] == FAR:
        graph.seen[seen] = j
        seen += 1
    graph.distance[j] = distance
    graph.before[j] = pair
    return _push(graph, j, distance, size), seen


@bare_inner
def _next(graph, size, done, again):
    """Give the offer to go on with, what remains (size, done, again), and if it is done again.

    An offer comes twice: for its near pairs at its distance, and for the others when the search
    has gone as far beyond it as their slack is at least.
    """
    while size and graph.heap_distance[0] > graph.distance[graph.heap[0]]:
        size = _drop(graph, size)
    if again < done:
        j = graph.done[again]
        once_more = graph.distance[j] + graph.slack[2]
        if size == 0 or once_more <= graph.heap_distance[0]:
            if once_more >= graph.best[0]:
                return NOBODY, size, done, again, True
            return j, size, done, again + 1, True
    if size == 0 or graph.heap_distance[0] >= graph.best[0]:
        return NOBODY, size, done, again, False
    j = graph.heap[0]
    graph.done[done] = j
    return j, _drop(graph, size), done + 1, again, False


@bare_inner
def ends_here(graph, j, away):
    """Note what can end at offer j: there is room, or somebody gives way."""
    if graph.used[j] < graph.room[j]:
        _end(graph, away + max(0, cost_of_next(graph, j) - graph.price[j]), j, NOBODY)
    i = graph.taken_head[j]
    while i >= 0:
        _end(graph, away + graph.gain[i], j, np.int64(i))
        i = graph.taken_next[i]


@bare_inner
def _go(graph, j, pair, further, size, seen):
    """Note that a request can go to offer j by this pair."""
    if further < graph.best[0] and further < graph.distance[j] and graph.open[j]:
        ends_here(graph, j, further)
        return reach(graph, j, further, pair, size, seen)
    return size, seen


@bare_inner
def spread(graph, i, base, is_far, size, seen):
    """Follow the pairs of request i, near or not, from `base` = distance + u.

    The pair of its own match has no slack, so it leads to nothing nearer.
    """
    low = graph.request_near[i] if is_far else graph.request_low[i]
    high = graph.request_high[i] if is_far else graph.request_near[i]
    for at in range(low, high):
        j = np.int64(graph.choice_offer[at])
        further = base + graph.price[j] - graph.choice_worth[at]
        size, seen = _go(graph, j, np.int64(graph.choice[at]), further, size, seen)
    pair = NOBODY if is_far else graph.request_head[i]
    while pair >= 0:
        j = np.int64(graph.pair_offer[pair])
        further = base + graph.price[j] - graph.worth[pair]
        size, seen = _go(graph, j, pair, further, size, seen)
        pair = graph.request_next[pair]
    return size, seen


@bare_inner
def search_room(graph, size, seen):
    """Search for the cheapest place that a chain of moves can free; give the offers touched.

    The best end is (length, offer, request that gives way there or -1 when there is room).
    """
    done = again = 0
    while True:
        j, size, done, again, is_far = _next(graph, size, done, again)
        if j < 0:
            return seen
        i = graph.taken_head[j]
        while i >= 0:
            base = graph.distance[j] + graph.gain[i]
            size, seen = spread(graph, np.int64(i), base, is_far, size, seen)
            i = graph.taken_next[i]


@bare_inner
def _step_back(graph, i, pair, further, size, seen):
    """Note that request i would come by this pair, and what it leaves behind."""
    if pair == graph.match[i]:
        return size, seen
    other = np.int64(graph.helper[i])
    if other < 0:
        _end(graph, further, pair, NOBODY)
        return size, seen
    if further >= graph.distance[other]:
        return size, seen
    last = cost(graph, other, graph.used[other] - 1)
    _end(graph, further + graph.price[other] - last, NOBODY, other)
    return reach(graph, other, further, pair, size, seen)


@bare_inner
def _look_back(graph, j, is_far, size, seen):
    """Follow the pairs of offer j backward: who would gain by coming here."""
    base = graph.distance[j] + graph.price[j]
    low = graph.offer_near[j] if is_far else graph.offer_low[j]
    high = graph.offer_high[j] if is_far else graph.offer_near[j]
    for at in range(low, high):
        i = graph.of_request[at]
        further = base + graph.gain[i] - graph.of_worth[at]
        if further < graph.best[0]:
            size, seen = _step_back(graph, i, np.int64(graph.of_pair[at]), further, size, seen)
    pair = NOBODY if is_far else graph.offer_head[j]
    while pair >= 0:
        i = graph.pair_request[pair]
        further = base + graph.gain[i] - graph.worth[pair]
        if further < graph.best[0]:
            size, seen = _step_back(graph, i, pair, further, size, seen)
        pair = graph.offer_next[pair]
    return size, seen


@bare_inner
def search_taker(graph, size, seen):
    """Search backward for who gains most by a place that came free; give the offers touched.

    The best end is (length, pair by which somebody new comes in or -1, offer that ends up with a
    match less or -1).
    """
    done = again = 0
    while True:
        j, size, done, again, is_far = _next(graph, size, done, again)
        if j < 0:
            return seen
        size, seen = _look_back(graph, j, is_far, size, seen)


@bare_inner
def settle(graph, seen, total, sign):
    """Change the prices of what lay nearer than the end of the path, and clean up."""
    for at in range(seen):
        j = np.int64(graph.seen[at])
        more = sign * (total - graph.distance[j])
        if graph.distance[j] < total:
            graph.price[j] += more
            note_price(graph, j)
            i = graph.taken_head[j]
            while i >= 0:
                graph.gain[i] -= more
                note_gain(graph, np.int64(i))
                i = graph.taken_next[i]
        graph.distance[j] = FAR
