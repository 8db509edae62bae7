"""Rooms that may be used, when they are free, who has the key; means on offer."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, ExpressionWrapper, F, Q, QuerySet, Sum, Value
from django.utils import timezone

from wijkschakel.activities.models import (
    Initiative,
    KeyHolder,
    MeansOffer,
    Room,
    RoomBooking,
    SupportAsk,
)
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District

Asked = (RoomBooking.State.ASKED, RoomBooking.State.GRANTED)
QUARTER = dt.timedelta(days=91)
MOST_ASKS, MOST_OFFERS = 40, 12


def open_rooms(district: District | None = None) -> QuerySet[Room]:
    """Rooms that neighbours may use."""
    rooms = Room.objects.filter(state=Room.State.OPEN).select_related("venue", "organisation")
    if district:
        rooms = rooms.filter(venue__district=district)
    return rooms.order_by("venue__name", "name", "pk")


def find_room(room_id: uuid.UUID) -> Room | None:
    """Give a room that neighbours may use."""
    rooms = open_rooms().select_related("venue__district").defer("venue__district__boundary")
    return rooms.filter(pk=room_id).first()


def bookings_ahead(room: Room, now: dt.datetime, days: int = 14) -> list[RoomBooking]:
    """What is asked and granted in the coming weeks, in order."""
    rows = room.bookings.filter(
        state__in=Asked, ends_at__gt=now, starts_at__lt=now + dt.timedelta(days=days)
    )
    return list(rows.order_by("starts_at", "pk"))


def asked_bookings(room: Room, now: dt.datetime) -> QuerySet[RoomBooking]:
    """What waits for a key holder."""
    rows = room.bookings.filter(state=RoomBooking.State.ASKED, ends_at__gt=now)
    return rows.select_related("person").order_by("starts_at", "pk")


def bookings_of(person: Person, now: dt.datetime) -> list[RoomBooking]:
    """What this person asked for and is still to come."""
    rows = RoomBooking.objects.filter(person=person, ends_at__gt=now)
    return list(rows.select_related("room__venue").order_by("starts_at", "pk"))


def find_booking(person: Person, booking_id: uuid.UUID) -> RoomBooking | None:
    """Give a booking of this person."""
    rows = RoomBooking.objects.filter(person=person, pk=booking_id)
    return rows.select_related("room").first()


def has_key(person: Person | None, room: Room) -> bool:
    """Say whether this person opens the venue of a room."""
    if person is None:
        return False
    return KeyHolder.objects.filter(person=person, venue=room.venue_id).exists()


def resident_share(room: Room, now: dt.datetime) -> tuple[float, float]:
    """Give hours run by residents and hours in all, of what was granted in the past quarter."""
    length = F("ends_at") - F("starts_at")
    rows = room.bookings.filter(
        state=RoomBooking.State.GRANTED, ends_at__lte=now, starts_at__gt=now - QUARTER
    )
    sums = rows.aggregate(
        all=Sum(length), residents=Sum(length, filter=Q(is_resident_run=True)), n=Count("pk")
    )
    hours = [(sums[name] or dt.timedelta()).total_seconds() / 3600 for name in ("residents", "all")]
    return hours[0], hours[1]


def open_means(district: District | None, now: dt.datetime) -> QuerySet[MeansOffer]:
    """Means on offer, the newest first."""
    today = timezone.localdate(now)
    offers = MeansOffer.objects.filter(state=MeansOffer.State.OPEN).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today)
    )
    if district:
        offers = offers.filter(district=district)
    return offers.select_related("organisation").order_by("-offered_at", "pk")


def businesses_of(person: Person, now: dt.datetime) -> QuerySet[Organisation]:
    """The organisations for which somebody may offer something."""
    today = timezone.localdate(now)
    running = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    mine = Organisation.objects.filter(running, memberships__person=person)
    return mine.distinct().order_by("name")


def offers_of(person: Person) -> tuple[list[Room], list[MeansOffer]]:
    """What somebody offers: rooms and means."""
    rooms = Room.objects.filter(offered_by=person).select_related("venue")
    means = MeansOffer.objects.filter(offered_by=person)
    return list(rooms.order_by("name", "pk")), list(means.order_by("-offered_at", "pk"))


@dataclass(frozen=True)
class Offers:
    """What somebody offers, and what is on offer for everybody."""

    my_rooms: list[Room]
    my_means: list[MeansOffer]
    means: list[MeansOffer]
    has_rooms: bool


def offers_seen(
    person: Person | None, district: District | None, now: dt.datetime, most: int
) -> Offers:
    """Give what somebody offers beside the newest that others may use, in two questions."""
    rooms = _own_and(Room.objects.order_by("name", "pk"), person, open_rooms(district)[:1])
    newest = open_means(district, now)[:most]
    rows = MeansOffer.objects.select_related("organisation").order_by("-offered_at", "pk")
    means = _own_and(rows, person, newest)
    return Offers(
        [room for room in rooms if room.is_own],
        [one for one in means if one.is_own],
        [one for one in means if one.is_open],
        any(room.is_open for room in rooms),
    )


def _own_and(
    rows: QuerySet[Any], person: Person | None, open_to_all: QuerySet[Room] | QuerySet[MeansOffer]
) -> list[Any]:
    own = Q(offered_by=person) if person else Q(pk__in=[])
    both = rows.annotate(
        is_own=ExpressionWrapper(own, models.BooleanField()),
        is_open=ExpressionWrapper(Q(pk__in=open_to_all.values("pk")), models.BooleanField()),
    )
    return list(both.filter(Q(is_own=True) | Q(is_open=True)))


# What an offer may be good for: a shop with a room meets an initiative that needs one.
MEETS = {
    MeansOffer.Kind.THINGS: SupportAsk.Kind.THINGS,
    MeansOffer.Kind.HANDS: SupportAsk.Kind.HELPER,
    MeansOffer.Kind.KNOWLEDGE: SupportAsk.Kind.HELPER,
}


def meets(offer: Room | MeansOffer, ask: SupportAsk) -> bool:
    """Say whether an offer is of the kind that an initiative needs."""
    if isinstance(offer, Room):
        return ask.kind == SupportAsk.Kind.ROOM
    return MEETS.get(MeansOffer.Kind(offer.kind)) == ask.kind


def asks_to_meet(
    district: District | None, offers: Collection[Room | MeansOffer]
) -> list[tuple[SupportAsk, Room | MeansOffer | None]]:
    """Give what initiatives here need, with what of these offers fits; that comes first."""
    rows = SupportAsk.objects.filter(
        state=SupportAsk.State.OPEN, initiative__state=Initiative.State.ACTIVE
    )
    if district:
        rows = rows.filter(initiative__district=district)
    there = [one for one in offers if one.state == "open"]
    pairs = [
        (ask, next((one for one in there if meets(one, ask)), None))
        for ask in rows.select_related("initiative").order_by("asked_at", "pk")[:MOST_ASKS]
    ]
    return sorted(pairs, key=lambda pair: pair[1] is None)


def offers_for(
    district: District, asked: Collection[str], now: dt.datetime
) -> list[tuple[str, str]]:
    """Give what shops and neighbours offer that these kinds of asks could use: kind and title."""
    kinds = [str(kind) for kind, need in MEETS.items() if need in asked]
    rooms = open_rooms(district).order_by()
    if SupportAsk.Kind.ROOM not in asked:
        rooms = rooms.none()
    names = {str(kind): str(kind.label) for kind in MeansOffer.Kind}
    names["room"] = str(SupportAsk.Kind.ROOM.label)
    means = open_means(district, now).filter(kind__in=kinds).order_by()
    both = rooms.values_list(Value("room"), "name").union(means.values_list("kind", "title"))
    return sorted((names[kind], title) for kind, title in both[:MOST_OFFERS])


def waiting_offers(districts: Collection[uuid.UUID]) -> tuple[list[Room], list[MeansOffer]]:
    """What a coordinator has to look at."""
    rooms = Room.objects.filter(state=Room.State.WAITING, venue__district__in=districts)
    means = MeansOffer.objects.filter(state=MeansOffer.State.WAITING, district__in=districts)
    return (
        list(rooms.select_related("venue", "organisation", "offered_by").order_by("offered_at")),
        list(means.select_related("organisation", "offered_by").order_by("offered_at")),
    )
