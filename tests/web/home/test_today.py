"""The first page: what is open now, what comes, my week."""

import datetime as dt
import re

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.places import make_venue
from wijkschakel.base import clock
from wijkschakel.web.common import dates

pytestmark = pytest.mark.django_db


def h1(page: str) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", " ", re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)[1]).split()
    )


def test_without_anything_it_welcomes(client):
    page = client.get("/").content.decode()
    assert h1(page) == "Wat doen we samen in de buurt?"
    assert "Deze week is er nog niets" in page


def test_what_is_open_now_is_the_answer(client, district):
    venue = make_venue(district=district, name="De Kachel")
    activity = make_activity(district=district, title="Koffie", is_walk_in=True, venue=venue)
    make_session(activity=activity, starts_at=clock.now() - dt.timedelta(minutes=30))
    page = client.get("/").content.decode()
    assert h1(page) == "Het licht is aan bij De Kachel"
    assert "Nu open, tot" in page


def test_a_session_to_sign_up_for_is_not_an_open_door(client, district):
    activity = make_activity(district=district, title="Zangles")
    make_session(activity=activity, starts_at=clock.now() - dt.timedelta(minutes=30))
    page = client.get("/").content.decode()
    assert h1(page) == "Wat doen we samen in Lindewijk?"
    assert "Nu open" not in page


def test_a_resident_is_greeted_with_what_comes(visit, fatma, district):
    assert h1(visit(fatma).get("/").content.decode()) == "Dag Fatma. Waar heb je zin in?"
    activity = make_activity(district=district, title="Wandelen")
    for days in (2, 3):
        starts_at = dates.midnight(clock.now(), days) + dt.timedelta(hours=10)
        make_enrolment(session=make_session(activity=activity, starts_at=starts_at), person=fatma)
    page = visit(fatma).get("/").content.decode()
    assert h1(page) == "Dag Fatma. De komende week doe je 2 keer mee"
    assert "Jouw week" in page


def test_what_does_not_take_place_is_told_and_not_counted(visit, fatma, district):
    activity = make_activity(district=district, title="Wandelen")
    starts_at = dates.midnight(clock.now(), 2) + dt.timedelta(hours=10)
    session = make_session(
        activity=activity, starts_at=starts_at, state="cancelled", reason="Het pad is glad."
    )
    make_enrolment(session=session, person=fatma)
    page = visit(fatma).get("/").content.decode()
    assert h1(page) == "Dag Fatma. Waar heb je zin in?"
    assert "Het pad is glad." in page


def test_a_visitor_sees_nothing_of_a_week(client, fatma, district):
    make_enrolment(session=make_session(activity=make_activity(district=district)), person=fatma)
    page = client.get("/").content.decode()
    assert ("Fatma" in page, "Jouw week" in page) == (False, False)


def test_an_organiser_sees_how_many_come(visit, wil, fatma, district):
    activity = make_activity(district=district, title="Wandelen")
    make_lead(activity, wil)
    session = make_session(activity=activity, starts_at=clock.now() + dt.timedelta(minutes=5))
    make_enrolment(session=session)
    page = visit(wil).get("/").content.decode()
    assert ("Jij organiseert" in page, "1 mens komt" in page) == (True, True)
    assert "Jij organiseert" not in visit(fatma).get("/").content.decode()
