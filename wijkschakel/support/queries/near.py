"""What the engine needs of offers, in one question: their kinds and checks go along as a text.

Of the offers near a request the database keeps to the kinds that are asked, the nearest of each.
"""

import datetime as dt
import math
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, RowNumber

from wijkschakel.support.matching.tables import METRES_PER_DEGREE
from wijkschakel.support.models import Check, HelpOffer, HelpRequest, OfferKind
from wijkschakel.support.rules import helping

HANDFUL = 200
FARTHEST_M = max(helping.RADII_M)
# A degree of longitude is shorter than one of latitude: here at least this part of it.
NARROWEST = 0.55
SLACK = 1.03  # the map of the engine is a little different
BETWEEN, TO = ",", ":"
Point = tuple[float, float]


class Joined(Aggregate):
    """Texts of many rows in one text; codes and dates have no comma in them."""

    function = "STRING_AGG"
    output_field = TextField()

    def __init__(self, text: Any, **extra: Any) -> None:
        super().__init__(text, Value(BETWEEN), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Say it as SQLite does."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra)


def _joined(model: type[Model], match: str, outer: str, left: Any, right: Any) -> Subquery:
    rows = model._default_manager.filter(**{match: OuterRef(outer)}).order_by().values(match)
    text = Concat(left, Value(TO), right, output_field=TextField())
    return Subquery(rows.annotate(texts=Joined(text)).values("texts"))


def kinds_joined() -> Subquery:
    """Give the kinds of an offer with their place: 0:along,1:letters."""
    return _joined(OfferKind, "offer", "pk", Cast("position", TextField()), F("kind"))


def checks_joined() -> Subquery:
    """Give the checks of who offers, with the last day: vog:2027-01-31."""
    return _joined(Check, "person", "person", F("kind"), Cast("until_on", TextField()))


def kinds_in(text: str | None) -> tuple[str, ...]:
    """Read the kinds, the one most liked first."""
    pairs = [pair.split(TO, 1) for pair in text.split(BETWEEN)] if text else []
    return tuple(kind for _place, kind in sorted(pairs, key=lambda pair: int(pair[0])))


def checks_in(text: str | None) -> dict[str, dt.date]:
    """Read the checks with their last valid day."""
    pairs = [pair.split(TO, 1) for pair in text.split(BETWEEN)] if text else []
    return {kind: dt.date.fromisoformat(day[:10]) for kind, day in pairs}


def offers_near(asked: HelpRequest, kinds: Collection[str], at: Point) -> QuerySet[OfferKind, Any]:
    """Give the offers of these kinds in a square around a request: a handful of each kind.

    Those that suit in time and distance come first, the nearest first; the others are there to
    say why they do not fit. The engine judges again, and exactly.
    """
    latitude, longitude = at
    degrees = FARTHEST_M / METRES_PER_DEGREE
    rows = OfferKind.objects.filter(kind__in=kinds, offer__state=HelpOffer.State.ACTIVE).annotate(
        lat=Coalesce("offer__neighbourhood__latitude", "offer__district__latitude"),
        lon=Coalesce("offer__neighbourhood__longitude", "offer__district__longitude"),
        both=F("offer__times").bitand(asked.times),
    )
    inside = Q(lat__range=(latitude - degrees, latitude + degrees))
    inside &= Q(lon__range=(longitude - degrees / NARROWEST, longitude + degrees / NARROWEST))
    narrow = math.cos(math.radians(latitude)) ** 2
    away = (F("lat") - latitude) * (F("lat") - latitude)
    away += (F("lon") - longitude) * (F("lon") - longitude) * narrow
    reach = F("offer__radius_m") * F("offer__radius_m") * (SLACK / METRES_PER_DEGREE) ** 2
    within = Q(away__lte=reach) | Q(offer__activity__isnull=False)
    unfit = Case(When(within, both__gt=0, then=0), default=1)
    order: Sequence[Any] = (unfit, F("away"), F("offer_id"))
    rank = Window(RowNumber(), partition_by=[F("kind")], order_by=order)
    ranked = rows.filter(inside).annotate(away=away).annotate(rank=rank)
    return ranked.filter(rank__lte=HANDFUL).values("offer")
