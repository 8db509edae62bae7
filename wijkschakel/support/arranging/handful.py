"""Arrangements for a handful of requests, at once and without heavy libraries.

For a page of one district. All meetings that enough people could join are listed; a plan is one
meeting, or two. Of the plans the frontier is kept: no other helps as many people for less. With
two meetings, people who can only come to one go there first, so that no other way of dividing
them helps more. Sets of requests are bits of an integer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkschakel.support.arranging import rules
from wijkschakel.support.arranging.rules import Ask, Theme, Venue
from wijkschakel.support.matching import times

MOST_FIRST = 60  # meetings tried as the first of two: those that most people can join


@dataclass(frozen=True, slots=True)
class Meeting:
    """One venue and block, and who would come: the places of the requests in the list."""

    venue: int
    block: int
    people: tuple[int, ...]
    cost_cents: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One or two meetings."""

    meetings: tuple[Meeting, ...]

    @property
    def people(self) -> int:
        """How many are helped."""
        return sum(len(meeting.people) for meeting in self.meetings)

    @property
    def cost_cents(self) -> int:
        """What it costs, each time."""
        return sum(meeting.cost_cents for meeting in self.meetings)


@dataclass(frozen=True, slots=True)
class _Option:
    venue: int
    block: int
    could: int  # bits: requests that could come
    most: int
    cents: int


def _options(asks: Sequence[Ask], venues: Sequence[Venue], theme: Theme) -> list[_Option]:
    found = []
    for number, venue in enumerate(venues):
        most = min(theme.largest, venue.seats)
        near = [
            (1 << place, times.widened(ask.times) & venue.times)
            for place, ask in enumerate(asks)
            if ask.theme == theme.id and rules.squared_distance(ask, venue) <= ask.radius_m**2
        ]
        for block in range(len(times.BLOCKS)) if most >= theme.smallest else ():
            could = sum(bit for bit, suits in near if suits >> block & 1)
            if could.bit_count() >= theme.smallest:
                cents = theme.cost_cents + venue.cost_cents
                found.append(_Option(number, block, could, most, cents))
    return found


def _chosen(
    option: _Option, allowed: int, later: "_Option | None", asks: Sequence[Ask],
    venues: Sequence[Venue], smallest: int,
) -> list[int]:  # fmt: skip
    """Choose who comes: first those who cannot go to the later meeting, then whom it suits best.

    The later meeting is left enough people to go on.
    """
    venue, able = venues[option.venue], option.could & allowed
    others = later.could if later else 0
    people = [place for place in range(len(asks)) if able >> place & 1]
    people.sort(
        key=lambda p: (others >> p & 1, -rules.worth(asks[p], venue, option.block), asks[p].id)
    )
    kept_for_later = max(0, smallest - (others & ~able).bit_count()) if later else 0
    return people[: min(option.most, len(people) - kept_for_later)]


def _plan(
    chosen: Sequence[_Option], asks: Sequence[Ask], venues: Sequence[Venue], smallest: int
) -> Plan:
    left, meetings = -1, []
    for option, later in zip(chosen, (*chosen[1:], None), strict=True):
        people = _chosen(option, left, later, asks, venues, smallest)
        for one in people:
            left &= ~(1 << one)
        meetings.append(Meeting(option.venue, option.block, tuple(sorted(people)), option.cents))
    return Plan(tuple(meetings))


def _helped(first: _Option, second: _Option) -> int:
    """Count whom two meetings help together."""
    both = first.could & second.could
    alone = (first.could & ~both).bit_count(), (second.could & ~both).bit_count()
    room = sum(max(0, o.most - n) for o, n in zip((first, second), alone, strict=True))
    reached = sum(min(o.most, n) for o, n in zip((first, second), alone, strict=True))
    return reached + min(room, both.bit_count())


def frontier(asks: Sequence[Ask], venues: Sequence[Venue], theme: Theme) -> list[Plan]:
    """Give the plans that no other plan beats, the cheapest first and the most people last.

    :param asks: requests of this theme; at most some hundreds.
    :returns: empty when no meeting has enough people.
    """
    options = _options(asks, venues, theme)
    singles = sorted(options, key=lambda o: (-min(o.most, o.could.bit_count()), o.cents, -o.block))
    best: dict[int, tuple[int, int, tuple[_Option, ...]]] = {}

    def offer(people: int, cents: int, chosen: tuple[_Option, ...]) -> None:
        known = best.get(people)
        if known is None or (cents, len(chosen)) < known[:2]:
            best[people] = (cents, len(chosen), chosen)

    for option in singles:
        offer(min(option.most, option.could.bit_count()), option.cents, (option,))
    for first in singles[:MOST_FIRST]:
        for second in singles:
            apart = (first.venue, first.block) != (second.venue, second.block)
            if apart and _both_big_enough(first, second, theme):
                offer(_helped(first, second), first.cents + second.cents, (first, second))
    return [_plan(chosen, asks, venues, theme.smallest) for chosen in _undominated(best)]


def _both_big_enough(first: _Option, second: _Option, theme: Theme) -> bool:
    """Say whether the people can be divided so that each meeting has enough."""
    shared = (first.could & second.could).bit_count()
    needed = [
        max(0, theme.smallest - (one.could & ~other.could).bit_count())
        for one, other in ((first, second), (second, first))
    ]
    return sum(needed) <= shared


def _undominated(
    best: dict[int, tuple[int, int, tuple[_Option, ...]]],
) -> list[tuple[_Option, ...]]:
    kept, cheapest = [], None
    for people in sorted(best, reverse=True):
        cents, _, chosen = best[people]
        if cheapest is None or cents < cheapest:
            kept.append(chosen)
            cheapest = cents
    return kept[::-1]
