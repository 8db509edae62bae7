"""The plan of the night: made outside a transaction, kept in one; accepted singly or by group."""

import datetime as dt
import uuid
from collections.abc import Iterable
from contextlib import nullcontext

from django.db import transaction
from django.utils import timezone

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region
from wijkschakel.support.actions import matches
from wijkschakel.support.matching import region as engine
from wijkschakel.support.matching.errors import MissingLibrary
from wijkschakel.support.matching.region import RegionPlan, Stage
from wijkschakel.support.models import HelpOffer, HelpPart, Match, MatchPlan, PlannedMatch
from wijkschakel.support.queries import plans as queries

State = PlannedMatch.State


def compute(region: Region, now: dt.datetime, stage: Stage) -> RegionPlan:
    """Make the plan of a region from what stands in the database; nothing is written.

    :raises MatchingTrouble: a library is missing, or the input cannot be right.
    """
    with stage("read"):
        found = queries.everything(region, now)
    return engine.plan_region(
        found.requests, found.offers, found.agreements, timezone.localdate(now), stage=stage
    )


@transaction.atomic
def keep_plan(
    *, region: Region, plan: RegionPlan, by: Person | None, now: dt.datetime
) -> MatchPlan:
    """Keep a plan as proposals; it takes the place of the one before. All of it, or nothing.

    What was asked or offered no more since the plan was made is left out.
    """
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    MatchPlan.objects.filter(region=region, is_current=True).update(is_current=False)
    figures = plan.figures | {
        "requests": plan.requests, "offers": plan.offers, "edges": plan.edges,
        "without_helper": plan.without_helper, "value": plan.value, "bound": plan.bound,
    }  # fmt: skip
    kept = MatchPlan(region=region, made_at=now, figures=figures, first_come=plan.first_come)
    kept.save(force_insert=True)
    PlannedMatch.objects.bulk_create(_rows(kept, plan), batch_size=1_000)
    journal.record(
        action="keep_plan", now=now, by=by, thing=kept, details={"matches": plan.matched}
    )
    return kept


def _rows(kept: MatchPlan, plan: RegionPlan) -> Iterable[PlannedMatch]:
    pairs = {(one.request, one.offer) for one in plan.matches}
    parts = {
        str(pk): (kind, district)
        for pk, kind, district in HelpPart.objects.filter(
            pk__in=[one.request for one in plan.matches]
        ).values_list("pk", "kind", "request__district_id")
    }
    there = set(
        map(
            str, HelpOffer.objects.filter(pk__in={o for _, o in pairs}).values_list("pk", flat=True)
        )
    )
    for one in plan.matches:
        if one.request in parts and one.offer in there:
            kind, district = parts[one.request]
            yield PlannedMatch(
                plan=kept, part_id=uuid.UUID(one.request), offer_id=uuid.UUID(one.offer),
                district_id=district, kind=kind, score=one.score,
                is_first_choice=one.is_first_choice,
            )  # fmt: skip


@transaction.atomic
def accept_planned(*, planned: PlannedMatch, by: Person, now: dt.datetime) -> Match:
    """Make a match of a proposal: both people are asked. All rules are asked again.

    :raises Refused: somebody else did it, or it no longer fits; then it is gone from the plan.
    """
    rows = PlannedMatch.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("part__request", "offer").get(pk=planned.pk)
    if fresh.state != State.PROPOSED:
        raise matches.AlreadySuggested
    match = matches.suggest_match(
        part=fresh.part, offer=fresh.offer, source=Match.Source.PLAN, by=by, now=now
    )
    fresh.state = State.ACCEPTED
    fresh.save(update_fields=["state"])
    return match


def accept_group(*, group: Iterable[PlannedMatch], by: Person, now: dt.datetime) -> tuple[int, int]:
    """Accept a group, each in a transaction of its own; give how many came through, and not."""
    done = gone = 0
    for planned in group:
        try:
            accept_planned(planned=planned, by=by, now=now)
            done += 1
        except Refused:
            let_go(planned=planned, by=by, now=now)
            gone += 1
    return done, gone


@transaction.atomic
def let_go(*, planned: PlannedMatch, by: Person, now: dt.datetime) -> None:
    """Note that a proposal no longer fits."""
    rows = PlannedMatch.objects.filter(pk=planned.pk, state=State.PROPOSED)
    if rows.update(state=State.GONE):
        journal.record(action="let_plan_go", now=now, by=by, thing=planned)


@transaction.atomic
def refuse_planned(*, planned: PlannedMatch, by: Person, now: dt.datetime) -> None:
    """Leave a proposal aside; tomorrow's plan may bring it again.

    :raises AlreadySuggested: somebody else decided.
    """
    rows = PlannedMatch.objects.filter(pk=planned.pk, state=State.PROPOSED)
    if not rows.update(state=State.REFUSED):
        raise matches.AlreadySuggested
    journal.record(action="refuse_planned", now=now, by=by, thing=planned)


def plan_regions(now: dt.datetime) -> dict[str, int]:
    """Nightly: make the plan of every region; without the extra there is none, and pages say so."""
    made = 0
    for region in Region.objects.order_by("name"):
        found = queries.everything(region, now)
        if not (found.requests and found.offers and found.agreements):
            continue
        try:
            plan = compute(region, now, nullcontext)
        except MissingLibrary:
            return {"plans": made}
        keep_plan(region=region, plan=plan, by=None, now=now)
        made += 1
    return {"plans": made}
