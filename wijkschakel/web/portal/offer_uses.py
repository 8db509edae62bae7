"""Offering something to what an initiative needs, and what came of it."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import offer_uses as actions
from wijkschakel.activities.models import Initiative, MeansOffer, Room
from wijkschakel.activities.queries import offer_uses, rooms
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.initiative_care import to_change

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@signed_in
@require_POST
def offer(request: Request, ask_id: uuid.UUID, offer_id: uuid.UUID) -> HttpResponse:
    """Offer what I have to what an initiative needs."""
    ask = found(offer_uses.find_ask(ask_id))
    my_rooms, my_means = queries.offers_of(visitor(request))
    mine = found(next((one for one in [*my_rooms, *my_means] if one.pk == offer_id), None))
    assert isinstance(mine, Room | MeansOffer)  # noqa: S101
    found(ask if rooms.meets(mine, ask) else None)
    try:
        actions.offer_to(ask=ask, offer=mine, by=visitor(request), now=request.now)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Aangeboden. Je hoort het als ze antwoorden."))
    return redirect("portal:business")


@signed_in
@never_cache
@require_safe
def offered(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Show owners what was offered to what they need."""
    return _page(request, to_change(request, initiative_id))


def _page(request: Request, one: Initiative, refusal: str = "") -> HttpResponse:
    context = {
        "initiative": one,
        "place": one.district,
        "uses": offer_uses.uses_for(one),
        "refusal": refusal,
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "portal/initiatives/offered.html", context, status=status)


@signed_in
@require_POST
def answer(request: Request, initiative_id: uuid.UUID, use_id: uuid.UUID) -> HttpResponse:
    """Take it up, say that it happened, or that it is not needed."""
    one = to_change(request, initiative_id)
    use = found(next((row for row in offer_uses.uses_for(one) if row.pk == use_id), None))
    try:
        actions.answer_offer(
            use=use, state=request.POST.get("doe", ""), by=visitor(request), now=request.now
        )
    except Refused as refused:
        return _page(request, one, refused.sentence)
    messages.success(request, _("Bewaard. Wie het aanbood, hoort het."))
    return redirect("portal:offered_to_initiative", one.pk)
