"""The report of breaking the glass, and telling who cannot read it here."""

import csv
import datetime as dt

import pytest

from tests.factories.people import grant_role, make_emergency, make_person
from tests.web.desk.counting import questions
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import EmergencyAccess

pytestmark = pytest.mark.django_db
REPORT, TELL = "/werkplek/nood/maand/", "/werkplek/nood/vertellen/"


@pytest.fixture
def loes(district):
    person = make_person(given_name="Loes", district=district)
    grant_role(person, "safeguarding", district)
    return person


def looked(district, loes, **changes):
    person = make_person(given_name="Gerritje", phone="088 000 12 34", district=district)
    now = clock.now()
    return make_emergency(person, loes, now, district=district, **changes)


def test_both_who_keep_watch_and_who_coordinates_see_counts_without_names(
    visit, noor, loes, district, elsewhere
):
    looked(district, loes, category="silence")
    looked(elsewhere, loes, category="danger")
    for reader in (noor, loes):
        for page in (REPORT, f"{REPORT}print/", f"{REPORT}csv/"):
            text = visit(reader).get(page).content.decode()
            assert ("niets meer gehoord" in text, "acuut gevaar" in text) == (True, False)
            assert [word for word in ("Gerritje", "horen al twee dagen") if word in text] == []


def test_another_month_shows_that_month(visit, noor, loes, district):
    looked(district, loes, opened_at=dt.datetime(2025, 3, 4, tzinfo=dt.UTC))
    page = visit(noor).get(REPORT, {"maand": "2025-03"}).content.decode()
    assert "1 keer keek iemand in nood in maart 2025" in page
    assert "Niemand keek in" in visit(noor).get(REPORT).content.decode()


@pytest.mark.parametrize("typed", ["2025-13", "nu", "0001-01", "9999-12", "2025-03-04", "<b>"])
def test_a_strange_month_is_this_month(visit, noor, typed):
    assert visit(noor).get(REPORT, {"maand": typed}).status_code == 200


def test_the_sheet_runs_no_formula(visit, noor, loes, district):
    district.name = "=HYPERLINK(1)"
    district.save()
    looked(district, loes)
    response = visit(noor).get(f"{REPORT}csv/")
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1][1:5] == ["'=HYPERLINK(1)", "vertrouwenspersoon", "iets anders", "1"]


def test_who_cannot_read_it_is_told_at_the_desk_and_ticked(visit, noor, loes, district):
    access = looked(district, loes, told_at=clock.now())
    desk = visit(noor)
    assert "Vertel 1 bewoner dat iemand keek" in desk.get("/werkplek/").content.decode()
    page = desk.get(TELL).content.decode()
    assert ("Gerritje" in page, "12 34" in page.split("<footer")[0]) == (True, False)
    assert JournalEntry.objects.filter(about=access.person_id, action="see_emergencies").exists()
    desk.post(f"{TELL}{access.pk}/")
    access.refresh_from_db()
    assert access.told_in_person_by == noor.pk
    assert "Gerritje" not in desk.get(TELL).content.decode()


def test_before_the_resident_may_know_nobody_at_the_desk_does(visit, noor, loes, district):
    access = looked(district, loes)
    assert "Gerritje" not in visit(noor).get(TELL).content.decode()
    assert visit(noor).post(f"{TELL}{access.pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 30])
def test_both_pages_ask_the_same_number_of_questions(visit, noor, loes, district, number):
    for _number in range(number):
        looked(district, loes, told_at=clock.now())
    assert EmergencyAccess.objects.count() == number
    browser = visit(noor)
    assert questions(lambda: browser.get(TELL)) <= 10
    assert questions(lambda: browser.get(REPORT)) <= 10
