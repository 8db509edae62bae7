"""One box to ask anything: what there is to do, who can help, and a person when nothing fits."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries, rules
from wijkschakel.activities.queries import services as service_queries
from wijkschakel.base import search
from wijkschakel.web.common import service_rows
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import Place, Point, whereabouts
from wijkschakel.web.common.rows import Row, make_rows
from wijkschakel.web.common.service_rows import ServiceRow

LONGEST = 200
MOST = 40
SHOWN = 10
# What is less than this part as good as the best is no answer.
WORTH_SHOWING = 4
SIDES = {"informeel": False, "formeel": True}
EXAMPLES = ("samen eten", "brief", "wandelen", "computer", "eenzaam")


@dataclass(frozen=True)
class Found:
    """What answers a question, per kind; the kind with the best answer comes first."""

    activities: list[Row]
    services: list[ServiceRow]
    services_first: bool = False

    def only(self, *, is_formal: bool) -> "Found":
        """Keep what organisations do, or what neighbours do."""
        return Found(
            [row for row in self.activities if row.session.activity.is_formal == is_formal],
            [row for row in self.services if row.service.is_formal == is_formal],
            self.services_first,
        )

    @property
    def count(self) -> int:
        """How many answers are shown."""
        return len(self.activities) + len(self.services)


@public
@require_safe
def search_page(request: Request) -> HttpResponse:
    """Answer a question in the words of who asks."""
    place = whereabouts(request)
    question = _question(request)
    side = request.GET.get("wie", "")
    side = side if side in SIDES else ""
    found = _find(request, question, place) if question else Found([], [])
    if side:
        found = found.only(is_formal=SIDES[side])
    context = {
        "question": question,
        "place": place.district,
        "district": place.district,
        "where": place,
        "found": found,
        "sides": _sides(question, side),
        "asked_side": side,
        "headline": _headline(question, found),
        "suggestion": (
            search.explain_nothing(question) if question and not (found.count or side) else ""
        ),
        "examples": EXAMPLES,
    }
    return render(request, "portal/search.html", context)


def _sides(question: str, chosen: str) -> list[tuple[str, str, bool]]:
    """Give the links that narrow what was found to neighbours or to organisations."""
    names = (("", _("Alles")), ("informeel", _("Van buren")), ("formeel", _("Van organisaties")))
    kept = {"vraag": question}
    return [
        (f"?{urlencode(kept | ({'wie': side} if side else {}))}", name, side == chosen)
        for side, name in names
    ]


def _question(request: Request) -> str:
    return " ".join(request.GET.get("vraag", "").replace("\0", " ").split())[:LONGEST]


def _headline(question: str, found: Found) -> str:
    if not question:
        return _("Waar ben je naar op zoek?")
    if not found.count:
        return _("Dit vonden we niet")
    return ngettext("%(n)s ding past bij je vraag", "%(n)s dingen passen bij je vraag",
        found.count) % {"n": found.count}  # fmt: skip


def _here(place: Place) -> Point | None:
    """Give from where is looked: the neighbourhood, else the middle of the district."""
    district = place.district
    if place.point or district is None:
        return place.point
    if district.latitude is None or district.longitude is None:
        return None
    return district.latitude, district.longitude


def _find(request: Request, question: str, place: Place) -> Found:
    hits = search.find(
        question,
        kinds=("activity", "service"),
        near=_here(place),
        now=request.now,
        limit=MOST,
    )
    hits = [hit for hit in hits if hit.score * WORTH_SHOWING >= hits[0].score]
    reasons = {hit.thing_id: _reason(question, hit) for hit in hits}
    numbers = {
        kind: [hit.thing_id for hit in hits if hit.kind == kind] for kind in ("activity", "service")
    }
    return Found(
        _activities(request, numbers["activity"], reasons, place),
        _services(request, numbers["service"], reasons, place),
        services_first=bool(hits) and hits[0].kind == "service",
    )


def _reason(question: str, hit: search.Hit) -> str:
    """Name the words that led here, when they are others than were typed."""
    typed = question.casefold()
    return ", ".join(word for word in hit.matched_by if word.casefold() not in typed)


def _activities(
    request: Request, numbers: Sequence[uuid.UUID], reasons: dict[uuid.UUID, str], place: Place
) -> list[Row]:
    if not numbers:
        return []
    order = {number: rank for rank, number in enumerate(numbers)}
    sessions = queries.next_of(numbers, request.now)
    sessions.sort(key=lambda session: order[session.activity_id])
    rows = make_rows(sessions[:SHOWN], now=request.now, here=place.point)
    for row in rows:
        row.found_by = reasons[row.session.activity_id]
    return rows


def _services(
    request: Request, numbers: Sequence[uuid.UUID], reasons: dict[uuid.UUID, str], place: Place
) -> list[ServiceRow]:
    if not numbers:
        return []
    services = service_queries.with_rows(numbers[:SHOWN])
    rows = service_rows.make_rows(services, request.now)
    for row in rows:
        nearest = (rules.walk_minutes(place.point, point) for point in row.points[:1])
        row.minutes = next(nearest, None)
        row.found_by = reasons[row.service.pk]
    return rows
