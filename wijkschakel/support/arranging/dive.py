"""A plan from prices: decide what is surest, adjust the prices, again and again. Needs numba.

What the prices of the bound choose most often is arranged for certain, a few slots at a time; then
the prices of what is left are improved for some rounds (a dive with Lagrange's prices instead of a
linear programme). Only what is held where is decided on the way. When nothing is left to decide,
everybody is placed at once, exactly (`place`).
"""

import numpy as np

from wijkschakel.support.arranging import bound as bounding
from wijkschakel.support.arranging import chosen
from wijkschakel.support.arranging.bound import State
from wijkschakel.support.arranging.chosen import Chosen
from wijkschakel.support.arranging.options import Options
from wijkschakel.support.matching import assignment, problem
from wijkschakel.support.matching.instance import Array

WARM = 100  # rounds before the first decision
PACE = 0.0015  # see `bound.PACE`; prices must move a little, so that options take turns
LOSS = 200.0  # an option that would lose more at the prices is looked at no more
SURE, NEVER = 0.95, 0.02  # shares that are decided at once, or not at all
FILL = 3_000  # what a place in a group that is too small is worth on top: more than anything else


def plan(options: Options, costs: Array, prices: Array, part: float, rounds: int) -> Chosen:
    """Make a plan, starting from these prices.

    :param part: of the slots that are decided at once; the fewer, the better and slower.
    :param rounds: for the prices between two decisions.
    """
    nothing = np.zeros(0, np.int64)
    held = decide(options, costs, prices, part, rounds, nothing)
    return place(options, costs, held, nothing) or nobody(options)


def nobody(options: Options) -> Chosen:
    """Give the plan in which nothing is held."""
    return Chosen(np.full(options.requests, -1), 0.0)


def decide(
    options: Options, costs: Array, prices: Array, part: float, rounds: int, sure: Array
) -> Array:
    """Decide which options are held, int64, sorted; `sure` is held in any case."""
    if not len(options.theme):
        return sure
    state = bounding.state_of(options, costs, prices, sure)
    _dive(state, max(1, int(part * len(state.fixed))), rounds)
    return np.sort(state.fixed[state.fixed >= 0])


def _dive(state: State, each: int, rounds: int) -> None:
    """Decide slot after slot, until no option is chosen any more."""
    bounding.descend(state, WARM, PACE, WARM)
    while True:
        open_ones = np.flatnonzero(
            (state.share > NEVER) & state.alive & (state.fixed[state.slot] < 0)
        )
        if not len(open_ones):
            return
        surest = open_ones[np.argsort(-state.share[open_ones], kind="stable")]
        _, of_slot = np.unique(state.slot[surest], return_index=True)
        surest = surest[np.sort(of_slot)]  # one for each slot
        decided = (np.arange(len(surest)) < each) | (state.share[surest] >= SURE)
        state.fixed[state.slot[surest[decided]]] = surest[decided]
        state.alive[:] &= state.adds > -LOSS
        bounding.descend(state, rounds, PACE, rounds)


def place(options: Options, costs: Array, held: Array, sure: Array) -> Chosen | None:
    """Send everybody to one of the options held (sorted), exactly; those that stay too small go.

    None when one of `sure` stays too small. Which of several that stay too small goes first is a
    guess: the one that lacks most people.
    """
    while True:
        pair = _placed(options, held)
        used = chosen.option_of(options, pair)
        sizes = np.bincount(used[used >= 0], minlength=len(options.theme))
        lack = options.smallest[held] - sizes[held]
        if (lack <= 0).all():
            return Chosen(pair, chosen.value_of(options, pair, costs))
        lack[np.isin(held, sure)] = 0
        if (lack <= 0).all():
            return None
        held = held[np.arange(len(held)) != np.argmax(lack)]


def _placed(options: Options, held: Array) -> Array:
    """Give the pair of each request in the best assignment to the options held, -1 for none.

    Each is two offers: its smallest number of places, worth FILL more, and the others.
    """
    pairs, owner = chosen.pairs_of(options, held)
    if not len(pairs):
        return np.full(options.requests, -1)
    pairs, offer = np.tile(pairs, 2), np.concatenate([owner, owner + len(held)])
    order = np.argsort(options.request[pairs], kind="stable")
    counts = np.bincount(options.request[pairs], minlength=options.requests)
    worth = options.worth[pairs] + FILL * (offer < len(held))
    smallest = options.smallest[held]
    asked = problem.make(
        np.concatenate(([0], np.cumsum(counts))), offer[order], worth[order].astype(np.int64),
        np.concatenate([smallest, options.largest[held] - smallest]),
    )  # fmt: skip
    match = assignment.solve(asked).match
    return np.where(match >= 0, pairs[order][match], -1)
