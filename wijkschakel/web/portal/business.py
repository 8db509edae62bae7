"""The page of who has a shop or works here: host something, offer a room or means, vital work."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import rooms as room_actions
from wijkschakel.activities.models import (
    Activity,
    MeansOffer,
    OfferUse,
    Room,
    Session,
    SupportAsk,
)
from wijkschakel.activities.queries import offer_uses
from wijkschakel.activities.queries import rooms as room_queries
from wijkschakel.funding.queries import commissions as commission_queries
from wijkschakel.places.models import District
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place, place_of, whereabouts
from wijkschakel.web.common.rows import make_rows
from wijkschakel.web.portal.room_forms import MeansForm, RoomForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
SHOWN = 6
LOOKED_AT = 120


def _first_of_each(sessions: list[Session]) -> list[Session]:
    """Keep the next session of every activity: what comes back daily is one line."""
    first: dict[uuid.UUID, Session] = {}
    for session in sessions:
        first.setdefault(session.activity_id, session)
    return list(first.values())[:SHOWN]


@public
@require_safe
def business(request: Request) -> HttpResponse:
    """Show what a shop can do for the neighbourhood, and what there is for who works."""
    district, place = asked_place(request, request.GET.get("wijk", "")[:10])
    wish = queries.Wish(
        start=request.now,
        end=dates.four_weeks(request.now).end,
        district=district,
        audience=Activity.Audience.WORKERS,
    )
    sessions = _first_of_each(list(queries.for_list(queries.agenda(wish))[:LOOKED_AT]))
    offers = room_queries.offers_seen(request.person, district, request.now, SHOWN)
    mine: list[Room | MeansOffer] = [*offers.my_rooms, *offers.my_means]
    uses = offer_uses.uses_of(request.person) if request.person and mine else []
    context = {
        "place": district,
        "district": district,
        "rows": make_rows(sessions, now=request.now, here=place.point),
        "asked": commission_queries.open_near(district, request.now),
        "means": offers.means,
        "has_rooms": offers.has_rooms,
        "asks": _asks(district, mine, uses),
        "uses": uses,
        "came": offer_uses.came_of(uses),
        "my_rooms": offers.my_rooms,
        "my_means": offers.my_means,
        "mine": list(queries.businesses_of(request.person, request.now)) if request.person else [],
    }
    return render(request, "portal/rooms/business.html", context)


def _asks(
    district: District | None, mine: list[Room | MeansOffer], uses: list[OfferUse]
) -> list[tuple[SupportAsk, Room | MeansOffer | None, str]]:
    """Give what initiatives need, what I have for it, and how far it is when I offered it."""
    far = {use.ask_id: use.get_state_display() for use in uses}
    pairs = room_queries.asks_to_meet(district, mine)[:SHOWN]
    return [(ask, one, far.get(ask.pk, "")) for ask, one in pairs]


def _where(request: Request) -> District:
    return found(place_of(request))


def _form_page(
    request: Request, template: str, form: object, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {"place": whereabouts(request).district, "form": form}
    return render(request, template, context, status=status)


@signed_in
def offer_room(request: Request) -> HttpResponse:
    """Offer a room; a coordinator looks first."""
    mine = queries.businesses_of(visitor(request), request.now)
    district = _where(request)
    if request.method != "POST":
        return _form_page(
            request, "portal/rooms/offer_room.html", RoomForm(district=district, mine=mine)
        )
    form = RoomForm(request.POST, district=district, mine=mine)
    if not form.is_valid():
        return _form_page(request, "portal/rooms/offer_room.html", form, INVALID)
    room_actions.offer_room(by=visitor(request), now=request.now, **form.cleaned_data)
    messages.success(request, _("Dank je! Een coördinator kijkt en zet het erop."))
    return redirect("portal:business")


@signed_in
def offer_means(request: Request) -> HttpResponse:
    """Offer things, hands or knowledge; a coordinator looks first."""
    mine = queries.businesses_of(visitor(request), request.now)
    if request.method != "POST":
        start = {"kind": request.GET.get("wat", "things")}
        return _form_page(
            request, "portal/rooms/offer_means.html", MeansForm(initial=start, mine=mine)
        )
    form = MeansForm(request.POST, mine=mine)
    if not form.is_valid():
        return _form_page(request, "portal/rooms/offer_means.html", form, INVALID)
    room_actions.offer_means(
        district=_where(request), by=visitor(request), now=request.now, **form.cleaned_data
    )
    messages.success(request, _("Dank je! Een coördinator kijkt en zet het erop."))
    return redirect("portal:business")


@signed_in
@require_POST
def end_offer(request: Request, offer_id: uuid.UUID) -> HttpResponse:
    """Take back what I offer."""
    rooms, means = queries.offers_of(visitor(request))
    offer = found(next((one for one in [*rooms, *means] if one.pk == offer_id), None))
    assert isinstance(offer, Room | MeansOffer)  # noqa: S101
    room_actions.end_offer(offer=offer, by=visitor(request), now=request.now)
    return redirect("portal:business")
