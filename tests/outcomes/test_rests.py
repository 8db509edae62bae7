"""What one table holds back is not told by a cell of another: four cells leave a few."""

import itertools

import numpy as np
import pytest

from tests.outcomes import attackers
from tests.outcomes.test_sums import Night, members, of_region, sets_of
from wijkschakel.outcomes.disclosure import frames, gathering
from wijkschakel.outcomes.disclosure.catalogue import Measure, Table
from wijkschakel.outcomes.disclosure.gathering import Groups

pytestmark = pytest.mark.once


def without_rests(people, told):
    """Look at two and three cells, and at cells side by side, and no further."""
    seen = gathering.overlaps(people, told)
    return gathering.by_measure([*seen.pairs(), *seen.sums(), *seen.unions()])


def the_only_organised_walk():
    """Of the second district eighteen came with an organisation: all of them to the one walk.

    Of the third, eight came with neighbours. So the table of sides tells neither of the two
    districts apart; the walk tells the second, and what is left is the eight.
    """
    sides = frames.flat("answer", "all", ("informal", "organised"))
    areas = frames.flat("area", "region", ("d1", "d2", "d3"))
    side = Measure("side", "2026", frames.Frame((areas, sides)), (Table("t", ((0, 1), (0, 1))),))
    edges = np.cumsum([0, 68, 41, 56, 18, 8, 108])
    groups = [range(*each) for each in itertools.pairwise(edges)]
    walk = of_region("walk")
    return [side, walk], [members(side, *groups), members(walk, groups[3])]


@pytest.mark.parametrize("order", [1, -1])
def test_what_a_table_holds_back_is_not_told_by_another(tmp_path, order):
    measures, night = the_only_organised_walk()
    sets, night = sets_of(night), night[::order]
    naive = Night(tmp_path / "naive", measures, without_rests).publish(night)
    beaten = attackers.added_up(naive, sets, 4)
    assert ("side.2026", ("region", "organised")) in {sums[0] for sums in beaten}
    ours = Night(tmp_path / "ours", measures, gathering.near)
    told = ours.publish(night)
    assert attackers.added_up(told, sets, 4) == []
    assert len(naive) - len(told) in (1, 2, 3)  # is the price
    assert sum(ours.gate.audit().values()) == 0


def test_rests_are_counted_as_a_reader_would():
    chance = np.random.default_rng(8)
    of = {name: np.flatnonzero(chance.random(70) < 0.2) for name in "abcd"}
    of["all"] = np.unique(np.concatenate(list(of.values())))
    of["most"] = np.unique(np.concatenate([of["a"], of["b"]]))
    table = Groups("table", {("region", name): people for name, people in of.items()})
    rest = np.setdiff1d(np.setdiff1d(of["all"], of["a"]), of["c"])
    there = np.setdiff1d(of["most"], of["a"])
    other = Groups("other", {("region", "rest"): rest, ("region", "there"): there,
                             ("region", "whole"): np.arange(70)})  # fmt: skip
    seen = gathering.overlaps([table, other], {})
    found = {frozenset((p.measure, p.cell, p.sign) for p in each.parts) for each in seen.rests()}
    people = {(one.name, cell): np.isin(np.arange(70), p) for one in (table, other)
              for cell, p in one.people_of.items() if len(p) >= 10}  # fmt: skip
    expected = set()
    for foreign in people:
        mine = [name for name in people if name[0] != foreign[0]]
        for three in itertools.combinations(mine, 3):
            for signs in itertools.product((1, -1), repeat=3):
                left = sum(s * people[n].astype(int) for s, n in zip(signs, three, strict=True))
                if (np.abs(people[foreign] + left) ** 2).sum() < 10 and left.sum():
                    parts = [(*n, s) for n, s in zip(three, signs, strict=True)]
                    expected.add(frozenset([(*foreign, 1), *parts]))
    assert expected
    assert found == expected
