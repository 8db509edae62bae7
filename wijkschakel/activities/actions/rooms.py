"""Offering a room or means, saying yes to it, asking for a room and getting it."""

import datetime as dt

from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkschakel.activities.models import KeyHolder, MeansOffer, Room, RoomBooking
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Venue

State = RoomBooking.State
AHEAD = dt.timedelta(days=183)
LONGEST = dt.timedelta(hours=14)
ASKED_AT_ONCE = 5


class RoomTaken(Refused):
    """Somebody else has the room then."""

    def __init__(self) -> None:
        super().__init__(
            _("De ruimte is dan al bezet. Kies een andere tijd. Er is niets gevraagd.")
        )


class RoomClosed(Refused):
    """The room is not to be used then."""

    def __init__(self) -> None:
        super().__init__(_("De ruimte is dan niet open. Kies een tijd waarop het kan."))


class EnoughAsked(Refused):
    """One person does not keep all rooms."""

    def __init__(self) -> None:
        super().__init__(
            _("Je vroeg al %(n)s keer een ruimte. Wacht op antwoord, of zeg er een af.")
            % {"n": ASKED_AT_ONCE}
        )


class BookingGone(Refused):
    """It was answered or cancelled before."""

    def __init__(self) -> None:
        super().__init__(_("Hier is al over beslist. Er is niets veranderd."))


@transaction.atomic
def offer_room(
    *,
    name: str,
    venue: Venue,
    organisation: Organisation | None,
    people: int | None,
    what_is_there: str,
    rules: str,
    opens: dt.time,
    closes: dt.time,
    by: Person,
    now: dt.datetime,
) -> Room:
    """Offer a room; a coordinator looks first. Who offers it has the key."""
    room = Room.objects.create(
        name=name, venue=venue, organisation=organisation, people=people,
        what_is_there=what_is_there, rules=rules, opens=opens, closes=closes,
        offered_by=by, offered_at=now,
    )  # fmt: skip
    KeyHolder.objects.get_or_create(venue=venue, person=by, defaults={"since": now})
    journal.record(action="offer_room", now=now, by=by, thing=room)
    return room


@transaction.atomic
def offer_means(
    *,
    kind: str,
    title: str,
    text: str,
    phone: str,
    district: District,
    organisation: Organisation | None,
    by: Person,
    now: dt.datetime,
) -> MeansOffer:
    """Offer things, hands or knowledge; a coordinator looks first."""
    offer = MeansOffer.objects.create(
        kind=kind, title=title, text=text, phone=phone, district=district,
        organisation=organisation, offered_by=by, offered_at=now,
    )  # fmt: skip
    journal.record(action="offer_means", now=now, by=by, thing=offer)
    return offer


@transaction.atomic
def accept_offer(*, offer: Room | MeansOffer, by: Person, now: dt.datetime) -> None:
    """Let all see a room or means."""
    offer.state = "open"
    offer.save(update_fields=["state"])
    journal.record(action="accept_offer", now=now, by=by, about=offer.offered_by, thing=offer)
    if offer.offered_by:
        _tell(offer.offered_by, gettext_noop("Iedereen ziet nu wat je aanbiedt. Dank je!"), by, now)


@transaction.atomic
def end_offer(*, offer: Room | MeansOffer, by: Person, now: dt.datetime) -> None:
    """Take a room or means away again."""
    offer.state = Room.State.CLOSED if isinstance(offer, Room) else MeansOffer.State.ENDED
    offer.save(update_fields=["state"])
    journal.record(action="end_offer", now=now, by=by, about=offer.offered_by, thing=offer)


@transaction.atomic
def ask_room(
    *,
    room: Room,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    purpose: str,
    is_resident_run: bool,
    has_key: bool,
    by: Person,
    now: dt.datetime,
) -> RoomBooking:
    """Ask for a room; of who has the key it is theirs at once. A room is never given twice.

    :raises RoomTaken, RoomClosed, EnoughAsked: nothing was asked.
    """
    fresh = Room.objects.select_for_update().get(pk=room.pk)
    _refuse_when_closed(fresh, starts_at, ends_at, now)
    asked = RoomBooking.objects.filter(person=by, state=State.ASKED, ends_at__gt=now)
    if not has_key and asked.count() >= ASKED_AT_ONCE:
        raise EnoughAsked
    _refuse_when_taken(fresh, starts_at, ends_at)
    booking = RoomBooking.objects.create(
        room=fresh, person=by, purpose=purpose, is_resident_run=is_resident_run,
        starts_at=starts_at, ends_at=ends_at, asked_at=now,
        state=State.GRANTED if has_key else State.ASKED,
    )  # fmt: skip
    journal.record(action="ask_room", now=now, by=by, about=by, thing=fresh)
    return booking


def _refuse_when_closed(
    room: Room, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime
) -> None:
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    in_time = now < starts_at < ends_at <= starts_at + LONGEST and starts_at <= now + AHEAD
    on_one_day = start.date() == end.date()
    if room.state != Room.State.OPEN or not in_time or not on_one_day:
        raise RoomClosed
    if start.time() < room.opens or end.time() > room.closes:
        raise RoomClosed


def _refuse_when_taken(room: Room, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    taken = room.bookings.filter(state__in=[State.ASKED, State.GRANTED])
    if taken.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise RoomTaken


@transaction.atomic
def answer_booking(*, booking: RoomBooking, grants: bool, by: Person, now: dt.datetime) -> None:
    """Say yes or no to who asked.

    :raises BookingGone: it was answered or cancelled before.
    """
    fresh = RoomBooking.objects.select_for_update(of=("self",)).select_related("room", "person")
    found = fresh.get(pk=booking.pk)
    if found.state != State.ASKED:
        raise BookingGone
    found.state = State.GRANTED if grants else State.DECLINED
    found.save(update_fields=["state"])
    journal.record(
        action="answer_booking", now=now, by=by, about=found.person, thing=found.room,
        details={"grants": grants},
    )  # fmt: skip
    if found.person:
        text = (
            gettext_noop("Je mag de ruimte gebruiken: %(room)s, %(moment)s.")
            if grants
            else gettext_noop("De ruimte kan dan niet: %(room)s, %(moment)s.")
        )
        _tell(found.person, text, by, now, found)


@transaction.atomic
def cancel_booking(*, booking: RoomBooking, by: Person, now: dt.datetime) -> None:
    """Give the room back.

    :raises BookingGone: it is over, or was cancelled or declined.
    """
    found = RoomBooking.objects.select_for_update().get(pk=booking.pk)
    if found.state not in (State.ASKED, State.GRANTED) or found.ends_at <= now:
        raise BookingGone
    found.state = State.CANCELLED
    found.save(update_fields=["state"])
    journal.record(action="cancel_booking", now=now, by=by, about=found.person, thing=found.room)


def _tell(
    person: Person, text: str, by: Person, now: dt.datetime, booking: RoomBooking | None = None
) -> None:
    with translation.override(people_queries.screen_language(person)):
        words = {}
        if booking:
            local = timezone.localtime(booking.starts_at)
            words = {"room": booking.room.name, "moment": formats.date_format(local, "l j F, H:i")}
        sentence = _(text) % words if words else _(text)
    notices.give_notice(person=person, text=sentence, by=by, now=now, link="/ruimtes/")


@transaction.atomic
def give_key(*, venue: Venue, person: Person, by: Person, now: dt.datetime) -> KeyHolder:
    """Let a resident open a venue and say who uses its rooms."""
    holder, _made = KeyHolder.objects.get_or_create(
        venue=venue, person=person, defaults={"since": now}
    )
    journal.record(action="give_key", now=now, by=by, about=person, thing=venue)
    return holder


@transaction.atomic
def take_key(*, holder: KeyHolder, by: Person, now: dt.datetime) -> None:
    """Let somebody no longer open a venue."""
    journal.record(action="take_key", now=now, by=by, about=holder.person, thing=holder.venue)
    holder.delete()
