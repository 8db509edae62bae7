"""Rooms and means at the desk: what waits, and who has a key."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities import queries
from wijkschakel.activities.actions import rooms as room_actions
from wijkschakel.activities.models import MeansOffer, Room
from wijkschakel.activities.queries import offer_uses
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope


@with_role(COORDINATOR)
@require_GET
def offers(request: Request) -> HttpResponse:
    """Show what shops and residents offer and nobody looked at yet."""
    scope = scopes.of(request)
    rooms, means = queries.waiting_offers(scope.ids)
    offered = [room.offered_by for room in rooms] + [one.offered_by for one in means]
    people = {person.pk: person for person in offered if person}
    scopes.note_reading(request, scope, people.values(), action="read_offers_at_desk")
    context = {"place": scope.place, "rooms": rooms, "means": means, "n": len(rooms) + len(means)}
    context["came"] = offer_uses.came_in(scope.ids)
    return render(request, "desk/offers.html", context)


def _offer(scope: Scope, number: uuid.UUID) -> Room | MeansOffer:
    rooms, means = queries.waiting_offers(scope.ids)
    offer = found(next((one for one in [*rooms, *means] if one.pk == number), None))
    assert isinstance(offer, Room | MeansOffer)  # noqa: S101
    return offer


@with_role(COORDINATOR)
@require_POST
def accept(request: Request, offer: uuid.UUID) -> HttpResponse:
    """Let all see it."""
    scope = scopes.of(request)
    room_actions.accept_offer(offer=_offer(scope, offer), by=scope.coordinator, now=request.now)
    return redirect("desk:offers")


@with_role(COORDINATOR)
@require_POST
def decline(request: Request, offer: uuid.UUID) -> HttpResponse:
    """Do not show it."""
    scope = scopes.of(request)
    room_actions.end_offer(offer=_offer(scope, offer), by=scope.coordinator, now=request.now)
    return redirect("desk:offers")
