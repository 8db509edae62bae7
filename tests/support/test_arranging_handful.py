"""Plans for a handful of requests: as many people as any way of dividing them, for no more."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import levels
from wijkschakel.support.arranging import handful
from wijkschakel.support.arranging.rules import Ask, Theme, Venue, can_join
from wijkschakel.support.matching import times

pytestmark = pytest.mark.once
BLOCKS = ("mo-morning", "we-evening", "sa-morning")
asks_of = st.lists(
    st.builds(
        lambda x, radius, blocks, theme: (x, radius, times.bits(blocks), theme),
        st.integers(0, 3).map(lambda n: n * 400),
        st.sampled_from([300, 500, 900]),
        st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=2, unique=True),
        st.sampled_from(["meal", "meal", "meal", "ride"]),
    ),
    max_size=6,
)
venues_of = st.lists(
    st.builds(
        lambda x, seats, cents, blocks: (x, seats, cents, times.bits(blocks)),
        st.integers(0, 3).map(lambda n: n * 400),
        st.integers(1, 5),
        st.integers(0, 5).map(lambda n: n * 100),
        st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=2, unique=True),
    ),
    max_size=2,
)


def made(asks, venues):
    """Make the things of the engine."""
    people = [
        Ask(f"a{n}", theme, x, 0, radius, blocks)
        for n, (x, radius, blocks, theme) in enumerate(asks)
    ]
    places = [
        Venue(f"v{n}", x, 0, blocks, seats, cents)
        for n, (x, seats, cents, blocks) in enumerate(venues)
    ]
    return people, places


def best_by_trying(asks, venues, theme):
    """Give per number of people the lowest cost, by every way to divide them over two meetings."""
    places = [(v, b) for v in range(len(venues)) for b in range(len(times.BLOCKS))]
    options = [
        (v, b)
        for v, b in places
        if sum(can_join(a, theme, venues[v], b) for a in asks) >= theme.smallest
    ]
    best = {}
    for chosen in [(o,) for o in options] + list(combinations(options, 2)):
        cents = sum(theme.cost_cents + venues[v].cost_cents for v, _ in chosen)
        for ways in product(range(len(chosen) + 1), repeat=len(asks)):
            if all(
                way == 0 or can_join(asks[i], theme, venues[chosen[way - 1][0]], chosen[way - 1][1])
                for i, way in enumerate(ways)
            ):
                counts = [ways.count(n + 1) for n in range(len(chosen))]
                most = [min(theme.largest, venues[v].seats) for v, _ in chosen]
                if all(theme.smallest <= c <= m for c, m in zip(counts, most, strict=True)):
                    best[sum(counts)] = min(cents, best.get(sum(counts), cents))
    kept, lowest = [], None
    for people in sorted(best, reverse=True):
        if lowest is None or best[people] < lowest:
            lowest = best[people]
            kept.append((people, lowest))
    return kept[::-1]


@settings(max_examples=levels.size(20, 60), deadline=None)
@given(asks_of, venues_of)
def test_the_frontier_is_what_trying_everything_gives(asks, venues):
    people, places = made(asks, venues)
    theme = Theme("meal", 2, 4, 500, 0, 60, 60)
    plans = handful.frontier(people, places, theme)
    assert [(plan.people, plan.cost_cents) for plan in plans] == best_by_trying(
        people, places, theme
    )
    for plan in plans:
        everybody = [one for meeting in plan.meetings for one in meeting.people]
        assert len(set(everybody)) == len(everybody)
        for meeting in plan.meetings:
            venue = places[meeting.venue]
            assert theme.smallest <= len(meeting.people) <= min(theme.largest, venue.seats)
            assert all(can_join(people[p], theme, venue, meeting.block) for p in meeting.people)


def test_seven_questions_become_one_table_and_who_cannot_come_is_left_out():
    wednesday, monday = times.bits(["we-evening"]), times.bits(["mo-morning"])
    asks = [Ask(f"a{n}", "meal", 0, 0, 800, wednesday) for n in range(7)]
    asks += [Ask("far", "meal", 9_000, 0, 800, wednesday), Ask("else", "meal", 0, 0, 800, monday)]
    theme = Theme("meal", 4, 12, 4_200, 1_300, 180, 360)
    plans = handful.frontier(asks, [Venue("kachel", 100, 0, times.ALWAYS, 40)], theme)
    assert [(plan.people, plan.cost_cents) for plan in plans] == [(7, 4_200)]
    (meeting,) = plans[0].meetings
    assert (meeting.people, times.BLOCKS[meeting.block]) == (tuple(range(7)), "we-evening")


def test_three_people_are_too_few_for_a_table_of_four():
    asks = [Ask(f"a{n}", "meal", 0, 0, 800, times.ALWAYS) for n in range(3)]
    venue = Venue("kachel", 100, 0, times.ALWAYS, 40)
    assert handful.frontier(asks, [venue], Theme("meal", 4, 12, 0, 0, 0, 0)) == []
