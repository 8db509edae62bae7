"""From rows to what the engine reads: one part of a request, and the handful that may fit.

The database keeps to the kind and a square around the request (`near`); every other rule, and the
score, is the engine's own, so that the regional plan and a suggestion say the same of a pair.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from wijkschakel.base.joined import BETWEEN
from wijkschakel.places.models import Figure
from wijkschakel.support.matching import suggest
from wijkschakel.support.matching.rules import Offer, Request
from wijkschakel.support.matching.suggest import Suggestions
from wijkschakel.support.models import (
    AgreementVersion,
    HelpOffer,
    HelpPart,
    HelpRequest,
    Match,
)
from wijkschakel.support.queries import agreements, kinds, near, offer_rows
from wijkschakel.support.rules import helping
from wijkschakel.support.rules.kinds import HelpKindSaid


@dataclass(frozen=True)
class Found:
    """Suggestions for a part, and the versions of agreements they stand on."""

    suggestions: Suggestions
    versions: dict[str, AgreementVersion]
    handful: int


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
    refused: Iterable[object] = (),
    low_ses: bool = False,
) -> Request:
    """Write a part of a request as the engine reads it."""
    asked = part.request
    x, y = offer_rows.on_map(*point_of(asked))
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


def engine_offers(rows: QuerySet[HelpOffer], now: dt.datetime) -> list[Offer]:
    """Write offers as the engine reads them, in one question."""
    return [offer_rows.offer_of(row) for row in offer_rows.read(offer_rows.columns(rows, now))]


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
    found: list[offer_rows.Row] = []
    if latitude is not None and longitude is not None:
        at = latitude, longitude
        found = near.offers_near(asked, {part.kind for part in parts}, at, now)
    offers = [offer_rows.offer_of(row) for row in found]
    refused = _refused(found)
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
    others = offer_rows.active_offers().filter(pk=offer.pk).exclude(person=part.request.person_id)
    found = offer_rows.read(offer_rows.columns(others, now, part.request_id))
    if is_asked:
        found = [_without_this(row) for row in found]
    request = request_of(part, kinds.all_kinds(), now, _refused(found))
    return _judged(request, [offer_rows.offer_of(row) for row in found], versions, on, 1)


def _without_this(row: offer_rows.Row) -> offer_rows.Row:
    """Leave out one suggestion that waits, and that somebody rests or is asked enough."""
    running = row.running.split(BETWEEN) if row.running else []
    contacts = [Match.State.CONTACT] * (len(running) - 1)
    return row._replace(running=BETWEEN.join(contacts), rests=0)


def _refused(rows: Iterable[offer_rows.Row]) -> list[str]:
    return [offer_rows.number_of(row) for row in rows if row.is_refused]


def low_ses_neighbourhoods(codes: Collection[str]) -> set[str]:
    """Give the neighbourhoods with a score below nought: less than the country on average."""
    rows = Figure.objects.filter(indicator="ses_score", area_code__in=codes, value__lt=0)
    return set(rows.values_list("area_code", flat=True))
