"""Improving a plan part by part with exact integer programmes (HiGHS in scipy).

Requests belong to one theme, so themes meet only where they want the same venue and block. First
one theme at a time is solved anew, with the slots of the others taken; then a few venues close to
one another, with all themes, because that is where themes compete. On the options that add most
at the prices of the bound.
"""

import numpy as np
from scipy import optimize, sparse

from wijkschakel.support.arranging import chosen
from wijkschakel.support.arranging.bound import Bound
from wijkschakel.support.arranging.chosen import Chosen
from wijkschakel.support.arranging.options import Options
from wijkschakel.support.matching.instance import Array

MOST_PAIRS = 12_000
VENUES_TOGETHER = 2
CLOSE = 0.001


def improve(
    options: Options, costs: Array, plan: Chosen, limit: Bound, seconds: float, rounds: int = 2
) -> Chosen:
    """Solve parts anew, each at most `seconds`, until a round adds less than a thousandth."""
    for theme in np.unique(options.theme):
        plan = _again(options, costs, plan, limit, options.theme == theme, seconds)
    for _ in range(rounds):
        before = plan.value
        for venue in np.unique(options.venue):
            away = np.hypot(*(options.places - options.places[venue]).T)
            near = np.argsort(away, kind="stable")[:VENUES_TOGETHER]
            part = np.isin(options.venue, near)
            plan = _again(options, costs, plan, limit, part, seconds)
        if plan.value - before < CLOSE * before:
            break
    return plan


def _again(
    options: Options, costs: Array, plan: Chosen, limit: Bound, part: Array, seconds: float
) -> Chosen:
    """Solve a part of the options (bool, K) anew, the rest of the plan kept."""
    own = chosen.option_of(options, plan.pair)
    used = chosen.used_by(options, plan.pair)
    mine = used[part[used]]
    free = part & ~np.isin(options.slot, options.slot[used[~part[used]]])
    kept = (own >= 0) & ~np.isin(own, mine)
    order = np.argsort(-(limit.adds + 1e9 * np.isin(np.arange(len(free)), mine)), kind="stable")
    order = order[free[order]]
    sizes = np.cumsum(np.diff(options.start)[order])
    picked = order[: max(len(mine), int(np.searchsorted(sizes, MOST_PAIRS)))]
    if not len(picked):
        return plan
    found = _solve(options, costs, np.sort(picked), kept, seconds)
    if found is None:
        return plan
    pair = np.where(kept, plan.pair, -1)
    pair[options.request[found]] = found
    value = chosen.value_of(options, pair, costs)
    return Chosen(pair, value) if value > plan.value else plan


def _solve(
    options: Options, costs: Array, picked: Array, kept: Array, seconds: float
) -> Array | None:
    """Solve the options picked for who is not kept; give the pairs, or None without an answer."""
    pairs, owner = chosen.pairs_of(options, picked)
    free = ~kept[options.request[pairs]]
    pairs, owner = pairs[free], owner[free]
    if not len(pairs):
        return None
    opens = len(picked)
    found = optimize.milp(
        np.concatenate([costs[picked], -options.worth[pairs]]),
        constraints=_limits(options, picked, pairs, owner),
        integrality=np.concatenate([np.ones(opens), np.zeros(len(pairs))]),
        bounds=optimize.Bounds(0, 1),
        options={"time_limit": seconds, "mip_rel_gap": 0.001},
    )
    return None if found.x is None else pairs[found.x[opens:] > 0.5]


def _matrix(rows: Array, columns: Array, values: Array, width: int) -> sparse.csr_array:
    shape = (int(rows.max()) + 1, width)
    return sparse.csr_array((values, (rows, columns)), shape=shape)


def _limits(
    options: Options, picked: Array, pairs: Array, owner: Array
) -> list[optimize.LinearConstraint]:
    """Write the model: columns are the options picked, then the pairs."""
    opens, joins = len(picked), len(pairs)
    width, number, every = opens + joins, opens + np.arange(joins), np.arange(opens)
    _, person = np.unique(options.request[pairs], return_inverse=True)
    _, slot = np.unique(options.slot[picked], return_inverse=True)
    ones = np.ones(joins)
    rows, columns = np.concatenate([owner, every]), np.concatenate([number, every])

    def people(limit: Array) -> sparse.csr_array:
        return _matrix(rows, columns, np.concatenate([ones, -limit[picked].astype(float)]), width)

    each = _matrix(
        np.concatenate([number - opens, number - opens]),
        np.concatenate([number, owner]),
        np.concatenate([ones, -ones]),
        width,
    )
    return [
        optimize.LinearConstraint(people(options.largest), -np.inf, 0),
        optimize.LinearConstraint(people(options.smallest), 0, np.inf),
        optimize.LinearConstraint(_matrix(person, number, ones, width), -np.inf, 1),
        optimize.LinearConstraint(_matrix(slot, every, np.ones(opens), width), -np.inf, 1),
        optimize.LinearConstraint(each, -np.inf, 0),
    ]
