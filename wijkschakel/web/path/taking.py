"""Taking my path along: a readable page, files, a booklet, check-in cards."""

import base64
import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.paths import privacy
from wijkschakel.paths.actions import paper
from wijkschakel.paths.models import Booklet
from wijkschakel.paths.queries import following, goals, talking
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.paths.rules import fhir
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.paper.laying import qr_code
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.owner import again, language, own_goal, own_path, path_of


@signed_in
@never_cache
@require_safe
def take_along(request: Request) -> HttpResponse:
    """Show what can be taken along, and my whole path as a page to read."""
    path = path_of(request)
    context = {
        "place": place_of(request),
        "whole": goals.whole_path(path, request.now) if path else None,
        "booklet": talking.find_booklet(visitor(request)),
    }
    return render(request, "path/take_along.html", context)


@signed_in
@never_cache
@require_safe
def fhir_file(request: Request) -> HttpResponse:
    """Give my path as FHIR R4."""
    person = visitor(request)
    own_path(request)
    exported: dict[str, Any] = privacy.export(person)
    wanted = {(row["pack"], row["version"]) for row in exported["measurements"]}
    packs = {key: pack for key in wanted if (pack := following.find_pack_at(*key))}
    content = fhir.bundle(exported, packs, str(person.pk), person.given_name)
    return HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=2),
        content_type="application/fhir+json",
        headers={"Content-Disposition": 'attachment; filename="mijn-pad-fhir.json"'},
    )


@signed_in
@require_POST
def order_booklet(request: Request) -> HttpResponse:
    """Let the task worker make the booklet."""
    from wijkschakel.web.path import tasks  # noqa: PLC0415  # slow import

    own_path(request)
    paper.order_booklet(
        person=visitor(request),
        language=language(),
        hand_over=tasks.make_booklet.enqueue,
        by=visitor(request),
        now=request.now,
    )
    return redirect("path:take_along")


@signed_in
@never_cache
@require_safe
def booklet(request: Request) -> HttpResponse:
    """Give the booklet as PDF."""
    made = talking.find_booklet(visitor(request))
    ready = found(made if made and made.state == Booklet.State.READY else None)
    headers = {"Content-Disposition": 'inline; filename="mijn-pad.pdf"'}
    pdf = base64.b64decode(ready.pdf)
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: Request, goal_id: Any) -> HttpResponse:
    """Show the check-in cards of a goal to print, and make new ones."""
    ambition = own_goal(request, goal_id)
    if request.method == "POST":
        try:
            paper.make_cards(ambition=ambition, number=6, by=visitor(request), now=request.now)
        except Refused as refused:
            return again(request, "path/cards.html", {"ambition": ambition}, refused)
        return redirect("path:cards", ambition.pk)
    rows = [
        one for one in talking.cards_of(ambition.path, request.now)
        if one.ambition_id == ambition.pk
    ]  # fmt: skip
    opened = Opened()
    context = {
        "place": place_of(request),
        "ambition": ambition,
        "words": opened.text(ambition, "words"),
        "slips": talking.slips_of(ambition.path, opened, ambition),
        "rows": [
            (one, qr_code(settings.BASE_URL + reverse("path:card", args=[one.code])))
            for one in rows
        ],
    }
    return render(request, "path/cards.html", context)


@signed_in
@require_safe
def card(request: Request, code: str) -> HttpResponse:
    """Open the check-in of the goal a card of mine is for."""
    path = own_path(request)
    mine = {one.code: one for one in talking.cards_of(path, request.now)}
    return redirect("path:check_in", found(mine.get(code.upper())).ambition_id)
