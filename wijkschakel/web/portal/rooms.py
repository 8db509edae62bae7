"""Rooms to use: which, when they are free, asking for one, and who has the key says yes."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import rooms as room_actions
from wijkschakel.activities.models import Room
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place
from wijkschakel.web.portal.room_forms import BookingForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@public
@require_safe
def rooms(request: Request) -> HttpResponse:
    """Show which rooms there are, and what I asked for."""
    district, _place = asked_place(request, request.GET.get("wijk", "")[:10])
    context = {
        "place": district,
        "district": district,
        "rooms": queries.open_rooms(district),
        "mine": queries.bookings_of(request.person, request.now) if request.person else [],
    }
    return render(request, "portal/rooms/rooms.html", context)


def _room(room_id: uuid.UUID) -> Room:
    return found(queries.find_room(room_id))


def _show(
    request: Request,
    room: Room,
    *,
    form: BookingForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    residents, hours = queries.resident_share(room, request.now)
    start = {"day": dates.local(request.now).date(), "is_resident_run": True}
    context = {
        "room": room,
        "place": room.venue.district,
        "bookings": queries.bookings_ahead(room, request.now),
        "share": round(100 * residents / hours) if hours >= 1 else None,
        "hours": round(hours),
        "form": form or BookingForm(initial=start),
        "has_key": queries.has_key(request.person, room),
        "refusal": refusal,
    }
    return render(request, "portal/rooms/room.html", context, status=status)


@public
@require_safe
def room(request: Request, room_id: uuid.UUID) -> HttpResponse:
    """Show one room, and when it is taken."""
    return _show(request, _room(room_id))


@signed_in
@require_POST
def ask(request: Request, room_id: uuid.UUID) -> HttpResponse:
    """Ask for a room."""
    wanted = _room(room_id)
    form = BookingForm(request.POST)
    if not form.is_valid():
        return _show(request, wanted, form=form, status=INVALID)
    has_key = queries.has_key(request.person, wanted)
    try:
        room_actions.ask_room(
            room=wanted,
            starts_at=form.moment("start"),
            ends_at=form.moment("end"),
            purpose=form.cleaned_data["purpose"],
            is_resident_run=form.cleaned_data["is_resident_run"],
            has_key=has_key,
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return _show(request, wanted, form=form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("De ruimte is van jou.") if has_key else _asked())
    return redirect("portal:rooms")


def _asked() -> str:
    return _("Gevraagd. Je hoort het als de sleutelhouder heeft gekozen.")


@signed_in
@require_POST
def cancel(request: Request, booking_id: uuid.UUID) -> HttpResponse:
    """Give a room back."""
    booking = found(queries.find_booking(visitor(request), booking_id))
    try:
        room_actions.cancel_booking(booking=booking, by=visitor(request), now=request.now)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("portal:rooms")


def _keyed(request: Request, room_id: uuid.UUID) -> Room:
    """Give the room to who has the key; for others this page does not exist."""
    room = _room(room_id)
    return found(room if queries.has_key(visitor(request), room) else None)


@signed_in
@require_safe
def keys(request: Request, room_id: uuid.UUID) -> HttpResponse:
    """Show who asked for a room, for who has the key."""
    return _keys_page(request, _keyed(request, room_id))


def _keys_page(request: Request, room: Room, refusal: str = "", status: int = 200) -> HttpResponse:
    asked = list(queries.asked_bookings(room, request.now))
    journal.record_reads(
        action="see_room_requests",
        now=request.now,
        by=visitor(request),
        people=[one.person for one in asked if one.person],
        thing=room,
    )
    context = {"room": room, "place": room.venue.district, "asked": asked, "refusal": refusal}
    return render(request, "portal/rooms/keys.html", context, status=status)


@signed_in
@require_POST
def answer(request: Request, room_id: uuid.UUID, booking_id: uuid.UUID) -> HttpResponse:
    """Say yes or no to who asked."""
    room = _keyed(request, room_id)
    booking = found(room.bookings.filter(pk=booking_id).first())
    try:
        room_actions.answer_booking(
            booking=booking,
            grants=request.POST.get("mag") == "ja",
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return _keys_page(request, room, refused.sentence, INVALID)
    return redirect("portal:room_keys", room_id)
