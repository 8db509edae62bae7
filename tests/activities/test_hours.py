"""Consultation hours: what is open, and appointments that are never given twice."""

import datetime as dt
import json
import threading

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.hours import MONDAY, make_appointment, make_hour
from tests.factories.people import make_account, make_person
from tests.factories.places import make_district
from wijkschakel.activities import queries
from wijkschakel.activities.actions import hours
from wijkschakel.activities.models import Appointment
from wijkschakel.activities.privacy import hours as hours_privacy
from wijkschakel.base import search
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
NEXT_MONDAY = MONDAY + dt.timedelta(days=7)
NOW = dt.datetime(2026, 11, 5, 9, tzinfo=dt.UTC)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(
        day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_current_timezone()
    )


def book(hour, person, clock=(10, 0), **changes) -> Appointment:
    values = {"starts_at": at(NEXT_MONDAY, *clock), "about": "", "by": person, "now": NOW}
    return hours.make_appointment(hour=hour, person=person, **values | changes)


def test_open_now_is_only_while_somebody_sits_there(district):
    hour = make_hour(district=district)
    found = queries.visible_hours()
    moments = [(9, 59), (10, 0), (11, 59), (12, 0)]
    open_at = [queries.open_hours_now(found, at(NEXT_MONDAY, *m)) for m in moments]
    assert [[one.hour for one in rows] for rows in open_at] == [[], [hour], [hour], []]


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_openings_take_two_questions_however_many_hours(district, rows, django_assert_num_queries):
    for _number in range(rows):
        make_hour(district=district)
    with django_assert_num_queries(2):
        assert len(queries.upcoming_hours(queries.visible_hours(), NOW)) == rows * 2


def test_two_people_never_get_the_same_time(fatma, jan, district):
    hour = make_hour(district=district)
    book(hour, fatma)
    with pytest.raises(hours.MomentTaken):
        book(hour, jan)
    assert book(hour, jan, clock=(10, 30)).state == "booked"


def test_the_same_form_sent_twice_is_one_appointment(fatma, district):
    hour = make_hour(district=district)
    assert book(hour, fatma).pk == book(hour, fatma).pk


@pytest.mark.parametrize("clock", [(9, 30), (10, 10), (12, 0)])
def test_a_time_that_is_not_offered_is_refused(fatma, district, clock):
    with pytest.raises(hours.MomentTaken):
        book(make_hour(district=district), fatma, clock=clock)


def test_without_appointments_there_is_nothing_to_book(fatma, district):
    with pytest.raises(hours.MomentTaken):
        book(make_hour(district=district, slot_minutes=None), fatma)


def test_one_person_does_not_take_all_times(fatma, district):
    hour = make_hour(district=district)
    for clock in ((10, 0), (10, 30), (11, 0)):
        book(hour, fatma, clock=clock)
    with pytest.raises(hours.EnoughAppointments):
        book(hour, fatma, clock=(11, 30))


def test_a_time_that_was_given_back_is_free_again(fatma, jan, district):
    hour = make_hour(district=district)
    hours.cancel_appointment(appointment=book(hour, fatma), by=fatma, now=NOW)
    assert book(hour, jan).person == jan


def test_cancelling_twice_says_that_it_is_gone(fatma, district):
    appointment = book(make_hour(district=district), fatma)
    hours.cancel_appointment(appointment=appointment, by=fatma, now=NOW)
    with pytest.raises(hours.AppointmentGone):
        hours.cancel_appointment(appointment=appointment, by=fatma, now=NOW)


def close(hour, by, day=NEXT_MONDAY):
    return hours.change_day(
        hour=hour, day=day, opens=None, closes=None, note="ziek", by=by, now=NOW
    )


def test_a_day_that_closes_cancels_its_appointments_and_tells(district, noor):
    fatma = make_account(person=make_person(district=district)).person
    hour = make_hour(district=district)
    appointment = book(hour, fatma)
    close(hour, noor)
    appointment.refresh_from_db()
    assert appointment.state == "cancelled"
    assert OutgoingMail.objects.filter(key=f"appointment-gone:{appointment.pk}").count() == 1


def test_a_day_at_another_time_keeps_what_still_fits(fatma, jan, district, noor):
    hour = make_hour(district=district)
    early, late = book(hour, fatma), book(hour, jan, clock=(11, 0))
    hours.change_day(
        hour=hour, day=NEXT_MONDAY, opens=dt.time(11), closes=dt.time(12), note="", by=noor, now=NOW
    )
    states = [Appointment.objects.get(pk=one.pk).state for one in (early, late)]
    assert states == ["cancelled", "booked"]


def test_a_day_that_opens_again_can_be_booked_again(fatma, district, noor):
    hour = make_hour(district=district)
    change = close(hour, noor)
    with pytest.raises(hours.MomentTaken):
        book(hour, fatma)
    hours.undo_day(change=change, by=noor, now=NOW)
    assert book(hour, fatma).state == "booked"


def test_an_hour_that_stops_is_no_longer_found(district, noor):
    hour = make_hour(district=district, title="Inloop van de wijkverpleegkundige")
    kinds = {"kinds": ("hour",), "now": NOW}
    assert [hit.thing_id for hit in search.find("wijkverpleegkundige", **kinds)] == [hour.pk]
    hours.change_hour(hour=hour, by=noor, now=NOW, state="stopped")
    assert search.find("wijkverpleegkundige", **kinds) == []


def test_what_it_is_about_is_encrypted_and_not_in_the_journal(fatma, district):
    appointment = book(make_hour(district=district), fatma, about="schulden bij de bank")
    raw = Appointment.objects.filter(pk=appointment.pk).extra(select={"raw": "about"}).get().raw
    assert "schulden" not in raw
    [line] = JournalEntry.objects.filter(action="make_appointment")
    assert "schulden" not in json.dumps(line.details)


def test_a_guest_who_sends_the_form_twice_has_one_appointment(district):
    hour = make_hour(district=district)
    words = {"given_name": "Mia", "phone": "", "about": "", "now": NOW, "once": "x" * 32}
    first = hours.make_appointment_as_guest(hour=hour, starts_at=at(NEXT_MONDAY, 10), **words)
    again = hours.make_appointment_as_guest(hour=hour, starts_at=at(NEXT_MONDAY, 10), **words)
    assert (first.key, Appointment.objects.count()) == (again.key, 1)


@pytest.mark.django_db(transaction=True)
def test_ten_people_who_want_the_same_time_at_once_give_one_appointment():
    hour = make_hour(district=make_district())
    outcomes: list[str] = []

    def want(person) -> None:
        try:
            book(hour, person)
            outcomes.append("in")
        except hours.MomentTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    people = [make_person(district=hour.district) for _number in range(10)]
    threads = [threading.Thread(target=want, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", *["taken"] * 9]


def test_appointments_of_more_than_a_year_ago_go(fatma, district):
    make_appointment(make_hour(district=district), fatma, starts_at=NOW - dt.timedelta(days=367))
    kept = make_appointment(make_hour(district=district), fatma, starts_at=NOW)
    assert hours_privacy.retention(NOW) == {"appointments": 1}
    assert list(Appointment.objects.all()) == [kept]
