"""Which tables a year of a region has, and the events from which each is counted.

Divisions are as coarse as the question allows: taking part goes down to neighbourhoods, answers
to districts, an activity is of the whole region. Every table has two trees: areas, and answers
(only `all` when there are none).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wijkschakel.outcomes.cube.filing import Row
from wijkschakel.outcomes.disclosure.catalogue import Measure, Table
from wijkschakel.outcomes.disclosure.frames import Frame, Tree, flat
from wijkschakel.outcomes.disclosure.gathering import Members
from wijkschakel.outcomes.queries.facts.found import Found, Key
from wijkschakel.outcomes.queries.facts.ground import Ground
from wijkschakel.outcomes.rules.countable import (
    GOAL_STATES,
    HEADINGS,
    KNOW,
    LIKED,
    MOVING,
    TIMES,
    TOPICS,
    Topic,
)
from wijkschakel.outcomes.rules.indicators import GOOD, REST
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.outcomes.rules.sides import GROUPED
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE

BY_TOPIC = {topic.code: topic for topic in TOPICS}
MOST_ANSWERS = 5  # with more the districts would be too small for each
SAME_PEOPLE = ("taking-part", "weeks", "role", "side", "aim", "shift")
OF_ACTIVITY = {"step-": GOAL_STATES, "face-": LIKED}
QUARTERLY = ("satisfied-residents", "satisfied-helpers")


@dataclass(frozen=True)
class Wanted:
    """A table to be made: its measure and which of its codes is which answer."""

    key: Key
    measure: Measure
    codes: Mapping[int, str] | None = None
    beside: tuple[str, ...] = ()  # measures of the same people
    instead_of: str = ""  # where that one was told, this one waits for the next period


def wanted(ground: Ground, found: Found) -> list[Wanted]:
    """List the tables of a year."""
    year = found.span.name
    districts = ground.by_district()
    same = [f"{topic}.{year}" for topic in SAME_PEOPLE]
    listed = [_people(("taking-part", year), ground.whole(), (0, 1, 2, 3), tuple(same[1:]))]
    for code in (*SAME_PEOPLE[1:], "goals", "asked", "get-by"):
        others = [name for name in same if name != f"{code}.{year}"] if code in SAME_PEOPLE else []
        make = _grouped if code in GROUPED else _answered
        listed.append(make((code, year), districts, BY_TOPIC[code], tuple(others)))
    listed += [_people((f"need-{heading}", year), districts) for heading in HEADINGS]
    listed.append(_people(("ties", year), districts))
    for topic, period in sorted(found.states):
        if topic in QUARTERLY:
            listed.append(_answered((topic, period), districts, BY_TOPIC[topic]))
        elif topic.startswith((MOVING, KNOW)):
            listed.append(_moving((topic, period), ground, year))
        elif topic.startswith("answers-"):
            listed.append(_codes((topic, period), ground, found))
        elif topic.startswith(tuple(OF_ACTIVITY)):
            answers = OF_ACTIVITY[topic.partition("-")[0] + "-"]
            apart = Topic(topic, answers, is_answer=True)
            listed.append(_answered((topic, period), ground.region_only(), apart))
        elif topic.startswith("activity-") or _is_apart(topic, found):
            listed.append(_reached((topic, period), ground, found))
    return [one for one in listed if len(_numbers(found, one.key)) >= FEWEST_PEOPLE]


def _numbers(found: Found, key: Key) -> Collection[int]:
    return found.visits if key[0] == "taking-part" else found.states.get(key, ())


def _is_apart(topic: str, found: Found) -> bool:
    """Say whether an initiative may be told beside its activities: no small rest between them."""
    whole = set(found.people(topic))
    parts = [set(found.people(f"activity-{number}")) for number in found.parts.get(topic, ())]
    rests = [len(whole - part) for part in parts if len(part) >= FEWEST_PEOPLE]
    return topic.startswith("initiative-") and not any(0 < n < FEWEST_PEOPLE for n in rests)


def _reached(key: Key, ground: Ground, found: Found) -> Wanted:
    """Give who was reached by an activity or initiative, beside what has the same people."""
    people = set(found.people(key[0]))
    same = [
        f"{other}.{key[1]}"
        for whole, activities in found.parts.items()
        for other in ([f"activity-{n}" for n in activities] if whole == key[0] else [whole])
        if key[0] in (whole, *(f"activity-{n}" for n in activities))
        and set(found.people(other)) == people
    ]
    return _answered(key, ground.region_only(), Topic(key[0], TIMES), tuple(sorted(same)))


def _moving(key: Key, ground: Ground, year: str) -> Wanted:
    """Give who was trained and who is at work, or whether professionals know: of one group."""
    answers = BY_TOPIC[KNOW].answers if key[0] == KNOW else BY_TOPIC["moving"].answers
    apart = Topic(key[0], answers, is_answer=key[0] == KNOW)
    found = _answered(key, ground.region_only(), apart)
    return replace(found, instead_of="" if key[0] == KNOW else f"trained.{year}")


def _people(
    key: Key, areas: Tree, depths: tuple[int, ...] = (0, 1), beside: tuple[str, ...] = ()
) -> Wanted:
    """Give a table of people by area."""
    shown = tuple(depth for depth in depths if depth < len(areas.levels))
    frame = Frame((areas, flat("answer", ALL, ())))
    return Wanted(key, Measure(*key, frame, (Table("by_area", (shown, (0,))),)), None, beside)


def _answered(
    key: Key, areas: Tree, topic: Topic, beside: tuple[str, ...] = ()
) -> Wanted:  # fmt: skip
    """Give a table of people by area and answer; codes are the places of the answers."""
    frame = Frame((areas, flat("answer", ALL, topic.answers)))
    shown = tuple(range(len(areas.levels)))
    table = Table("by_answer", (shown, (0, 1)))
    measure = Measure(*key, frame, (table,), 1 if topic.is_answer else None)
    return Wanted(key, measure, dict(enumerate(topic.answers)), beside)


def _grouped(key: Key, areas: Tree, topic: Topic, beside: tuple[str, ...]) -> Wanted:
    """Give all answers of the region, and of each district the first one and the rest."""
    groups = GROUPED[topic.code]
    parents = {answer: groups.get(answer, ALL) for answer in topic.answers}
    answers = Tree("answer", ALL, parents | dict.fromkeys(set(groups.values()), ALL))
    shown = tuple(range(len(areas.levels)))
    tables = (Table("by_answer", ((0,), (0, 1, 2))), Table("by_area", (shown, (0, 1))))
    measure = Measure(*key, Frame((areas, answers)), tables, 1 if topic.is_answer else None)
    return Wanted(key, measure, dict(enumerate(topic.answers)), beside)


def _codes(key: Key, ground: Ground, found: Found) -> Wanted:
    """Give a table of the answers to a shared question; the wording is part of its definition.

    Where it is agreed which answers are good, these and the rest are told as one as well.
    """
    codes, good = found.codes[key]
    parents, leaves = _answers(codes, good)
    few = bool(good) or len(codes) <= MOST_ANSWERS
    areas = ground.by_district() if few else ground.region_only()
    answers = Tree(f"answer {found.versions[key][:12]}", ALL, parents)
    shown, depths = (tuple(range(len(tree.levels))) for tree in (areas, answers))
    tables: tuple[Table, ...] = (Table("by_answer", (shown, depths)),)
    if good:  # each answer of the region, and what is good of each district
        tables = (Table("by_answer", ((0,), depths)), Table("by_area", (shown, (0, 1))))
    return Wanted(key, Measure(*key, Frame((areas, answers)), tables, 1), leaves)


def _answers(codes: tuple[int, ...], good: frozenset[int]) -> tuple[dict[str, str], dict[int, str]]:
    """Give the tree of answers, and the leaf of each code; of marks there is only good and rest."""
    names = {code: str(code) for code in codes}
    if not good:
        return dict.fromkeys(names.values(), ALL), names
    side = {code: GOOD if code in good else REST for code in codes}
    groups = dict.fromkeys((GOOD, REST), ALL)
    if len(codes) > MOST_ANSWERS:
        return groups, side
    return {names[code]: side[code] for code in codes} | groups, names


def rows(found: Found, listed: Sequence[Wanted], themes: Mapping[str, int]) -> Iterator[Row]:
    """Give the events: one for each time there, one for each state of each person."""
    for one in listed:
        theme = themes[one.measure.name]
        if one.key[0] == "taking-part":
            for number, weeks in found.visits.items():
                yield from ((theme, number, week, 0) for week in weeks)
        else:
            for number, (week, code) in found.states[one.key].items():
                yield theme, number, week, code


def members(found: Found, listed: Sequence[Wanted], ground: Ground) -> list[Members]:
    """Give who is in which leaf of each table; for the count of now, and not kept."""
    areas = {seat.number: seat.area for seat in found.roll.seats.values()}
    above = [ground.above(leaf) for leaf in range(len(ground.leaves))]
    return [_members(found, one, areas, above) for one in listed]


def _members(
    found: Found, one: Wanted, areas: Mapping[int, int], above: Sequence[Sequence[str]]
) -> Members:
    places, others = one.measure.frame.trees
    number = {name: place for place, name in enumerate(places.leaves)}
    rows = [next((number[n] for n in nodes if n in number), -1) for nodes in above]
    columns = {name: place for place, name in enumerate(others.leaves)}
    if one.codes is None:
        inside = dict.fromkeys(_numbers(found, one.key), columns.get(others.root, 0))
    else:
        names = {code: columns.get(name, -1) for code, name in one.codes.items()}
        states = found.states[one.key]
        inside = {person: names.get(code, -1) for person, (_, code) in states.items()}
    leaves = {
        person: rows[areas[person]] * len(columns) + column
        for person, column in inside.items()
        if column >= 0 and rows[areas[person]] >= 0
    }
    people = np.fromiter(leaves, np.int64, len(leaves))
    return Members(one.measure, people, np.fromiter(leaves.values(), np.int64, len(leaves)))
