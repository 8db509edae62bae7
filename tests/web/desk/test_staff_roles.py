"""Roles on the site: an administrator gives and ends them; who works here finds the way."""

import datetime as dt

import pytest

from tests.factories.people import grant_role, make_account, make_person
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import RoleGrant

pytestmark = pytest.mark.django_db
PAGE = "/werkplek/beheer/rollen/"
Role = RoleGrant.Role


@pytest.fixture
def tim(district):
    person = make_person(given_name="Tim", district=district)
    grant_role(person, Role.ADMINISTRATOR)
    return person


def words(**changes):
    typed = {"email": "", "role": Role.COORDINATOR, "place": "overal", "ends_on": ""}
    return typed | changes


def test_an_administrator_makes_the_first_coordinator_and_she_finds_her_desk(visit, tim, district):
    eva = make_account(person=make_person(given_name="Eva"), email="eva@example.org").person
    browser = visit(tim)
    typed = words(email="Eva@example.org ", place=f"district:{district.pk}")
    assert browser.post(PAGE + "geef/", typed)["Location"] == PAGE
    grant = eva.roles.get()
    assert (grant.role, grant.district, grant.granted_by) == ("coordinator", district, tim.pk)
    assert "Eva" in browser.get(PAGE).content.decode()
    for page in ("/", "/mijn/"):
        assert 'href="/werkplek/"' in visit(eva).get(page).content.decode()
    assert visit(eva).get("/werkplek/").status_code == 200
    assert browser.post(f"{PAGE}{grant.pk}/stop/")["Location"] == PAGE
    assert visit(eva).get("/werkplek/").status_code == 404
    assert 'href="/werkplek/"' not in visit(eva).get("/").content.decode()


def test_what_cannot_be_is_said_and_kept_in_the_form(visit, tim, fatma):
    make_account(person=tim, email="tim@example.org")
    browser = visit(tim)
    for changes, sentence in (
        ({"email": "niemand@example.org"}, "Niemand logt in met dit adres."),
        ({"email": "tim@example.org"}, "Je kunt deze rol niet geven of stoppen."),
        ({"email": "tim@example.org", "ends_on": "2020-01-01"}, "Die dag is voorbij."),
    ):
        answer = browser.post(PAGE + "geef/", words(**changes))
        page = answer.content.decode()
        assert (answer.status_code, sentence in page, changes["email"] in page) == (422, True, True)
    assert RoleGrant.objects.count() == 1


def test_a_neighbour_who_organises_is_not_in_the_list_and_reading_is_noted(
    visit, tim, wil, anke, district
):
    grant_role(wil, Role.ORGANISER, district)
    page = visit(tim).get(PAGE).content.decode()
    assert ("Wil" in page, "Anke" in page) == (False, True)
    assert JournalEntry.objects.filter(action="see_roles", about=anke.pk, by=tim.pk).count() == 1


def test_an_administrator_of_one_district_gives_roles_there_only(visit, district, elsewhere, anke):
    ton = make_person(given_name="Ton", district=district)
    grant_role(ton, Role.ADMINISTRATOR, district)
    make_account(person=anke, email="anke@example.org")
    far = grant_role(make_person(given_name="Verweg"), Role.PROFESSIONAL, elsewhere)
    browser = visit(ton)
    for place in ("overal", f"district:{elsewhere.pk}"):
        typed = words(email="anke@example.org", place=place)
        assert browser.post(PAGE + "geef/", typed).status_code == 422
    assert browser.post(f"{PAGE}{far.pk}/stop/").status_code == 404
    assert "Verweg" not in browser.get(PAGE).content.decode()
    typed = words(email="anke@example.org", place=f"district:{district.pk}")
    assert browser.post(PAGE + "geef/", typed).status_code == 302


def test_a_role_begins_and_ends_at_midnight_here(visit, district, monkeypatch):
    midnight = dt.datetime(2026, 11, 29, 23, 0, tzinfo=dt.UTC)
    eva = make_person(given_name="Eva", district=district)
    begins, before = dt.date(2026, 11, 30), dt.date(2026, 11, 29)
    for changes, is_open in (({"starts_on": begins}, True), ({"ends_on": before}, False)):
        eva.roles.all().delete()
        grant_role(eva, Role.COORDINATOR, district, **changes)
        for minutes, expected in ((-30, not is_open), (30, is_open)):
            now = midnight + dt.timedelta(minutes=minutes)
            monkeypatch.setattr(clock, "now", lambda now=now: now)
            assert ('href="/werkplek/"' in visit(eva).get("/").content.decode()) is expected
