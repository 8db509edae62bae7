"""Helping somebody for an hour, under an own name."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_session
from wijkschakel.activities.models import Enrolment
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.actions import cards
from wijkschakel.people.models import Delegate, PaperCard

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(fatma, noor):
    return cards.make_card(person=fatma, by=noor, now=clock.now())


@pytest.fixture
def session(district):
    activity = make_activity(district=district, title="Samen zingen")
    return make_session(activity=activity, starts_at=clock.now() + dt.timedelta(days=1))


def begin(browser, card, pin=None):
    return browser.post("/namens/", {"words": " ".join(card.words), "pin": pin or card.pin})


def test_a_neighbour_joins_together_with_the_resident_and_it_is_marked(
    visit, jan, fatma, card, session
):
    browser = visit(jan)
    assert begin(browser, card)["Location"] == f"/namens/{fatma.pk}/"
    assert "Samen zingen" in browser.get(f"/namens/{fatma.pk}/").content.decode()
    browser.post(f"/namens/{fatma.pk}/{session.pk}/meedoen/")
    enrolment = Enrolment.objects.get(person=fatma)
    assert (enrolment.state, enrolment.helped_by) == ("joined", jan.pk)
    assert JournalEntry.objects.get(action="join_session").by == jan.pk
    assert "samen ingevuld" in browser.get(f"/namens/{fatma.pk}/").content.decode()
    browser.post(f"/namens/{fatma.pk}/{session.pk}/afmelden/")
    enrolment.refresh_from_db()
    assert enrolment.state == "left"


def test_when_it_is_full_they_wait_and_take_the_place_that_comes_free(
    visit, jan, fatma, wil, card, session
):
    type(session).objects.filter(pk=session.pk).update(capacity=1)
    make_enrolment(session=session, person=wil)
    browser = visit(jan)
    begin(browser, card)
    page = browser.get(f"/namens/{fatma.pk}/").content.decode()
    assert ("Wacht op een plek" in page, "Meld aan" in page) == (True, False)
    browser.post(f"/namens/{fatma.pk}/{session.pk}/wachten/")
    mine = Enrolment.objects.get(person=fatma)
    assert (mine.state, mine.helped_by) == ("waiting", jan.pk)
    Enrolment.objects.filter(pk=mine.pk).update(
        state="offered", offered_until=clock.now() + dt.timedelta(hours=3)
    )
    assert "Neem de plek" in browser.get(f"/namens/{fatma.pk}/").content.decode()
    browser.post(f"/namens/{fatma.pk}/{session.pk}/meedoen/")
    mine.refresh_from_db()
    assert (mine.state, mine.helped_by) == ("joined", jan.pk)


def test_the_resident_reads_who_looked(visit, jan, fatma, card):
    browser = visit(jan)
    begin(browser, card)
    browser.get(f"/namens/{fatma.pk}/")
    page = visit(fatma).get("/mijn/wie-keek/").content.decode()
    assert "<h1>Eén mens keek deze maand</h1>" in page
    assert "Om samen met jou in te vullen" in page


def test_wrong_words_and_a_wrong_pin_get_the_same_answer_and_count(visit, jan, fatma, card):
    browser = visit(jan)
    wrong = str((int(card.pin) + 1) % 10**5).zfill(5)
    first = begin(browser, card, pin=wrong)
    second = browser.post("/namens/", {"words": "appel brug dans egel fiets goud", "pin": wrong})
    assert (first.status_code, first.context["refusal"]) == (422, second.context["refusal"])
    assert PaperCard.objects.get().failed_attempts == 1
    assert Delegate.objects.count() == 0


def test_after_an_hour_it_is_over(visit, jan, fatma, card, session, monkeypatch):
    browser = visit(jan)
    begin(browser, card)
    later = clock.now() + dt.timedelta(minutes=60)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert browser.get(f"/namens/{fatma.pk}/").status_code == 404
    assert browser.post(f"/namens/{fatma.pk}/{session.pk}/meedoen/").status_code == 404
    assert Enrolment.objects.count() == 0


def test_the_resident_stops_it_at_once_and_nobody_else_can(visit, jan, fatma, sam, card):
    browser = visit(jan)
    begin(browser, card)
    stop = f"/namens/{Delegate.objects.get().pk}/stop/"
    assert visit(sam).post(stop).status_code == 404
    assert visit(fatma).post(stop).status_code == 302
    assert browser.get(f"/namens/{fatma.pk}/").status_code == 404


def test_nobody_helps_without_being_asked(visit, sam, fatma, session):
    browser = visit(sam)
    assert browser.get(f"/namens/{fatma.pk}/").status_code == 404
    assert browser.post(f"/namens/{fatma.pk}/{session.pk}/meedoen/").status_code == 404


def test_nobody_helps_oneself(visit, fatma, card):
    assert begin(visit(fatma), card).status_code == 422


def test_helping_does_not_open_the_other_pages_of_the_resident(visit, jan, fatma, card):
    fatma.phone = "088 000 12 51"
    fatma.save()
    browser = visit(jan)
    begin(browser, card)
    for address in ("/mijn/", f"/namens/{fatma.pk}/", "/mijn/wie-keek/"):
        assert "088 000 12 51" not in browser.get(address).content.decode()
