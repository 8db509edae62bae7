"""A plan that is changed a thousand times is every time the plan of a fresh solve."""

import random

import numpy as np
import pytest

from tests.support.matching.worlds import random_problem
from wijkschakel.support.matching import assignment, certificate, near, problem
from wijkschakel.support.matching.graph import AWAY
from wijkschakel.support.matching.live import LivePlan

pytestmark = pytest.mark.once


def some(chance, count):
    """Choose who a newcomer may be matched with, and what each pair is worth."""
    others = sorted(chance.sample(range(count), chance.randint(0, min(5, count))))
    return np.array(others, np.int32), np.array([chance.randint(-5, 50) for _ in others], np.int64)


def change(plan, chance):
    """Change one thing; give its name."""
    request, offer = chance.randrange(plan.requests), chance.randrange(plan.offers)
    name = chance.choice(("asks", "offers", "leaves", "returns", "quits", "opens", "room", "yes"))
    if name == "asks":
        plan.add_request(*some(chance, plan.offers))
    elif name == "offers":
        plan.add_offer(chance.randint(0, 3), chance.randint(0, 2), *some(chance, plan.requests))
    elif name == "leaves":
        plan.remove_request(request)
    elif name == "returns":
        plan.restore_request(request)
    elif name == "quits":
        plan.close_offer(offer)
    elif name == "opens":
        plan.reopen_offer(offer)
    elif name == "room":
        plan.set_room(offer, chance.randint(0, 4))
    elif plan.match[request] >= 0:
        plan.accept(request)
    return name


def is_proven(plan, now, here):
    """Say whether prices and gains prove the plan; a closed offer may cost anything."""
    graph = plan.graph
    prices = np.where(graph.open, graph.price, 2**40)[: plan.offers]
    gains = graph.gain[here]
    covers = now.worth <= gains[now.request_of_pairs()] + prices[now.offer]
    bound = certificate.bound_of(now, prices, gains)
    return min(prices.min(), gains.min(initial=0)) >= 0 and covers.all() and bound == plan.value()


def missed(plan):
    """Count the pairs kept apart as not near whose slack a search would miss."""
    graph, count = plan.graph, 0
    for i in np.flatnonzero(graph.gain[: plan.requests] < AWAY):
        for pair in graph.choice[graph.request_near[i] : graph.request_high[i]]:
            j = graph.pair_offer[pair]
            slack = graph.gain[i] + graph.price[j] - graph.worth[pair]
            count += graph.open[j] and slack <= graph.slack[2]
    for j in np.flatnonzero(graph.open[: plan.offers]):
        for at in range(graph.offer_near[j], graph.offer_high[j]):
            slack = graph.gain[graph.of_request[at]] + graph.price[j] - graph.of_worth[at]
            count += slack <= graph.slack[2]
    return count


@pytest.mark.parametrize(
    ("seed", "near_up_to", "fall"), [(0, 64, 16), (1, 6, 2), (2, 9, 0), (3, 0, 0)]
)
def test_a_thousand_random_changes_equal_fresh_solves(seed, near_up_to, fall, monkeypatch):
    monkeypatch.setattr(near, "NEAR", near_up_to)
    monkeypatch.setattr(near, "FALL", fall)
    chance = random.Random(seed)
    start = random_problem(chance, 20, 10)
    plan = LivePlan(start, assignment.solve(start))
    names = set()
    for number in range(250):
        names.add(change(plan, chance))
        now, here = plan.problem()
        assert plan.value() == assignment.solve(now).value, (seed, number)
        assert is_proven(plan, now, here), (seed, number)
        assert missed(plan) == 0, (seed, number)
    assert len(names) == 8


def test_a_change_moves_nobody_to_a_closed_or_full_offer():
    chance = random.Random(9)
    plan = LivePlan(random_problem(chance, 30, 10))
    for _ in range(300):
        change(plan, chance)
        graph = plan.graph
        helped = [plan.offer_of(i) for i in range(plan.requests) if plan.offer_of(i) >= 0]
        counts = np.bincount(helped, minlength=plan.offers)
        assert counts.tolist() == graph.used[: plan.offers].tolist()
        assert (counts <= graph.room[: plan.offers]).all()
        assert graph.open[helped].all()


def test_who_quits_leaves_nobody_without_an_answer():
    plan = LivePlan(problem.make([0, 2, 3], [0, 1, 0], [9, 5, 8], [1, 1]))
    assert (plan.offer_of(0), plan.offer_of(1)) == (1, 0)
    assert plan.close_offer(0) == [1]
    assert (plan.offer_of(0), plan.offer_of(1)) == (1, -1)
    plan.reopen_offer(0)
    assert (plan.offer_of(0), plan.offer_of(1)) == (1, 0)
