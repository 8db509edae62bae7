"""How far any plan can reach: Lagrange's bound. Needs numba.

"Nobody joins twice" is given a price per request; then every (venue, block) is on its own. The
prices are improved by subgradient steps (Held and Karp 1971, of a size after Polyak 1969), each in
part in the direction of the steps before it (Camerini, Fratta and Maffioli 1975). Every round
gives a valid bound; the least counts. How often an option was chosen in the last rounds says how
much of it the best linear plan has (the volume algorithm, Barahona and Anbil 2000): `dive` makes a
plan of that.
"""

from typing import NamedTuple

import numpy as np

from wijkschakel.support.arranging.options import Options
from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.native import bare, bare_inner

ROUNDS = 400
PACE = 0.02  # the first step aims so far below the bound, as a part of it
KEPT = 0.6  # part of a step that goes on in the direction of the steps before it
LATEST = 0.05  # how much the last round weighs in `share`
PATIENCE, SLOWER = 15, 0.6  # rounds without a gain of CLEAR (a part), then smaller steps
CLEAR = 1e-5
FIRST_PRICE = 500.0
NONE = -1


class State(NamedTuple):
    """Options, requests (n), options (K) and slots (S), and prices that change in place."""

    start: Array  # int64 (K + 1,)
    request: Array  # int32 (P,)
    worth: Array  # float64 (P,)
    smallest: Array  # int32 (K,)
    largest: Array  # int32 (K,)
    costs: Array  # float64 (K,)
    slot: Array  # int64 (K,), numbered without gaps
    alive: Array  # bool (K,), options that are looked at
    fixed: Array  # int64 (S,), the option a slot certainly has, -1 when that is not decided
    prices: Array  # float64 (n,)
    best: Array  # float64 (n,), the prices of the least bound
    turn: Array  # float64 (n,), the direction of the last step
    joins: Array  # float64 (n,), how often each request joined in the last round
    adds: Array  # float64 (K,), what each option adds at the prices of the last round
    top: Array  # int64 (S,), the option each slot had in the last round, -1 for none
    share: Array  # float64 (K,), the part of the last rounds in which an option was chosen
    who: Array  # int64, the pairs of who joins the option that is looked at ...
    left: Array  # float64, ... and what each of them adds


class Bound(NamedTuple):
    """What no plan exceeds, the prices that show it, and what each option adds at them."""

    value: float
    prices: Array  # float64 (n,)
    adds: Array  # float64 (K,)


def state_of(options: Options, costs: Array, prices: Array, fixed: Array) -> State:
    """Lay out a search for prices; `fixed` holds the options (some of K) that take part surely."""
    _, slot = np.unique(options.slot, return_inverse=True)
    slot, count = slot.astype(np.int64), len(options.theme)
    taken = np.full(int(slot.max(initial=-1)) + 1, NONE)
    taken[slot[fixed]] = fixed
    n, most = options.requests, int(options.largest.max(initial=0))
    return State(
        options.start, options.request, options.worth, options.smallest, options.largest,
        costs.astype(np.float64), slot, np.ones(count, np.bool_), taken,
        prices.copy(), prices.copy(), np.zeros(n), np.zeros(n), np.zeros(count), taken.copy(),
        np.zeros(count), np.empty(most, np.int64), np.empty(most),
    )  # fmt: skip


def bound(options: Options, costs: Array, rounds: int = ROUNDS) -> Bound:
    """Find a bound, and prices near the best."""
    if not len(options.theme):
        return Bound(0.0, np.zeros(options.requests), np.zeros(0))
    prices = np.full(options.requests, FIRST_PRICE)
    state = state_of(options, costs, prices, np.zeros(0, np.int64))
    value = descend(state, rounds, PACE, PATIENCE)
    state.prices[:] = state.best
    one_round(state)
    return Bound(value, state.best, state.adds)


@bare_inner
def _copy(into, values):
    for at in range(len(into)):
        into[at] = values[at]


@bare_inner
def _joining(state, k):
    """Choose who joins option k at these prices; give how many, and what they add together.

    `who` gets the pairs and `left` what each adds, the most first.
    """
    who, left = state.who, state.left
    count, smallest, largest = 0, state.smallest[k], state.largest[k]
    for pair in range(state.start[k], state.start[k + 1]):
        more = state.worth[pair] - state.prices[state.request[pair]]
        if count >= smallest and more <= (min(0.0, left[smallest - 1]) if smallest else 0.0):
            continue
        if count == largest and (count == 0 or more <= left[count - 1]):
            continue
        count = min(count + 1, largest)
        at = count - 1
        while at > 0 and left[at - 1] < more:
            left[at], who[at] = left[at - 1], who[at - 1]
            at -= 1
        left[at], who[at] = more, pair
    while count > smallest and left[count - 1] <= 0:
        count -= 1
    total = 0.0
    for at in range(count):
        total += left[at]
    return count, total


@bare
def one_round(state):
    """Let each slot choose its best option at these prices; give the bound."""
    _copy(state.top, state.fixed)
    for k in range(len(state.costs)):
        at = state.slot[k]
        if not state.alive[k] or (state.fixed[at] >= 0 and state.fixed[at] != k):
            continue
        state.adds[k] = _joining(state, k)[1] - state.costs[k]
        most = state.adds[state.top[at]] if state.top[at] >= 0 else 0.0
        if state.fixed[at] < 0 and state.adds[k] > most:
            state.top[at] = k
    value = 0.0
    for i in range(len(state.prices)):
        value += state.prices[i]
        state.joins[i] = 0
    for k in state.top:
        if k >= 0:
            value += state.adds[k]
            for at in range(_joining(state, k)[0]):
                state.joins[state.request[state.who[at]]] += 1
    return value


@bare_inner
def _step(state, length):
    """Raise the prices of who joins more than once, lower those of who joins nothing."""
    size = 0.0
    for i in range(len(state.prices)):
        state.turn[i] = KEPT * state.turn[i] + (1 - KEPT) * (1.0 - state.joins[i])
        if state.prices[i] > 0 or state.turn[i] < 0:
            size += state.turn[i] ** 2
    if size > 0:
        for i in range(len(state.prices)):
            if state.prices[i] > 0 or state.turn[i] < 0:
                state.prices[i] = max(0.0, state.prices[i] - length / size * state.turn[i])
    return size > 0


@bare
def descend(state, rounds, pace, patience):
    """Improve the prices for so many rounds; give the least bound, whose prices are `best`."""
    least, since = np.inf, 0
    for _ in range(rounds):
        value = one_round(state)
        since = 0 if value < least - CLEAR * abs(value) else since + 1
        if value < least:
            least = value
            _copy(state.best, state.prices)
        for k in range(len(state.share)):
            state.share[k] *= 1 - LATEST
        for k in state.top:
            if k >= 0:
                state.share[k] += LATEST
        if since >= patience:
            pace, since = pace * SLOWER, 0
            _copy(state.prices, state.best)
            for i in range(len(state.turn)):
                state.turn[i] = 0
        elif not _step(state, pace * abs(value)):
            break
    return least
