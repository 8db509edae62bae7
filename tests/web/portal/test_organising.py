"""Organising: making, changing, planning, cancelling, and doing it together."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.people import make_account, make_person
from tests.factories.places import make_venue
from wijkschakel.activities.models import Activity, Enrolment, Lead, Session
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(district, wil) -> Activity:
    activity = make_activity(district=district, title="Samen wandelen", is_resident_run=True)
    make_lead(activity, wil)
    return activity


@pytest.fixture
def session(activity) -> Session:
    return make_session(activity=activity, starts_at=clock.now() + dt.timedelta(minutes=20))


def form(**changes: str) -> dict[str, str]:
    day = timezone.localtime(clock.now()).date() + dt.timedelta(days=9)
    filled = {
        "title": "Soep koken", "theme": "eat", "day": day.isoformat(), "at": "17:30",
        "minutes": "120", "rhythm": "weekly",
        "until": (day + dt.timedelta(days=20)).isoformat(), "capacity": "8", "price": "2,50",
        "is_resident_run": "on",
    }  # fmt: skip
    return filled | changes


def test_any_resident_makes_an_activity_with_its_days_on_one_page(visit, fatma, district):
    venue = make_venue(district=district)
    answer = visit(fatma).post("/organiseren/nieuw/", form(venue=str(venue.pk)), follow=True)
    assert answer.status_code == 200
    made = Activity.objects.get()
    assert (made.price_cents, made.capacity, made.venue) == (250, 8, venue)
    starts = [timezone.localtime(one.starts_at) for one in made.sessions.order_by("starts_at")]
    assert [f"{start:%H:%M}" for start in starts] == ["17:30"] * 3
    assert [lead.person for lead in made.leads.all()] == [fatma]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Geef het een naam."),
        ({"theme": "rocket"}, "Kies wat het best past."),
        ({"day": "2001-01-01"}, "Deze dag is al geweest."),
        ({"day": "2999-01-01"}, "Deze dag is te ver weg."),
        ({"day": "volgende week"}, "Deze dag ken ik niet."),
        ({"at": "25:99"}, "Deze tijd ken ik niet."),
        ({"capacity": "0"}, "Vul een getal in van 1 tot 2000."),
        ({"rhythm": "soms"}, "Kies hoe vaak het is."),
        ({"until": "2020-02-30"}, "Deze dag ken ik niet."),
        ({"until": "2020-02-28"}, "Het einde ligt voor het begin."),
        ({"rhythm": "chosen", "dates": "31-02-2027"}, "Deze dag ken ik niet: 31-02-2027."),
        ({"dates": "1-1-2001"}, "Deze dag is al geweest."),
        ({"title": "x" * 201}, "Deze naam is te lang."),
    ],
)
def test_a_form_with_a_mistake_keeps_what_was_typed(visit, fatma, changes, sentence):
    sent = form(**changes)
    answer = visit(fatma).post("/organiseren/nieuw/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert 'value="2,50"' in text
    assert Activity.objects.count() == 0


def test_a_venue_of_another_district_cannot_be_chosen(visit, fatma, elsewhere):
    venue = make_venue(district=elsewhere)
    answer = visit(fatma).post("/organiseren/nieuw/", form(venue=str(venue.pk)))
    assert answer.status_code == 422
    assert Activity.objects.count() == 0


def test_wil_changes_what_is_said_and_plans_more_days(visit, wil, activity):
    browser = visit(wil)
    address = reverse("portal:change_activity", args=[activity.pk])
    assert "Samen wandelen" in browser.get(address).content.decode()
    sent = {"title": "Samen fietsen", "theme": "move", "price": "", "is_resident_run": "on"}
    assert browser.post(address, sent).status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.price_cents) == ("Samen fietsen", None)
    plan = reverse("portal:plan_sessions", args=[activity.pk])
    assert browser.post(plan, form()).status_code == 302
    assert activity.sessions.count() == 3
    again = browser.post(plan, form())
    assert again.status_code == 422
    assert "Er is niets bijgekomen." in again.content.decode()


def test_fewer_places_than_people_is_refused_and_the_form_is_kept(visit, wil, activity, session):
    for _number in range(3):
        make_enrolment(session=session)
    sent = {"title": "Samen fietsen", "theme": "move", "capacity": "2"}
    answer = visit(wil).post(reverse("portal:change_activity", args=[activity.pk]), sent)
    assert answer.status_code == 422
    assert "Kies minstens 3 plekken." in answer.content.decode()
    assert "Samen fietsen" in answer.content.decode()
    activity.refresh_from_db()
    assert activity.title == "Samen wandelen"


def test_cancelling_says_why_and_tells_who_has_mail(visit, wil, client, session):
    mia = make_person(given_name="Mia", email="mia@example.org")
    make_enrolment(session=session, person=mia)
    address = reverse("portal:cancel_session", args=[session.pk])
    browser = visit(wil)
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"reason": "Het pad is glad."}).status_code == 302
    page = client.get(reverse("portal:session", args=[session.pk])).content.decode()
    assert "Het pad is glad." in page
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["mia@example.org"]
    twice = browser.post(address, {"reason": "Weer"})
    assert twice.status_code == 422


def test_somebody_who_just_came_is_added_once_and_was_there(visit, wil, session):
    browser = visit(wil)
    page = browser.get(reverse("portal:who_comes", args=[session.pk])).content.decode()
    key = re.search(r'name="once" value="([^"]+)"', page)[1]
    for _twice in range(2):
        answer = browser.post(
            reverse("portal:add_walk_in", args=[session.pk]), {"given_name": "Bep", "once": key}
        )
        assert answer.status_code == 302
    enrolment = Enrolment.objects.get()
    assert (enrolment.person.given_name, enrolment.was_there) == ("Bep", True)
    assert enrolment.helped_by == wil.pk
    session.refresh_from_db()
    assert session.taken == 1


def test_nobody_is_added_when_it_is_full(visit, wil, session):
    Session.objects.filter(pk=session.pk).update(capacity=1, taken=1)
    answer = visit(wil).post(
        reverse("portal:add_walk_in", args=[session.pk]), {"given_name": "Bep"}
    )
    assert answer.status_code == 422
    assert "Alle plekken zijn bezet." in answer.content.decode()
    assert Enrolment.objects.count() == 0


def test_marking_is_too_early_a_day_before(visit, wil, activity):
    session = make_session(activity=activity, starts_at=clock.now() + dt.timedelta(days=1))
    enrolment = make_enrolment(session=session)
    browser = visit(wil)
    assert "ws-markbox" not in browser.get(f"/bijeenkomst/{session.pk}/wie-komt/").content.decode()
    answer = browser.post(
        reverse("portal:mark", args=[session.pk, enrolment.pk]), {"was_there": "ja"}
    )
    assert answer.status_code == 422
    assert "Het is nog te vroeg." in answer.content.decode()


def test_a_name_of_another_session_is_not_marked_here(visit, wil, session):
    other = make_enrolment()
    answer = visit(wil).post(
        reverse("portal:mark", args=[session.pk, other.pk]), {"was_there": "ja"}
    )
    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.was_there is None


@pytest.mark.parametrize("name", ["sam", "fatma", "anke", "bas"])
def test_who_does_not_lead_finds_no_names(visit, request, session, name):
    make_enrolment(session=session, person=make_person(given_name="Geheime Gerda"))
    browser = visit(request.getfixturevalue(name))
    for end in ("wie-komt/", "wie-komt/print/", "afgelasten/"):
        answer = browser.get(f"/bijeenkomst/{session.pk}/{end}")
        assert answer.status_code == 404
        assert "Gerda" not in answer.content.decode()
    page = browser.get(f"/bijeenkomst/{session.pk}/").content.decode()
    assert "Gerda" not in page
    assert "Wie komt er?" not in page


def test_the_coordinator_of_the_district_opens_the_list_and_that_is_noted(visit, noor, session):
    gerda = make_person(given_name="Gerda")
    make_enrolment(session=session, person=gerda)
    assert "Gerda" in visit(noor).get(f"/bijeenkomst/{session.pk}/wie-komt/").content.decode()
    line = JournalEntry.objects.get(kind="read", about=gerda.pk)
    assert (line.by, line.role, line.object_id) == (noor.pk, "coordinator", str(session.pk))


def test_a_participant_becomes_co_organiser_and_stops_again(visit, wil, jan, activity, session):
    make_enrolment(session=session, person=jan)
    browser = visit(wil)
    address = reverse("portal:together", args=[activity.pk])
    assert browser.post(address, {"person": str(jan.pk), "role": "mede"}).status_code == 302
    lead = Lead.objects.get(person=jan)
    assert lead.role == Lead.Role.CO_ORGANISER
    assert visit(jan).get(f"/bijeenkomst/{session.pk}/wie-komt/").status_code == 200
    stop = reverse("portal:remove_lead", args=[activity.pk, lead.pk])
    assert visit(jan).post(stop).status_code == 302
    assert visit(jan).get(f"/bijeenkomst/{session.pk}/wie-komt/").status_code == 404


def test_a_stranger_cannot_be_made_co_organiser_by_number(visit, wil, sam, activity):
    answer = visit(wil).post(
        reverse("portal:together", args=[activity.pk]), {"person": str(sam.pk), "role": "mede"}
    )
    assert answer.status_code == 422
    assert Lead.objects.count() == 1


def test_an_invitation_by_mail_says_the_same_for_known_and_unknown(visit, wil, jan, activity):
    make_account(person=jan, email="jan@example.org")
    browser, address = visit(wil), reverse("portal:together", args=[activity.pk])
    pages = []
    for email in ("jan@example.org", "niemand@example.org"):
        answer = browser.post(address, {"email": email, "role": "mede"}, follow=True)
        pages.append(re.sub(r'value="[^"]{64}"', "", answer.content.decode()))
    assert pages[0] == pages[1]
    letter = OutgoingMail.objects.all()[0]
    link = re.search(r"/meehelpen/\S+", letter.body)[0]
    guest = visit(jan)
    assert guest.get(link).status_code == 200
    assert Lead.objects.filter(person=jan).count() == 0
    assert guest.post(link).status_code == 302
    assert Lead.objects.get(person=jan).role == Lead.Role.CO_ORGANISER


def test_an_invitation_that_was_changed_does_not_work(visit, jan, activity):
    answer = visit(jan).get("/meehelpen/onzin:onzin:onzin/")
    assert answer.status_code == 410


def test_a_lead_decides_about_the_own_name_on_the_page(visit, client, wil, session, activity):
    address = f"/bijeenkomst/{session.pk}/"
    assert "Wil" not in client.get(address).content.decode()
    visit(wil).post(reverse("portal:show_name", args=[activity.pk]), {"shows": "ja"})
    page = client.get(address).content.decode()
    assert '<b dir="auto">Wil</b>' in page
    visit(wil).post(reverse("portal:show_name", args=[activity.pk]), {"shows": "nee"})
    assert "Wil" not in client.get(address).content.decode()


def test_the_page_of_the_organiser_shows_what_waits_for_a_mark(visit, wil, fatma, activity):
    past = make_session(activity=activity, starts_at=clock.now() - dt.timedelta(days=1))
    make_enrolment(session=past)
    empty = make_session(activity=activity, starts_at=clock.now() - dt.timedelta(days=2))
    page = visit(wil).get("/organiseren/").content.decode()
    assert "Wie waren er?" in page
    assert f"/bijeenkomst/{past.pk}/wie-komt/" in page
    assert f"/bijeenkomst/{empty.pk}/" not in page
    assert "Samen wandelen" not in visit(fatma).get("/organiseren/").content.decode()


def test_who_lives_nowhere_yet_chooses_a_place_first(visit, district):
    answer = visit(make_person(given_name="Nieuw")).get("/organiseren/nieuw/")
    assert answer["Location"] == "/waar/?next=%2Forganiseren%2Fnieuw%2F"


def test_the_list_shows_no_more_of_a_neighbour_than_is_needed(visit, wil, session):
    fatma = make_person(given_name="Fatma", family_name="Yildiz", phone="0612345678")
    make_enrolment(session=session, person=fatma)
    guest = make_person(given_name="Mia", phone="0687654321", is_guest=True)
    make_enrolment(session=session, person=guest)
    page = visit(wil).get(f"/bijeenkomst/{session.pk}/wie-komt/").content.decode()
    assert "Fatma Y." in page
    assert ("Yildiz" in page, "0612345678" in page, "0687654321" in page) == (False, False, True)
    paper = visit(wil).get(f"/bijeenkomst/{session.pk}/wie-komt/print/").content.decode()
    assert ("Yildiz" in paper, "06" in paper.split("<ol")[1]) == (False, False)
