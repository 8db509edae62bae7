"""Offers as the engine reads them, in one question: what hangs below one goes along as a text."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from wijkschakel.base.joined import BETWEEN
from wijkschakel.support.matching.rules import Offer
from wijkschakel.support.matching.tables import places_on_a_map
from wijkschakel.support.models import Check, HelpOffer, HelpRefusal, Match, OfferKind
from wijkschakel.support.queries import room
from wijkschakel.support.rules import helping

RUNNING = (Match.State.SUGGESTED, Match.State.CONTACT)
LAT = Coalesce("neighbourhood__latitude", "district__latitude")
LON = Coalesce("neighbourhood__longitude", "district__longitude")
TO = ":"
HEX = 32  # the letters of a number where the database keeps it as a text


class Row(NamedTuple):
    """One offer as the database tells it, in the order of the columns that are asked."""

    pk: object
    comes: int
    helper: str
    interests: str
    times: int
    radius_m: int
    languages: str
    most: int
    rests: int
    lat: float | None
    lon: float | None
    kinds: str | None
    checks: str | None
    running: str | None
    is_refused: int


COLUMNS = (
    "pk", "comes", "helper", "likes", "times", "radius_m", "spoken", "most", "rests", "lat", "lon",
    "offered", "held", "runs", "is_refused",
)  # fmt: skip


class _Texts(Func):
    """Texts of all rows of a question below another: without groups, which cost as much again."""

    function = "STRING_AGG"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Say it as SQLite does."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra)


def _joined(rows: QuerySet[Any], *parts: Any) -> Subquery:
    text = Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())
    return Subquery(rows.order_by().values(texts=_Texts(text, Value(BETWEEN))))


def active_offers() -> QuerySet[HelpOffer]:
    """Offers that are on, of people and of activities that are led."""
    return HelpOffer.objects.filter(room.is_led(), state=HelpOffer.State.ACTIVE)


def columns(
    rows: QuerySet[HelpOffer], now: dt.datetime, request: uuid.UUID | None = None
) -> QuerySet[Any, Any]:
    """Ask of these offers what a `Row` holds: where, when, how full, what and with which checks.

    :param request: whose refusals count; without it nobody is refused.
    """
    kinds = OfferKind.objects.filter(offer=OuterRef("pk"))
    checks = Check.objects.filter(person=OuterRef("person"))
    running = Match.objects.filter(offer=OuterRef("pk"), state__in=RUNNING)
    refused = HelpRefusal.objects.filter(request=request, offer=OuterRef("pk"))
    place, until = Cast("position", TextField()), Cast("until_on", TextField())
    return rows.annotate(
        comes=Case(When(activity__isnull=True, then=1), default=0),
        likes=Cast("interests", TextField()), spoken=Cast("languages", TextField()),
        rests=Case(When(rests_until__gt=now, then=1), default=0), lat=LAT, lon=LON,
        offered=_joined(kinds, place, Value(TO), F("kind")),
        held=_joined(checks, F("kind"), Value(TO), until),
        runs=_joined(running, F("state")),
        is_refused=Exists(refused) if request else Value(0),
    ).values_list(*COLUMNS)  # fmt: skip


def read(rows: QuerySet[Any, Any]) -> list[Row]:
    """Read the columns that were asked."""
    return [Row._make(row) for row in rows]


@lru_cache(4096)
def _listed(text: str) -> tuple[str, ...]:
    """Read a list of codes: the same few come back in many offers, and are nobody's."""
    return tuple(json.loads(text))


@lru_cache(4096)
def _any_order(text: str) -> frozenset[str]:
    return frozenset(_listed(text))


def number_of(row: Row) -> str:
    """Write the number of an offer as the ORM does, also where the database keeps it as a text."""
    text = str(row.pk)
    if len(text) > HEX:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@lru_cache(4096)
def _kinds_in(text: str | None) -> tuple[str, ...]:
    """Read the kinds, the one most liked first: 1:letters,0:along."""
    if not text or BETWEEN not in text:
        return (text.partition(TO)[2],) if text else ()
    pairs = [pair.split(TO, 1) for pair in text.split(BETWEEN)]
    return tuple(kind for _place, kind in sorted((int(place), kind) for place, kind in pairs))


@lru_cache(4096)
def _checks_in(text: str | None) -> Mapping[str, dt.date]:
    """Read the checks with their last valid day, to look at only: vog:2027-01-31."""
    pairs = [pair.split(TO, 1) for pair in text.split(BETWEEN)] if text else []
    return MappingProxyType({kind: dt.date.fromisoformat(day[:10]) for kind, day in pairs})


@lru_cache(4096)
def on_map(latitude: float | None, longitude: float | None) -> tuple[int | None, int | None]:
    """Give whole metres on the map of the engine; nothing without a place.

    The middles of neighbourhoods and districts come back all the time, and are public.
    """
    if latitude is None or longitude is None:
        return None, None
    return places_on_a_map(longitude, latitude)


def offer_of(row: Row) -> Offer:
    """Write an offer as the engine reads it; who is asked enough already has no room today."""
    x, y = on_map(row.lat, row.lon)
    running = row.running.split(BETWEEN) if row.running else []
    load = len(running)
    is_full = row.rests or running.count(Match.State.SUGGESTED) >= helping.ASKED_AT_ONCE
    return Offer(
        id=number_of(row), kinds=_kinds_in(row.kinds), x_m=x, y_m=y, radius_m=row.radius_m,
        comes=bool(row.comes), times=row.times, languages=_listed(row.languages) or ("nl",),
        interests=_any_order(row.interests), helper=row.helper,
        checks=_checks_in(row.checks), load=load, most=load if is_full else row.most,
    )  # fmt: skip
