"""Own help: what one asks and offers, and the page of one request."""

import datetime as dt
import json
import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.base.fields import CannotDecrypt, seal, unseal
from wijkschakel.support.actions import matches
from wijkschakel.support.actions import requests as actions
from wijkschakel.support.actions import teams as team_actions
from wijkschakel.support.arranging import together
from wijkschakel.support.models import ArrangementInvite, HelpOffer, HelpPart, HelpRequest, Match
from wijkschakel.support.queries import engine
from wijkschakel.support.queries import helping as queries
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.queries.arrangements import invites_of
from wijkschakel.web.common import guides, helping, teams
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import whereabouts
from wijkschakel.web.support.forms import CloseForm
from wijkschakel.web.support.seeing import find_mine

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
PLACE = "support.suggestion"
TOKEN_LASTS = dt.timedelta(hours=12)
# Whoever looks this often does not look for help, but for helpers.
LOOKS_A_DAY = 60
ONE_DAY = dt.timedelta(days=1)


@public
@require_GET
def start(request: Request) -> HttpResponse:
    """Show what one asks and offers; to others the two ways in."""
    person = request.person
    district = whereabouts(request).district
    context: dict[str, Any] = {"place": district, "reach": guides.reach(district)}
    if person:
        kinds = kind_queries.all_kinds()
        asked = [(one, said_parts(one, kinds)) for one in queries.requests_of(person)]
        offers = queries.offers_of(person)
        context |= {"asked": asked, "offers": offers, "for_me": queries.matches_of_helper(person)}
        context["invites"] = [(one, asked_together(one)) for one in invites_of(person)]
    return render(request, "support/start.html", context)


def asked_together(invite: ArrangementInvite) -> str:
    """Say what somebody is asked to do together."""
    theme = together.themes()[invite.arrangement.theme]
    return theme.said("asks", (get_language() or "nl")[:2])


def said_parts(one: HelpRequest, kinds: Any) -> str:
    """Say which kinds of help a request asks."""
    return ", ".join(kind_queries.name_of(kinds, part.kind) for part in one.parts.all())


@signed_in
@require_GET
def request_page(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Show one request, who may fit, and what can be done with it."""
    return _page(request, found(find_mine(request, request_id)))


def _page(
    request: Request, one: HelpRequest, *, refusal: str = "", form: CloseForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    kinds = kind_queries.all_kinds()
    parts, is_over = list(one.parts.all()), one.state in actions.OVER
    is_team = len(parts) > 1 and not is_over
    looking = [part for part in parts if not _running(part)]
    chooses = bool(looking) and one.is_direct and one.state == HelpRequest.State.OPEN
    looked_enough = chooses and not _may_look(request)
    rows = [_part(part, kinds, is_team=is_team) for part in parts]
    if looked_enough:
        rows = [row if row["match"] else row | {"looked_enough": True} for row in rows]
    elif chooses:
        fits = _who_fits(request, one, looking, kinds)
        rows = [row | fits.get(row["part"].pk, {}) for row in rows]
    context = {
        "place": one.district, "one": one, "refusal": refusal, "close": form or CloseForm(),
        "parts": rows, "when": helping.blocks(helping.times.names(one.times)),
        "is_over": is_over, "is_mine": one.person_id == visitor(request).pk,
        "reach": guides.reach(one.district),
    }  # fmt: skip
    return render(request, "support/request.html", context, status=status)


def _running(part: HelpPart) -> list[Match]:
    return part.running  # type: ignore[attr-defined]


def _part(part: HelpPart, kinds: Any, *, is_team: bool) -> dict[str, Any]:
    """Say of a part who helps or is asked, and who may do it."""
    running = _running(part)
    row: dict[str, Any] = {
        "part": part, "name": kind_queries.name_of(kinds, part.kind),
        "match": running[0] if running else None, "who": teams.said(part),
    }  # fmt: skip
    if is_team and not running and part.state == HelpPart.State.OPEN:
        row["team"] = teams.form_for(part)
    return row


def _who_fits(
    request: Request, one: HelpRequest, looking: list[HelpPart], kinds: Any
) -> dict[uuid.UUID, dict[str, Any]]:
    """Give per part who fits and why, and why others do not; of a person nothing but that."""
    looked = engine.suggestions_of(one, looking, request.now, kinds)
    numbers = {best.offer for each in looked.values() for best in each.suggestions.best}
    activities = queries.activities_offered(numbers) if numbers else {}
    return {
        number: {
            "best": [
                {
                    "activity": activities.get(best.offer),
                    "token": token_of(one, number, best.offer, request.now),
                    "fits": helping.fits(matches.reasons_of(best)[1:], kinds),
                    "why": helping.why(matches.reasons_of(best), "resident"),
                }
                for best in each.suggestions.best
            ],
            "why_not": helping.why_not(each.suggestions.failed),
        }
        for number, each in looked.items()
    }


def token_of(one: HelpRequest, part: uuid.UUID, offer: str, now: dt.datetime) -> str:
    """Write who was suggested for this request so that only we can read it, for half a day.

    Sealed, not only signed: by the number of an offer one could count helpers and follow them from
    one request to another.
    """
    return seal(json.dumps([str(part), offer, now.isoformat()]), f"{PLACE}:{one.pk}")


def _may_look(request: Request) -> bool:
    return throttle.allow(
        "suggestions", str(visitor(request).pk), limit=LOOKS_A_DAY, window=ONE_DAY, now=request.now
    )


@signed_in
@require_POST
def choose(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Say yes to one of those who fit; the helper is asked."""
    one = found(find_mine(request, request_id))
    if not one.is_direct:
        raise Http404
    part, offer = _chosen(request, one)
    try:
        made = matches.suggest_match(
            part=part, offer=offer, source=Match.Source.RESIDENT, by=visitor(request),
            now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return _page(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("We vragen het. Je hoort het als er een antwoord is."))
    return redirect("support:match", made.pk)


def _chosen(request: Request, one: HelpRequest) -> tuple[HelpPart, HelpOffer]:
    """Read a token: it was made for this request, by us, today."""
    try:
        told = unseal(request.POST.get("wie", ""), f"{PLACE}:{one.pk}")
    except CannotDecrypt as error:
        raise Http404 from error
    part, offer, made_at = json.loads(told)
    if request.now - dt.datetime.fromisoformat(made_at) >= TOKEN_LASTS:
        raise Http404
    mine = {str(each.pk): each for each in one.parts.all()}
    chosen = found(mine.get(part))
    chosen.request = one
    return chosen, found(HelpOffer.objects.filter(pk=offer).first())


@signed_in
@require_POST
def who_does(request: Request, request_id: uuid.UUID, part_id: uuid.UUID) -> HttpResponse:
    """Say who may do one part of it."""
    one = found(find_mine(request, request_id))
    part = found(next((each for each in one.parts.all() if each.pk == part_id), None))
    form = teams.WhoDoesForm(request.POST)
    if not form.is_valid():
        return _page(request, one, refusal=_("Kies uit de lijst."), status=INVALID)
    try:
        team_actions.say_who_does(
            part=part, helpers=form.cleaned_data["helpers"], by=visitor(request), now=request.now
        )
    except Refused as refused:
        return _page(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Bewaard. We zoeken wie dit deel doet."))
    return redirect("support:request", one.pk)


def _do(request: Request, request_id: uuid.UUID, action: Any, said: str) -> HttpResponse:
    one = found(find_mine(request, request_id))
    try:
        action(request=one, by=visitor(request), now=request.now)
    except Refused as refused:
        return _page(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, said)
    return redirect("support:request", one.pk)


@signed_in
@require_POST
def pause(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Let a request rest."""
    return _do(request, request_id, actions.pause_request, _("Je vraag staat even stil."))


@signed_in
@require_POST
def open_again(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Open it again."""
    return _do(request, request_id, actions.open_again, _("Je vraag staat weer open."))


@signed_in
@require_POST
def close(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Close it, with how it went."""
    one = found(find_mine(request, request_id))
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form=form, status=INVALID)
    try:
        actions.close_request(
            request=one, by=visitor(request), now=request.now,
            withdraw="intrekken" in request.POST, **form.cleaned_data,
        )  # fmt: skip
    except Refused as refused:
        return _page(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Je vraag is klaar. Fijn dat je het zegt."))
    return redirect("support:request", one.pk)
