"""Chance is judged as it is: many questions together, districts as a whole."""

import numpy as np
import pytest
from scipy import stats

from tests.outcomes.small_region import DAY, NOW, Town
from wijkschakel.outcomes.actions import claiming, work
from wijkschakel.outcomes.effects import rules, stepped
from wijkschakel.outcomes.queries.facts.ground import ground

WELL, ILL = 2, 4


@pytest.mark.django_db
def test_what_stands_in_one_report_is_judged_together(settings, tmp_path):
    settings.VAR = tmp_path
    town = Town(2)
    town.begins(0, NOW - 500 * DAY)
    for counted, pack, item, well, ill in (
        ("feels_healthy", "perceived-health", "health", 2, 4),
        ("is_satisfied_with_life", "life-satisfaction", "life", 8, 3),
    ):
        town.promise(counted, comparison="none")
        people = town.people(100)
        for codes, at in (
            ([well] * 50 + [ill] * 50, NOW - 380 * DAY),
            # fourteen got better, four worse: alone that is beyond chance, of two it is not
            ([well] * 46 + [ill] * 4 + [well] * 14 + [ill] * 36, NOW - 30 * DAY),
        ):
            for code in (well, ill):
                who = [p for p, c in zip(people, codes, strict=True) if c == code]
                town.answer(who, code, at, pack=pack, item=item)
    folder = work.folder_of(town.region)
    ground(town.region, folder / "2026")
    found = [each.found.finding for each in claiming.read(town.region, NOW, folder)
             if each.asked.area == "proef"]  # fmt: skip
    assert len(found) == 2
    alone = [_p(finding) for finding in found]
    assert max(alone) < rules.CERTAIN < min(finding.p for finding in found)
    assert [finding.p for finding in found] == pytest.approx([2 * p for p in alone], rel=1e-6)
    assert {finding.verdict for finding in found} == {"no_change_seen"}


def _p(finding):
    """Work out the chance of one question from its interval."""
    middle = finding.estimate
    error = (finding.high - middle) / stats.t.ppf(0.975, finding.pairs - 1)
    return 2 * stats.t.sf(abs(middle / error), finding.pairs - 1)


@pytest.mark.once
def test_weeks_of_one_district_are_not_taken_for_more_districts():
    """A district that has a good year has many good weeks: these are no new proof."""
    source = np.random.default_rng(11)
    starts = np.repeat([3, 6, 9, 12], 3)
    held = {"ours": 0, "naive": 0}
    for _ in range(200):
        lasting = source.normal(0, 0.3, (12, 16)).cumsum(axis=1)  # drifts, week after week
        found = stepped.effect(lasting, starts)
        held["ours"] += found.low <= 0 <= found.high
        on = stepped.treated(starts, 16)
        inside = on - on.mean(0) - on.mean(1, keepdims=True) + on.mean()
        left = lasting - lasting.mean(0) - lasting.mean(1, keepdims=True) + lasting.mean()
        left = left - found.value * inside
        error = np.sqrt((inside**2 * left**2).sum()) / (inside**2).sum()
        held["naive"] += abs(found.value) <= 1.96 * error
    assert held["ours"] / 200 >= 0.9
    assert held["naive"] / 200 < 0.8  # every week as if it were a district
