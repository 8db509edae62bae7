"""One exact change at a time to the plan that is worth most. Needs numba.

Model (a transport problem with rising costs, so that its linear relaxation is whole):

    max  sum w[i,j] x[i,j] - sum step * (load[j] + t) y[j,t]
    with sum_j x[i,j] <= 1,  sum_i x[i,j] = sum_t y[j,t],  t < room[j]

Kept for every offer: a price p. With u[i] = w - p of its match, or 0 when request i is not
matched, two things hold after every change, and together they prove that the plan is the best:
u[i] + p[j] >= w[i,j] for every pair, and p[j] lies between the cost of the last match taken and
that of the next one. A change breaks them in one place; a shortest path repairs them there
(Edmonds and Karp 1972; Jonker and Volgenant 1987, with prices kept between the searches).
"""

import numpy as np
from numba import njit

from wijkschakel.support.matching.graph import (
    AWAY,
    FAR,
    NOBODY,
    cost,
    leave,
    pop,
    reach,
    settle,
    take,
)  # fmt: skip


@njit(cache=True)
def _end(graph, length, what, who):
    """Note an end of the path when it is the nearest so far."""
    if length < graph.best[0]:
        graph.best[0], graph.best[1], graph.best[2] = length, what, who


@njit(cache=True)
def _ends_here(graph, j, away):
    """Note what can end at offer j: there is room, or somebody gives way."""
    if graph.used[j] < graph.room[j]:
        _end(graph, away + max(0, cost(graph, j, graph.used[j]) - graph.price[j]), j, NOBODY)
    i = graph.taken_head[j]
    while i >= 0:
        _end(graph, away + graph.gain[i], j, i)
        i = graph.taken_next[i]


@njit(cache=True)
def _spread(graph, i, away, left, size, seen):
    """Follow the pairs of request i, whose u is `left`, from distance `away`."""
    pair = graph.request_head[i]
    while pair >= 0:
        j = graph.pair_offer[pair]
        further = away + left + graph.price[j] - graph.worth[pair]
        is_nearer = further < graph.best[0] and further < graph.distance[j]
        if is_nearer and graph.open[j] and pair != graph.match[i]:
            _ends_here(graph, j, further)
            size, seen = reach(graph, j, further, pair, size, seen)
        pair = graph.request_next[pair]
    return size, seen


@njit(cache=True)
def _best_gain(graph, i):
    best, pair = np.int64(0), graph.request_head[i]
    while pair >= 0:
        j = graph.pair_offer[pair]
        if graph.open[j]:
            best = max(best, graph.worth[pair] - graph.price[j])
        pair = graph.request_next[pair]
    return best


@njit(cache=True)
def _start(graph, length):
    graph.best[0], graph.best[1], graph.best[2] = length, NOBODY, NOBODY


@njit(cache=True)
def _search_room(graph, size, seen):
    """Search for the cheapest place that a chain of moves can free; give the offers touched.

    The best end is (length, offer, request that gives way there or -1 when there is room).
    """
    while size:
        j, size = pop(graph, size)
        away = graph.distance[j]
        if away >= graph.best[0]:
            break
        i = graph.taken_head[j]
        while i >= 0:
            size, seen = _spread(graph, i, away, graph.gain[i], size, seen)
            i = graph.taken_next[i]
    return seen


@njit(cache=True)
def _shift(graph, end, dropped, start):
    """Move everybody on the path one place on, until request `start` has a place.

    With start -1 the path began at an offer that gives up one match (distance 0, no pair).
    """
    if dropped >= 0:
        leave(graph, dropped)
    j = end
    while graph.before[j] >= 0:
        pair = graph.before[j]
        i = graph.pair_request[pair]
        previous = leave(graph, i) if graph.match[i] >= 0 else NOBODY
        take(graph, i, pair)
        if i == start:
            break
        j = previous


@njit(cache=True)
def insert(graph, i):
    """Bring request i into the plan; give the offers that were looked at."""
    graph.gain[i] = 0
    left = _best_gain(graph, i)
    if left == 0:
        return 0
    _start(graph, left)
    size, seen = _spread(graph, i, np.int64(0), left, 0, 0)
    seen = _search_room(graph, size, seen)
    if graph.best[1] >= 0:
        _shift(graph, graph.best[1], graph.best[2], i)
    settle(graph, seen, graph.best[0], 1)
    return seen


@njit(cache=True)
def give_up_one(graph, j):
    """Let offer j, which has one match more than room, give up one."""
    _start(graph, FAR - 1)
    size, seen = reach(graph, j, np.int64(0), NOBODY, 0, 0)
    _ends_here(graph, j, np.int64(0))
    seen = _search_room(graph, size, seen)
    _shift(graph, graph.best[1], graph.best[2], NOBODY)
    settle(graph, seen, graph.best[0], 1)
    return seen


@njit(cache=True)
def _step_back(graph, i, pair, further, size, seen):
    """Note that request i would come by this pair, and what it leaves behind."""
    other = graph.pair_offer[graph.match[i]]
    if further >= graph.distance[other]:
        return size, seen
    last = cost(graph, other, graph.used[other] - 1)
    _end(graph, further + graph.price[other] - last, NOBODY, other)
    return reach(graph, other, further, pair, size, seen)


@njit(cache=True)
def _look_at(graph, i, pair, further, size, seen):
    if pair == graph.match[i]:
        return size, seen
    if graph.match[i] < 0:
        _end(graph, further, pair, NOBODY)
        return size, seen
    return _step_back(graph, i, pair, further, size, seen)


@njit(cache=True)
def _look_back(graph, j, away, size, seen):
    """Follow the pairs of offer j backward: who would gain by coming here."""
    base = away + graph.price[j]
    for at in range(graph.offer_low[j], graph.offer_high[j]):
        i = graph.of_request[at]
        further = base + graph.gain[i] - graph.of_worth[at]
        if further < graph.best[0]:
            size, seen = _look_at(graph, i, graph.of_pair[at], further, size, seen)
    pair = graph.offer_head[j]
    while pair >= 0:
        i = graph.pair_request[pair]
        further = base + graph.gain[i] - graph.worth[pair]
        if further < graph.best[0]:
            size, seen = _look_at(graph, i, pair, further, size, seen)
        pair = graph.offer_next[pair]
    return size, seen


@njit(cache=True)
def _search_taker(graph, size, seen):
    """Search backward for who gains most by a place that came free; give the offers touched.

    The best end is (length, pair by which somebody new comes in or -1, offer that ends up with a
    match less or -1).
    """
    while size:
        j, size = pop(graph, size)
        if graph.distance[j] >= graph.best[0]:
            break
        size, seen = _look_back(graph, j, graph.distance[j], size, seen)
    return seen


@njit(cache=True)
def fill(graph, j):
    """Give a free place of offer j to whoever gains most; give the offers looked at."""
    if graph.used[j] >= graph.room[j]:
        return 0
    spare = graph.price[j] - cost(graph, j, graph.used[j])
    if spare <= 0:
        return 0
    _start(graph, spare)
    size, seen = reach(graph, j, np.int64(0), NOBODY, 0, 0)
    seen = _search_taker(graph, size, seen)
    comes, end = graph.best[1], graph.best[2]
    at = graph.pair_offer[comes] if comes >= 0 else end
    if comes >= 0:
        take(graph, graph.pair_request[comes], comes)
    while at >= 0 and graph.before[at] >= 0:
        pair = graph.before[at]
        leave(graph, graph.pair_request[pair])
        take(graph, graph.pair_request[pair], pair)
        at = graph.pair_offer[pair]
    settle(graph, seen, graph.best[0], -1)
    return seen


@njit(cache=True)
def insert_all(graph, order):
    """Bring in many requests, one after another; give how many offers were looked at."""
    looked = 0
    for i in order:
        looked += insert(graph, i)
    return looked


@njit(cache=True)
def fill_all(graph, j):
    """Give the free places of offer j to whoever gains by them."""
    looked = 0
    while graph.used[j] < graph.room[j] and graph.price[j] > cost(graph, j, graph.used[j]):
        looked += fill(graph, j)
    return looked


@njit(cache=True)
def remove(graph, i):
    """Take request i out, and let others have its place."""
    freed = leave(graph, i) if graph.match[i] >= 0 else NOBODY
    graph.gain[i] = AWAY
    if freed >= 0:
        fill(graph, freed)


@njit(cache=True)
def close_offer(graph, j):
    """Take offer j out; whoever it helped looks elsewhere. Give those requests."""
    left, count = np.empty(graph.used[j], np.int64), 0
    graph.open[j] = False
    while graph.taken_head[j] >= 0:
        left[count] = graph.taken_head[j]
        leave(graph, left[count])
        graph.gain[left[count]] = AWAY
        count += 1
    insert_all(graph, left)
    return left


@njit(cache=True)
def open_offer(graph, j):
    """Let offer j take part: at the lowest price that nobody would pay more than, then filled."""
    graph.open[j] = True
    price = cost(graph, j, 0)
    for at in range(graph.offer_low[j], graph.offer_high[j]):
        price = max(price, graph.of_worth[at] - graph.gain[graph.of_request[at]])
    pair = graph.offer_head[j]
    while pair >= 0:
        price = max(price, graph.worth[pair] - graph.gain[graph.pair_request[pair]])
        pair = graph.offer_next[pair]
    graph.price[j] = price
    fill_all(graph, j)


@njit(cache=True)
def _begin(graph, match, prices):
    """Take over prices and the matches that nobody would leave at them; list who wants one."""
    for i in range(len(match)):
        if match[i] >= 0:
            graph.used[graph.pair_offer[match[i]]] += 1
    for j in range(len(prices)):
        last = cost(graph, j, graph.used[j] - 1) if graph.used[j] else np.int64(0)
        graph.price[j] = max(prices[j], last)
        graph.used[j] = 0
    wanting, count = np.empty(len(match), np.int64), 0
    for i in range(len(match)):
        best, pair = _best_gain(graph, i), match[i]
        if pair >= 0 and graph.worth[pair] - graph.price[graph.pair_offer[pair]] == best:
            take(graph, i, pair)
        elif best > 0:
            wanting[count] = i
            count += 1
        else:
            graph.gain[i] = 0
    return wanting[:count]


@njit(cache=True)
def repair(graph, match, prices):
    """Make the best plan from any plan at any prices; the better those are, the sooner.

    Who wants a place is brought in one by one. A place that is free while its price exceeds its
    cost is an end of their paths at no cost; those that remain are filled last.
    """
    wanting = _begin(graph, match, prices)
    looked = insert_all(graph, wanting)
    for j in range(len(prices)):
        looked += fill_all(graph, j)
    return looked
