"""From the agenda to taking part, and from organising to who was there."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from wijkschakel.activities.models import Activity, Enrolment, Session
from wijkschakel.base import clock
from wijkschakel.people.models import Person

pytestmark = pytest.mark.django_db


def coming(activity: Activity, **ahead: int) -> Session:
    return make_session(activity=activity, starts_at=clock.now() + dt.timedelta(**ahead))


def key_of(page: str) -> str:
    return re.search(r'name="once" value="([^"]+)"', page)[1]


@pytest.fixture
def walk(district, wil) -> Session:
    activity = make_activity(district=district, title="Samen wandelen", capacity=3)
    make_lead(activity, wil)
    return coming(activity, days=1)


def test_a_newcomer_joins_from_the_agenda_in_three_screens_with_one_field(client, walk):
    agenda = client.get("/agenda/")
    address = reverse("portal:session", args=[walk.pk])
    assert address in agenda.content.decode()
    page = client.get(address).content.decode()
    form = {"given_name": "Mia", "once": key_of(page)}
    answer = client.post(reverse("portal:join_session", args=[walk.pk]), form, follow=True)
    assert answer.status_code == 200
    assert "Mia, je doet mee!" in answer.content.decode()
    guest = Person.objects.get(given_name="Mia")
    assert (guest.is_guest, guest.phone, guest.district) == (True, "", walk.district)


def test_a_guest_sees_the_list_and_leaves_by_the_link(client, walk):
    page = client.get(reverse("portal:session", args=[walk.pk])).content.decode()
    form = {"given_name": "Mia", "once": key_of(page)}
    answer = client.post(reverse("portal:join_session", args=[walk.pk]), form)
    link = answer["Location"]
    assert client.get(link).status_code == 200
    left = client.post(f"{link}afmelden/", follow=True)
    assert "Je bent afgemeld" in left.content.decode()
    again = client.post(f"{link}afmelden/", follow=True)
    assert again.status_code == 200
    walk.refresh_from_db()
    assert walk.taken == 0


def test_a_guest_who_sends_the_form_twice_joins_once(client, walk):
    page = client.get(reverse("portal:session", args=[walk.pk])).content.decode()
    form = {"given_name": "Mia", "once": key_of(page)}
    first = client.post(reverse("portal:join_session", args=[walk.pk]), form)
    second = client.post(reverse("portal:join_session", args=[walk.pk]), form)
    assert first["Location"] == second["Location"]
    assert Enrolment.objects.count() == 1


def test_a_resident_joins_leaves_and_joins_again(visit, fatma, walk):
    browser = visit(fatma)
    for name, state in (("join_session", "joined"), ("leave", "left"), ("join_session", "joined")):
        answer = browser.post(reverse(f"portal:{name}", args=[walk.pk]))
        assert answer.status_code == 302
        assert Enrolment.objects.get(person=fatma).state == state
    assert "Je doet mee" in browser.get(reverse("portal:session", args=[walk.pk])).content.decode()


def test_wil_marks_who_was_there(visit, wil, fatma, district):
    activity = make_activity(district=district)
    make_lead(activity, wil)
    session = coming(activity, minutes=10)
    enrolment = make_enrolment(session=session, person=fatma)
    browser = visit(wil)
    page = browser.get(reverse("portal:who_comes", args=[session.pk]))
    assert fatma.given_name in page.content.decode()
    address = reverse("portal:mark", args=[session.pk, enrolment.pk])
    for value, was_there in (("ja", True), ("nee", False), ("leeg", None)):
        answer = browser.post(address, {"was_there": value})
        assert answer.status_code == 302
        enrolment.refresh_from_db()
        assert enrolment.was_there == was_there


def test_wil_makes_an_activity_in_one_form(visit, wil, district):
    day = (clock.now() + dt.timedelta(days=9)).date()
    form = {
        "title": "Soep koken", "theme": "eat", "day": day.isoformat(), "at": "17:30",
        "minutes": "120", "rhythm": "weekly",
        "until": (day + dt.timedelta(days=20)).isoformat(), "capacity": "8", "price": "2,50",
        "is_resident_run": "on",
    }  # fmt: skip
    answer = visit(wil).post("/organiseren/nieuw/", form, follow=True)
    assert answer.status_code == 200
    activity = Activity.objects.get()
    assert (activity.title, activity.price_cents, activity.capacity) == ("Soep koken", 250, 8)
    assert activity.sessions.count() == 3
