"""Requests at the desk: one list, the one that is open beside it, and who fits with why."""

import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import growing, matches
from wijkschakel.support.actions import requests as actions
from wijkschakel.support.actions import teams as team_actions
from wijkschakel.support.matching.explanations import Explanation
from wijkschakel.support.models import HelpOffer, HelpPart, HelpRequest, Match
from wijkschakel.support.queries import engine
from wijkschakel.support.queries import helping as queries
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.rules import helping as rules
from wijkschakel.web.common import helping, teams
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.beginning import DeskBeginForm
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
SHOWN = 100
NOBODY = uuid.UUID(int=0)  # stands in an address for each of the ten: it is looked up once


def _rows(scope: Scope, request: Request, kinds: Any) -> list[dict[str, Any]]:
    """Say what still looks for somebody, without names: those show when a row is opened."""
    rows = queries.open_at_desk(scope.ids)[:SHOWN]
    return [
        {
            "one": one,
            "kinds": ", ".join(kind_queries.name_of(kinds, part.kind) for part in one.parts.all()),
            "icon": getattr(kinds.get(one.parts.all()[0].kind), "icon", "hand"),
            "days": rules.waiting_days(one.asked_at, request.now),
            "is_asked": all(
                getattr(part, "running", ()) or part.state != HelpPart.State.OPEN
                for part in one.parts.all()
            ),
        }
        for one in rows
        if one.parts.all()
    ]


@with_role(COORDINATOR)
@require_GET
def requests(request: Request) -> HttpResponse:
    """Show what still looks for somebody, the longest waiting first."""
    scope = scopes.of(request)
    rows = _rows(scope, request, kind_queries.all_kinds())
    context = {
        "place": scope.place,
        "waiting": [row for row in rows if not row["is_asked"]],
        "asked": [row for row in rows if row["is_asked"]],
    }
    return render(request, "desk/help/requests.html", context)


def _one(scope: Scope, number: uuid.UUID) -> HelpRequest:
    return found(queries.find_at_desk(scope.ids, number))


@with_role(COORDINATOR)
@require_GET
def request_page(request: Request, asked: uuid.UUID) -> HttpResponse:
    """Show one request in own words, and per part who fits and why."""
    scope = scopes.of(request)
    return _page(request, scope, _one(scope, asked))


def _page(
    request: Request, scope: Scope, one: HelpRequest, *, refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    kinds = kind_queries.all_kinds()
    is_open = one.state in (HelpRequest.State.OPEN, HelpRequest.State.MATCHED)
    team = list(one.parts.all())
    looking = [part for part in team if is_open and not part.running]  # type: ignore[attr-defined]
    looked = engine.suggestions_of(one, looking, request.now, kinds)
    numbers = {best.offer for each in looked.values() for best in each.suggestions.best}
    named = queries.helpers_named(numbers) if numbers else {}
    parts = [_part(part, looked.get(part.pk), named, kinds) for part in team]
    if len(team) > 1:
        for row in parts:
            row["team"] = _team_form(one, row["part"]) if row["part"] in looking else None
    shown = {offer.person for offer in named.values()}
    scopes.note_reading(request, scope, {one.person, *shown}, action="read_help_request", thing=one)
    context = {
        "place": scope.place, "one": one, "parts": parts, "refusal": refusal,
        "days": rules.waiting_days(one.asked_at, request.now),
        "when": helping.blocks(helping.times.names(one.times)),
        "is_open": is_open,
    }  # fmt: skip
    return render(request, "desk/help/request.html", context, status=status)


def _team_form(one: HelpRequest, part: HelpPart) -> teams.WhoDoesForm:
    return teams.form_for(part, among=one.helpers)


def _part(
    part: HelpPart, looked: engine.Found | None, named: Mapping[str, HelpOffer], kinds: Any
) -> dict[str, Any]:
    """Say of a part who is asked; when nobody is, who fits and why."""
    running: list[Match] = part.running  # type: ignore[attr-defined]
    row: dict[str, Any] = {
        "part": part, "name": kind_queries.name_of(kinds, part.kind),
        "match": running[0] if running else None, "who": teams.said(part),
    }  # fmt: skip
    if looked is None:
        return row
    ask = reverse("desk:suggest", args=[part.pk, NOBODY])
    row["best"] = [
        {
            "offer": named[best.offer],
            "helper": helping.HELPERS[named[best.offer].helper],
            "fits": _fits(best, kinds),
            "ask": ask.replace(str(NOBODY), best.offer),
        }
        for best in looked.suggestions.best
        if best.offer in named
    ]
    row["why_not"] = helping.why_not(looked.suggestions.failed)
    return row


def _fits(best: Explanation, kinds: Any) -> list[helping.Line]:
    """Say why somebody fits, which checks are held, and how many are helped already."""
    held = helping.checks(best)
    lines = helping.fits(matches.reasons_of(best)[1:], kinds)
    return [*lines, *([("card", held)] if held else []), ("person", helping.load(best))]


@with_role(COORDINATOR)
@require_POST
def suggest(request: Request, part: uuid.UUID, helper: uuid.UUID) -> HttpResponse:
    """Ask a helper, and the resident, whether it fits."""
    scope = scopes.of(request)
    rows = HelpPart.objects.filter(request__district__in=scope.ids, pk=part)
    chosen = found(rows.select_related("request").first())
    offer = found(HelpOffer.objects.filter(pk=helper).first())
    try:
        matches.suggest_match(
            part=chosen, offer=offer, source=Match.Source.COORDINATOR, by=scope.coordinator,
            now=request.now,
        )  # fmt: skip
    except Refused as refused:
        one = _one(scope, chosen.request_id)
        return _page(request, scope, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Allebei gevraagd. Je hoort het als ze antwoorden."))
    return redirect("desk:help_requests")


@with_role(COORDINATOR)
@require_POST
def who_does(request: Request, part: uuid.UUID) -> HttpResponse:
    """Say who may do one part, among whom the resident wants."""
    scope = scopes.of(request)
    rows = HelpPart.objects.filter(request__district__in=scope.ids, pk=part)
    chosen = found(rows.select_related("request").first())
    form = teams.WhoDoesForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Kies uit de lijst."))
        team_actions.say_who_does(
            part=chosen, helpers=form.cleaned_data["helpers"], by=scope.coordinator,
            now=request.now,
        )  # fmt: skip
    except Refused as refused:
        one = _one(scope, chosen.request_id)
        return _page(request, scope, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Bewaard. Kijk wie er nu past."))
    return redirect("desk:help_request", chosen.request_id)


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, asked: uuid.UUID) -> HttpResponse:
    """Propose what could begin with this request; who asked says yes before anyone reads it."""
    scope = scopes.of(request)
    one = _one(scope, asked)
    form = DeskBeginForm(request.POST or None, initial=growing.idea_of(one))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            begun = growing.propose(
                request=one, by=scope.coordinator, now=request.now, **form.cleaned_data
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            if begun:
                messages.success(request, _("Het staat erop. De bewoner kreeg bericht."))
                return redirect("portal:initiative", begun.pk)
            messages.success(request, _("Voorgesteld. De bewoner leest het eerst."))
            return redirect("desk:help_request", one.pk)
    scopes.note_reading(request, scope, {one.person}, action="read_help_request", thing=one)
    context = {"place": scope.place, "one": one, "form": form, "refusal": refusal}
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/help/propose.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def later(request: Request, asked: uuid.UUID) -> HttpResponse:
    """Nobody yet: it comes back in two weeks."""
    scope = scopes.of(request)
    one = _one(scope, asked)
    try:
        actions.look_later(request=one, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _page(request, scope, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Deze vraag komt over twee weken terug."))
    return redirect("desk:help_requests")
