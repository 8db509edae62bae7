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

from wijkschakel.support.matching.graph import (
    AWAY,
    FAR,
    NOBODY,
    Graph,
    cost,
    cost_of_next,
    leave,
    take,
)  # fmt: skip
from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.native import bare, bare_inner, compiled
from wijkschakel.support.matching.near import choose_of_offer, choose_of_request, note_gain
from wijkschakel.support.matching.paths import (
    begin,
    ends_here,
    reach,
    search_room,
    search_taker,
    settle,
    spread,
)  # fmt: skip


@bare_inner
def _best_gain(graph, i):
    """Give the most that request i can gain at these prices, 0 for nothing."""
    best = np.int64(0)
    for at in range(graph.request_low[i], graph.request_high[i]):
        j = graph.choice_offer[at]
        if graph.open[j]:
            best = max(best, graph.choice_worth[at] - graph.price[j])
    pair = graph.request_head[i]
    while pair >= 0:
        j = graph.pair_offer[pair]
        if graph.open[j]:
            best = max(best, graph.worth[pair] - graph.price[j])
        pair = graph.request_next[pair]
    return best


@bare_inner
def _shift(graph, end, dropped, start):
    """Move everybody on the path one place on, until request `start` has a place.

    With start -1 the path began at an offer that gives up one match (distance 0, no pair).
    """
    if dropped >= 0:
        leave(graph, dropped)
        note_gain(graph, dropped)
    j = end
    while graph.before[j] >= 0:
        pair = np.int64(graph.before[j])
        i = np.int64(graph.pair_request[pair])
        previous = leave(graph, i) if graph.match[i] >= 0 else NOBODY
        take(graph, i, pair)
        if i == start:
            break
        note_gain(graph, i)
        j = previous


@bare_inner
def _insert(graph, i):
    """Bring request i into the plan; give the offers that were looked at."""
    was_away = graph.gain[i] == AWAY
    graph.gain[i] = 0
    left, seen = _best_gain(graph, i), 0
    if left > 0:
        begin(graph, left)
        size, seen = spread(graph, i, left, False, 0, 0)
        size, seen = spread(graph, i, left, True, size, seen)
        seen = search_room(graph, size, seen)
        if graph.best[1] >= 0:
            _shift(graph, graph.best[1], graph.best[2], i)
        settle(graph, seen, graph.best[0], 1)
    if was_away:
        choose_of_request(graph, i)
    else:
        note_gain(graph, i)
    return seen


@bare
def give_up_one(graph, j):
    """Let offer j, which has one match more than room, give up one."""
    begin(graph, FAR - 1)
    size, seen = reach(graph, j, np.int64(0), NOBODY, 0, 0)
    ends_here(graph, j, np.int64(0))
    seen = search_room(graph, size, seen)
    _shift(graph, graph.best[1], graph.best[2], NOBODY)
    settle(graph, seen, graph.best[0], 1)
    return seen


@bare_inner
def _fill(graph, j):
    """Give a free place of offer j to whoever gains most; give the offers looked at."""
    if graph.used[j] >= graph.room[j]:
        return 0
    spare = graph.price[j] - cost_of_next(graph, j)
    if spare <= 0:
        return 0
    begin(graph, spare)
    size, seen = reach(graph, j, np.int64(0), NOBODY, 0, 0)
    seen = search_taker(graph, size, seen)
    comes, end = graph.best[1], graph.best[2]
    at = graph.pair_offer[comes] if comes >= 0 else end
    if comes >= 0:
        i = np.int64(graph.pair_request[comes])
        take(graph, i, comes)
        note_gain(graph, i)
    while at >= 0 and graph.before[at] >= 0:
        pair = np.int64(graph.before[at])
        i = np.int64(graph.pair_request[pair])
        leave(graph, i)
        take(graph, i, pair)
        note_gain(graph, i)
        at = graph.pair_offer[pair]
    settle(graph, seen, graph.best[0], -1)
    return seen


@bare
def insert_all(graph, order):
    """Bring in many requests, one after another; give how many offers were looked at."""
    looked = 0
    for i in order:
        looked += _insert(graph, i)
    return looked


@bare
def fill_all(graph, offers):
    """Give the free places of these offers to whoever gains by them."""
    looked = 0
    for j in offers:
        while graph.used[j] < graph.room[j] and graph.price[j] > cost_of_next(graph, j):
            looked += _fill(graph, j)
    return looked


def insert(graph: Graph, i: int) -> None:
    """Bring request i into the plan."""
    insert_all(graph, np.array([i]))


def remove(graph: Graph, i: int) -> None:
    """Take request i out, and let others have its place."""
    freed = leave(graph, i) if graph.match[i] >= 0 else NOBODY
    graph.gain[i] = AWAY
    if freed >= 0:
        fill_all(graph, np.array([freed], np.int64))


def close_offer(graph: Graph, j: int) -> list[int]:
    """Take offer j out; whoever it helped looks elsewhere. Give those requests."""
    left: list[int] = []
    graph.open[j] = False
    while graph.taken_head[j] >= 0:
        left.append(int(graph.taken_head[j]))
        leave(graph, left[-1])
    insert_all(graph, np.array(left, np.int64))
    return left


def open_offer(graph: Graph, j: int) -> None:
    """Let offer j take part, and fill it."""
    _open(graph, j)
    fill_all(graph, np.array([j]))


@bare
def _open(graph, j):
    """Let offer j take part, at the lowest price that nobody would pay more than."""
    graph.open[j] = True
    price = cost(graph, j, 0)
    for at in range(graph.offer_low[j], graph.offer_high[j]):
        price = max(price, graph.of_worth[at] - graph.gain[graph.of_request[at]])
    pair = graph.offer_head[j]
    while pair >= 0:
        price = max(price, graph.worth[pair] - graph.gain[graph.pair_request[pair]])
        pair = graph.offer_next[pair]
    graph.price[j] = price
    choose_of_offer(graph, j)


@compiled
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


def repair(graph: Graph, match: Array, prices: Array) -> None:
    """Make the best plan from any plan at any prices; the better those are, the sooner.

    Who wants a place is brought in one by one. A place that is free while its price exceeds its
    cost is an end of their paths at no cost; those that remain are filled last.
    """
    insert_all(graph, _begin(graph, match, prices))
    fill_all(graph, np.arange(len(prices)))
