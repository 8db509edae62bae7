"""What is done at night, when nobody looks: one line per job, each safe to do twice."""

import datetime as dt
from collections.abc import Callable

from wijkschakel.activities.actions import (
    debates,
    finding,
    finding_services,
    planning_ahead,
    posts,
    searches,
    service_editors,
)
from wijkschakel.network.actions import publishing, sources
from wijkschakel.outcomes.actions import building, definitions
from wijkschakel.paths.actions import attendance
from wijkschakel.paths.actions import steps as path_steps
from wijkschakel.support.actions import (
    agreements,
    arrangements,
    jobs,
    needs,
    offers,
    plans,
    referral_steps,
    stories,
)
from wijkschakel.upkeep import retention

Counts = dict[str, int]
Job = Callable[[dt.datetime], Counts]


def _starts(now: dt.datetime) -> Counts:
    return {"next_starts": finding.refresh_starts(now)}


def _plan_ahead(now: dt.datetime) -> Counts:
    return planning_ahead.plan_ahead(now=now)


def _old_services(now: dt.datetime) -> Counts:
    """Ask owners whether it is still right; what nobody checked for a year is not found."""
    return {
        "owners_asked": service_editors.remind_owners(now=now),
        "services_hidden": finding_services.drop_hidden(now),
    }


def _publish(now: dt.datetime) -> Counts:
    """Compare everything that is public with what machines were told of it."""
    return {"published": publishing.publish_all(now=now)}


def _sync_sources(now: dt.datetime) -> Counts:
    """Look at the feeds of others."""
    return sources.sync_sources(now=now)


def _too_few_together(now: dt.datetime) -> Counts:
    """Tell who said yes that too few others did."""
    return {"arrangements_lapsed": arrangements.lapse_unanswered(now=now)}


def _definitions(now: dt.datetime) -> Counts:
    """Register what comes with this version of the product, before anything is counted."""
    return {"definitions": definitions.register_built_in(now=now)}


JOBS: tuple[Job, ...] = (
    _definitions,
    _sync_sources,
    _plan_ahead,
    _starts,
    searches.tell_what_is_new,
    _old_services,
    posts.drop_past_notices,
    debates.forget_supports,
    needs.group_unserved,
    _too_few_together,
    attendance.follow_attendance,
    path_steps.end_past_steps,
    referral_steps.close_without_consent,
    retention.keep_no_longer,
    stories.lapse_and_ask,
    offers.wake_up,
    offers.follow_activities,
    jobs.close_past_jobs,
    agreements.warn_before_end,
    plans.plan_regions,
    _publish,
    building.publish_regions,  # the last: it takes longest, and waits for nobody
)


def do_all(now: dt.datetime) -> Counts:
    """Do every job in its order; say how much of what was done."""
    counts: Counts = {}
    for job in JOBS:
        counts |= job(now)
    return counts
