"""Tables of several groups, claims and masked shares may not be added and subtracted to a few."""

import itertools

import numpy as np
import pytest

from tests.outcomes import attackers
from wijkschakel.outcomes.disclosure import claims, frames, gathering, overlap
from wijkschakel.outcomes.disclosure.catalogue import Catalogue, Measure, Table
from wijkschakel.outcomes.disclosure.claims import Asked, Claims, Found
from wijkschakel.outcomes.disclosure.gateway import Gateway
from wijkschakel.outcomes.disclosure.gathering import Groups, Members
from wijkschakel.outcomes.disclosure.ledger import Ledger
from wijkschakel.outcomes.effects.rules import Finding

pytestmark = pytest.mark.once


def of_region(topic, period="2026"):
    """Make a measure of the whole region: an activity, a meeting."""
    frame = frames.Frame((frames.Tree("area", "region", {}),))
    return Measure(topic, period, frame, (Table("t", ((0,),)),))


def of_hoods(topic, hoods=4, period="2026"):
    """Make a measure of the region and its neighbourhoods."""
    frame = frames.Frame((attackers.town(hoods, 1),))
    return Measure(topic, period, frame, (Table("t", ((0, 2),)),))


def members(measure, *groups):
    """Put people in the leaves of a measure, in order."""
    leaves = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    return Members(measure, np.concatenate([np.array(g, np.int64) for g in groups]), leaves)


def sets_of(night):
    """Give who is in each cell."""
    return {
        (one.name, cell): set(one.people[np.isin(one.leaves, one.measure.frame.leaves(cell))])
        for one in night
        for cell in one.cells
    }


class Night:
    """Publishes nights in a folder: each table guarded by the sums that `looks_at` gives."""

    def __init__(self, folder, measures, looks_at):
        self.gate = Gateway(folder, Catalogue(measures), ask_argus=False)
        self.measures, self.looks_at = measures, looks_at

    def publish(self, night, groups=()):
        """Publish the tables of a night in order; give what is told now."""
        nears = self.looks_at([*night, *groups], self.last())
        for one in night:
            counts = np.bincount(one.leaves, minlength=one.measure.frame.size)
            self.gate.publish(one.name, counts, "now", nears=nears.get(one.name, ()))
        return self.told()

    def last(self):
        """Give the newest value that was told of each cell."""
        entries = self.gate.ledger.entries()
        found = overlap.told_by(entries, {each["measure"] for each in entries})
        return {name: values[-1] for name, values in found.items()}

    def told(self):
        """Give what is told now."""
        return {
            (measure.name, cell): value
            for measure in self.measures
            for cell, value in attackers.our_cells(self.gate, measure).items()
        }


def pairs_alone(people, told):
    """Look at two cells at once and no more, as it was."""
    return gathering.by_measure(gathering.overlaps(people, told).pairs())


def walking_and_eating():
    """Sixty walked, fifty others ate; with four more they are all who took part."""
    walk, eat, both = of_region("walk"), of_region("eat"), of_region("took-part")
    night = [
        members(both, range(114)), members(walk, range(60)), members(eat, range(60, 110)),
    ]  # fmt: skip
    return [walk, eat, both], night


def quarters_and_a_week():
    """A year less its two halves leaves who came in the one week between them."""
    year, first, second = (of_region(topic) for topic in ("year", "first", "second"))
    night = [members(first, range(70)), members(second, range(70, 130)), members(year, range(137))]
    return [year, first, second], night


def hoods_and_all():
    """Three neighbourhoods of six walked; the organiser tells of the walk as a whole."""
    hoods, walk = of_hoods("took-part", 6), of_region("walk")
    edges = (0, 20, 45, 75, 100, 127, 149)
    homes = [range(*each) for each in itertools.pairwise(edges)]
    night = [members(hoods, *homes), members(walk, [*range(75), 200, 201, 202])]
    return [hoods, walk], night


@pytest.mark.parametrize("scene", [walking_and_eating, quarters_and_a_week, hoods_and_all])
def test_sums_of_three_or_more_groups_leave_nobody_to_be_told(tmp_path, scene):
    measures, night = scene()
    sets = sets_of(night)
    before = Night(tmp_path / "pairs", measures, pairs_alone).publish(night)
    assert attackers.added_up(before, sets, 4) != []  # two at once does not see it
    ours = Night(tmp_path / "all", measures, gathering.near)
    told = ours.publish(night)
    assert attackers.added_up(told, sets, 4) == []
    assert len(told) >= len(before) - 1  # one cell is the price
    assert sum(ours.gate.audit().values()) == 0


def test_two_groups_of_which_one_lies_in_the_other_are_not_subtracted(tmp_path):
    walk, told_a_face = of_region("walk"), of_region("face")
    night = [members(walk, range(64)), members(told_a_face, range(60))]
    naive = Night(tmp_path / "naive", [walk, told_a_face], lambda people, told: {})
    assert attackers.added_up(naive.publish(night), sets_of(night), 2) != []
    ours = Night(tmp_path / "ours", [walk, told_a_face], gathering.near).publish(night)
    assert ours == {("walk.2026", ("region",)): 64}


def random_nights(seed, nights=4):
    """Make tables of activities, halves of a year and neighbourhoods of a growing town."""
    chance = np.random.default_rng(seed)
    measures = [of_hoods("took-part"), of_hoods("goals", 3)]
    measures += [of_region(f"activity-{n}") for n in range(4)]
    homes, likes = chance.integers(0, 4, 600), chance.integers(0, 4, 600)
    known = 150
    for _ in range(nights):
        there = np.arange(known)
        groups = [[there[homes[there] == hood] for hood in range(4)]]
        groups.append([there[likes[there] == kind] for kind in range(3)])
        for kinds in ((0,), (1,), (2, 3), (0, 1)):
            came = there[chance.random(known) < 0.97]
            groups.append([came[np.isin(likes[came], kinds)]])
        yield measures, [members(m, *g) for m, g in zip(measures, groups, strict=True)]
        known += int(chance.integers(0, 25))


@pytest.mark.parametrize("seed", range(4))
def test_random_tables_night_after_night_are_not_added_up(tmp_path, seed):
    publishers, beaten = {}, 0
    for measures, night in random_nights(seed):
        sets = sets_of(night)
        for name, looks_at in (("pairs", pairs_alone), ("all", gathering.near)):
            publishers.setdefault(name, Night(tmp_path / name, measures, looks_at))
        beaten += len(attackers.added_up(publishers["pairs"].publish(night), sets))
        assert attackers.added_up(publishers["all"].publish(night), sets) == []
    assert beaten > 0
    told = {name: len(one.told()) for name, one in publishers.items()}
    assert told["all"] > told["pairs"] / 2
    assert sum(publishers["all"].gate.audit().values()) == 0


def test_the_audit_sees_sums_in_a_ledger_that_was_written_without_looking(tmp_path):
    measures, night = walking_and_eating()
    blind = Night(tmp_path, measures, gathering.near)
    blind.looks_at = lambda people, told: {}
    blind.publish(night)
    nears = gathering.near(night)
    entries = blind.gate.ledger.entries()
    told = overlap.told_by(entries, {each.name for each in night})
    last = entries[-1]["measure"]
    shown = {("region",)}
    entries[-1]["sums"] = overlap.kept(nears[last], last, shown, shown, told)
    assert overlap.subtracted(entries) == {last: 1}


def test_a_share_in_words_is_not_told_by_another_table(tmp_path):
    areas = attackers.town(4, 1)
    liked = frames.Frame((areas, attackers.answers(2)))
    face = Measure("face", "2026", liked, (Table("t", ((0, 2), (0, 1))),), 1)
    step, walk = of_region("step"), of_region("walk")
    # Of b00 twelve of three hundred were not glad: "under 10 %". Elsewhere the same twelve.
    starts = np.cumsum([0, 12, 288, 140, 160, 15, 285, 90, 110])
    people = [range(*each) for each in itertools.pairwise(starts)]
    glad = people[1]
    for other, who in ((step, range(12)), (walk, glad)):
        night = [members(face, *people), members(other, who)]
        for order in (night, night[::-1]):
            where = tmp_path / other.topic / order[0].name
            measures = [face, other]
            before = Night(where / "before", measures, pairs_alone)
            before.looks_at = lambda people, told: {}
            blind = before.publish(order)
            assert blind[other.name, ("region",)] == len(who)
            assert blind["face.2026", ("b00", "all")] == 300  # so the share is read
            told = Night(where / "ours", measures, gathering.near).publish(order)
            assert not {(other.name, ("region",)), ("face.2026", ("b00", "all"))} <= told.keys()


def asked():
    """Ask for a change of the region."""
    return Asked("health", 1, "region", "2026", "d" * 64, "share", 0.25, "waiting", registered=True)


def found(pairs, dropped, compared):
    """Find a change among these people."""
    finding = Finding(
        "health", 0.2, 0.05, 0.35, 0.01, len(pairs), len(dropped), len(compared), 0.5, 0.1, "C",
        "change",
    )  # fmt: skip
    people = {
        claims.PAIRS: pairs, claims.DROPPED: dropped, claims.COMPARED: compared,
        claims.ASKED: [*pairs, *dropped],
    }  # fmt: skip
    cells = {"p1>1": len(pairs), "p1>x": len(dropped), "c1>1": len(compared)}
    return Found(finding, 0.3, cells, people=people)


@pytest.mark.parametrize(
    ("table", "withheld"),
    [
        (range(124), "pairs"),  # four more answered now than answered twice
        (range(144), "dropped"),  # with who dropped out all but four
        (range(184), "compared"),
    ],
)
def test_the_number_of_a_claim_is_not_subtracted_from_a_table(tmp_path, table, withheld):
    answers = of_region("answers")
    one = found([*range(120)], [*range(120, 140)], [*range(140, 180)])
    night, groups = [members(answers, table)], claims.groups(asked(), one)
    if withheld == "compared":  # everybody but four: three numbers of the claim and the table
        night[0] = members(answers, [*range(140, 180), 200, 201, 202, 203])
    ours = Night(tmp_path, [answers], gathering.near)
    ours.publish(night, [groups])
    nears = gathering.near([*night, groups]).get(asked().name, ())
    naive = claims.say(asked(), one, "now")
    assert getattr(naive, withheld) is not None
    sets = sets_of(night) | {(groups.name, c): set(p.tolist()) for c, p in groups.people_of.items()}
    blind = ours.told() | {(groups.name, c): v for c, v in claims.numbers(naive, one).items()}
    blind = {name: value for name, value in blind.items() if name in sets}
    assert attackers.added_up(blind, sets) != []
    ledger = Claims(Ledger(ours.gate.ledger.path))
    ledger.publish(asked(), one, "now", nears=nears)
    body, _line = ledger.bodies()["health", "2026", "region"]
    said = claims.said.claim(body)
    assert getattr(said, withheld) is None
    assert (said.verdict, said.after) == ("change", naive.after)  # the change itself stays
    told = ours.told() | {(groups.name, c): v for c, v in claims.numbers(said, one).items()}
    assert attackers.added_up({n: v for n, v in told.items() if n in sets}, sets) == []


def test_a_table_waits_for_what_a_claim_told_before(tmp_path):
    answers = of_region("answers")
    one = found([*range(120)], [*range(120, 140)], [*range(140, 180)])
    groups = claims.groups(asked(), one)
    ledger = Claims(Ledger(tmp_path / "ledger.jsonl"))
    ledger.publish(asked(), one, "now", nears=gathering.near([groups]).get(asked().name, ()))
    told = Night(tmp_path, [answers], gathering.near).publish(
        [members(answers, range(124))], [groups]
    )
    assert told == {}
    naive = Night(tmp_path / "naive", [answers], gathering.near)
    assert naive.publish([members(answers, range(124))]) == {("answers.2026", ("region",)): 124}


def test_groups_that_are_looked_at_are_counted_as_a_reader_would():
    chance = np.random.default_rng(5)
    whole = Groups("all", {("region", str(n)): np.flatnonzero(chance.random(60) < 0.5)
                           for n in range(6)})  # fmt: skip
    other = Groups("other", {("region", str(n)): np.flatnonzero(chance.random(60) < 0.25)
                             for n in range(6)})  # fmt: skip
    seen = gathering.overlaps([whole, other], {})
    there = {frozenset((p.measure, p.cell, p.sign) for p in each.parts) for each in seen.sums()}
    people = {(one.name, cell): set(p.tolist()) for one in (whole, other)
              for cell, p in one.people_of.items() if len(p) >= 10}  # fmt: skip
    expected = set()
    for total, (left, right) in itertools.product(people, itertools.combinations(people, 2)):
        if total in (left, right) or len({total[0], left[0], right[0]}) == 1:
            continue
        rest = [(p in people[total]) - (p in people[left]) - (p in people[right])
                for p in range(60)]  # fmt: skip
        if sum(each * each for each in rest) < 10:
            expected.add(frozenset(((*total, 1), (*left, -1), (*right, -1))))
    assert there == expected
