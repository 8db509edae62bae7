"""The offers near a request: of each kind that is asked a handful, those that suit best first."""

import datetime as dt
import math
from collections.abc import Collection
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

from wijkschakel.base.prepared import Prepared
from wijkschakel.support.matching.tables import METRES_PER_DEGREE
from wijkschakel.support.models import HelpOffer, HelpRequest, OfferKind
from wijkschakel.support.queries import offer_rows
from wijkschakel.support.queries.offer_rows import Row
from wijkschakel.support.rules import helping

# By the share of the reach this is as good as 200 by distance: nearly always the ten best of all.
HANDFUL = 120
FARTHEST_M = max(helping.RADII_M)
# A degree of longitude is shorter than one of latitude: here at least this part of it.
NARROWEST = 0.55
SLACK = 1.03  # the map of the engine is a little different
Point = tuple[float, float]


def offers_near(
    asked: HelpRequest, kinds: Collection[str], at: Point, now: dt.datetime
) -> list[Row]:
    """Give the offers of others of these kinds in a square around a request.

    Those that suit in time and distance come first, and of them those that use the least of their
    reach, as the score does; the others are there to say why they do not fit. The engine judges
    again, and exactly.
    """
    latitude, longitude = at
    degrees = FARTHEST_M / METRES_PER_DEGREE
    rows = _NEAR.ask_plainly(
        HelpOffer, now=now, request=asked.pk, person=asked.person_id, times=asked.times,
        walks=asked.radius_m, lat=float(latitude), lon=float(longitude),
        narrow=math.cos(math.radians(latitude)) ** 2,
        south=latitude - degrees, north=latitude + degrees,
        west=longitude - degrees / NARROWEST, east=longitude + degrees / NARROWEST,
        **{f"kind_{place}": kind for place, kind in enumerate(sorted(kinds))},
    )  # fmt: skip
    return [Row._make(row) for row in rows]


def _handful(
    kind: str, times: int, walks: int, inside: Q, lat: float, lon: float, narrow: float
) -> QuerySet[Any, Any]:
    """Ask which offers of one kind come first; a limit sorts less than ranks within kinds do."""
    rows = OfferKind.objects.filter(kind=kind, offer__state=HelpOffer.State.ACTIVE).annotate(
        lat=Coalesce("offer__neighbourhood__latitude", "offer__district__latitude"),
        lon=Coalesce("offer__neighbourhood__longitude", "offer__district__longitude"),
        both=F("offer__times").bitand(times),
        goes=Case(When(offer__activity__isnull=True, then="offer__radius_m"), default=walks) + 1,
    )
    away = (F("lat") - lat) * (F("lat") - lat) + (F("lon") - lon) * (F("lon") - lon) * narrow
    share = away / (F("goes") * F("goes") * (SLACK / METRES_PER_DEGREE) ** 2)
    never = Case(When(both__gt=0, then=0), default=1)
    order = rows.filter(inside).order_by(never, share, "offer_id")  # out of reach is more than 1
    return order.values("offer")[:HANDFUL]


def _write(
    *, now: Any, request: Any, person: Any, times: Any, walks: Any, lat: Any, lon: Any,
    narrow: Any, south: Any, north: Any, west: Any, east: Any, **kinds: Any,
) -> QuerySet[Any, Any]:  # fmt: skip
    inside = Q(lat__range=(south, north), lon__range=(west, east))
    few = Q()
    for kind in kinds.values():
        few |= Q(pk__in=_handful(kind, times, walks, inside, lat, lon, narrow))
    others = offer_rows.active_offers().filter(few).exclude(person=person)
    return offer_rows.columns(others, now, request)


_NEAR = Prepared(_write)
