"""The plan of a region from the command line: read, plan, keep."""

from wijkschakel.base import clock
from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import plans
from wijkschakel.support.matching.region import RegionPlan, Stage
from wijkschakel.support.queries import plans as queries


class NoSuchRegion(Refused):
    """No region has this name."""


def plan(name: str, is_kept: bool, stage: Stage) -> tuple[RegionPlan, int]:
    """Plan a region; give the plan, and how many proposals were kept.

    :raises NoSuchRegion: nobody knows this name. MatchingTrouble: it cannot be planned.
    """
    region = queries.find_region(name)
    if region is None:
        raise NoSuchRegion(f"No region is called {name!r}. Nothing was changed.")
    now = clock.now()
    made = plans.compute(region, now, stage)
    if not is_kept:
        return made, 0
    with stage("keep"):
        kept = plans.keep_plan(region=region, plan=made, by=None, now=now)
    return made, kept.matches.count()
