"""Proposals keep to the rules, and never exceed the bound; small ones are the best there are."""

import itertools
import random

import numpy as np
import pytest

from tests import levels
from wijkschakel.support.arranging import (
    bound,
    chosen,
    dive,
    options,
    planning,
    renew,
    rules,
    synthetic,
)
from wijkschakel.support.arranging.rules import Ask, Theme, Venue
from wijkschakel.support.matching import times
from wijkschakel.support.matching.errors import BadInput

pytestmark = pytest.mark.once
THEMES = (Theme("meal", 2, 3, 50_000, 1_500, 60, 90), Theme("walk", 1, 2, 0, 500, 60, 60))


def small(seed):
    """Make a world of four requests, two venues and two blocks."""
    chance = random.Random(seed)
    asks = [
        Ask(f"r{n}", chance.choice(THEMES).id, chance.randint(0, 900), 0, 600, chance.randint(1, 3))
        for n in range(4)
    ]
    venues = [Venue(f"v{n}", chance.randint(0, 900), 0, chance.randint(1, 3), 3) for n in range(2)]
    return asks, venues


def best_by_force(asks, venues, points):
    """Try every way to send people to (venue, block) or nowhere."""
    places = [(v, b) for v in venues for b in range(2) if v.times >> b & 1]
    themes, best = {theme.id: theme for theme in THEMES}, 0.0
    for sent in itertools.product([None, *places], repeat=len(asks)):
        groups = {}
        for ask, place in zip(asks, sent, strict=True):
            if place:
                groups.setdefault((place[0].id, place[1]), (place[0], []))[1].append(ask)
        value = 0.0
        for (_, block), (venue, people) in groups.items():
            theme = themes[people[0].theme]
            if not all(rules.can_join(ask, theme, venue, block) for ask in people):
                break
            if not theme.smallest <= len(people) <= min(theme.largest, venue.seats):
                break
            value += sum(rules.worth(ask, venue, block) for ask in people)
            value -= theme.cost_cents * points / 100
        else:
            best = max(best, value)
    return best


@pytest.mark.parametrize("seed", range(25))
def test_small_plans_are_the_best_and_stay_under_the_bound(seed):
    asks, venues = small(seed)
    plan = planning.arrange(asks, venues, THEMES, points_per_euro=1, seconds_per_part=5)
    assert plan.value == pytest.approx(best_by_force(asks, venues, 1))
    assert plan.bound >= plan.value - 1e-6


def test_options_and_worths_are_those_of_the_readable_rules():
    asks, venues, themes = synthetic.make(200, seed=3)
    found = options.find(asks, venues, themes)
    listed = {
        (int(found.theme[k]), int(found.venue[k]), int(found.block[k])): dict(
            zip(
                found.request[found.start[k] : found.start[k + 1]].tolist(),
                found.worth[found.start[k] : found.start[k + 1]].tolist(),
                strict=True,
            )
        )
        for k in range(len(found.theme))
    }
    told = {}
    for t, v, b in itertools.product(range(len(themes)), range(len(venues)), range(21)):
        theme, venue = themes[t], venues[v]
        who = {
            i: rules.worth(ask, venue, b)
            for i, ask in enumerate(asks)
            if rules.can_join(ask, theme, venue, b)
        }
        if len(who) >= theme.smallest and venue.seats >= theme.smallest:
            told[t, v, b] = who
    assert listed == told


@pytest.fixture(scope="module")
def town():
    """Give a town of 400 requests, and its proposals."""
    asks, venues, themes = synthetic.make(400, seed=2)
    return asks, venues, themes, planning.arrange(asks, venues, themes, seconds_per_part=0)


def test_every_proposal_keeps_to_the_rules(town):
    asks, venues, themes, plan = town
    by_id = {each.id: each for each in (*asks, *venues, *themes)}
    helped = [name for each in plan.arrangements for name in each.people]
    slots = [(each.venue, each.block) for each in plan.arrangements]
    assert (len(helped), len(slots)) == (len(set(helped)), len(set(slots)))
    assert len(helped) == plan.helped > 100
    for each in plan.arrangements:
        theme, venue, block = by_id[each.theme], by_id[each.venue], times.BLOCKS.index(each.block)
        assert theme.smallest <= len(each.people) <= min(theme.largest, venue.seats)
        assert all(rules.can_join(by_id[name], theme, venue, block) for name in each.people)
        assert each.saved_cents == len(each.people) * theme.alone_cents - each.cost_cents


def test_renewing_alone_makes_a_plan_better_and_the_bound_holds(town, monkeypatch):
    monkeypatch.setattr(planning, "FEWEST_TRIES", levels.size(20, 100))
    monkeypatch.setattr(planning, "MOST_EXACT", 0)  # which alone may make it better too
    asks, venues, themes, quick = town
    plan = planning.arrange(asks, venues, themes, seconds_per_part=0.1)
    assert quick.value < plan.value <= plan.bound
    assert (quick.gap < 0.035, plan.gap < 0.02) == (True, True)


@pytest.fixture(scope="module")
def world(town):
    """Give the options of the town, their costs, and the bound."""
    found = options.find(*town[:3])
    costs = found.cents * (planning.CENTS_WORTH / 100)
    return found, costs, bound.bound(found, costs)


def keeps_to_the_rules(found, costs, plan):
    """Hold a plan against what its options ask."""
    used, sizes = np.unique(chosen.option_of(found, plan.pair), return_counts=True)
    used, sizes = used[used >= 0], sizes[used >= 0]
    assert (found.request[plan.pair[plan.pair >= 0]] == np.flatnonzero(plan.pair >= 0)).all()
    assert len(set(found.slot[used])) == len(used) > 10
    assert ((found.smallest[used] <= sizes) & (sizes <= found.largest[used])).all()
    assert plan.value == found.worth[plan.pair[plan.pair >= 0]].sum() - costs[used].sum()


def test_renewing_is_no_worse_than_its_start_keeps_to_the_rules_and_repeats(world):
    found, costs, limit = world
    start = dive.plan(found, costs, limit.prices, 0.2, 5)
    plan, again = (renew.improve(found, costs, start, limit, 12) for _ in range(2))
    for each in (start, plan):
        keeps_to_the_rules(found, costs, each)
    assert (plan.pair.tolist(), plan.value) == (again.pair.tolist(), again.value)
    assert start.value < plan.value <= limit.value


def test_a_part_alone_knows_who_stays_and_how_much_room_is_left(world):
    found, costs, limit = world
    plan = dive.plan(found, costs, limit.prices, 0.1, 10)
    used = chosen.option_of(found, plan.pair)
    free = np.arange(found.requests) % 3 == 0
    some = chosen.used_by(found, plan.pair)[::2]
    part, pairs = renew._part_of(found, some, free, used)
    who = np.flatnonzero(free)
    assert (who[part.request] == found.request[pairs]).all()
    assert free[found.request].sum() > len(pairs) > 0
    for number, k in enumerate(some):
        stay = sum(1 for i in np.flatnonzero(used == k) if not free[i])
        assert part.largest[number] == found.largest[k] - stay >= part.smallest[number]
        assert part.smallest[number] == max(0, found.smallest[k] - stay)
        inside = pairs[part.start[number] : part.start[number + 1]]
        assert ((found.start[k] <= inside) & (inside < found.start[k + 1])).all()


def test_the_bound_is_what_its_prices_say(world):
    found, costs, limit = world
    most = {}
    for k in range(len(found.theme)):
        inside = slice(found.start[k], found.start[k + 1])
        left = np.sort(found.worth[inside] - limit.prices[found.request[inside]])[::-1]
        sums = np.cumsum(left)[found.smallest[k] - 1 : found.largest[k]]
        slot = int(found.slot[k])
        most[slot] = max(most.get(slot, 0.0), sums.max() - costs[k])
        assert limit.adds[k] == pytest.approx(sums.max() - costs[k])
    assert limit.value == pytest.approx(limit.prices.sum() + sum(most.values()))
    assert limit.prices.min() >= 0


def test_a_bound_after_one_round_is_already_a_bound(town, world):
    found, costs, limit = world
    assert bound.bound(found, costs, rounds=1).value > limit.value >= town[3].value


@pytest.mark.parametrize("seed", range(25))
def test_placing_people_in_what_is_held_is_the_best_there_is(seed):
    asks, venues = small(seed)
    found = options.find(asks, venues, THEMES)
    costs = found.cents * 0.01
    held = np.flatnonzero(np.diff(found.slot, prepend=-1))  # the first option of each slot
    best = None
    for sent in itertools.product(*([-1, *np.flatnonzero(found.request == i)] for i in range(4))):
        own = chosen.option_of(found, np.array(sent))
        sizes = np.bincount(own[own >= 0], minlength=len(found.theme))[held]
        fits = (found.smallest[held] <= sizes) & (sizes <= found.largest[held])
        if np.isin(own, [-1, *held]).all() and fits.all():
            value = sum(found.worth[pair] for pair in sent if pair >= 0) - costs[held].sum()
            best = value if best is None else max(best, value)
    plan = dive.place(found, costs, held, held)
    assert (None if plan is None else plan.value) == best


def test_the_frontier_goes_from_most_people_to_most_per_euro(town):
    asks, venues, themes, _ = town
    plans = [plan for _, plan in planning.frontier(asks, venues, themes)]
    per_euro = [plan.helped / max(1, plan.cost_cents) for plan in plans]
    assert plans[0].helped == max(plan.helped for plan in plans)
    assert per_euro[-1] == max(per_euro)


def test_nothing_to_arrange_is_an_empty_plan():
    plan = planning.arrange([], [], THEMES)
    assert (plan.arrangements, plan.value, plan.gap) == ((), 0, 0.0)


def test_an_unknown_theme_is_told():
    asks = [Ask("r", "chess", 0, 0, 1, 1)]
    with pytest.raises(BadInput, match="no theme chess"):
        planning.arrange(asks, [], THEMES)
