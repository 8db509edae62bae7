"""What a plan gives, in figures that can be put side by side. Needs numpy."""

from dataclasses import dataclass

import numpy as np

from wijkschakel.support.matching.candidates import Edges
from wijkschakel.support.matching.certificate import used_places
from wijkschakel.support.matching.instance import Array, Instance
from wijkschakel.support.matching.problem import Problem

LONG_WAIT_DAYS = 60


@dataclass(frozen=True)
class Figures:
    """One plan: who was served, how well, and how the load is spread."""

    served: int
    served_long_waiting: int  # of those who waited more than 60 days
    long_waiting: int
    served_low_ses: int
    low_ses: int
    share_low_ses: float  # served in the neighbourhoods with the lowest SES, 0 to 1
    share_others: float
    mean_score: float
    mean_distance_m: float
    most_load: int  # matches of the busiest helper, running ones included
    helpers: int  # helpers with at least one new match


def figures(instance: Instance, edges: Edges, problem: Problem, match: Array) -> Figures:
    """Count what a plan gives; `match` holds the pair of each request, -1 for none."""
    asked, offered = instance.asked, instance.offered
    served = match >= 0
    pairs = match[served]
    chosen = edges.offer[pairs]
    dx = asked.x[served].astype(np.float64) - offered.x[chosen]
    dy = asked.y[served].astype(np.float64) - offered.y[chosen]
    long, low = asked.wait > LONG_WAIT_DAYS, asked.low_ses
    used = used_places(problem, match)
    return Figures(
        served=len(pairs),
        served_long_waiting=int((served & long).sum()),
        long_waiting=int(long.sum()),
        served_low_ses=int((served & low).sum()),
        low_ses=int(low.sum()),
        share_low_ses=share(served, low),
        share_others=share(served, ~low),
        mean_score=float(edges.score[pairs].mean()) if len(pairs) else 0.0,
        mean_distance_m=float(np.hypot(dx, dy).mean()) if len(pairs) else 0.0,
        most_load=int((used + offered.load).max(initial=0)),
        helpers=int((used > 0).sum()),
    )


def share(served: Array, group: Array) -> float:
    """Give the part of a group that was served, 0 when the group is empty."""
    return float(served[group].mean()) if group.any() else 0.0
