"""What beats a naive publisher does not beat the gateway."""

import itertools
import json

import numpy as np
import pytest

from tests.outcomes import attackers
from wijkschakel.outcomes.disclosure import frames, gathering, primary
from wijkschakel.outcomes.disclosure.catalogue import Catalogue, Measure, Table
from wijkschakel.outcomes.disclosure.gateway import Gateway
from wijkschakel.outcomes.rules.troubles import BadInput, LedgerBroken, NotInCatalogue

pytestmark = pytest.mark.once


def gateway(folder, frame, *tables, answers=None, period="2026"):
    """Open a gateway for one measure."""
    named = tuple(Table(f"t{n}", levels) for n, levels in enumerate(tables))
    measure = Measure("taking_part", period, frame, named, answers)
    return Gateway(folder, Catalogue([measure]), ask_argus=False), measure


@pytest.mark.parametrize("seed", range(3))
def test_hidden_cells_are_not_worked_out_with_a_linear_programme(tmp_path, seed):
    frame = frames.Frame((attackers.town(), attackers.answers(3)))
    counts = np.random.default_rng(seed).poisson(22, frame.size)
    counts[[1, 9]] = (3, 7)
    gate, measure = gateway(tmp_path, frame, ((0, 1, 2), (0, 1)))
    naive = attackers.naive_cells(frame, counts, measure.cells)
    known = attackers.worked_out(frame, [naive], measure.cells)
    assert len(attackers.given_away(known)) >= 1
    gate.publish(measure.name, counts, "2026-11-29")
    ours = attackers.our_cells(gate, measure)
    known = attackers.worked_out(frame, [ours], measure.cells)
    assert (attackers.given_away(known), len(ours) > len(measure.cells) / 3) == ([], True)
    assert {cell: counts[frame.leaves(cell)].sum() for cell in ours} == ours
    assert min(high for _, high in known.values()) >= 10


def test_hidden_cells_are_not_narrowed_to_one_to_nine(tmp_path):
    frame = frames.Frame((attackers.town(6, 1), attackers.answers(3)))
    counts = np.full(frame.size, 30)
    counts[[0, 1, 3, 4]] = (4, 3, 2, 5)  # two unknowns in each row and column, and still
    gate, measure = gateway(tmp_path, frame, ((0, 2), (0, 1)))
    naive = attackers.naive_cells(frame, counts, measure.cells)
    known = attackers.worked_out(frame, [naive], measure.cells)
    assert max(high for _, high in known.values()) < 10
    gate.publish(measure.name, counts, "2026-11-29")
    known = attackers.worked_out(frame, [attackers.our_cells(gate, measure)], measure.cells)
    assert min(high for _, high in known.values()) >= 10


def weeks_of_joining():
    """Give the number of people in 26 neighbourhoods at the end of 52 weeks, (52, 26)."""
    return np.cumsum(np.random.default_rng(7).poisson(2.6, (52, 26)), axis=0) + 6


def test_no_weekly_increment_is_read_from_two_publications(tmp_path):
    frame = frames.Frame((attackers.town(26, 3),))
    gate, measure = gateway(tmp_path, frame, ((0, 1, 2),))
    series = []
    naive_read = small = 0
    for week, counts in enumerate(weeks_of_joining()):
        gate.publish(measure.name, counts, f"week {week:02d}")
        series.append(attackers.our_cells(gate, measure))
        if week:
            grown = counts - weeks_of_joining()[week - 1]
            small += int((grown < 10).sum())
            naive_read += int(((grown < 10) & (counts - grown >= 10)).sum())
    assert (small, naive_read > 1_200) == (1_326, True)  # hiding small cells hides no increment
    cells = {cell for told in series for cell in told}
    steps = {
        abs(one[cell] - other[cell])
        for one, other in itertools.combinations(series, 2)
        for cell in cells
        if cell in one and cell in other
    }
    assert sorted(step for step in steps if 0 < step < 10) == []
    final = series[-1]
    assert final["region",] > 0.9 * weeks_of_joining()[-1].sum()  # and it is still of use


def test_totals_do_not_tell_what_their_parts_hold_back(tmp_path):
    frame = frames.Frame((attackers.town(5, 1),))
    gate, measure = gateway(tmp_path, frame, ((0, 2),))
    first, then = np.array([40, 50, 60, 70, 80]), np.array([52, 51, 60, 70, 80])
    gate.publish(measure.name, first, "week 1")
    before = attackers.our_cells(gate, measure)
    gate.publish(measure.name, then, "week 2")
    after = attackers.our_cells(gate, measure)
    # Guarding each cell on its own: the total and one part move, the rest is one person.
    assert (then.sum() - first.sum()) - (then[0] - first[0]) == 1
    moved = {cell: after[cell] - before[cell] for cell in after if after[cell] != before[cell]}
    assert moved == {("b00",): 12, ("region",): 12}


def test_two_divisions_of_the_same_people_are_not_published(tmp_path):
    by_neighbourhood, by_postcode = attackers.town(4), frames.flat("area", "region", ("1", "2"))
    people = np.array([30, 30, 30, 30])
    # Postcode 1 is neighbourhoods b00 and b01 and the four people across the street.
    assert (people[0] + people[1] + 4) - (people[0] + people[1]) < 10
    gate, measure = gateway(tmp_path, frames.Frame((by_neighbourhood,)), ((0, 1, 2),))
    other = Measure("taking_part", "2026", frames.Frame((by_postcode,)), (Table("pc", ((0, 1),)),))
    with pytest.raises(BadInput, match="one division"):
        Catalogue([measure, other])
    gate.publish(measure.name, people, "2026-11-29")
    with pytest.raises(LedgerBroken, match="another definition"):
        Gateway(tmp_path, Catalogue([other])).publish(other.name, np.array([64, 56]), "later")
    with pytest.raises(NotInCatalogue):
        gate.answer(measure.name, "people older than 80 in b01")
    with pytest.raises(BadInput, match="not one tree"):
        frames.Tree("area", "region", {"a": "b", "b": "a"})


def test_the_same_question_has_the_same_answer_always(tmp_path):
    frame = frames.Frame((attackers.town(),))
    counts = np.array([4, 40, 30, 50, 60, 35])
    noisy = counts[0] + np.random.default_rng(1).laplace(0, 3, 20_000)  # a naive publisher's noise
    assert round(noisy.mean()) == counts[0]
    gate, measure = gateway(tmp_path, frame, ((0, 1, 2),))
    gate.publish(measure.name, counts, "2026-11-29")
    first = gate.answer(measure.name, "t0")
    again = [gate.publish(measure.name, counts, f"2026-12-{day}").number for day in (10, 11)]
    assert (again, {gate.answer(measure.name, "t0")}) == ([None, None], {first})
    (tmp_path / "public" / "taking_part.2026.t0.json").unlink()  # made again from the ledger alone
    gate.write_public(measure)
    assert gate.answer(measure.name, "t0") == first


def test_what_holds_for_everybody_or_nobody_is_said_in_words(tmp_path):
    frame = frames.Frame((attackers.town(4, 1), attackers.answers(2)))
    counts = np.array([0, 300, 140, 160, 150, 150, 2, 50])
    gate, measure = gateway(tmp_path, frame, ((0, 2), (0, 1)), answers=1)
    naive = attackers.naive_cells(frame, counts, measure.cells)
    assert naive["b00", "a1"] == naive["b00", "all"] == 300  # everybody of b00 answered a1
    gate.publish(measure.name, counts, "2026-11-29")
    rows = json.loads(gate.answer(measure.name, "t0"))["cells"]
    told = {tuple(row[:2]): tuple(row[2:]) for row in rows}
    assert told["b00", "all"] == (300, None)
    assert (told["b00", "a0"], told["b00", "a1"]) == (
        (None, "under_10_percent"),
        (None, "over_90_percent"),
    )
    assert (told["b03", "a0"], told["b03", "a1"]) == ((None, None), (None, None))  # 52 people
    assert told["b01", "a0"] == (140, None)


def overlapping(seed, nights=4):
    """Make tables of groups that lie in each other, night after night, and who is in each leaf."""
    chance = np.random.default_rng(seed)
    areas, liked = attackers.town(4, 2), attackers.answers(2)
    measures = [
        Measure("goals", year, frames.Frame((areas,)), (Table("t", ((0, 1, 2),)),))
        for year in ("2025", "2026")
    ]
    shown = (Table("t", ((0, 1), (0, 1))),)
    measures.append(Measure("face", "2026", frames.Frame((areas, liked)), shown, 1))
    homes, likes = chance.integers(0, 4, 400), chance.random(400) < 0.4
    known, new, night = np.arange(150), 150, []
    for _ in range(nights):
        later = np.arange(new + int(chance.integers(1, 9)))
        some = known[chance.random(len(known)) < 0.97]
        groups = [(known, homes[known]), (later, homes[later])]
        groups.append((some, homes[some] * 2 + likes[some]))
        night.append([gathering.Members(m, *g) for m, g in zip(measures, groups, strict=True)])
        known = np.arange(len(later) if chance.random() < 0.5 else len(known))
        new = len(later) + int(chance.integers(0, 20))
    return measures, night


def told_of(gate, measures):
    """Read every cell of every measure that is told now."""
    return {
        (m.name, cell): value
        for m in measures
        for cell, value in attackers.our_cells(gate, m).items()
    }


@pytest.mark.parametrize("seed", range(4))
def test_tables_of_overlapping_people_are_not_subtracted(tmp_path, seed):
    measures, nights = overlapping(seed)
    gates = [Gateway(tmp_path / n, Catalogue(measures), ask_argus=False) for n in ("each", "all")]
    beaten = 0
    for at, night in enumerate(nights):
        nears = gathering.near(night)
        sets = {
            (one.measure.name, cell): set(
                one.people[np.isin(one.leaves, one.measure.frame.leaves(cell))].tolist()
            )
            for one in night for cell in one.measure.cells
        }  # fmt: skip
        for one in night:
            counts = np.bincount(one.leaves, minlength=one.measure.frame.size)
            gates[0].publish(one.measure.name, counts, f"{at}")  # each table safe on its own
            gates[1].publish(
                one.measure.name, counts, f"{at}", nears=nears.get(one.measure.name, ())
            )
        beaten += len(attackers.subtracted(told_of(gates[0], measures), sets))
        assert attackers.subtracted(told_of(gates[1], measures), sets) == []
    assert beaten > 0
    assert sum(gates[1].audit().values()) == 0
    assert len(told_of(gates[1], measures)) > len(told_of(gates[0], measures)) / 3


def test_too_few_too_lopsided_and_extreme_are_judged_as_written():
    assert [primary.is_small(n) for n in (0, 9, 10)] == [True, True, False]
    hours = [(60, 10, 10, 10), (30, 30, 20, 20), (49, 47, 4), (25, 25, 25, 25), ()]
    assert [primary.is_dominated(each) for each in hours] == [True, False, True, False, False]
    assert [primary.is_extreme(n, 200) for n in (0, 19, 20, 180, 181)] == [
        *(True, True, False, False, True)
    ]
    ranges = [(4, 109), (4, 110), (106, 110), (60, 110)]
    assert [primary.extreme_range(*each) for each in ranges] == [None, (0, 10), (100, 110), None]
    with pytest.raises(BadInput):
        primary.is_small(-1)
