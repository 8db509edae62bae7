"""Improving a plan: a few venues close to one another are decided anew, the rest kept.

The same dive as for the whole, on the options of those venues and on what is held elsewhere and
shares people with them: that stays, but who comes there may change. Kept when it is better. Which
venues are tried comes from a seed, not from the clock.
"""

import numpy as np

from wijkschakel.support.arranging import chosen, dive
from wijkschakel.support.arranging.bound import Bound
from wijkschakel.support.arranging.chosen import Chosen
from wijkschakel.support.arranging.options import Options
from wijkschakel.support.matching.instance import Array

PART = 0.01  # of the slots that are decided at once
VENUES_TOGETHER = (4, 14)  # from, to below
ROUNDS = (15, 60)  # for the prices between two decisions: from, to below


def improve(
    options: Options, costs: Array, plan: Chosen, limit: Bound, tries: int, seed: int = 1
) -> Chosen:
    """Decide so many groups of venues anew; give the best plan seen."""
    chance = np.random.default_rng(seed)
    venues = np.unique(options.venue)
    for _ in range(tries if len(venues) else 0):
        middle = options.places[chance.choice(venues)]
        away = np.hypot(*(options.places[venues] - middle).T)
        count = chance.integers(*VENUES_TOGETHER)
        near = venues[np.argsort(away, kind="stable")[:count]]
        plan = _again(options, costs, plan, limit, near, int(chance.integers(*ROUNDS)))
    return plan


def _again(
    options: Options, costs: Array, plan: Chosen, limit: Bound, venues: Array, rounds: int
) -> Chosen:
    """Decide what is held at these venues anew."""
    used = chosen.option_of(options, plan.pair)
    held = chosen.used_by(options, plan.pair)
    here = np.isin(options.venue, venues)
    mine = here & (limit.adds > -dive.LOSS)
    mine[held[here[held]]] = True
    free = np.zeros(options.requests, np.bool_)
    free[options.request[np.repeat(mine, np.diff(options.start))]] = True
    stays = held[~here[held]]
    stays = stays[_reaching(options, free)[stays]]
    some = np.sort(np.concatenate([np.flatnonzero(mine), stays]))
    part, pairs = _part_of(options, some, free, used)
    who, sure = np.flatnonzero(free), np.searchsorted(some, stays)
    decided = dive.decide(part, costs[some], limit.prices[who], PART, rounds, sure)
    found = dive.place(part, costs[some], decided, sure)
    if found is None:
        return plan
    pair = plan.pair.copy()
    pair[who] = np.where(found.pair >= 0, pairs[found.pair], -1)
    value = chosen.value_of(options, pair, costs)
    return Chosen(pair, value) if value > plan.value else plan


def _reaching(options: Options, free: Array) -> Array:
    """Say of each option whether one of the free requests could join it, bool (K,)."""
    pairs = np.flatnonzero(free[options.request])
    found = np.zeros(len(options.theme), np.bool_)
    found[np.searchsorted(options.start, pairs, side="right") - 1] = True
    return found


def _part_of(options: Options, some: Array, free: Array, used: Array) -> tuple[Options, Array]:
    """Give some options as a world of their own for the free requests, and which pairs those are.

    Others who come to one of them stay; they count for its smallest and largest number.
    """
    stay = np.bincount(used[(used >= 0) & ~free], minlength=len(options.theme))[some]
    pairs, owner = chosen.pairs_of(options, some)
    kept = free[options.request[pairs]]
    pairs, owner = pairs[kept], owner[kept]
    number = np.cumsum(free) - 1
    part = Options(
        requests=int(free.sum()),
        theme=options.theme[some],
        venue=options.venue[some],
        block=options.block[some],
        smallest=np.maximum(0, options.smallest[some] - stay).astype(np.int32),
        largest=(options.largest[some] - stay).astype(np.int32),
        cents=options.cents[some],
        start=np.searchsorted(owner, np.arange(len(some) + 1)).astype(np.int64),
        request=number[options.request[pairs]].astype(np.int32),
        worth=options.worth[pairs],
        places=options.places,
    )
    return part, pairs
