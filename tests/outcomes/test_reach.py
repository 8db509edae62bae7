"""Reach is told with its interval, by people and by neighbourhood, and never of too few."""

import numpy as np
import pytest

from wijkschakel.outcomes.reach import index, individual, inequality
from wijkschakel.outcomes.reach.index import Area
from wijkschakel.outcomes.rules.troubles import BadInput
from wijkschakel.outcomes.simulator import populations

pytestmark = pytest.mark.once


def areas(rates, residents=1_000):
    """Make neighbourhoods from a low score to a high one, with these rates of taking part."""
    return [
        Area(f"b{n}", residents, round(rate * residents), n / 10) for n, rate in enumerate(rates)
    ]


def test_wilson_holds_for_few_for_none_and_for_all():
    found = index.wilson(15, 148)
    assert (found.low, found.high) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert (index.wilson(0, 50).low, index.wilson(50, 50).high) == (0, 1)
    with pytest.raises(BadInput):
        index.wilson(3, 2)


def test_reach_in_proportion_is_one_and_of_too_few_is_not_told():
    found = index.area_reach(areas([0.1] * 10), unknown=7)
    assert (found.index, found.low < 1 < found.high, found.unknown) == (1.0, True, 7)
    half = index.area_reach(areas([0.05] * 2 + [0.1125] * 8))
    assert (half.index, half.high < 0.75) == (pytest.approx(0.5, abs=0.01), True)
    few = [index.reach(3, 99, 0.2), index.reach(3, 120, 0.05)]
    assert [reach.index for reach in few] == [None, None]
    without = [*areas([0.1] * 10), Area("new", 500, 40)]
    assert index.area_reach(without).unknown == 40


def test_expected_shares_and_evenness():
    assert index.expected_shares({"low": 200, "other": 800}, 50) == {"low": 10, "other": 40}
    luck = np.random.default_rng(1).binomial(1_000, 0.1, 200) / 1_000
    assert index.evenness(areas(luck)) < 0.05  # chance alone is no unevenness
    assert index.evenness(areas([0.05, 0.15] * 20)) == pytest.approx(0.5, abs=0.02)
    assert index.evenness(areas([0.0] * 3)) is None


def test_the_concentration_index_tells_rich_from_poor():
    even = inequality.concentration(areas([0.1] * 10), draws=500)
    assert (even.value, even.low < 0 < even.high) == (pytest.approx(0), True)
    poor = inequality.concentration(areas([0.19 - n / 50 for n in range(10)]), draws=500)
    rich = inequality.concentration(areas([0.01 + n / 50 for n in range(10)]), draws=500)
    assert (poor.value, poor.high < 0) == (pytest.approx(-rich.value), True)
    assert inequality.concentration(areas([0.3] + [0.0] * 9)).value == pytest.approx(-0.9)
    tied = [Area("a", 500, 90, 1.0), Area("b", 500, 10, 1.0)]
    assert inequality.concentration(tied).value == pytest.approx(0)
    rates = np.linspace(0.05, 0.15, 10)
    real = inequality.concentration(areas(rates, 100_000), draws=1).value
    held, source = 0, np.random.default_rng(2)
    for _ in range(200):
        again = areas(source.binomial(2_000, rates) / 2_000, 2_000)
        found = inequality.concentration(again, draws=300)
        held += found.low <= real <= found.high
    assert 0.92 <= held / 200 <= 0.98


@pytest.mark.parametrize("seed", range(3))
def test_a_planted_individual_reach_is_found_with_seventy_percent_answering(seed):
    town = populations.town(np.random.default_rng(seed))
    strata = [
        individual.Answers(int(a), int(b), int(c))
        for a, b, c in zip(town.taking_part, town.answered, town.hard, strict=True)
    ]
    found = individual.individual_reach(strata, town.resident_share)
    answering = town.answered.sum() / town.taking_part.sum()
    assert found.index == pytest.approx(0.54, abs=0.05)
    assert (found.low < town.true_reach < found.high, 0.69 < answering < 0.71) == (True, True)
    assert found.unknown == town.taking_part.sum() - town.answered.sum()
    by_area = index.reach(int(town.taking_part[0]), int(town.taking_part.sum()), town.low_share)
    assert by_area.index > 0.75  # the neighbourhood hides what the question shows


def test_too_few_answers_are_not_told():
    few = [individual.Answers(60, 40, 9), individual.Answers(70, 50, 9)]
    assert individual.individual_reach(few, 0.2).index is None
    with pytest.raises(BadInput):
        individual.individual_reach([individual.Answers(5, 6, 1)], 0.2)
