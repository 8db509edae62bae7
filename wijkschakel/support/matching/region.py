"""The plan of one region from beginning to end: one function, so that it can run anywhere.

Light to import; what is heavy loads when a plan is made, and MissingLibrary says what is not
there. Nothing here knows a clock or a database: a cluster runs one `plan_region` per region and
gets the same whole numbers as one machine.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass

from wijkschakel.support.matching import rules
from wijkschakel.support.matching.errors import NotProven, require
from wijkschakel.support.matching.rules import Agreement, Offer, Request
from wijkschakel.support.matching.weights import Weights

Stage = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True)
class Match:
    """One proposed match."""

    request: str
    offer: str
    score: int
    is_first_choice: bool  # the best-scoring helper of all who may help


@dataclass(frozen=True)
class RegionPlan:
    """The plan, its proof, and first come first served beside it."""

    requests: int
    offers: int
    edges: int
    matches: tuple[Match, ...]
    value: int
    bound: int
    gap: int
    weights: Weights
    figures: dict[str, object]
    first_come: dict[str, object]
    without_place: int
    without_time: int
    without_helper: int  # requests that nobody may help
    prices: dict[str, int]  # per offer: with `gains` the proof that no plan is worth more
    gains: dict[str, int]

    @property
    def matched(self) -> int:
        """Count the matches."""
        return len(self.matches)


def plan_region(
    requests: Sequence[Request],
    offers: Sequence[Offer],
    agreements: Sequence[Agreement],
    on: dt.date,
    weights: Weights | None = None,
    stage: Stage = nullcontext,
    second_opinion: bool = False,
) -> RegionPlan:
    """Make the plan that is worth most; `stage` is entered around each step, to measure it.

    With a second opinion, another solver must find the same value.
    Raises MissingLibrary, BadInput, TooManyPairs or NotProven, each with a sentence.
    """
    _require_libraries(second_opinion)
    # slow imports
    from wijkschakel.support.matching import (  # noqa: PLC0415
        candidates,
        comparing,
        fairness,
        first_come,
        instance,
    )  # fmt: skip

    weights = weights or Weights()
    with stage("pack"):
        packed = instance.pack(requests, offers, agreements, on)
    with stage("pairs"):
        edges = candidates.find(packed, weights)
    with stage("plan"):
        fair = fairness.solve(packed, edges, weights)
    if second_opinion:
        with stage("second opinion"):
            _ask_another(fair)
    with stage("first come"):
        order = first_come.by_waiting(packed.asked.wait)
        simple = first_come.serve(fair.problem, edges.score, order)
    both = (comparing.figures(packed, edges, fair.problem, m) for m in (fair.plan.match, simple))
    return _told(requests, len(offers), packed, edges, fair, *map(asdict, both))


def _require_libraries(second_opinion: bool) -> None:
    require("numpy", "numba")
    if second_opinion:
        require("ortools", who="A second opinion")


def _ask_another(fair) -> None:
    from wijkschakel.support.matching import flow  # noqa: PLC0415  # slow import

    agree(fair.plan.value, flow.solve(fair.problem).value)


def agree(value: int, other: int) -> None:
    """Raise NotProven when two solvers differ."""
    if value != other:
        raise NotProven(f"A second opinion finds {other}, the plan is worth {value}.")


def _told(
    requests: Sequence[Request], offers: int, packed, edges, fair, figures, first_come
) -> RegionPlan:
    plan = fair.plan
    return RegionPlan(
        requests=len(requests),
        offers=offers,
        edges=edges.pairs,
        matches=_matches(packed, edges, plan),
        value=plan.value,
        bound=plan.bound,
        gap=plan.gap,
        weights=fair.weights,
        figures=figures,
        first_come=first_come,
        without_place=sum(each.x_m is None or each.y_m is None for each in requests),
        without_time=sum(each.times == 0 for each in requests),
        without_helper=int((edges.start[1:] == edges.start[:-1]).sum()),
        prices=dict(zip(packed.offer_ids, plan.prices.tolist(), strict=True)),
        gains=dict(zip(packed.request_ids, plan.gains.tolist(), strict=True)),
    )


def _matches(packed, edges, plan) -> tuple[Match, ...]:
    found = []
    for i, pair in enumerate(plan.match.tolist()):
        if pair >= 0:
            score = int(edges.score[pair])
            best = int(edges.score[edges.start[i] : edges.start[i + 1]].max())
            offer = packed.offer_ids[int(edges.offer[pair])]
            found.append(Match(packed.request_ids[i], offer, score, score == best))
    return tuple(found)


def check_plan(
    plan: RegionPlan,
    requests: Sequence[Request],
    offers: Sequence[Offer],
    agreements: Sequence[Agreement],
    on: dt.date,
) -> list[str]:
    """Check matches with the readable rules alone, pair by pair; name what is wrong."""
    asked, offered = {each.id: each for each in requests}, {each.id: each for each in offers}
    found = []
    taken: dict[str, int] = {}
    for match in plan.matches:
        taken[match.offer] = taken.get(match.offer, 0) + 1
        broken = rules.why_not(asked[match.request], offered[match.offer], agreements, on)
        if broken:
            found.append(f"{match.request} with {match.offer}: {', '.join(broken)}")
    for name, count in taken.items():
        if count > rules.room(offered[name], agreements, on):
            found.append(f"{name} has {count} matches, more than there is room for")
    return found
