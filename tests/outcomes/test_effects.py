"""Estimates find what was planted, hold still when nothing happened, and agree with others."""

import csv

import numpy as np
import pytest
from scipy import stats

from tests.network.real_data import DATA, needs
from wijkschakel.outcomes.effects import averages, change, oracles, rates, rules, stepped, synthetic
from wijkschakel.outcomes.effects.change import Side
from wijkschakel.outcomes.rules.troubles import BadInput
from wijkschakel.outcomes.simulator import populations, trials

pytestmark = pytest.mark.once
BY_NAME = {scenario.name: scenario for scenario in populations.SCENARIOS}


def columns(file, *names):
    """Read columns of numbers of a real study."""
    with (DATA / "intervention-studies" / file).open(newline="") as source:
        rows = list(csv.DictReader(source))
    return [np.array([float(row[name]) for row in rows]) for name in names]


@needs("intervention-studies")
def test_the_nsw_experiment_gives_the_published_effect():
    treated, earned = columns("causaldata_nsw_mixtape.csv", "treat", "re78")
    plain, robust = change.by_lot(earned[treated == 1], earned[treated == 0])
    assert (round(plain.value, 3), round(plain.error, 2)) == (1794.342, 632.85)
    assert robust.error == pytest.approx(671.0, abs=0.1)


@needs("intervention-studies")
def test_a_real_trial_gives_the_numbers_of_statsmodels():
    treated, was, now = columns("mediation_jobs.csv", "treat", "depress1", "depress2")
    sides = [Side(was[treated == t], now[treated == t]) for t in (1, 0)]
    ours = change.absolute_change(*(side.group()[0] for side in sides))
    fitted = oracles.least_squares(now - was, treated, "HC2")
    assert (ours.value, ours.error) == pytest.approx((fitted.params[1], fitted.bse[1]), rel=1e-6)


def test_nothing_happened_and_we_say_so_where_naive_counting_says_change():
    found = trials.trial(BY_NAME["no_effect"], people=340, studies=500)
    assert found.naive_change >= 0.9
    assert 0.33 <= found.naive <= 0.42
    assert found.ours_change <= 0.07
    assert 0.93 <= found.covered <= 0.97


def test_a_planted_effect_is_found_and_a_spill_over_hides_its_part():
    found = trials.trial(BY_NAME["real_effect"], people=700, studies=150, seed=3)
    assert found.ours == pytest.approx(found.truth, abs=0.02)
    assert (found.ours_change > 0.7, 0.92 <= found.covered <= 0.98) == (True, True)
    spilled = trials.trial(BY_NAME["spill_over"], people=700, studies=60, seed=3)
    assert spilled.ours == pytest.approx(found.truth / 2, abs=0.05)
    assert spilled.naive > 2 * found.truth


def test_fewer_than_twenty_pairs_is_too_few_and_says_how_many_are_missing():
    source = np.random.default_rng(1)
    sides = populations.study(source, 19, BY_NAME["selection"])
    found = change.beside("health", *sides)
    assert (found.verdict, found.estimate, found.missing_pairs) == ("too_few", None, 1)
    nobody = Side(np.ones(30), np.full(30, np.nan))
    found = change.beside("health", nobody, None)
    assert (found.verdict, found.dropped, found.missing_pairs) == ("too_few", 30, 20)


def test_a_baseline_of_ninety_percent_is_a_ceiling():
    source = np.random.default_rng(2)
    before = (source.random(200) < 0.9).astype(float)
    found = change.beside("health", Side(before, before), Side(before, before[::-1].copy()))
    assert (found.verdict, rules.reaches(found, 0.25)) == ("ceiling", "unknown")


def test_the_grade_follows_from_how_it_was_got():
    side = Side(*np.random.default_rng(1).random((2, 60)))
    told = [
        change.beside("x", side, side, by_lot=True).grade,
        change.beside("x", side, side, trend_before=True).grade,
        change.beside("x", side, side).grade,
        change.beside("x", side, None, trend_before=True).grade,
        rules.grade(stepped=True),
        rules.grade(),
    ]
    assert told == ["A", "B", "C", "D", "A", "E"]
    assert change.beside("x", side, None).words == "indication_no_effect"


def test_alike_before_is_seen_of_enough_people_and_not_where_one_side_rose_already():
    chance = np.random.default_rng(3)

    def side(number, rise=0.0):
        was = (chance.random(number) < 0.5).astype(float)
        now = np.where(chance.random(number) < 0.2 + rise, 1.0, was)
        return Side(was, now)

    assert change.went_alike(side(300), side(200))
    assert not change.went_alike(side(300, 0.3), side(200))  # rose before it began
    assert not change.went_alike(side(300), side(49))  # too few to see


def test_the_ratio_of_paired_shares_covers_the_truth():
    source = np.random.default_rng(5)
    held = 0
    for _ in range(1_000):
        before = (source.random(80) < 0.5).astype(float)
        turned = np.where(before == 1, source.random(80) < 0.9, source.random(80) < 0.3)
        found = change.ratio(before, turned.astype(float))
        held += found.low <= 0.2 <= found.high
    assert 0.93 <= held / 1_000 <= 0.97
    nobody = change.ratio(np.zeros(30), np.zeros(30))
    assert (nobody.value, nobody.low < -0.9, nobody.high > 10) == (0, True, True)


def test_weights_put_back_who_dropped_out():
    source = np.random.default_rng(6)
    before = (source.random(4_000) < 0.5).astype(float)
    stays = source.random(4_000) < np.where(before == 1, 0.9, 0.3)
    truth = np.where(before == 1, source.random(4_000) < 0.9, source.random(4_000) < 0.2)
    side = Side(before, np.where(stays, truth, np.nan))
    group, dropped = side.group()
    assert (group.before, dropped) == (pytest.approx(before.mean(), abs=1e-3), (~stays).sum())
    assert group.after == pytest.approx(truth.mean(), abs=0.03)
    assert np.nanmean(side.after) > truth.mean() + 0.1


def test_many_questions_in_one_report_are_judged_together():
    assert rules.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    with pytest.raises(BadInput):
        rules.holm([1.1])
    one = rules.Finding("a", 0.2, 0.01, 0.4, 0.03, 99, 0, 99, 0.5, 0.2, "C", "change")
    few = rules.too_few("b", 3, 0, 0, "D")
    judged = rules.report([one, few, one])
    assert [f.verdict for f in judged] == ["no_change_seen", "too_few", "no_change_seen"]
    assert rules.report([one])[0].verdict == "change"
    assert [rules.reaches(one, goal) for goal in (0.0, 0.25, 0.5)] == [
        *("reached", "unknown", "not_reached")
    ]


def test_regression_to_the_mean_is_taken_off():
    source = np.random.default_rng(8)
    lasting = source.normal(6, 1, 6_000)
    first, second = (lasting + source.normal(0, 1, 6_000) for _ in range(2))
    panel = averages.everybody(first[:3_000], second[:3_000])
    low = first[3_000:] < 6
    before, after = first[3_000:][low], second[3_000:][low]
    assert (after - before).mean() > 0.5
    beyond = averages.beyond_regression(before, after, panel)
    assert (beyond.low < 0 < beyond.high, beyond.error < 0.06) == (True, True)
    assert averages.beyond_regression(before, after + 0.5, panel).value == pytest.approx(
        0.5 + beyond.value
    )


def test_rates_have_exact_intervals():
    held = 0
    counts = np.random.default_rng(3).poisson([[12.0], [18.0]], (2, 400))
    for was, now in counts.T.tolist():
        found = rates.rate_ratio(now, 2_000, was, 1_000)
        held += found.low <= 0.75 <= found.high
    assert held / 400 >= 0.95
    found = rates.rate_ratio(30, 1_000, 20, 1_000)
    p = stats.binomtest(30, 50, 0.5).proportion_ci(method="exact")
    assert (found.low, found.high) == pytest.approx((p.low / (1 - p.low), p.high / (1 - p.high)))
    assert (rates.rate(0, 500).low, rates.rate(0, 500).high) == (0, pytest.approx(7.378, abs=1e-3))
    assert rates.rate_ratio(3, 1, 0, 1).high == float("inf")


def world(source, effect, districts=12, periods=14):
    """Make districts with a common course and each their own answer to it, (periods, districts)."""
    course = source.normal(0, 1, (periods, 2)).cumsum(axis=0)
    marks = course @ source.random((2, districts)) + source.normal(0, 0.15, (periods, districts))
    marks[10:, 0] += effect
    return marks


def test_a_mixture_of_other_districts_finds_what_was_planted():
    source = np.random.default_rng(4)
    found = [synthetic.compare(world(source, 1.5), 10) for _ in range(40)]
    assert np.mean([f.effect for f in found]) == pytest.approx(1.5, abs=0.15)
    assert np.mean([f.rank == 1 for f in found]) >= 0.7
    assert found[0].weights.sum() == pytest.approx(1)
    ranks = [synthetic.compare(world(source, 0), 10).rank for _ in range(120)]
    assert 4 <= np.mean(ranks) <= 9  # nothing happened: any rank of twelve
    with pytest.raises(BadInput, match="other districts"):
        synthetic.compare(np.zeros((14, 4)), 10)


def test_districts_that_start_one_after_another_show_the_step():
    source = np.random.default_rng(5)
    starts = np.repeat([2, 4, 6, 8], 2)

    def marks(effect):
        levels = source.normal(0, 1, (8, 1)) + source.normal(0, 1, (1, 10))
        return levels + effect * stepped.treated(starts, 10) + source.normal(0, 0.3, (8, 10))

    one = marks(0.6)
    ours = stepped.effect(one, starts)
    dummies = np.column_stack(
        [stepped.treated(starts, 10).ravel()]
        + [np.kron(np.eye(8)[d], np.ones(10)) for d in range(1, 8)]
        + [np.tile(np.eye(10)[t], 8) for t in range(1, 10)]
    )
    assert ours.value == pytest.approx(oracles.least_squares(one.ravel(), dummies).params[1])
    found = [stepped.effect(marks(0.6), starts) for _ in range(300)]
    assert np.mean([f.value for f in found]) == pytest.approx(0.6, abs=0.03)
    assert 0.92 <= np.mean([f.low <= 0.6 <= f.high for f in found]) <= 0.98
    lucky = [stepped.chance(marks(0), starts, shuffles=99) <= 0.05 for _ in range(400)]
    assert np.mean(lucky) <= 0.07
    assert stepped.chance(one, starts) <= 0.01
