"""The page of a match, for both sides: what fits and why, yes or no, contact, how it goes."""

import datetime as dt
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Person
from wijkschakel.support.actions import matches, stories
from wijkschakel.support.models import Match
from wijkschakel.support.queries import helping as queries
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.rules import helping as rules
from wijkschakel.web.common import guides, helping
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.support.forms import StoryForm, WorryForm
from wijkschakel.web.support.seeing import WHY, find_match

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def contact_of(match: Match, side: str, now: dt.datetime, viewer: Person) -> dict[str, str] | None:
    """Give name and contact of the other, as far as they share it at this moment."""
    if match.contact_at is None:
        return None
    mine, other = match.part.request.person, match.offer.person
    if side == "helper":
        mine, other = other, mine
    items = people_permissions.shared_items(other, mine, "match", now)
    if not items:
        return None
    if viewer.pk != other.pk:
        journal.record_read(
            action="read_contact", now=now, by=viewer, about=other, thing=match, why=WHY
        )
    return {
        "name": other.given_name,
        "phone": other.phone if "phone" in items else "",
        "email": people_queries.mail_address(other) if "email" in items else "",
    }


def _page(
    request: Request, match: Match, side: str, *, refusal: str = "",
    story: StoryForm | None = None, worry: WorryForm | None = None, status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    kinds = kind_queries.all_kinds()
    one = match.part.request
    told = {row.side for row in match.stories.all()}
    said_yes = match.resident_yes_at if side == "resident" else match.helper_yes_at
    context: dict[str, Any] = {
        "place": one.district, "match": match, "side": side, "refusal": refusal,
        "kind": kind_queries.name_of(kinds, match.part.kind), "one": one,
        "helper": str(helping.HELPERS[match.offer.helper]),
        "fits": helping.fits(match.reasons[1:], kinds), "why": helping.why(match.reasons, side),
        "said_yes": said_yes, "is_waiting": match.state == Match.State.SUGGESTED,
        "is_contact": match.state == Match.State.CONTACT,
        "contact": contact_of(match, side, request.now, visitor(request)),
        "story": story or StoryForm(), "worry": worry or WorryForm(), "has_told": side in told,
        "asked_on": _asked_on(match, request.now), "reach": guides.reach(one.district),
    }  # fmt: skip
    return render(request, "support/match.html", context, status=status)


def _asked_on(match: Match, now: dt.datetime) -> dt.date | None:
    """Give the day from which we ask how it goes; nothing when that is now, or was asked."""
    if match.contact_at is None or match.state != Match.State.CONTACT or match.asks_at is None:
        return None
    first = rules.asked_from(match.contact_at, queries.first_meeting(match, match.contact_at))
    return None if first <= now else timezone.localdate(first)


@signed_in
@require_GET
def match(request: Request, match_id: uuid.UUID) -> HttpResponse:
    """Show a match to one of the two."""
    return _page(request, *found(find_match(request, match_id)))


def _do(
    request: Request, match_id: uuid.UUID, action: Callable[..., Any], said: str
) -> HttpResponse:
    one, side = found(find_match(request, match_id))
    try:
        action(match=one, by=visitor(request), now=request.now)
    except Refused as refused:
        return _page(request, one, side, refusal=refused.sentence, status=INVALID)
    messages.success(request, said)
    return redirect("support:match", match_id)


@signed_in
@require_POST
def say_yes(request: Request, match_id: uuid.UUID) -> HttpResponse:
    """Say yes."""
    return _do(request, match_id, matches.say_yes, _("Fijn dat je ja zegt."))


@signed_in
@require_POST
def say_no(request: Request, match_id: uuid.UUID) -> HttpResponse:
    """Say no; that is always fine."""
    return _do(request, match_id, matches.say_no, _("Dat is goed. De ander hoort niet waarom."))


@signed_in
@require_POST
def stop(request: Request, match_id: uuid.UUID) -> HttpResponse:
    """Stop without a reason."""
    return _do(
        request, match_id, matches.stop_match, _("Het is gestopt. Je hoeft niets uit te leggen.")
    )


@signed_in
@require_POST
def tell(request: Request, match_id: uuid.UUID) -> HttpResponse:
    """Tell how it goes."""
    one, side = found(find_match(request, match_id))
    form = StoryForm(request.POST)
    if not form.is_valid():
        return _page(request, one, side, story=form, status=INVALID)
    try:
        stories.tell_how_it_went(
            match=one, by=visitor(request), now=request.now, **form.cleaned_data
        )
    except Refused as refused:
        return _page(request, one, side, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Dank je wel. Zo leren we wat goed past."))
    return redirect("support:match", match_id)


@signed_in
@require_POST
def worry(request: Request, match_id: uuid.UUID) -> HttpResponse:
    """Tell the safeguarding person that something is not right."""
    one, side = found(find_match(request, match_id))
    form = WorryForm(request.POST)
    if not form.is_valid():
        return _page(request, one, side, worry=form, status=INVALID)
    try:
        stories.tell_worry(match=one, by=visitor(request), now=request.now, **form.cleaned_data)
    except Refused as refused:
        return _page(request, one, side, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("De vertrouwenspersoon leest het. Gevaar nu? Bel 112."))
    return redirect("support:match", match_id)
