"""Rooms, keys, bookings and means: take along, wipe, keep hours only."""

import datetime as dt

from wijkschakel.activities.models import KeyHolder, MeansOffer, Room, RoomBooking
from wijkschakel.people.models import Person

BOOKING_KEPT = dt.timedelta(days=2 * 365)


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat()


def export(person: Person) -> dict[str, object]:
    """Give what somebody offers, asked for, and opens."""
    bookings = RoomBooking.objects.filter(person=person).select_related("room")
    return {
        "rooms_offered": [
            {"name": row.name, "state": row.state, "at": _moment(row.offered_at)}
            for row in Room.objects.filter(offered_by=person).order_by("offered_at", "pk")
        ],
        "means_offered": [
            {"title": row.title, "text": row.text, "phone": row.phone, "state": row.state}
            for row in MeansOffer.objects.filter(offered_by=person).order_by("offered_at", "pk")
        ],
        "room_bookings": [
            {
                "room": row.room.name,
                "purpose": row.purpose,
                "state": row.state,
                "starts_at": _moment(row.starts_at),
                "ends_at": _moment(row.ends_at),
            }
            for row in bookings.order_by("starts_at", "pk")
        ],
        "keys": [
            {"name": row.venue.name, "since": _moment(row.since)}
            for row in KeyHolder.objects.filter(person=person).select_related("venue")
        ],
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Give back what is to come, and forget who offered and asked."""
    mine = RoomBooking.objects.filter(person=person)
    mine.filter(ends_at__gt=now).delete()
    mine.update(person=None, purpose="")
    KeyHolder.objects.filter(person=person).delete()
    Room.objects.filter(offered_by=person).update(offered_by=None)
    offers = MeansOffer.objects.filter(offered_by=person)
    offers.filter(organisation__isnull=True).delete()
    offers.update(offered_by=None, phone="")


def retention(now: dt.datetime) -> dict[str, int]:
    """Keep of old bookings the hours, not who or what for."""
    old = RoomBooking.objects.filter(ends_at__lte=now - BOOKING_KEPT, person__isnull=False)
    return {"bookings": old.update(person=None, purpose="")}
