"""Somebody stands at the desk."""

import datetime as dt

import pytest

from tests.factories import activities, people
from tests.web.desk.counting import questions
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Enrolment
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Person, RoleGrant

COUNTER = "/werkplek/balie/"
pytestmark = pytest.mark.django_db


def page_of(person) -> str:
    """Give the address of a resident at the desk."""
    return f"/werkplek/bewoner/{person.pk}/"


def tomorrow(district, **changes):
    """Make a session of tomorrow."""
    activity = activities.make_activity(district=district, **changes)
    starts_at = clock.now() + dt.timedelta(days=1)
    return activities.make_session(activity=activity, starts_at=starts_at)


def found(visitor, words) -> list[str]:
    """Give the names found."""
    return [str(person) for person in visitor.get(COUNTER, {"naam": words}).context["people"]]


def test_a_resident_is_found_without_accents(visit, noor, district):
    people.make_person(given_name="José", family_name="Ramírez", district=district)
    people.make_person(given_name="Jan", district=district)
    assert found(visit(noor), "jose ram") == ["José Ramírez"]


@pytest.mark.parametrize("words", ["", "f", "é", " f "])
def test_fewer_than_two_letters_find_nobody(visit, noor, fatma, words):
    assert found(visit(noor), words) == []


def test_people_of_other_districts_and_wiped_people_are_not_found(visit, noor, sam, district):
    people.make_person(given_name="Samira", district=district, erased_at=clock.now())
    people.make_person(given_name="Samuel", district=None)
    assert found(visit(noor), "sam") == []


def test_searching_is_noted_for_each_name_shown(visit, noor, district, fatma):
    organisation = people.make_organisation()
    RoleGrant.objects.filter(person=noor).update(organisation=organisation)
    people.make_person(given_name="Jan", district=district)
    visit(noor).get(COUNTER, {"naam": "fat"})
    notes = JournalEntry.objects.filter(kind="read").values_list(
        "about", "by", "role", "organisation", "why", "action"
    )
    assert list(notes) == [
        (fatma.pk, noor.pk, "coordinator", organisation.pk, "desk", "search_at_desk")
    ]


def test_at_most_twenty_are_shown_and_more_is_said(visit, noor, district):
    for _number in range(22):
        people.make_person(given_name="Fatma", district=district)
    answer = visit(noor).get(COUNTER, {"naam": "fatma"})
    assert len(answer.context["people"]) == 20
    assert "Er zijn er meer" in answer.content.decode()
    assert JournalEntry.objects.filter(action="search_at_desk").count() == 20


def test_contact_data_and_wishes_are_not_shown(visit, noor, district):
    secret = {"phone": "0612345678", "email": "geheim@example.org", "likes": "zwemmen"}
    person = people.make_person(given_name="Fatma", district=district, birth_year=1961, **secret)
    visitor = visit(noor)
    answers = [visitor.get(COUNTER, {"naam": "fatma"}), visitor.get(page_of(person))]
    for answer in answers:
        page = answer.content.decode()
        assert "1961" in page
        assert [word for word in secret.values() if word in page] == []


def test_nobody_found_says_what_to_do(visit, noor):
    page = visit(noor).get(COUNTER, {"naam": "zzz"}).content.decode()
    assert "Niemand met deze naam" in page


def test_a_name_is_enough_for_somebody_new(visit, noor, district):
    answer = visit(noor).post(f"{COUNTER}nieuw/", {"given_name": " Amal ", "district": district.pk})
    person = Person.objects.get(given_name="Amal")
    assert answer["Location"] == page_of(person)
    assert (person.district, person.is_guest) == (district, False)
    entry = JournalEntry.objects.get(action="welcome_person")
    assert (entry.by, entry.about) == (noor.pk, person.pk)


def test_without_a_name_the_form_says_so_and_keeps_the_rest(visit, noor, district):
    form = {"given_name": "", "phone": "0611", "district": district.pk}
    answer = visit(noor).post(f"{COUNTER}nieuw/", form)
    assert answer.status_code == 422
    assert 'value="0611"' in answer.content.decode()
    assert not Person.objects.filter(phone="0611").exists()


def test_nobody_is_put_in_a_district_of_somebody_else(visit, noor, elsewhere):
    form = {"given_name": "Amal", "district": elsewhere.pk}
    assert visit(noor).post(f"{COUNTER}nieuw/", form).status_code == 422
    assert not Person.objects.filter(given_name="Amal").exists()


def test_joining_at_the_desk_is_marked_as_filled_in_together(visit, noor, district, fatma):
    session = tomorrow(district)
    answer = visit(noor).post(f"{page_of(fatma)}meedoen/{session.pk}/")
    assert answer["Location"] == page_of(fatma)
    enrolment = Enrolment.objects.get(person=fatma)
    assert (enrolment.state, enrolment.helped_by) == ("joined", noor.pk)


def test_what_was_just_done_can_be_undone(visit, noor, district, fatma):
    session, visitor = tomorrow(district, title="Breien"), visit(noor)
    done = visitor.post(f"{page_of(fatma)}meedoen/{session.pk}/", follow=True).content.decode()
    assert "Doet mee met Breien." in done
    assert f"afmelden/{session.pk}/" in done
    undone = visitor.post(f"{page_of(fatma)}afmelden/{session.pk}/", follow=True).content.decode()
    assert "Afgemeld voor Breien." in undone
    assert Enrolment.objects.get(person=fatma).state == "left"
    visitor.post(f"{page_of(fatma)}meedoen/{session.pk}/")
    assert Enrolment.objects.get(person=fatma).state == "joined"


def test_after_thirty_seconds_there_is_nothing_to_undo(visit, noor, district, fatma, monkeypatch):
    session, visitor = tomorrow(district), visit(noor)
    visitor.post(f"{page_of(fatma)}meedoen/{session.pk}/")
    later = clock.now() + dt.timedelta(seconds=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert visitor.get(page_of(fatma)).context["week"].done is None


def test_a_full_session_offers_the_waiting_list(visit, noor, district, fatma, jan):
    session, visitor = tomorrow(district, capacity=1), visit(noor)
    activities.make_enrolment(session=session, person=jan)
    offer = visitor.get(page_of(fatma)).context["week"].others[0]
    assert (offer.do, offer.state) == ("wait", "Vol")
    refused = visitor.post(f"{page_of(fatma)}meedoen/{session.pk}/")
    assert refused.status_code == 422
    assert refused.context["refused"] == joining.SessionFull().sentence
    assert joining.SessionFull().sentence in refused.content.decode()
    visitor.post(f"{page_of(fatma)}wachten/{session.pk}/")
    assert Enrolment.objects.get(person=fatma).state == "waiting"


def test_searching_something_to_do_finds_it_and_empty_says_so(visit, noor, district, fatma):
    tomorrow(district, title="Zwemmen")
    tomorrow(district, title="Breien")
    visitor = visit(noor)
    week = visitor.get(page_of(fatma), {"zoek": "zwemmen"}).context["week"]
    assert [offer.session.activity.title for offer in week.others] == ["Zwemmen"]
    page = visitor.get(page_of(fatma), {"zoek": "schaatsen"}).content.decode()
    assert "Niets gevonden" in page


def test_a_session_of_another_district_cannot_be_joined_here(visit, noor, elsewhere, fatma):
    session = tomorrow(elsewhere)
    assert visit(noor).post(f"{page_of(fatma)}meedoen/{session.pk}/").status_code == 404
    assert not Enrolment.objects.exists()


def test_opening_a_resident_is_noted(visit, noor, fatma):
    visit(noor).get(page_of(fatma))
    entry = JournalEntry.objects.get(kind="read")
    assert (entry.about, entry.by, entry.action, entry.why) == (
        fatma.pk,
        noor.pk,
        "help_at_desk",
        "desk",
    )


def test_a_guest_of_the_district_can_be_helped(visit, noor, district):
    guest = people.make_person(given_name="Gijs", district=district, is_guest=True)
    assert visit(noor).get(page_of(guest)).status_code == 200


def test_queries_stay_the_same_for_one_three_and_three_hundred(visit, noor, district):
    person = people.make_person(given_name="Riet", district=district)
    visitor, counts = visit(noor), {COUNTER + "?naam=fatma": [], page_of(person): []}
    for number in (1, 2, 297):
        with activities.found_together():
            for _number in range(number):
                somebody = people.make_person(given_name="Fatma", district=district)
                session = tomorrow(district)
                activities.make_enrolment(session=session, person=somebody)
        for page, asked in counts.items():
            asked.append(questions(lambda page=page: visitor.get(page)))
    assert counts == {page: [asked[0]] * 3 for page, asked in counts.items()}
    assert max(asked[0] for asked in counts.values()) <= 10


def test_the_week_is_printed_in_the_language_of_the_resident(visit, noor, district):
    person = people.make_person(given_name="Amal", district=district, language="en")
    activities.make_enrolment(session=tomorrow(district, title="Breien"), person=person)
    answer = visit(noor).get(f"{page_of(person)}week/")
    page = answer.content.decode()
    assert '<html lang="en"' in page
    assert [len(day.enrolments) for day in answer.context["days"]] == [0, 1, 0, 0, 0, 0, 0]
    assert "Breien" in page
    assert JournalEntry.objects.get(kind="read").about == person.pk
