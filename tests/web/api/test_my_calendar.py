"""My week in my own calendar: only by an address that I made, until I take it back."""

import datetime as dt
import re

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.hours import make_appointment, make_hour
from wijkschakel.activities.actions import organising
from wijkschakel.base import clock
from wijkschakel.config.access_log import without_keys
from wijkschakel.network.actions import publishing
from wijkschakel.people import privacy
from wijkschakel.people.models import CalendarLink

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def address_of(page):
    """Give the address that a page shows."""
    return re.search(r"/mijn-week/[\w-]{43}\.ics", page.content.decode())[0]


@pytest.fixture
def fatmas(visit, fatma):
    """Give the address that Fatma made."""
    return address_of(visit(fatma).post("/mijn/agenda/"))


def test_an_address_is_shown_once_and_kept_only_as_a_hash(visit, fatma, fatmas):
    assert fatmas not in visit(fatma).get("/mijn/agenda/").content.decode()
    key = fatmas.split("/")[-1].removesuffix(".ics")
    assert key not in str(CalendarLink.objects.values_list("key_hash", flat=True))


def test_my_calendar_holds_what_i_join_and_lead_and_my_appointments(
    client, fatma, wil, jan, district, fatmas
):
    now = clock.now()
    joined = make_session(
        activity=make_activity(district=district, title="Koken"), starts_at=now + DAY
    )
    led = make_session(
        activity=make_activity(district=district, title="Breien"), starts_at=now + 2 * DAY
    )
    others = make_session(
        activity=make_activity(district=district, title="Schaken"), starts_at=now + DAY
    )
    make_enrolment(session=joined, person=fatma)
    make_enrolment(session=joined, person=jan)
    make_enrolment(session=others, person=wil)
    make_lead(led.activity, fatma)
    make_appointment(
        make_hour(district=district, title="Geld"),
        fatma,
        starts_at=now + 3 * DAY,
        about="mijn schulden bij de bank",
    )
    text = client.get(fatmas).content.decode()
    assert sorted(re.findall(r"SUMMARY:(.*)\r", text)) == ["Afspraak: Geld", "Breien", "Koken"]
    for secret in ("schulden", "Jan", "Fatma", "Wil"):
        assert secret not in text
    assert text.count("CLASS:PRIVATE") == 3


def test_a_waiting_place_is_not_sure(client, fatma, district, fatmas):
    session = make_session(activity=make_activity(district=district), starts_at=clock.now() + DAY)
    make_enrolment(session=session, person=fatma, state="waiting")
    assert "STATUS:TENTATIVE" in client.get(fatmas).content.decode()


def test_a_revoked_a_replaced_and_a_forged_address_do_not_exist(client, visit, fatma, fatmas):
    assert client.get(fatmas).status_code == 200
    newer = address_of(visit(fatma).post("/mijn/agenda/"))
    assert client.get(fatmas).status_code == 404
    assert client.get(newer).status_code == 200
    visit(fatma).post("/mijn/agenda/weg/")
    assert client.get(newer).status_code == 404
    assert client.get(f"/mijn-week/{'a' * 43}.ics").status_code == 404


def test_another_person_takes_back_only_their_own(client, visit, jan, fatmas):
    visit(jan).post("/mijn/agenda/weg/")
    assert client.get(fatmas).status_code == 200


def test_who_wipes_leaves_no_address(client, fatma, fatmas):
    privacy.erase(fatma, clock.now())
    assert client.get(fatmas).status_code == 404
    assert not CalendarLink.objects.exists()


def test_the_address_is_kept_by_nobody_on_the_way(client, fatmas):
    answer = client.get(fatmas)
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer
    assert not answer.cookies
    assert without_keys(fatmas) == "/mijn-week/*"


def sequence(client, session):
    """Give how often a calendar hears that a session changed."""
    text = client.get(f"/bijeenkomst/{session.pk}/bijeenkomst.ics").content.decode()
    return int(re.search(r"SEQUENCE:(\d+)", text)[1])


def test_the_number_of_changes_rises_before_and_after_publishing(client, wil, district):
    now = clock.now()
    session = make_session(activity=make_activity(district=district), starts_at=now + DAY)
    publishing.publish_all(now=now)
    assert sequence(client, session) == 0
    organising.change_activity(activity=session.activity, by=wil, now=now, title="Anders")
    assert sequence(client, session) == 1
    publishing.publish_marked(now=now)
    assert sequence(client, session) == 1
    organising.cancel_session(session=session, reason="Storm", by=wil, now=now)
    publishing.publish_marked(now=now)
    assert sequence(client, session) == 2
