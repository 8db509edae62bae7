"""Offering help: what one likes to do, on and off by one tap, and who asks."""

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

from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import learning
from wijkschakel.paths.queries import learning as learning_queries
from wijkschakel.people import queries as people_queries
from wijkschakel.support.actions import offers as actions
from wijkschakel.support.models import HelpOffer
from wijkschakel.support.queries import helping as queries
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.web.common import helping
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import whereabouts
from wijkschakel.web.support.forms import OfferForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def _list(request: Request, *, refusal: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    person, today = visitor(request), timezone.localdate(request.now)
    kinds = kind_queries.all_kinds()
    rows = [
        {
            "offer": offer,
            "kinds": ", ".join(kind_queries.name_of(kinds, one.kind) for one in offer.kinds.all()),
            "when": helping.blocks(helping.times.names(offer.times)),
        }
        for offer in queries.offers_of(person)
    ]
    running = queries.matches_of_helper(person)
    checks = queries.checks_of(person)
    told = next((check for check in checks if check.kind in check.OF_COURSES), None)
    context = {
        "place": whereabouts(request).district, "rows": rows, "refusal": refusal,
        "waiting": [one for one in running if one.state == one.State.SUGGESTED],
        "helped": [one for one in running if one.state == one.State.CONTACT],
        "thanks": sum(row["offer"].ever for row in rows),  # type: ignore[attr-defined]
        "checks": [check for check in checks if check is not told], "told": told,
        "trained": told or (rows and learning_queries.trained_until(person, today)),
    }  # fmt: skip
    return render(request, "support/offers.html", context, status=status)


@signed_in
@require_GET
def offers(request: Request) -> HttpResponse:
    """Show what one offers, who asks and who is helped."""
    return _list(request)


def _form_page(
    request: Request, form: OfferForm, *, offer: HelpOffer | None = None, refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "place": whereabouts(request).district, "form": form, "offer": offer, "refusal": refusal,
        "shown": [field for field in form if not field.is_hidden],
    }  # fmt: skip
    return render(request, "support/offer.html", context, status=status)


@signed_in
def new_offer(request: Request) -> HttpResponse:
    """Offer help."""
    person = visitor(request)
    language = people_queries.screen_language(person)
    kinds = kind_queries.all_kinds()
    if request.method != "POST":
        first = {"languages": [language], "first": request.GET.get("soort", "")}
        return _form_page(request, OfferForm(kinds=kinds, initial=first))
    form = OfferForm(request.POST, kinds=kinds)
    if not form.is_valid():
        return _form_page(request, form, status=INVALID)
    try:
        actions.offer_help(
            person=person, offered=form.offered(language), by=person, now=request.now,
            key=form.cleaned_data["key"],
        )  # fmt: skip
    except Refused as refused:
        return _form_page(request, form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Wat fijn! We vragen je alleen als het echt past."))
    return redirect("support:offers")


@signed_in
def change_offer(request: Request, offer_id: uuid.UUID) -> HttpResponse:
    """Change what one offers."""
    person = visitor(request)
    offer = found(queries.find_offer(person, offer_id))
    if offer.activity_id:
        return redirect("support:offer_places", offer.activity_id)
    kinds = kind_queries.all_kinds()
    if request.method != "POST":
        form = OfferForm(kinds=kinds, initial=OfferForm.initial_of(offer))
        return _form_page(request, form, offer=offer)
    form = OfferForm(request.POST, kinds=kinds)
    if not form.is_valid():
        return _form_page(request, form, offer=offer, status=INVALID)
    offered = form.offered(people_queries.screen_language(person))
    try:
        actions.change_offer(offer=offer, offered=offered, by=person, now=request.now)
    except Refused as refused:
        return _form_page(request, form, offer=offer, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Je aanbod is gewijzigd."))
    return redirect("support:offers")


def _do(
    request: Request, offer_id: uuid.UUID, action: Callable[..., Any], said: str
) -> HttpResponse:
    offer = found(queries.find_offer(visitor(request), offer_id))
    try:
        action(offer=offer, by=visitor(request), now=request.now)
    except Refused as refused:
        return _list(request, refusal=refused.sentence, status=INVALID)
    messages.success(request, said)
    return redirect("support:offers")


@signed_in
@require_POST
def tell_course(request: Request) -> HttpResponse:
    """Let the coordinator know that one is trained, or not any more."""
    person, is_told = visitor(request), request.POST.get("doe") != "niet"
    try:
        learning.tell_course(person=person, is_told=is_told, by=person, now=request.now)
    except Refused as refused:
        return _list(request, refusal=refused.sentence, status=INVALID)
    said = _("De coördinator ziet nu dat je opgeleid bent.")
    messages.success(request, said if is_told else _("De coördinator ziet het niet meer."))
    return redirect("support:offers")


@signed_in
@require_POST
def pause(request: Request, offer_id: uuid.UUID) -> HttpResponse:
    """Switch it off by one tap."""
    return _do(request, offer_id, actions.pause_offer, _("Het staat uit. Niemand vraagt je nu."))


@signed_in
@require_POST
def switch_on(request: Request, offer_id: uuid.UUID) -> HttpResponse:
    """Switch it on again."""
    return _do(request, offer_id, actions.switch_on, _("Het staat weer aan. Fijn!"))


@signed_in
@require_POST
def end(request: Request, offer_id: uuid.UUID) -> HttpResponse:
    """Stop offering."""
    return _do(request, offer_id, actions.end_offer, _("Je bent gestopt. Dank je voor je hulp."))
