"""Breaking the glass in a browser: one resident, three hours, and the resident knows."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.people import grant_role, make_emergency, make_person
from tests.web.desk.counting import questions
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people import queries
from wijkschakel.people.actions import emergency
from wijkschakel.people.models import EmergencyAccess

pytestmark = pytest.mark.django_db
PAGE = "/werkplek/nood/"
REASON = "De gordijnen zijn al twee dagen dicht."
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def fatma(district):
    return make_person(
        given_name="Fatma", phone="06 12345678", email="fatma@example.org", district=district
    )


def keeper(name, district):
    person = make_person(given_name=name, district=district)
    grant_role(person, "safeguarding", district)
    return person


@pytest.fixture
def loes(district):
    return keeper("Loes", district)


def open_page(browser, person):
    return browser.post(reverse("desk:break_glass", args=[person.pk]), {"reason": REASON})


def test_with_a_reason_the_door_opens_and_every_look_is_noted(visit, loes, fatma):
    browser = visit(loes)
    found = browser.get(PAGE, {"naam": "fat"}).content.decode()
    assert ("Fatma" in found, "06 12345678" in found) == (True, False)
    opened = browser.get(open_page(browser, fatma).url).content.decode()
    assert ("12345678" in opened, "fatma@example.org" in opened) == (True, True)
    noted = JournalEntry.objects.filter(about=fatma.pk, is_emergency=True).order_by("at", "action")
    assert {line.action for line in noted} == {
        "search_in_emergency",
        "break_glass",
        "see_in_emergency",
    }
    assert {line.by for line in noted} == {loes.pk}


def test_the_resident_sees_it_once_told_and_not_before(visit, loes, fatma):
    browser = visit(loes)
    browser.get(PAGE, {"naam": "fat"})
    browser.get(open_page(browser, fatma).url)
    own = visit(fatma)
    page = reverse("account:who_looked")
    assert "Loes" not in own.get(page).content.decode()
    assert queries.who_looked(fatma) == []
    emergency.tell_residents(now=clock.now() + 24 * HOUR, next_round=HOUR)
    told = own.get(page).content.decode()
    assert ("Loes" in told, REASON in told) == (True, True)


@pytest.mark.parametrize("reason", ["", "nood", "x" * 40])
def test_without_a_real_reason_nothing_opens(visit, loes, fatma, reason):
    path = reverse("desk:break_glass", args=[fatma.pk])
    answer = visit(loes).post(path, {"reason": reason})
    assert (answer.status_code, "06 12345678" in answer.content.decode()) == (422, False)
    assert EmergencyAccess.objects.count() == 0


def test_after_three_hours_and_for_others_the_page_is_not_there(visit, loes, fatma, district):
    live = make_emergency(fatma, loes, clock.now())
    ended = make_emergency(fatma, keeper("Piet", district), clock.now() - 3 * HOUR)
    status = {
        "opener": visit(loes).get(f"{PAGE}{live.pk}/").status_code,
        "colleague": visit(keeper("Mo", district)).get(f"{PAGE}{live.pk}/").status_code,
        "too late": visit(ended.opened_by).get(f"{PAGE}{ended.pk}/").status_code,
    }
    assert status == {"opener": 200, "colleague": 404, "too late": 404}


def test_a_role_that_ended_closes_the_door_at_once(visit, loes, fatma):
    live = make_emergency(fatma, loes, clock.now())
    browser = visit(loes)
    assert browser.get(f"{PAGE}{live.pk}/").status_code == 200
    loes.roles.all().delete()
    assert browser.get(f"{PAGE}{live.pk}/").status_code == 404


def test_somebody_of_another_district_is_not_found(visit, loes, elsewhere):
    sam = make_person(given_name="Samira", district=elsewhere)
    browser = visit(loes)
    assert "Samira" not in browser.get(PAGE, {"naam": "sami"}).content.decode()
    assert open_page(browser, sam).status_code == 404


def test_nobody_opens_oneself(visit, loes):
    assert open_page(visit(loes), loes).status_code == 404


def test_a_colleague_postpones_telling_and_who_opened_cannot(visit, loes, fatma, district):
    access = make_emergency(fatma, loes, clock.now())
    path = reverse("desk:postpone_telling", args=[access.pk])
    day = (clock.now() + dt.timedelta(days=5)).date()
    form = {"until": day.isoformat(), "reason": "Dader woont in hetzelfde huis en leest mee."}
    assert visit(loes).post(path, form).status_code == 422
    colleague = visit(keeper("Piet", district))
    assert colleague.post(path, form | {"reason": "zomaar"}).status_code == 422
    assert colleague.post(path, form | {"until": "morgen"}).status_code == 422
    assert colleague.post(path, form).status_code == 302
    access.refresh_from_db()
    assert access.postponed_by.given_name == "Piet"
    assert emergency.tell_residents(now=clock.now() + 24 * HOUR, next_round=HOUR) == 0


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_asks_the_same_number_of_questions_for_any_length(visit, loes, district, number):
    for _number in range(number):
        make_emergency(make_person(district=district), loes, clock.now())
    browser = visit(loes)
    browser.get(PAGE)
    assert questions(lambda: browser.get(PAGE)) <= 10
