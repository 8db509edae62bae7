"""What was taken over where: per district each programme, and what began like another district."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef
from django.utils import timezone

from wijkschakel.activities.models import Activity, Adoption, DistrictBeginning, Initiative
from wijkschakel.activities.queries import packages

BEGUN, PLANNED, DONE = "begun", "planned", "done"


@dataclass(frozen=True)
class TakenOver:
    """A programme in a district: how far, since when, and where the plan came from."""

    district: uuid.UUID
    family: str
    programme: uuid.UUID
    state: str
    on: dt.date
    taken_on: dt.date
    version: int
    came_from: str


@dataclass(frozen=True)
class Begun:
    """A district began like another one: prepared, or going on since something was placed."""

    district: uuid.UUID
    source: str
    on: dt.date
    state: str
    things: int


def family_of(content: Mapping[str, object], code: str) -> str:
    """Give the number with which a package began, before it went on from place to place."""
    lineage = content.get("lineage")
    if isinstance(lineage, list) and lineage:
        return str(lineage[0]["id"])
    return code


def families(language: str) -> dict[str, str]:
    """Name every programme that may be adopted, as our own or the newest version calls it."""
    named: dict[str, str] = {}
    for package in packages.all_packages(language):
        first = str(package.lineage[0]["id"]) if package.lineage else package.code
        named.setdefault(first, package.name)
    return named


def taken_over(districts: Collection[uuid.UUID], now: dt.datetime) -> list[TakenOver]:
    """Give what was adopted in these districts, the newest first."""
    rows = Adoption.objects.filter(programme__district__in=districts)
    first = Min("programme__phases__starts_on")
    there = rows.select_related("programme").annotate(first_on=first)
    today = timezone.localdate(now)
    return [_said(row, today) for row in there.order_by("-adopted_at", "pk")]


def _said(row: Adoption, today: dt.date) -> TakenOver:
    programme = row.programme
    first: dt.date = row.first_on or programme.started_on  # type: ignore[attr-defined]
    state, on = (BEGUN, first) if first <= today else (PLANNED, first)
    if programme.state == Initiative.State.ENDED:
        state, on = DONE, programme.ended_on or first
    lineage = row.content.get("lineage") or [{}]
    return TakenOver(
        district=programme.district_id,
        family=family_of(row.content, row.code),
        programme=programme.pk,
        state=state,
        on=on,
        taken_on=timezone.localdate(row.adopted_at),
        version=row.version,
        came_from=str(lineage[-1].get("where", "")),
    )


def farthest(taken: Collection[TakenOver], family: str) -> dict[uuid.UUID, TakenOver]:
    """Give, per district, how far this programme is: what goes on before what is to come."""
    rank = {BEGUN: 0, PLANNED: 1, DONE: 2}
    found: dict[uuid.UUID, TakenOver] = {}
    for one in sorted(taken, key=lambda row: rank[row.state]):
        if one.family == family:
            found.setdefault(one.district, one)
    return found


def begun_like(districts: Collection[uuid.UUID]) -> dict[uuid.UUID, Begun]:
    """Give, per district, like which one it began; prepared until something stands there."""
    published = Activity.objects.filter(
        district=OuterRef("district"), state=Activity.State.PUBLISHED
    )
    rows = DistrictBeginning.objects.filter(district__in=districts).select_related("source")
    begun = rows.defer("source__boundary").annotate(is_lively=Exists(published))
    return {
        row.district_id: Begun(
            district=row.district_id,
            source=row.source.name,
            on=timezone.localdate(row.began_at),
            state=BEGUN if row.is_lively else PLANNED,
            things=sum(row.taken.values()),
        )
        for row in begun.order_by("-began_at", "pk")
    }
