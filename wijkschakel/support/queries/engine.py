"""From rows to what the engine reads: one part of a request, and the handful that may fit.

The database keeps to the kind and a square around the request; every other rule, and the score,
is the engine's own, so that the regional plan and a suggestion say the same of a pair.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from wijkschakel.places.models import Figure
from wijkschakel.support.matching import suggest
from wijkschakel.support.matching.rules import Offer, Request
from wijkschakel.support.matching.suggest import Suggestions
from wijkschakel.support.matching.tables import METRES_PER_DEGREE, places_on_a_map
from wijkschakel.support.models import (
    AgreementVersion,
    Check,
    HelpOffer,
    HelpPart,
    HelpRefusal,
    HelpRequest,
    Match,
)
from wijkschakel.support.queries import agreements, kinds
from wijkschakel.support.rules import helping
from wijkschakel.support.rules.kinds import HelpKindSaid

HANDFUL = 400
RUNNING = (Match.State.SUGGESTED, Match.State.CONTACT)
FARTHEST_M = max(helping.RADII_M)
# A degree of longitude is shorter than one of latitude: here at least this part of it.
NARROWEST = 0.55
LAT = Coalesce("neighbourhood__latitude", "district__latitude")
LON = Coalesce("neighbourhood__longitude", "district__longitude")
OFFER_COLUMNS = (
    "pk", "person_id", "activity_id", "helper", "interests", "times", "radius_m", "languages",
    "most", "rests_until", "lat", "lon", "load", "asked",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Suggestions for a part, and the versions of agreements they stand on."""

    suggestions: Suggestions
    versions: dict[str, AgreementVersion]
    handful: int


def _on_map(latitude: float | None, longitude: float | None) -> tuple[int | None, int | None]:
    if latitude is None or longitude is None:
        return None, None
    return places_on_a_map(longitude, latitude)


def point_of(request: HelpRequest) -> tuple[float | None, float | None]:
    """Give where a request is: a point in the neighbourhood, else in the district."""
    for area in (request.neighbourhood, request.district):
        if area is not None and area.latitude is not None and area.longitude is not None:
            return area.latitude, area.longitude
    return None, None


def request_of(
    part: HelpPart,
    known: Mapping[str, HelpKindSaid],
    now: dt.datetime,
    refused: Iterable[uuid.UUID] = (),
    low_ses: bool = False,
) -> Request:
    """Write a part of a request as the engine reads it."""
    asked = part.request
    x, y = _on_map(*point_of(asked))
    kind = known.get(part.kind)
    return Request(
        id=str(part.pk),
        kind=part.kind,
        x_m=x,
        y_m=y,
        radius_m=asked.radius_m,
        times=asked.times,
        languages=tuple(asked.languages) or ("nl",),
        interests=frozenset(asked.interests),
        helpers=frozenset(part.helpers or asked.helpers),
        checks=frozenset(asked.checks),
        risk=kind.risk if kind else 0,
        wait_days=helping.waiting_days(asked.asked_at, now),
        low_ses=low_ses,
        refused=frozenset(map(str, refused)),
    )


def active_offers() -> QuerySet[Any]:
    """Offers that are on, with where they are and how much they carry."""
    running = Count("matches", filter=Q(matches__state__in=RUNNING))
    asked = Count("matches", filter=Q(matches__state=Match.State.SUGGESTED))
    rows = HelpOffer.objects.filter(state=HelpOffer.State.ACTIVE)
    return rows.annotate(lat=LAT, lon=LON, load=running, asked=asked)


def _near(rows: QuerySet[Any], latitude: float, longitude: float) -> QuerySet[Any]:
    """Keep a square around a point, the nearest first: a handful."""
    degrees = FARTHEST_M / METRES_PER_DEGREE
    inside = rows.filter(
        lat__range=(latitude - degrees, latitude + degrees),
        lon__range=(longitude - degrees / NARROWEST, longitude + degrees / NARROWEST),
    )
    away = (F("lat") - latitude) * (F("lat") - latitude)
    away += (F("lon") - longitude) * (F("lon") - longitude) * 0.37
    return inside.order_by(away, "pk")[:HANDFUL]


def offer_of(
    row: Mapping[str, Any],
    offered: Mapping[uuid.UUID, list[str]],
    checks: Mapping[uuid.UUID, dict[str, dt.date]],
    now: dt.datetime,
) -> Offer:
    """Write an offer as the engine reads it; who is asked enough already has no room today."""
    x, y = _on_map(row["lat"], row["lon"])
    rests = row["rests_until"] is not None and row["rests_until"] > now
    is_asked_enough = rests or row["asked"] >= helping.ASKED_AT_ONCE
    return Offer(
        id=str(row["pk"]),
        kinds=tuple(offered.get(row["pk"], ())),
        x_m=x,
        y_m=y,
        radius_m=row["radius_m"],
        comes=row["activity_id"] is None,
        times=row["times"],
        languages=tuple(row["languages"]) or ("nl",),
        interests=frozenset(row["interests"]),
        helper=row["helper"],
        checks=checks.get(row["person_id"], {}),
        load=row["load"],
        most=row["load"] if is_asked_enough else row["most"],
    )


def kinds_of(offers: Collection[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Give the kinds of each offer, the one most liked first."""
    found: dict[uuid.UUID, list[str]] = {}
    rows = HelpOffer.objects.filter(pk__in=offers, kinds__isnull=False)
    for pk, kind in rows.order_by("kinds__position").values_list("pk", "kinds__kind"):
        found.setdefault(pk, []).append(kind)
    return found


def checks_of(people: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, dt.date]]:
    """Give the checks of each person, with their last valid day."""
    found: dict[uuid.UUID, dict[str, dt.date]] = {}
    rows = Check.objects.filter(person__in=people)
    for person, kind, until in rows.values_list("person_id", "kind", "until_on"):
        found.setdefault(person, {})[kind] = until
    return found


def engine_offers(rows: QuerySet[Any], now: dt.datetime, *, is_asked: bool = False) -> list[Offer]:
    """Write offers as the engine reads them, in three questions."""
    found = list(rows.values(*OFFER_COLUMNS))
    if is_asked:
        found = [row | {"load": row["load"] - 1, "asked": 0, "rests_until": None} for row in found]
    offered = kinds_of([row["pk"] for row in found])
    checks = checks_of({row["person_id"] for row in found})
    return [offer_of(row, offered, checks, now) for row in found]


def suggestions(part: HelpPart, now: dt.datetime, most: int = helping.MOST_SUGGESTIONS) -> Found:
    """Give the best helpers for a part, best first, with why, and why others do not fit."""
    asked = part.request
    on = timezone.localdate(now)
    versions = agreements.in_force(asked.district_id, on)
    refused = HelpRefusal.objects.filter(request=asked).values_list("offer_id", flat=True)
    request = request_of(part, kinds.all_kinds(), now, refused)
    latitude, longitude = point_of(asked)
    offers: list[Offer] = []
    if latitude is not None and longitude is not None:
        rows = active_offers().filter(kinds__kind=part.kind).exclude(person=asked.person_id)
        offers = engine_offers(_near(rows, latitude, longitude), now)
    found = suggest.suggest(request, offers, agreements.for_engine(versions), on, most=most)
    return Found(found, {str(version.pk): version for version in versions}, len(offers))


def pair(part: HelpPart, offer: HelpOffer, now: dt.datetime, *, is_asked: bool = False) -> Found:
    """Judge one pair as the engine does now: one suggestion, or which rules are broken.

    :param is_asked: this pair waits for an answer: that is not counted as load or as asking.
    """
    on = timezone.localdate(now)
    versions = agreements.in_force(part.request.district_id, on)
    refused = HelpRefusal.objects.filter(request=part.request_id).values_list("offer_id", flat=True)
    request = request_of(part, kinds.all_kinds(), now, refused)
    rows = active_offers().filter(pk=offer.pk).exclude(person=part.request.person_id)
    offers = engine_offers(rows, now, is_asked=is_asked)
    found = suggest.suggest(request, offers, agreements.for_engine(versions), on, most=1)
    return Found(found, {str(version.pk): version for version in versions}, len(offers))


def low_ses_neighbourhoods(codes: Collection[str]) -> set[str]:
    """Give the neighbourhoods with a score below nought: less than the country on average."""
    rows = Figure.objects.filter(indicator="ses_score", area_code__in=codes, value__lt=0)
    return set(rows.values_list("area_code", flat=True))
