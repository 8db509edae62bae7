"""An activity with room for people: who organises it says for which questions, and how many."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.models import Activity
from wijkschakel.base.errors import Refused
from wijkschakel.support import permissions
from wijkschakel.support.actions import offers as actions
from wijkschakel.support.models import HelpOffer
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.queries import room
from wijkschakel.web.common import helping
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.support.place_forms import PlacesForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def _page(
    request: Request, activity: Activity, form: PlacesForm, offer: HelpOffer | None, *,
    refusal: str = "", status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    blocks = room.blocks_of([activity], request.now)[activity.pk]
    context = {
        "place": activity.district, "activity": activity, "form": form, "offer": offer,
        "is_mine": offer is None or offer.person_id == visitor(request).pk, "refusal": refusal,
        "when": helping.blocks(helping.times.names(blocks)) if blocks else "",
    }  # fmt: skip
    return render(request, "support/places.html", context, status=status)


@signed_in
def offer_places(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Offer places of an activity that one organises, or change what is offered."""
    activity = found(activity_queries.find_activity(activity_id))
    found(activity if permissions.may_offer_activity(request.person, activity) else None)
    offer, person = room.offer_of(activity), visitor(request)
    start = PlacesForm.initial_of(offer) if offer else None
    kinds = kind_queries.all_kinds()
    if request.method != "POST":
        return _page(request, activity, PlacesForm(kinds=kinds, initial=start), offer)
    form = PlacesForm(request.POST, kinds=kinds)
    if not form.is_valid():
        return _page(request, activity, form, offer, status=INVALID)
    places, now = form.places(activity), request.now
    try:
        if offer:
            actions.change_offer(offer=offer, offered=places, by=person, now=now)
        else:
            actions.offer_help(
                person=person, offered=places, by=person, now=now, activity=activity,
                key=form.cleaned_data["key"],
            )  # fmt: skip
    except Refused as refused:
        return _page(request, activity, form, offer, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Fijn! We zoeken wie bij jullie past. Je zegt zelf ja of nee."))
    return redirect("support:offers")
