"""Improving a plan by changing one arrangement at a time, everybody else placed anew, exactly.

Once it is known what is arranged where, who joins what is the assignment of `matching.moves`: the
search closes the option of one (venue, block), opens another or none there, and repairs who goes
where. A change that is worse is kept now and then, ever more seldom (simulated annealing,
Kirkpatrick 1983), so that the search gets out of dead ends. Groups may be too small at first, at
a fine that grows; those that still are go, and a cold search without them ends it. Most changes
are turned down unmade: prices and gains show that they cannot help enough. Needs numba.
"""

import numpy as np
from numba import njit

from wijkschakel.support.arranging import greedy
from wijkschakel.support.arranging.greedy import Chosen
from wijkschakel.support.arranging.options import Options
from wijkschakel.support.matching import graph as network
from wijkschakel.support.matching import moves, problem
from wijkschakel.support.matching.instance import Array

PHASES = (
    # part of the tries; how much worse a change may be, on average, at the start and at the end;
    # what each person that a group lacks costs, at the start and at the end
    (0.9, 300.0, 10.0, 300.0, 1_200.0),
    (0.1, 10.0, 1.0, 3_000.0, 3_000.0),  # what was too small is gone: nothing too small comes back
)
NONE = -1


def improve(options: Options, costs: Array, plan: Chosen, tries: int, seed: int = 1) -> Chosen:
    """Try so many changes; give the plan at the end, or `plan` when that is worth more."""
    if not len(options.theme) or tries <= 0:
        return plan
    order = np.argsort(options.request, kind="stable")
    owner = np.repeat(np.arange(len(options.theme)), np.diff(options.start))
    counts = np.bincount(options.request, minlength=options.requests)
    asked = problem.make(
        np.concatenate(([0], np.cumsum(counts))), owner[order],
        options.worth[order].astype(np.int64), options.largest,
    )  # fmt: skip
    _, slot = np.unique(options.slot, return_inverse=True)
    by_slot = np.argsort(slot, kind="stable")
    first = np.searchsorted(slot[by_slot], np.arange(slot.max() + 2))
    chosen = np.full(slot.max() + 1, NONE)
    used = np.unique(greedy.option_of(options, plan.pair))
    used = used[used >= 0]
    chosen[slot[used]] = used
    match = _anneal(
        network.of(asked), chosen, first, by_slot, costs.astype(np.float64), options.smallest,
        tries, PHASES, seed,
    )  # fmt: skip
    pair = np.where(match >= 0, order[match], NONE)
    found = Chosen(pair, greedy.value_of(options, pair, costs))
    return found if found.value > plan.value else plan


@njit(cache=True)
def _value(graph, chosen, costs, smallest):
    """Add up what stands now, and what groups that are too small lack."""
    total, lack = 0.0, 0
    for k in chosen:
        if k >= 0:
            lack += max(0, smallest[k] - graph.used[k])
            total -= costs[k]
    for pair in graph.match:
        if pair >= 0:
            total += graph.worth[pair]
    return total, lack


@njit(cache=True)
def _adds(graph, k):
    """Give the most that opening option k can add, before its cost."""
    left, count = np.empty(graph.offer_high[k] - graph.offer_low[k], np.int64), 0
    for at in range(graph.offer_low[k], graph.offer_high[k]):
        more = graph.of_worth[at] - graph.gain[graph.of_request[at]]
        if more > 0:
            left[count] = more
            count += 1
    if count > graph.room[k]:
        return np.sum(np.sort(left[:count])[count - graph.room[k] :])
    return np.sum(left[:count])


@njit(cache=True)
def _at_most(graph, costs, old, new):
    """Give the most that having `new` instead of `old` can be worth."""
    worth = 0.0
    if new >= 0:
        worth += _adds(graph, new) - costs[new]
    if old >= 0:
        worth += costs[old] - graph.used[old] * graph.price[old]
    return worth


@njit(cache=True)
def _change(graph, old, new):
    """Close one option, open another, and place everybody anew."""
    if new >= 0:
        moves.open_offer(graph, new)
    if old >= 0:
        moves.close_offer(graph, old)


@njit(cache=True)
def _other(graph, first, by_slot, costs, at, old, heat):
    """Choose what promises most for this slot, with some luck: an option, or none."""
    most, new = -heat * np.log(-np.log(np.random.random())), old
    for place in range(first[at], first[at + 1] + 1):
        k = by_slot[place] if place < first[at + 1] else NONE
        if k != old:
            luck = -heat * np.log(-np.log(np.random.random()))
            promise = _at_most(graph, costs, old, k) + luck
            if promise > most:
                most, new = promise, k
    return new


@njit(cache=True)
def _drop_lacking(graph, chosen, smallest):
    """Close the groups that are too small, the smallest first, until there is none."""
    while True:
        at, most = NONE, 0
        for place, k in enumerate(chosen):
            if k >= 0 and smallest[k] - graph.used[k] > most:
                at, most = place, smallest[k] - graph.used[k]
        if at < 0:
            return
        moves.close_offer(graph, chosen[at])
        chosen[at] = NONE


@njit(cache=True)
def _cool(graph, chosen, first, by_slot, costs, smallest, tries, heats, fines):
    """Try so many changes, from hot to cold, with ever higher fines for who a group lacks."""
    now, lacks = _value(graph, chosen, costs, smallest)
    for number in range(tries):
        heat = heats[0] * (heats[1] / heats[0]) ** (number / tries)
        fine = fines[0] + (fines[1] - fines[0]) * number / tries
        at = np.random.randint(0, len(chosen))
        old = chosen[at]
        new = _other(graph, first, by_slot, costs, at, old, heat)
        if new == old:
            continue
        _change(graph, old, new)
        chosen[at] = new
        value, lack = _value(graph, chosen, costs, smallest)
        if value - now - fine * (lack - lacks) < heat * np.log(np.random.random()):
            _change(graph, new, old)
            chosen[at] = old
        else:
            now, lacks = value, lack


@njit(cache=True)
def _anneal(graph, chosen, first, by_slot, costs, smallest, tries, phases, seed):
    """Search in phases (part of the tries, two heats, two fines); give the pair of each request."""
    np.random.seed(seed)
    graph.open[:] = False
    for k in chosen:
        if k >= 0:
            graph.open[k] = True
    moves.insert_all(graph, np.arange(len(graph.match)))
    for part, hot, cold, low, high in phases:
        many = int(part * tries)
        _cool(graph, chosen, first, by_slot, costs, smallest, many, (hot, cold), (low, high))
        _drop_lacking(graph, chosen, smallest)
    return graph.match
