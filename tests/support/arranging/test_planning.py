"""Proposals keep to the rules, and never exceed the bound; small ones are the best there are."""

import itertools
import random

import numpy as np
import pytest

from wijkschakel.support.arranging import (
    bound,
    greedy,
    options,
    planning,
    rules,
    search,
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


def test_the_exact_part_makes_a_plan_no_worse_and_the_bound_holds(town):
    asks, venues, themes, quick = town
    plan = planning.arrange(asks, venues, themes, seconds_per_part=0.3)
    assert quick.value <= plan.value <= plan.bound
    assert plan.gap < 0.08


def test_the_search_is_no_worse_than_its_start_keeps_to_the_rules_and_repeats(town):
    asks, venues, themes, _ = town
    found = options.find(asks, venues, themes)
    costs = found.cents * 0.2
    start = greedy.plan(found, costs)
    plan, again = (search.improve(found, costs, start, 2_000) for _ in range(2))
    assert (plan.pair.tolist(), plan.value) == (again.pair.tolist(), again.value)
    used, sizes = np.unique(greedy.option_of(found, plan.pair), return_counts=True)
    used, sizes = used[used >= 0], sizes[used >= 0]
    assert (found.request[plan.pair[plan.pair >= 0]] == np.flatnonzero(plan.pair >= 0)).all()
    assert len(set(found.slot[used])) == len(used)
    assert ((found.smallest[used] <= sizes) & (sizes <= found.largest[used])).all()
    assert plan.value == greedy.value_of(found, plan.pair, costs) > 1.05 * start.value


def test_a_bound_after_one_round_is_already_a_bound(town):
    asks, venues, themes, plan = town
    found = options.find(asks, venues, themes)
    costs = found.cents * (planning.CENTS_WORTH / 100)
    assert bound.bound(found, costs, 0.0, rounds=1).value >= plan.value


def test_the_frontier_goes_from_most_people_to_most_per_euro(town):
    asks, venues, themes, _ = town
    plans = [plan for _, plan in planning.frontier(asks, venues, themes)]
    per_euro = [plan.helped / max(1, plan.cost_cents) for plan in plans]
    assert plans[0].helped == max(plan.helped for plan in plans)
    assert per_euro[-1] == max(per_euro)


def test_the_greedy_plan_is_worth_what_it_says(town):
    asks, venues, themes, _ = town
    found = options.find(asks, venues, themes)
    plan = greedy.plan(found, found.cents * 0.2)
    assert plan.value == greedy.value_of(found, plan.pair, found.cents * 0.2) > 0


def test_nothing_to_arrange_is_an_empty_plan():
    plan = planning.arrange([], [], THEMES)
    assert (plan.arrangements, plan.value, plan.gap) == ((), 0, 0.0)


def test_an_unknown_theme_is_told():
    asks = [Ask("r", "chess", 0, 0, 1, 1)]
    with pytest.raises(BadInput, match="no theme chess"):
        planning.arrange(asks, [], THEMES)
