"""The fast search finds the pairs, and the scores, that the readable rules give."""

import dataclasses
import datetime as dt

import numpy as np
import pytest

from tests.support.matching.worlds import AGREEMENT, ON, offer, random_world, request
from wijkschakel.support.matching import candidates, index, instance, rules, weights
from wijkschakel.support.matching.errors import BadInput, TooManyPairs

pytestmark = pytest.mark.once
WEIGHTS = weights.Weights()


def found(requests, offers, agreements, on=ON):
    """Search, and give the score of each pair."""
    packed = instance.pack(requests, offers, agreements, on)
    edges = candidates.find(packed, WEIGHTS)
    pairs = zip(edges.requests().tolist(), edges.offer.tolist(), strict=True)
    return dict(zip(pairs, edges.score.tolist(), strict=True))


def told(requests, offers, agreements, on=ON):
    """Ask the rules about every pair."""
    return {
        (i, j): weights.score(asked, offered, WEIGHTS).total
        for i, asked in enumerate(requests)
        for j, offered in enumerate(offers)
        if rules.is_allowed(asked, offered, agreements, on)
    }


@pytest.mark.parametrize("seed", range(60))
def test_the_search_agrees_with_the_rules_on_every_pair(seed):
    world = random_world(seed)
    assert found(*world) == told(*world)


@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_languages_and_interests_are_all_compared(seed):
    world = random_world(seed, languages=100, interests=150)
    assert found(*world) == told(*world)


def test_random_worlds_hold_pairs_and_break_every_rule():
    worlds = [random_world(seed) for seed in range(20)]
    broken = {
        reason
        for requests, offers, agreements in worlds
        for asked in requests
        for offered in offers
        for reason in rules.why_not(asked, offered, agreements, ON)
    }
    assert (broken, sum(len(told(*world)) for world in worlds) > 100) == (set(rules.REASONS), True)


def test_one_request_finds_what_all_together_find():
    world = random_world(3)
    packed = instance.pack(*world, ON)
    built, edges = index.build(packed), candidates.find(packed, WEIGHTS)
    rows, around = index.asking(packed.asked), index.words(packed)
    for i in range(len(rows)):
        offers, scores = candidates.find_one(rows[i], built, around, candidates.scale(WEIGHTS))
        stretch = slice(edges.start[i], edges.start[i + 1])
        assert offers.tolist() == edges.offer[stretch].tolist()
        assert scores.tolist() == edges.score[stretch].tolist()


@pytest.mark.parametrize(
    ("asked", "offered", "on"),
    [
        ({"x_m": None}, {}, ON),
        ({"times": 0}, {}, ON),
        ({}, {"kinds": ()}, ON),
        ({}, {"radius_m": 499}, ON),
        ({"languages": ()}, {}, ON),
        ({"refused": frozenset({"o"})}, {}, ON),
        ({"checks": frozenset({"vog"})}, {"checks": {"vog": ON - dt.timedelta(days=1)}}, ON),
        ({}, {"load": 1, "most": 1}, ON),
        ({}, {}, AGREEMENT.ends_on + dt.timedelta(days=1)),
    ],
)
def test_one_broken_rule_is_enough(asked, offered, on):
    assert found([request()], [offer()], [AGREEMENT]) == {(0, 0): 763}
    assert found([request(**asked)], [offer(**offered)], [AGREEMENT], on) == {}


@pytest.mark.parametrize(
    "changes", [{"wait_days": -1}, {"wait_days": float("nan")}, {"x_m": 10**9}, {"need": 2.5}]
)
def test_values_that_cannot_be_are_refused_with_a_sentence(changes):
    with pytest.raises(BadInput, match=r"^r: "):
        instance.pack([request(**changes)], [offer()], [AGREEMENT], ON)


def test_an_id_may_not_occur_twice():
    with pytest.raises(BadInput, match="'r' belongs to more than one request"):
        instance.pack([request(), request()], [offer()], [AGREEMENT], ON)


def test_more_pairs_than_granted_is_said_before_memory_is_full():
    requests = [request(f"r{n}") for n in range(100)]
    offers = [offer(f"o{n}") for n in range(100)]
    packed = instance.pack(requests, offers, [AGREEMENT], ON)
    with pytest.raises(TooManyPairs, match="more than 500 allowed pairs"):
        candidates.find(packed, WEIGHTS, most=500)


def test_a_region_without_anybody_has_no_pairs():
    packed = instance.pack([], [], [], ON)
    edges = candidates.find(packed, WEIGHTS)
    assert (edges.pairs, edges.start.tolist()) == (0, [0])


def test_scores_reach_a_thousand_and_not_further():
    asked = request(times=15, need=2, interests=frozenset("abcd"), x_m=300, y_m=400)
    offered = offer(times=15, interests=frozenset("abcdef"))
    assert found([asked], [offered], [AGREEMENT]) == {(0, 0): 1000}
    far = dataclasses.replace(asked, x_m=300 - 2_000)
    assert np.array(list(found([far], [offered], [AGREEMENT]).values())).tolist() == [650]
