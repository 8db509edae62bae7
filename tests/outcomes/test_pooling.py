"""Districts beside each other: small ones are drawn to the mean, large ones keep their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.outcomes.effects.pooling import Unit, pool
from wijkschakel.outcomes.rules.troubles import BadInput

pytestmark = pytest.mark.once


def test_a_small_district_is_drawn_further_than_a_large_one():
    large, small, third = pool(
        [Unit("a", 300, 1000), Unit("b", 8, 20), Unit("c", 100, 1000)]
    )  # fmt: skip
    assert large.own_weight > 0.9 > small.own_weight
    assert small.counted == 0.4
    assert third.value < small.value < small.counted
    assert small.high - small.low > large.high - large.low


def test_districts_that_differ_by_chance_only_are_all_the_mean():
    units = [Unit(str(n), 50, 500) for n in range(4)]
    assert {round(each.value, 6) for each in pool(units)} == {0.1}


def test_nobody_and_everybody_are_no_trouble():
    assert pool([]) == []
    assert pool([Unit("a", 0, 10)])[0].value == 0
    assert pool([Unit("a", 10, 10)])[0].value == 1


@pytest.mark.parametrize("unit", [Unit("a", -1, 10), Unit("a", 11, 10), Unit("a", 0, 0)])
def test_counts_that_cannot_be_are_refused(unit):
    with pytest.raises(BadInput):
        pool([unit])


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 5000)), min_size=2, max_size=9))
def test_a_pooled_share_lies_between_its_own_and_the_mean(pairs):
    units = [Unit(str(n), count, of) for n, (count, of) in enumerate(pairs)]
    mean = sum(count for count, _ in pairs) / sum(of for _, of in pairs)
    for each in pool(units):
        low, high = sorted((each.counted, mean))
        assert low - 1e-9 <= each.value <= high + 1e-9
        assert 0 <= each.low <= each.value <= each.high <= 1
