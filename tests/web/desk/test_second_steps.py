"""A telephone was lost: the second step starts anew at the desk."""

import datetime as dt

import pyotp
import pytest

from tests.factories.people import grant_role, make_account, make_passkey
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.actions import second_step
from wijkschakel.people.models import Account, Passkey, Person, RoleGrant, SecondStep

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 12, 0, 10, tzinfo=dt.UTC)
Role = RoleGrant.Role


def tie(account):
    """Tie an app."""
    step = second_step.begin_step(account=account, by=account.person, now=NOW)
    typed = pyotp.TOTP(step.secret).at(NOW)
    second_step.confirm_step(account=account, typed=typed, by=account.person, now=NOW)


@pytest.fixture
def at_desk(visit, noor, settings):
    settings.SECOND_STEP = False
    return visit(noor)


def reset(browser, person):
    return browser.post(f"/werkplek/tweede-stap/{person.pk}/opnieuw/")


def test_a_coordinator_starts_anew_for_who_lost_the_telephone(at_desk, visit, anke, noor):
    account = make_account(person=anke)
    tie(account)
    make_passkey(account)
    stolen = visit(anke)
    assert stolen.get("/mijn/").status_code == 200
    assert "Telefoon kwijt" in at_desk.get("/werkplek/tweede-stap/").content.decode()
    assert reset(at_desk, anke)["Location"] == "/werkplek/tweede-stap/"
    assert (SecondStep.objects.count(), Passkey.objects.count()) == (0, 0)
    assert stolen.get("/mijn/")["Location"].startswith("/inloggen/?next")
    assert anke.notices.get().text.startswith("Je tweede stap is weggehaald.")
    line = JournalEntry.objects.get(action="reset_second_step")
    assert (line.by, line.about) == (noor.pk, anke.pk)


@pytest.mark.parametrize("role", [Role.SAFEGUARDING, Role.ADMINISTRATOR])
def test_a_coordinator_does_not_start_anew_for_who_stands_above(at_desk, jan, district, role):
    tie(make_account(person=jan))
    grant_role(jan, role, district)
    assert reset(at_desk, jan).status_code == 422
    assert SecondStep.objects.count() == 1


def test_a_coordinator_does_not_start_anew_for_oneself_or_elsewhere(at_desk, noor, sam, elsewhere):
    tie(Account.objects.get(person=noor))
    tie(make_account(person=sam))
    grant_role(sam, Role.PROFESSIONAL, elsewhere)
    assert (reset(at_desk, noor).status_code, reset(at_desk, sam).status_code) == (422, 404)
    assert SecondStep.objects.count() == 2


def test_who_also_works_elsewhere_is_left_alone(at_desk, anke, elsewhere):
    tie(make_account(person=anke))
    grant_role(anke, Role.PROFESSIONAL, elsewhere)
    assert reset(at_desk, anke).status_code == 422
    assert SecondStep.objects.count() == 1


def test_an_administrator_of_everywhere_starts_anew_for_anybody(
    visit, jan, sam, district, settings
):
    settings.SECOND_STEP = False
    grant_role(jan, Role.ADMINISTRATOR)
    tie(make_account(person=sam))
    grant_role(sam, Role.SAFEGUARDING, district)
    assert reset(visit(jan), sam).status_code == 302
    assert SecondStep.objects.count() == 0


def test_the_list_is_read_aloud_in_the_journal_and_asks_the_same_for_one_and_for_many(
    at_desk, anke, district, django_assert_max_num_queries
):
    at_desk.get("/werkplek/tweede-stap/")
    assert list(
        JournalEntry.objects.filter(action="see_second_steps").values_list("about", flat=True)
    ) == [anke.pk]
    for number in range(20):
        person = Person.objects.create(given_name=f"Mo {number}", joined_at=NOW)
        grant_role(person, Role.PROFESSIONAL, district)
    with django_assert_max_num_queries(10):
        at_desk.get("/werkplek/tweede-stap/")
