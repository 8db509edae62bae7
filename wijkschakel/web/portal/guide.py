"""Vraagwijzer: one question on a screen, own words, and at the end something to do and somebody."""

import datetime as dt
import uuid
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities.queries import services as service_queries
from wijkschakel.base import search, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.places.models import District
from wijkschakel.support.actions import guides as guide_actions
from wijkschakel.support.actions import needs
from wijkschakel.support.models import GuideVersion, UnservedNeed
from wijkschakel.support.queries import found as found_queries
from wijkschakel.support.queries import guides as queries
from wijkschakel.support.rules import entering
from wijkschakel.support.rules.tree import Node, Tree
from wijkschakel.web.common import guides
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import whereabouts
from wijkschakel.web.common.signin import network_of

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
LONGEST_QUESTION = 300
HITS = 6
KEPT_PER_HOUR = 20
COUNTED_PER_HOUR = 30
HOUR = dt.timedelta(hours=1)
SOURCES = {"zoeken": UnservedNeed.Source.SEARCH}


@dataclass(frozen=True)
class Walk:
    """A version, its screens, and the screen that is asked for."""

    version: GuideVersion
    whole: Tree
    node: Node
    district: District | None

    def address(self, key: str) -> str:
        """Give the address of a screen in this version."""
        return reverse("portal:guide_screen", args=[self.version.pk, key])


def _walk(request: Request, version_id: uuid.UUID, screen: str) -> Walk:
    """Give the walk; a version that was never online, or a screen that is none, is not there."""
    version = found(queries.find_walked(version_id))
    whole = queries.tree_of(version)
    node = found(whole.get(screen))
    district = version.guide.district or whereabouts(request).district
    return Walk(version, whole, node, district)


def _page(request: Request, walk: Walk) -> dict[str, object]:
    way = guides.read_way(request.GET, walk.whole, walk.node)
    return {
        "place": walk.district,
        "version": walk.version,
        "newer": queries.newer_than(walk.version),
        "screen": guides.make_screen(walk.whole, walk.node, way, walk.address),
    }


@public
@require_safe
def start(request: Request) -> HttpResponse:
    """Ask the first question; own words are welcome too."""
    district = whereabouts(request).district
    version = queries.find_online(district)
    context: dict[str, object] = {"place": district, "reach": guides.reach(district)}
    if version:
        whole = queries.tree_of(version)
        walk = Walk(version, whole, whole.first, district)
        screen = guides.make_screen(whole, whole.first, [], walk.address)
        context |= {"version": version, "screen": screen}
    return render(request, "portal/guide/start.html", context)


@public
@require_safe
def walk(request: Request, version_id: uuid.UUID, screen: str) -> HttpResponse:
    """Show a question, or the end with what there is now."""
    here = _walk(request, version_id, screen)
    context = _page(request, here)
    if not here.node.is_leaf:
        return render(request, "portal/guide/question.html", context)
    context["leaf"] = guides.make_leaf(here.node, here.district, whereabouts(request), request.now)
    return render(request, "portal/guide/leaf.html", context)


@public
@require_safe
def leaf_print(request: Request, version_id: uuid.UUID, screen: str) -> HttpResponse:
    """Show the end of a walk as a sheet of paper."""
    here = _walk(request, version_id, screen)
    if not here.node.is_leaf:
        raise Http404
    context = _page(request, here)
    leaf = guides.make_leaf(here.node, here.district, whereabouts(request), request.now)
    service_queries.add_phones([row.service for row in leaf.services])
    return render(request, "portal/guide/print.html", context | {"leaf": leaf})


@public
@require_safe
def none_of_these(request: Request, version_id: uuid.UUID, screen: str) -> HttpResponse:
    """No answer fits: own words, or a person."""
    here = _walk(request, version_id, screen)
    context = _page(request, here) | {"reach": guides.reach(here.district)}
    return render(request, "portal/guide/none.html", context)


@public
@require_POST
def helped(request: Request, version_id: uuid.UUID, screen: str) -> HttpResponse:
    """Count whether it helped; who says it is not kept. Who got no further gets other ways."""
    here = _walk(request, version_id, screen)
    yes = request.POST.get("antwoord") == "ja"
    if not here.node.is_leaf:
        raise Http404
    network = network_of(request)
    if throttle.allow("guide", network, limit=COUNTED_PER_HOUR, window=HOUR, now=request.now):
        guide_actions.count_helped(
            version=here.version, node=here.node, helped=yes, by=request.person, now=request.now
        )
    if not yes:
        return redirect("portal:guide_none", version_id, screen)
    messages.success(request, _("Fijn. Dank je wel."))
    return redirect("portal:guide_screen", version_id, screen)


@public
@require_POST
def ask(request: Request) -> HttpResponse:
    """Answer own words: the ends that fit, what the search finds, and always a person.

    The words are posted, so that they stand in no address and in no log of addresses.
    """
    place = whereabouts(request)
    text = " ".join(request.POST.get("vraag", "").replace("\0", " ").split())
    context: dict[str, object] = {
        "place": place.district,
        "words": text[: LONGEST_QUESTION * 4],
        "reach": guides.reach(place.district),
        "longest": LONGEST_QUESTION,
        "source": request.POST.get("bron", ""),
    }
    if not text or len(text) > LONGEST_QUESTION:
        return render(
            request, "portal/guide/ask.html", context | {"is_wrong": True}, status=INVALID
        )
    answer = _answer(request, text, place.district)
    context |= answer
    found_nothing = not (answer["ends"] or answer["hits"]) or request.POST.get("niets") == "ja"
    if found_nothing:
        context["is_kept"] = _keep(request, text)
    context["found_nothing"] = found_nothing
    return render(request, "portal/guide/ask.html", context)


def _answer(request: Request, text: str, district: District | None) -> dict[str, object]:
    version = queries.find_online(district)
    codes = [district.code] if district else []
    ends: list[guides.Choice] = []
    if version:
        whole = queries.tree_of(version)
        ends = [
            guides.Choice(
                guides.say(node.text),
                guides.icon_of(node.icon),
                reverse("portal:guide_screen", args=[version.pk, node.key]),
            )
            for node in queries.entries(text, whole, codes)
        ]
    hits = search.find(
        text,
        kinds=("activity", "service", "hour"),
        district_codes=codes or None,
        now=request.now,
        limit=HITS,
    )
    hits = [hit for hit in hits if entering.tells(hit.matched_by)]
    return {"ends": ends, "hits": found_queries.things(hits, request.now), "version": version}


def _keep(request: Request, text: str) -> bool:
    """Keep what was not found, without who asked; a flood is answered but not kept."""
    place = whereabouts(request)
    network = network_of(request)
    if place.district is None or not throttle.allow(
        "unserved", network, limit=KEPT_PER_HOUR, window=HOUR, now=request.now
    ):
        return False
    with suppress(Refused):
        needs.keep_unserved(
            text=text,
            district=place.district,
            neighbourhood=place.neighbourhood,
            source=SOURCES.get(request.POST.get("bron", ""), UnservedNeed.Source.GUIDE),
            by=None,
            now=request.now,
        )
        return True
    return False
