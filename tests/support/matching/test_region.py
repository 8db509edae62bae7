"""The plan of a region: fair, proven, the same every time, and clear when something is missing."""

import builtins
import dataclasses
import datetime as dt
import importlib.util

import pytest

from tests.support.matching.worlds import AGREEMENT, ON, offer, random_world, request
from wijkschakel.support.matching import explanations, region, rules, suggest, synthetic
from wijkschakel.support.matching.errors import MissingLibrary, NotProven
from wijkschakel.support.matching.weights import Weights

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def town():
    """Give a region of 3,000 requests."""
    return synthetic.make_region(3_000, 1_200, seed=5)


@pytest.fixture(scope="module")
def plan(town):
    """Plan it."""
    return region.plan_region(town.requests, town.offers, town.agreements, town.on)


def test_every_match_obeys_the_readable_rules(town, plan):
    assert region.check_plan(plan, town.requests, town.offers, town.agreements, town.on) == []
    assert (plan.gap, plan.value, plan.matched > 1_000) == (0, plan.bound, True)


def test_a_plan_that_breaks_a_rule_is_told(town, plan):
    late = town.on + dt.timedelta(days=3_000)
    found = region.check_plan(plan, town.requests, town.offers, town.agreements, late)
    assert len(found) >= plan.matched


def test_the_same_seed_gives_the_same_plan(town, plan):
    again = synthetic.make_region(3_000, 1_200, seed=5)
    assert again == town
    assert region.plan_region(again.requests, again.offers, again.agreements, again.on) == plan


def test_more_are_served_than_by_first_come_first_served_and_no_group_pays(plan):
    ours, simple = plan.figures, plan.first_come
    assert ours["served"] >= 1.1 * simple["served"]
    assert ours["served_long_waiting"] >= simple["served_long_waiting"]
    assert ours["served_low_ses"] >= simple["served_low_ses"]
    assert ours["mean_score"] >= simple["mean_score"] - 2


def test_neighbourhoods_are_served_equally(plan):
    assert plan.figures["share_low_ses"] >= plan.figures["share_others"] - 0.002


def test_who_waits_long_goes_first():
    requests = [request("new"), request("old", wait_days=61)]
    plan = region.plan_region(requests, [offer()], [AGREEMENT], ON)
    assert [match.request for match in plan.matches] == ["old"]


def test_willing_helpers_are_not_overloaded():
    requests = [request(f"r{n}") for n in range(4)]
    offers = [offer(f"o{n}", most=4) for n in range(4)]
    plan = region.plan_region(requests, offers, [AGREEMENT], ON)
    assert sorted(match.offer for match in plan.matches) == ["o0", "o1", "o2", "o3"]


def test_a_lapsed_agreement_gives_no_matches():
    after = AGREEMENT.ends_on + dt.timedelta(days=1)
    plan = region.plan_region([request()], [offer()], [AGREEMENT], after)
    assert (plan.matched, plan.without_helper) == (0, 1)


def test_requests_without_place_or_time_are_counted_not_lost():
    requests = [request("a", x_m=None), request("b", times=0), request("c")]
    plan = region.plan_region(requests, [offer()], [AGREEMENT], ON)
    assert (plan.matched, plan.without_place, plan.without_time, plan.requests) == (1, 1, 1, 3)


def test_ten_thousand_requests_of_one_kind_in_one_street_are_planned():
    requests = [request(f"r{n}", x_m=n % 200, wait_days=n % 90) for n in range(10_000)]
    offers = [offer(f"o{n}", x_m=n, most=2) for n in range(60)]
    plan = region.plan_region(requests, offers, [AGREEMENT], ON)
    waited = {each.id: each.wait_days for each in requests}
    assert (plan.edges, plan.matched, plan.gap) == (600_000, 120, 0)
    assert min(waited[match.request] for match in plan.matches) == 88  # 111 waited longer


def without(monkeypatch, *names):
    """Let these libraries be absent."""
    find, load = importlib.util.find_spec, builtins.__import__

    def load_but(name, *rest):
        if name.split(".")[0] in names:
            raise ModuleNotFoundError(name)
        return load(name, *rest)

    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name in names else find(name)
    )
    monkeypatch.setattr(builtins, "__import__", load_but)


def test_without_its_libraries_the_plan_says_what_is_missing(monkeypatch):
    without(monkeypatch, "numba")
    with pytest.raises(MissingLibrary, match=r"needs numba, not installed.*pip install"):
        region.plan_region([request()], [offer()], [AGREEMENT], ON)


def test_without_the_other_solver_there_is_a_plan_but_no_second_opinion(monkeypatch):
    without(monkeypatch, "ortools")
    assert region.plan_region([request()], [offer()], [AGREEMENT], ON).matched == 1
    with pytest.raises(MissingLibrary, match=r"second opinion needs ortools"):
        region.plan_region([request()], [offer()], [AGREEMENT], ON, second_opinion=True)


def test_a_second_opinion_that_differs_stops_the_plan(monkeypatch, town):
    asked = town.requests[:300], town.offers, town.agreements, town.on
    assert region.plan_region(*asked, second_opinion=True) == region.plan_region(*asked)
    worse = dataclasses.replace(Weights(), served=900)
    with pytest.raises(NotProven, match="second opinion"):
        region.agree(
            region.plan_region(*asked).value, region.plan_region(*asked, weights=worse).value
        )


def test_suggestions_work_without_any_library(monkeypatch):
    without(monkeypatch, "numpy", "numba", "ortools", "scipy")
    found = suggest.suggest(request(), [offer(), offer("far", radius_m=1)], [AGREEMENT], ON)
    assert ([each.offer for each in found.best], found.failed) == (["o"], {rules.DISTANCE: 1})


@pytest.mark.parametrize("seed", range(8))
def test_suggestions_are_the_allowed_ones_best_first(seed):
    requests, offers, agreements = random_world(seed)
    for asked in requests:
        found = suggest.suggest(asked, offers, agreements, ON)
        allowed = {o.id for o in offers if rules.is_allowed(asked, o, agreements, ON)}
        loads = {o.id: o.load for o in offers}
        worth = [each.total - 60 * loads[each.offer] for each in found.best]
        assert {each.offer for each in found.best} <= allowed
        assert (worth, len(found.best)) == (sorted(worth, reverse=True), min(10, len(allowed)))
        assert found.failed == explanations.failed(asked, offers, agreements, ON)


def test_an_explanation_names_every_reason_and_hides_checks_from_the_sides():
    asked = request(wait_days=70, languages=("tr", "nl"), interests=frozenset({"chess"}))
    offered = offer(interests=frozenset({"chess", "music"}), checks={"vog": ON}, most=2)
    told = explanations.explain(asked, offered, [AGREEMENT], ON, Weights())
    codes = [reason.code for reason in told.allowed if reason.reader == explanations.EVERYBODY]
    hidden = [reason.code for reason in told.allowed if reason.reader != explanations.EVERYBODY]
    assert codes == ["kind", "near_enough", "same_times", "same_language", "same_interests"]
    assert hidden == ["agreement", "checks_held"]
    assert told.allowed[1].facts == {"metres": 500, "most": 2_000}
    assert [reason.code for reason in told.turn] == ["waited", "waits_long"]
    assert told.load[0].facts == {"now": 0, "after": 1, "most": 2}
    assert dataclasses.asdict(told.score) == {
        "distance": 263, "times": 200, "kind": 200, "language": 60, "interests": 37,
    }  # fmt: skip


def test_a_pair_that_is_not_allowed_is_not_explained_but_refused():
    with pytest.raises(ValueError, match="distance"):
        explanations.explain(request(), offer(radius_m=1), [AGREEMENT], ON, Weights())


def test_why_not_the_first_choice_names_days_and_nobody():
    holders = [(request("x", wait_days=41), 700), (request("y", wait_days=2), 990)]
    told = explanations.why_not_first(request(wait_days=3), offer(), holders, Weights())
    assert [(reason.code, reason.facts.get("days")) for reason in told] == [
        ("other_waited_longer", 41),
        ("other_needs_more", 2),
        ("helper_is_full", None),
    ]
    assert "x" not in str(told[0].facts.values())
