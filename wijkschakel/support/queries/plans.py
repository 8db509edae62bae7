"""The plan of the night: a region as the engine reads it, and what a plan proposes."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wijkschakel.places.models import District, Region
from wijkschakel.support.matching.rules import Agreement, Offer, Request
from wijkschakel.support.models import (
    HelpPart,
    HelpRefusal,
    HelpRequest,
    Match,
    MatchPlan,
    PlannedMatch,
)
from wijkschakel.support.queries import agreements, engine, kinds, offer_rows

Proposed = PlannedMatch.State.PROPOSED


@dataclass(frozen=True)
class Everything:
    """All open parts of a region, all offers that are on, and what was agreed."""

    requests: list[Request]
    offers: list[Offer]
    agreements: list[Agreement]


def find_region(name: str) -> Region | None:
    """Give a region by its name, whatever the capitals, or by the word in its address."""
    return Region.objects.filter(Q(name__iexact=name) | Q(slug=name.lower())).first()


def everything(region: Region, now: dt.datetime) -> Everything:
    """Read a region as the engine wants it."""
    inside = District.objects.filter(memberships__region=region).values("pk")
    parts = _open_parts(inside)
    refused: dict[uuid.UUID, list[uuid.UUID]] = {}
    rows = HelpRefusal.objects.filter(request__district__in=inside)
    for request, offer in rows.values_list("request_id", "offer_id"):
        refused.setdefault(request, []).append(offer)
    own: dict[uuid.UUID, list[uuid.UUID]] = {}
    for person, offer in offer_rows.active_offers().values_list("person_id", "pk"):
        own.setdefault(person, []).append(offer)
    codes = {_code(part) for part in parts}
    low = engine.low_ses_neighbourhoods(codes)
    known = kinds.all_kinds()
    asked = [
        engine.request_of(part, known, now, _never(part, refused, own), low_ses=_code(part) in low)
        for part in parts
    ]
    offers = engine.engine_offers(offer_rows.active_offers().filter(district__in=inside), now)
    versions = agreements.in_force_in(region, timezone.localdate(now))
    return Everything(asked, offers, agreements.for_engine(versions))


def _never(
    part: HelpPart,
    refused: Mapping[uuid.UUID, list[uuid.UUID]],
    own: Mapping[uuid.UUID, list[uuid.UUID]],
) -> list[uuid.UUID]:
    """Give the offers not to propose: where one of both said no, and those of oneself."""
    return [*refused.get(part.request_id, ()), *own.get(part.request.person_id, ())]


def _code(part: HelpPart) -> str:
    here = part.request.neighbourhood
    return here.code if here else part.request.district.code


def _open_parts(districts: QuerySet[District, Any]) -> list[HelpPart]:
    running = Match.objects.filter(part=OuterRef("pk"), state__in=offer_rows.RUNNING)
    rows = HelpPart.objects.filter(
        ~Exists(running),
        state=HelpPart.State.OPEN,
        request__state=HelpRequest.State.OPEN,
        request__district__in=districts,
    )
    related = rows.select_related("request__district", "request__neighbourhood")
    bare = related.defer(
        "request__district__boundary", "request__neighbourhood__boundary", "request__words",
        "request__strengths",
    )  # fmt: skip
    return list(bare.order_by("pk"))


def current_plans(districts: Collection[uuid.UUID]) -> list[MatchPlan]:
    """Give the plans of now of the regions of these districts."""
    rows = MatchPlan.objects.filter(is_current=True)
    inside = rows.filter(region__in=agreements.regions_with(districts))
    return list(inside.select_related("region").order_by("region__name"))


def proposals(districts: Collection[uuid.UUID]) -> QuerySet[PlannedMatch]:
    """Give what the plans of now still propose in these districts."""
    rows = PlannedMatch.objects.filter(
        plan__is_current=True, state=Proposed, district__in=districts
    )
    related = rows.select_related("part__request__district", "part__request__neighbourhood")
    return related.defer(
        "part__request__district__boundary", "part__request__neighbourhood__boundary",
        "part__request__words", "part__request__strengths",
    ).order_by("part__request__asked_at", "pk")  # fmt: skip


def groups(districts: Collection[uuid.UUID]) -> list[tuple[str, int]]:
    """Count the proposals per kind of help, most first."""
    rows = PlannedMatch.objects.filter(
        plan__is_current=True, state=Proposed, district__in=districts
    )
    counted = rows.order_by().values_list("kind").annotate(n=Count("pk"))
    return [(kind, n) for kind, n in counted.order_by("-n", "kind")]


def find_planned(districts: Collection[uuid.UUID], number: uuid.UUID) -> PlannedMatch | None:
    """Give one proposal of these districts."""
    return proposals(districts).filter(pk=number).first()
