"""Rooms: never given twice, in opening hours, by who has the key; means that wait for a yes."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.people import make_person
from tests.factories.rooms import make_booking, make_key, make_room
from wijkschakel.activities import queries
from wijkschakel.activities.actions import rooms
from wijkschakel.activities.models import RoomBooking
from wijkschakel.activities.privacy import rooms as room_privacy
from wijkschakel.people.models import Notice

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 5, 9, tzinfo=dt.UTC)


def at(hour: int, day: int = 10) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=timezone.get_current_timezone())


def ask(room, person, start=14, end=16, **changes) -> RoomBooking:
    values = {"starts_at": at(start), "ends_at": at(end), "purpose": "Koor", "by": person}
    values |= {"is_resident_run": True, "has_key": False, "now": NOW}
    return rooms.ask_room(room=room, **values | changes)


@pytest.mark.parametrize(("start", "end"), [(14, 16), (13, 15), (15, 17), (13, 17)])
def test_a_room_is_never_given_twice(fatma, jan, start, end):
    room = make_room()
    ask(room, fatma)
    with pytest.raises(rooms.RoomTaken):
        ask(room, jan, start, end)
    assert room.bookings.count() == 1


def test_right_after_another_is_fine(fatma, jan):
    room = make_room()
    ask(room, fatma)
    assert ask(room, jan, 16, 18).state == "asked"


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": at(8), "ends_at": at(10)},
        {"starts_at": at(21), "ends_at": at(23)},
        {"starts_at": at(20), "ends_at": at(10, day=11)},
        {"starts_at": NOW - dt.timedelta(hours=1), "ends_at": NOW + dt.timedelta(hours=1)},
        {"starts_at": at(14).replace(year=2028), "ends_at": at(16).replace(year=2028)},
    ],
)
def test_outside_its_hours_a_room_is_not_to_be_had(fatma, changes):
    with pytest.raises(rooms.RoomClosed):
        ask(make_room(), fatma, **changes)


def test_a_room_that_waits_or_stopped_is_not_to_be_had(fatma):
    for state in ("waiting", "closed"):
        with pytest.raises(rooms.RoomClosed):
            ask(make_room(state=state), fatma)


def test_who_has_the_key_has_the_room_at_once(wil):
    assert ask(make_room(), wil, has_key=True).state == "granted"


def test_one_person_does_not_ask_for_everything(fatma):
    for _number in range(5):
        ask(make_room(), fatma)
    with pytest.raises(rooms.EnoughAsked):
        ask(make_room(), fatma)


def test_who_asked_is_told_and_nobody_answers_twice(fatma, wil):
    booking = ask(make_room(name="De zaal"), fatma)
    rooms.answer_booking(booking=booking, grants=True, by=wil, now=NOW)
    with pytest.raises(rooms.BookingGone):
        rooms.answer_booking(booking=booking, grants=False, by=wil, now=NOW)
    [notice] = Notice.objects.filter(person=fatma)
    assert notice.text == "Je mag de ruimte gebruiken: De zaal, dinsdag 10 november, 14:00."


def test_a_room_that_was_declined_or_given_back_is_free(fatma, jan, wil):
    room = make_room()
    rooms.answer_booking(booking=ask(room, fatma), grants=False, by=wil, now=NOW)
    rooms.cancel_booking(booking=ask(room, jan), by=jan, now=NOW)
    assert ask(room, fatma).state == "asked"


def test_the_share_of_residents_counts_granted_hours_of_a_quarter(fatma):
    room = make_room()
    day = dt.timedelta(days=1)
    make_booking(room, starts_at=NOW - day, state="granted")
    make_booking(room, starts_at=NOW - 2 * day, state="granted", is_resident_run=False)
    make_booking(room, starts_at=NOW - 3 * day)
    make_booking(room, starts_at=NOW - 100 * day, state="granted")
    assert queries.resident_share(room, NOW) == (2.0, 4.0)


@pytest.mark.django_db(transaction=True)
def test_ten_people_who_ask_at_once_get_one_room():
    room = make_room()
    outcomes: list[str] = []

    def want(person) -> None:
        try:
            ask(room, person)
            outcomes.append("asked")
        except rooms.RoomTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    people = [make_person() for _number in range(10)]
    threads = [threading.Thread(target=want, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["asked", *["taken"] * 9]


def test_wiping_gives_the_room_back_and_keeps_hours_without_a_name(fatma):
    room = make_room(offered_by=fatma)
    make_key(room, fatma)
    past = make_booking(room, fatma, starts_at=NOW - dt.timedelta(days=3))
    ask(room, fatma)
    room_privacy.erase(fatma, NOW)
    [left] = RoomBooking.objects.all()
    assert (left.pk, left.person, left.purpose) == (past.pk, None, "")
    room.refresh_from_db()
    assert (room.offered_by, queries.has_key(fatma, room)) == (None, False)
