"""Saved searches: keep what was chosen in the agenda, hear what is new, pause and stop."""

import json
import uuid
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import searches
from wijkschakel.activities.models import SavedSearch
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place
from wijkschakel.web.portal.choice import WALKS, Choice

Medium = SavedSearch.Medium


@dataclass(frozen=True)
class Kept:
    """A saved search in words."""

    search: SavedSearch
    words: list[str]
    query: str


def _kept(search: SavedSearch) -> Kept:
    query = json.loads(search.wanted)["query"]
    choice = Choice.read(QueryDict(query.removeprefix("?")))
    return Kept(search, [words for words, _without in choice.wider()], query)


def _page(request: Request, *, refusal: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    person = visitor(request)
    context = {
        "kept": [_kept(search) for search in queries.searches_of(person)],
        "has_mail": bool(people_queries.mail_address(person)),
        "refusal": refusal,
    }
    return render(request, "portal/searches.html", context, status=status)


def _refused(request: Request, refused: Refused) -> HttpResponse:
    return _page(request, refusal=refused.sentence, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@signed_in
@require_safe
def show(request: Request) -> HttpResponse:
    """Show what I saved."""
    return _page(request)


@signed_in
@require_POST
def save(request: Request) -> HttpResponse:
    """Keep what was chosen in the agenda; told by mail when there is an address."""
    choice = Choice.read(QueryDict(request.POST.get("keuze", "").removeprefix("?")))
    district, place = asked_place(request, choice.district)
    person = visitor(request)
    has_mail = bool(people_queries.mail_address(person))
    try:
        searches.save_search(
            person=person,
            wish=choice.wish(request.now, None, place.point),
            walk=WALKS.get(choice.walk),
            query=choice.query if choice.is_narrowed else "",
            district=district,
            near=place.neighbourhood,
            medium=Medium.MAIL if has_mail else Medium.PAPER,
            by=person,
            now=request.now,
        )
    except Refused as refused:
        return _refused(request, refused)
    messages.success(request, _("Bewaard. Is er iets nieuws? Dan hoor je het."))
    return redirect("portal:searches")


def _mine(request: Request, search_id: uuid.UUID) -> SavedSearch:
    return found(queries.find_search(visitor(request), search_id))


@signed_in
@require_POST
def change(request: Request, search_id: uuid.UUID) -> HttpResponse:
    """Pause it or go on; by mail or on paper."""
    search = _mine(request, search_id)
    medium = request.POST.get("hoe", search.medium)
    pause = request.POST.get("pauze", "ja" if search.is_paused else "nee")
    try:
        searches.change_search(
            search=search,
            is_paused=pause == "ja",
            medium=medium if medium in Medium.values else search.medium,
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return _refused(request, refused)
    return redirect("portal:searches")


@signed_in
@require_POST
def stop(request: Request, search_id: uuid.UUID) -> HttpResponse:
    """Throw it away."""
    searches.stop_search(search=_mine(request, search_id), by=visitor(request), now=request.now)
    messages.success(request, _("Gestopt. Je krijgt hier geen bericht meer over."))
    return redirect("portal:searches")
