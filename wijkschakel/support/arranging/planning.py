"""From requests to proposals: the plan, its distance to the bound, and the frontier.

Light to import; what is heavy loads when a plan is made. "Most people helped" and "most per
euro" differ: the price of a euro runs from nothing to high, and the coordinator chooses.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from wijkschakel.support.arranging.rules import Arrangement, Ask, Theme, Venue
from wijkschakel.support.matching import times
from wijkschakel.support.matching.errors import require

Stage = Callable[[str], AbstractContextManager[object]]
CENTS_WORTH = 20  # 1 euro weighs as much as a fifth of 100 points; one person is 1,000 and more
FRONTIER = (0, 10, 40, 100)
SECONDS_PER_PART = 1.0
STEPS = (0.02, 20)  # part of the slots decided at once, rounds for the prices in between
FEWEST_TRIES = 100  # parts of the plan that are renewed; in larger towns one for each venue
MOST_EXACT = 5_000  # pairs; the exact part is for villages, in larger towns it adds nothing


@dataclass(frozen=True)
class ArrangingPlan:
    """Proposals, what they are worth, and what no plan exceeds."""

    arrangements: tuple[Arrangement, ...]
    requests: int
    options: int
    pairs: int
    helped: int
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """Give the distance to the bound as a part of it, 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound > 0 else 0.0

    @property
    def cost_cents(self) -> int:
        """Add up the costs."""
        return sum(each.cost_cents for each in self.arrangements)


def arrange(
    asks: Sequence[Ask],
    venues: Sequence[Venue],
    themes: Sequence[Theme],
    points_per_euro: int = CENTS_WORTH,
    seconds_per_part: float = SECONDS_PER_PART,
    stage: Stage = nullcontext,
) -> ArrangingPlan:
    """Propose arrangements; with seconds 0 at once, nothing renewed or solved exactly.

    It comes out the same every time; only the exact part, of small towns, stops by the clock.
    """
    require("numpy", "numba", "scipy")
    from wijkschakel.support.arranging import chosen, options  # noqa: PLC0415  # slow import

    with stage("options"):
        found = options.find(asks, venues, themes)
        costs = found.cents * (points_per_euro / 100)
    plan, limit = _planned(found, costs, seconds_per_part, stage)
    return ArrangingPlan(
        _proposals(asks, venues, themes, found, chosen.option_of(found, plan.pair)),
        len(asks),
        len(found.theme),
        len(found.request),
        int((plan.pair >= 0).sum()),
        plan.value,
        limit.value,
    )


def _planned(found, costs, seconds_per_part: float, stage: Stage):
    """Give a plan (from prices, renewed part by part, in small towns exact), and the bound."""
    from wijkschakel.support.arranging import bound, dive, renew  # noqa: PLC0415  # slow import

    with stage("bound"):
        limit = bound.bound(found, costs)
    with stage("plan"):
        plan = dive.plan(found, costs, limit.prices, *STEPS)
    if seconds_per_part <= 0:
        return plan, limit
    with stage("renew"):
        tries = max(FEWEST_TRIES, len(set(found.venue.tolist())))
        plan = renew.improve(found, costs, plan, limit, tries)
    with stage("exact"):
        if 0 < len(found.request) <= MOST_EXACT:
            from wijkschakel.support.arranging import exact  # noqa: PLC0415  # slow import

            plan = exact.improve(found, costs, plan, limit, seconds_per_part)
    return plan, limit


def _proposals(asks, venues, themes, found, chosen):
    people: dict[int, list[str]] = {}
    for i, k in enumerate(chosen.tolist()):
        if k >= 0:
            people.setdefault(k, []).append(asks[i].id)
    return tuple(
        _proposal(themes[found.theme[k]], venues[found.venue[k]], int(found.block[k]), names)
        for k, names in sorted(people.items())
    )


def _proposal(theme: Theme, venue: Venue, block: int, people: list[str]) -> Arrangement:
    cost = theme.cost_cents + venue.cost_cents
    return Arrangement(
        theme.id,
        venue.id,
        times.BLOCKS[block],
        tuple(people),
        cost,
        saved_cents=len(people) * theme.alone_cents - cost,
        saved_minutes=len(people) * theme.alone_minutes - theme.together_minutes,
    )


def frontier(
    asks: Sequence[Ask],
    venues: Sequence[Venue],
    themes: Sequence[Theme],
    seconds_per_part: float = 0.0,
) -> list[tuple[int, ArrangingPlan]]:
    """Give a plan for each price of a euro: from most people helped to most per euro.

    A plan found at one price may be better at another too; then it stands there as well.
    """
    found = [
        (points, arrange(asks, venues, themes, points, seconds_per_part)) for points in FRONTIER
    ]
    return [(points, _best_at(points, plan.bound, found)) for points, plan in found]


def _best_at(points: int, bound: float, found: list[tuple[int, ArrangingPlan]]) -> ArrangingPlan:
    """Choose the plan that is worth most at this price; at no price, the one that helps most."""
    at_price = [
        replace(plan, value=plan.value + plan.cost_cents * (own - points) / 100, bound=bound)
        for own, plan in found
    ]
    return max(at_price, key=lambda plan: (0 if points else plan.helped, plan.value))
