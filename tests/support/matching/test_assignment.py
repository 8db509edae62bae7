"""The plan is the best there is, and its proof catches what is not."""

import dataclasses
import itertools
import random
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, sparse

from tests import levels
from tests.support.matching.worlds import DATA, random_problem
from wijkschakel.support.matching import assignment, certificate, flow, live, moves, problem
from wijkschakel.support.matching import graph as network
from wijkschakel.support.matching.certificate import NotProven
from wijkschakel.support.matching.errors import BadInput

pytestmark = pytest.mark.once


def brute_force(asked):
    """Try every plan."""
    rows = [
        [-1, *range(asked.start[i], asked.start[i + 1])] for i in range(asked.requests)
    ]  # fmt: skip
    best = 0
    for plan in itertools.product(*rows):
        match = np.array(plan, np.int64)
        if (certificate.used_places(asked, match) <= asked.room).all():
            best = max(best, certificate.value_of(asked, match))
    return best


def other_solver(asked):
    """Solve with scipy's integer programmes: an independent answer."""
    pairs, places = len(asked.offer), int(asked.room.sum())
    place_of = np.repeat(np.arange(len(asked.room)), asked.room)
    number = np.concatenate([np.arange(room) for room in asked.room] or [np.zeros(0)])
    costs = asked.step * (asked.load[place_of] + number)
    once = sparse.csr_array(
        (np.ones(pairs), (asked.request_of_pairs(), np.arange(pairs))),
        shape=(asked.requests, pairs + places),
    )
    data = np.concatenate([np.ones(pairs), -np.ones(places)])
    flow = sparse.csr_array(
        (data, (np.concatenate([asked.offer, place_of]), np.arange(pairs + places))),
        shape=(len(asked.room), pairs + places),
    )
    found = optimize.milp(
        np.concatenate([-asked.worth, costs]),
        constraints=[
            optimize.LinearConstraint(once, -np.inf, 1),
            optimize.LinearConstraint(flow, 0, 0),
        ],
        integrality=1,
        bounds=optimize.Bounds(0, 1),
    )
    return round(-found.fun)


def test_a_thousand_small_problems_equal_brute_force():
    chance = random.Random(1)
    for _ in range(1_000):
        asked = random_problem(chance, chance.randint(1, 4), chance.randint(1, 4))
        assert assignment.solve(asked).value == brute_force(asked)


def test_larger_problems_equal_an_independent_solver():
    chance = random.Random(2)
    for _ in range(40):
        asked = random_problem(chance, 25, 12, most=2_000)
        assert assignment.solve(asked).value == other_solver(asked)


def test_one_to_one_equals_the_assignment_of_scipy():
    chance = np.random.default_rng(3)
    for size in (1, 5, 40):
        worth = chance.integers(0, 1_000, (size, size))
        rows, columns = optimize.linear_sum_assignment(worth, maximize=True)
        start = np.arange(0, size * size + 1, size)
        asked = problem.make(
            start, np.tile(np.arange(size), size), worth.ravel(), np.ones(size, np.int64)
        )
        assert assignment.solve(asked).value == worth[rows, columns].sum()


@given(st.integers(0, 2**32), st.sampled_from((1, 3, 50, 2_000, 2**30)))
@settings(max_examples=levels.size(100, 1_000), deadline=None, database=None)
def test_the_plan_equals_a_second_opinion_and_is_proven_over_all_pairs(seed, most):
    chance = random.Random(seed)
    asked = random_problem(chance, chance.randint(0, 20), chance.randint(1, 8), most)
    plan, second = assignment.solve(asked), flow.solve(asked)
    assert (certificate.faults(asked, plan), plan.gap) == ([], 0)
    assert (plan.value, certificate.faults(asked, second)) == (second.value, [])


@pytest.mark.parametrize("most", [0, 2, 300, 2**33])
def test_any_start_is_repaired_to_the_best_plan(most):
    chance = random.Random(most)
    for _ in range(60):
        asked = random_problem(chance, 15, 6, most=60)
        graph = network.of(asked)
        match = np.array([
            chance.choice([-1, *range(asked.start[i], asked.start[i + 1])])
            for i in range(asked.requests)
        ], np.int64)  # fmt: skip
        for pair in np.flatnonzero(match >= 0)[::-1]:
            if (certificate.used_places(asked, match) > asked.room).any():
                match[pair] = -1
        prices = np.array([chance.randint(0, most) for _ in asked.room], np.int64)
        prices[asked.room == 0] = 2**33  # nobody can come, so the price may be anything high
        moves.repair(graph, match, np.maximum(prices, asked.step * asked.load))
        found = graph.match.astype(np.int64)
        assert certificate.value_of(asked, found) == flow.solve(asked).value


@pytest.mark.parametrize("kind", ["all alike", "by request", "by offer", "huge"])
def test_many_equal_pairs_and_huge_worths_are_solved(kind):
    chance = np.random.default_rng(7)
    worth = {
        "all alike": np.full((400, 30), 1_700),
        "by request": np.repeat(chance.integers(1, 9_000, (400, 1)), 30, axis=1),
        "by offer": np.repeat(chance.integers(1, 9_000, (1, 30)), 400, axis=0),
        "huge": chance.integers(0, 2**40, (400, 30)),
    }[kind]
    start, offers = np.arange(0, 12_001, 30), np.tile(np.arange(30), 400)
    asked = problem.make(start, offers, worth.ravel(), np.full(30, 9), np.arange(30) % 3, 60)
    assert assignment.solve(asked).value == flow.solve(asked).value


def test_bringing_everybody_in_one_by_one_gives_the_same_value():
    chance = random.Random(5)
    for _ in range(200):
        asked = random_problem(chance, 12, 6)
        assert live.LivePlan(asked).value() == assignment.solve(asked).value


def tamper(asked, plan, name):
    """Spoil one thing of a plan."""
    if name == "price":
        prices = plan.prices.copy()
        prices[plan.offers(asked).max()] -= 1
        return dataclasses.replace(plan, prices=prices)
    if name == "gain":
        gains = plan.gains.copy()
        gains[gains.argmax()] -= 1
        return dataclasses.replace(plan, gains=gains, bound=plan.bound - 1, value=plan.value - 1)
    if name == "value":
        return dataclasses.replace(plan, value=plan.value + 1, bound=plan.bound + 1)
    match = plan.match.copy()
    first, second = np.flatnonzero(match >= 0)[:2]
    match[first] = -1 if name == "a match less" else match[second]
    return dataclasses.replace(plan, match=match)


@pytest.mark.parametrize("name", ["price", "gain", "value", "a match less", "a match of another"])
def test_the_proof_catches_a_tampered_plan(name):
    chance = random.Random(6)
    for _ in range(20):
        asked = random_problem(chance, 14, 6)
        plan = assignment.solve(asked)
        assert certificate.faults(asked, plan) == []
        if plan.matched > 1:
            assert certificate.faults(asked, tamper(asked, plan, name)) != []


def test_a_plan_that_is_not_the_best_cannot_be_proven():
    asked = problem.make([0, 2, 4], [0, 1, 0, 1], [9, 1, 1, 9], [1, 1])
    for worse in ([1, 2], [-1, 3], [0, -1]):
        with pytest.raises(NotProven):
            certificate.prove(asked, np.array(worse, np.int64))


@pytest.mark.parametrize(
    ("worth", "room"),
    [
        ([float("nan")], [1]), ([float("inf")], [1]), ([1.5], [1]), ([1e300], [1]),
        ([2**60], [1]), ([-(2**60)], [1]), (["1"], [1]), ([1], [-1]), ([1], [float("nan")]),
    ],
)  # fmt: skip
def test_worths_and_rooms_that_cannot_be_are_refused(worth, room):
    with pytest.raises(BadInput):
        problem.make([0, 1], [0], np.array(worth), np.array(room))


def test_sums_that_would_overflow_are_refused():
    with pytest.raises(BadInput, match="overflow"):
        problem.make([0, *[1] * 3_000], [0], [2**40], np.ones(3_000))


def test_a_pair_worth_less_than_nothing_is_not_made():
    assert assignment.solve(problem.make([0, 1], [0], [-7], [1])).matched == 0


@pytest.mark.real_data
@pytest.mark.skipif(not (DATA / "assignment-orlib").is_dir(), reason=f"no real data in {DATA}")
def test_the_known_optimum_of_the_operations_research_library_is_found():
    text = (DATA / "assignment-orlib" / "assign100_matrix_only.txt").read_text()
    costs = np.array(text.split(), np.int64).reshape(100, 100)
    start, offers = np.arange(0, 10_001, 100), np.tile(np.arange(100), 100)
    plan = assignment.solve(problem.make(start, offers, 1_000 - costs.ravel(), np.ones(100)))
    assert (100 * 1_000 - plan.value, plan.matched) == (305, 100)


def generalised(name):
    """Read a generalised assignment: costs and use (m, n), capacities (m)."""
    with zipfile.ZipFile(DATA / "assignment-gap" / "data" / f"{name}.zip") as archive:
        numbers = np.array(archive.read(archive.namelist()[0]).split(), np.int64)
    m, n = numbers[:2]
    costs, use = numbers[2 : 2 + m * n], numbers[2 + m * n : 2 + 2 * m * n]
    return costs.reshape(m, n), use.reshape(m, n), numbers[2 + 2 * m * n :]


@pytest.mark.real_data
@pytest.mark.skipif(not (DATA / "assignment-gap").is_dir(), reason=f"no real data in {DATA}")
@pytest.mark.parametrize("name", ["c0515_1", "c0520_1", "a05100", "b05100"])
def test_counting_places_instead_of_use_bounds_the_known_optimum(name):
    """Our model counts people, not how much each takes: with the least use it is a relaxation.

    An agent can carry at most as many jobs as its lightest ones fit, so our best is at least the
    optimum of the benchmark; with the heaviest ones it is at most that.
    """
    costs, use, capacity = generalised(name)
    m, n = costs.shape
    bounds = dict(
        line.split()[:2]
        for line in (DATA / "assignment-gap" / "data" / "bounds.txt").read_text().splitlines()
    )
    optimum = int(bounds[f"{name}_Max"])
    loose = (np.cumsum(np.sort(use, axis=1), axis=1) <= capacity[:, None]).sum(axis=1)
    tight = (np.cumsum(-np.sort(-use, axis=1), axis=1) <= capacity[:, None]).sum(axis=1)
    start, offers = np.arange(0, m * n + 1, m), np.tile(np.arange(m), n)
    upper, lower = (
        assignment.solve(problem.make(start, offers, costs.T.ravel(), room))
        for room in (loose, tight)
    )
    assert lower.value <= optimum <= upper.value
    assert (lower.gap, upper.gap, upper.matched) == (0, 0, n)
