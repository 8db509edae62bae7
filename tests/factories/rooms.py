"""Makes rooms, keys, bookings and means for tests."""

import datetime as dt
import itertools
from typing import Any

from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district, make_venue
from wijkschakel.activities.models import (
    KeyHolder,
    MeansOffer,
    OfferUse,
    Room,
    RoomBooking,
    SupportAsk,
)
from wijkschakel.people.models import Person

_number = itertools.count(1)


def make_room(**changes: Any) -> Room:
    """Make a room that neighbours may use from nine to ten in the evening."""
    values = {
        "name": f"Achterkamer {next(_number)}",
        "opens": dt.time(9),
        "closes": dt.time(22),
        "state": Room.State.OPEN,
        "offered_at": MOMENT,
    }
    values["venue"] = changes.pop("venue", None) or make_venue()
    return Room.objects.create(**values | changes)


def make_key(room: Room, person: Person) -> KeyHolder:
    """Let somebody open the venue of a room."""
    return KeyHolder.objects.create(venue=room.venue, person=person, since=MOMENT)


def make_booking(room: Room, person: Person | None = None, **changes: Any) -> RoomBooking:
    """Ask for a room for two hours, the day after MOMENT."""
    starts_at = changes.pop("starts_at", MOMENT + dt.timedelta(days=1))
    values = {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=2)}
    values |= {"purpose": "Koor", "asked_at": MOMENT, "person": person or make_person()}
    return RoomBooking.objects.create(room=room, **values | changes)


def make_means(person: Person | None = None, **changes: Any) -> MeansOffer:
    """Offer chairs."""
    values = {"kind": "things", "title": "Twintig klapstoelen", "offered_at": MOMENT}
    values["district"] = changes.pop("district", None) or make_district()
    return MeansOffer.objects.create(offered_by=person, **values | changes)


def make_use(ask: SupportAsk, means: MeansOffer, **changes: Any) -> OfferUse:
    """Offer means to what an initiative needs."""
    values = {"offered_at": MOMENT, "changed_at": MOMENT}
    return OfferUse.objects.create(ask=ask, means=means, **values | changes)
