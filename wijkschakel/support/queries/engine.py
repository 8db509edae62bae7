"""From rows to what the engine reads: one part of a request, and the handful that may fit.

The database keeps to the kind and a square around the request (`near`); every other rule, and the
score, is the engine's own, so that the regional plan and a suggestion say the same of a pair.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from wijkschakel.places.models import Figure
from wijkschakel.support.matching import suggest
from wijkschakel.support.matching.rules import Offer, Request
from wijkschakel.support.matching.suggest import Suggestions
from wijkschakel.support.matching.tables import places_on_a_map
from wijkschakel.support.models import (
    AgreementVersion,
    HelpOffer,
    HelpPart,
    HelpRefusal,
    HelpRequest,
    Match,
)
from wijkschakel.support.queries import agreements, kinds, near, room
from wijkschakel.support.rules import helping
from wijkschakel.support.rules.kinds import HelpKindSaid

RUNNING = (Match.State.SUGGESTED, Match.State.CONTACT)
LAT = Coalesce("neighbourhood__latitude", "district__latitude")
LON = Coalesce("neighbourhood__longitude", "district__longitude")
OFFER_COLUMNS = (
    "pk", "person_id", "activity_id", "helper", "interests", "times", "radius_m", "languages",
    "most", "rests_until", "lat", "lon", "load", "asked", "offered", "held",
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
    rows = HelpOffer.objects.filter(room.is_led(), state=HelpOffer.State.ACTIVE)
    return rows.annotate(
        lat=LAT, lon=LON, load=running, asked=asked,
        offered=near.kinds_joined(), held=near.checks_joined(),
    )  # fmt: skip


def offer_of(row: Mapping[str, Any], now: dt.datetime) -> Offer:
    """Write an offer as the engine reads it; who is asked enough already has no room today."""
    x, y = _on_map(row["lat"], row["lon"])
    rests = row["rests_until"] is not None and row["rests_until"] > now
    is_asked_enough = rests or row["asked"] >= helping.ASKED_AT_ONCE
    return Offer(
        id=str(row["pk"]),
        kinds=near.kinds_in(row["offered"]),
        x_m=x,
        y_m=y,
        radius_m=row["radius_m"],
        comes=row["activity_id"] is None,
        times=row["times"],
        languages=tuple(row["languages"]) or ("nl",),
        interests=frozenset(row["interests"]),
        helper=row["helper"],
        checks=near.checks_in(row["held"]),
        load=row["load"],
        most=row["load"] if is_asked_enough else row["most"],
    )


def engine_offers(rows: QuerySet[Any], now: dt.datetime) -> list[Offer]:
    """Write offers as the engine reads them, in one question."""
    return [offer_of(row, now) for row in rows.values(*OFFER_COLUMNS)]


def _read(asked: HelpRequest, rows: QuerySet[Any]) -> tuple[list[dict[str, Any]], list[uuid.UUID]]:
    """Read offers of others for a request, and which of them are not proposed again."""
    refusals = HelpRefusal.objects.filter(request=asked.pk, offer=OuterRef("pk"))
    others = rows.exclude(person=asked.person_id).annotate(is_refused=Exists(refusals))
    found = list(others.values(*OFFER_COLUMNS, "is_refused"))
    return found, [row["pk"] for row in found if row["is_refused"]]


def suggestions_of(
    asked: HelpRequest,
    parts: Sequence[HelpPart],
    now: dt.datetime,
    known: Mapping[str, HelpKindSaid] | None = None,
    most: int = helping.MOST_SUGGESTIONS,
) -> dict[uuid.UUID, Found]:
    """Give the best helpers for each of these parts, best first, with why, and why not others.

    Two questions, three when the kinds are not given; however many parts there are.
    """
    if not parts:
        return {}
    on = timezone.localdate(now)
    known = kinds.all_kinds() if known is None else known
    versions = agreements.in_force(asked.district_id, on)
    latitude, longitude = point_of(asked)
    found: list[dict[str, Any]] = []
    refused: list[uuid.UUID] = []
    if latitude is not None and longitude is not None:
        inside = near.offers_near(asked, {part.kind for part in parts}, (latitude, longitude))
        found, refused = _read(asked, active_offers().filter(pk__in=inside))
    offers = [offer_of(row, now) for row in found]
    for part in parts:
        part.request = asked
    return {
        part.pk: _judged(
            request_of(part, known, now, refused),
            [offer for offer in offers if part.kind in offer.kinds], versions, on, most,
        )
        for part in parts
    }  # fmt: skip


def _judged(
    request: Request, offers: list[Offer], versions: list[AgreementVersion], on: dt.date, most: int
) -> Found:
    looked = suggest.suggest(request, offers, agreements.for_engine(versions), on, most=most)
    return Found(looked, {str(version.pk): version for version in versions}, len(offers))


def suggestions(part: HelpPart, now: dt.datetime, most: int = helping.MOST_SUGGESTIONS) -> Found:
    """Give the best helpers for one part."""
    return suggestions_of(part.request, [part], now, most=most)[part.pk]


def pair(part: HelpPart, offer: HelpOffer, now: dt.datetime, *, is_asked: bool = False) -> Found:
    """Judge one pair as the engine does now: one suggestion, or which rules are broken.

    :param is_asked: this pair waits for an answer: that is not counted as load or as asking.
    """
    on = timezone.localdate(now)
    versions = agreements.in_force(part.request.district_id, on)
    found, refused = _read(part.request, active_offers().filter(pk=offer.pk))
    if is_asked:
        found = [row | {"load": row["load"] - 1, "asked": 0, "rests_until": None} for row in found]
    request = request_of(part, kinds.all_kinds(), now, refused)
    return _judged(request, [offer_of(row, now) for row in found], versions, on, 1)


def low_ses_neighbourhoods(codes: Collection[str]) -> set[str]:
    """Give the neighbourhoods with a score below nought: less than the country on average."""
    rows = Figure.objects.filter(indicator="ses_score", area_code__in=codes, value__lt=0)
    return set(rows.values_list("area_code", flat=True))
