"""Sessions, paper cards and roles at the desk."""

import datetime as dt
import re

import pytest

from tests.factories import activities, people, places
from tests.web.desk.counting import questions
from wijkschakel.activities.models import Lead
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import PaperCard, RoleGrant
from wijkschakel.web.desk.views.cards import sign_in_code

Role = RoleGrant.Role
ROLES = "/werkplek/rollen/"
pytestmark = pytest.mark.django_db


def over(district, **changes):
    """Make a session of yesterday."""
    activity = activities.make_activity(district=district, **changes)
    starts_at = clock.now() - dt.timedelta(days=1)
    return activities.make_session(activity=activity, starts_at=starts_at)


def list_of(session) -> str:
    """Give the address of the list of a session."""
    return f"/werkplek/bijeenkomst/{session.pk}/"


def card_of(person) -> str:
    """Give the address of the card of a resident."""
    return f"/werkplek/kaart/{person.pk}/"


def test_marking_takes_one_tap_and_can_be_taken_back(visit, noor, district, fatma):
    enrolment = activities.make_enrolment(session=over(district), person=fatma)
    visitor, mark = visit(noor), f"{list_of(enrolment.session)}aanwezig/{enrolment.pk}/"
    for tapped, marked in (("ja", True), ("nee", False), ("", None)):
        assert visitor.post(mark, {"was_er": tapped}).status_code == 302
        enrolment.refresh_from_db()
        assert enrolment.was_there is marked


def test_the_heading_asks_until_everybody_is_marked(visit, noor, district, fatma):
    enrolment = activities.make_enrolment(session=over(district), person=fatma)
    visitor = visit(noor)
    assert "<h1>Wie was er?</h1>" in visitor.get(list_of(enrolment.session)).content.decode()
    visitor.post(f"{list_of(enrolment.session)}aanwezig/{enrolment.pk}/", {"was_er": "ja"})
    assert "<h1>1 mens was er</h1>" in visitor.get(list_of(enrolment.session)).content.decode()


def test_the_tapped_row_is_the_same_as_on_the_page_loaded_anew(visit, noor, district, fatma):
    enrolment = activities.make_enrolment(session=over(district), person=fatma)
    visitor = visit(noor)
    mark = f"{list_of(enrolment.session)}aanwezig/{enrolment.pk}/"
    row = visitor.post(mark, {"was_er": "ja"}, headers={"HX-Request": "true"}).content.decode()
    page = visitor.get(list_of(enrolment.session)).content.decode()
    key = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert key.sub("", row).strip() in key.sub("", page)


def test_a_list_is_read_and_noted_for_everybody_on_it(visit, noor, district, fatma, jan, wil):
    session = over(district)
    activities.make_enrolment(session=session, person=fatma)
    activities.make_enrolment(session=session, person=jan, state="waiting")
    activities.make_lead(session.activity, wil)
    visit(noor).get(list_of(session))
    noted = JournalEntry.objects.filter(action="see_list_at_desk", object_id=str(session.pk))
    assert set(noted.values_list("about", flat=True)) == {fatma.pk, jan.pk, wil.pk}


def test_somebody_of_elsewhere_on_the_list_has_no_page_here(visit, noor, district, sam):
    session = over(district)
    activities.make_enrolment(session=session, person=sam)
    page = visit(noor).get(list_of(session)).content.decode()
    assert "Sam" in page
    assert str(sam.pk) not in page


def test_a_resident_is_asked_to_lead(visit, noor, district, jan):
    session, visitor = over(district), visit(noor)
    page = visitor.get(list_of(session), {"naam": "jan"}).content.decode()
    address = f"{list_of(session)}leiden/{jan.pk}/"
    assert address in page
    assert visitor.post(address).status_code == 302
    lead = Lead.objects.get(activity=session.activity)
    assert (lead.person, lead.role) == (jan, "lead")


def test_nobody_of_elsewhere_is_made_to_lead(visit, noor, district, sam):
    session = over(district)
    assert visit(noor).post(f"{list_of(session)}leiden/{sam.pk}/").status_code == 404
    assert not Lead.objects.exists()


def test_a_list_costs_the_same_for_one_three_and_three_hundred(visit, noor, district):
    session, visitor, counts = over(district, capacity=None), visit(noor), []
    for number in (1, 2, 297):
        for _number in range(number):
            person = people.make_person(district=district)
            activities.make_enrolment(session=session, person=person)
        counts.append(questions(lambda: visitor.get(list_of(session))))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 10


def test_a_card_is_shown_once_and_not_kept_by_the_browser(visit, noor, fatma):
    visitor = visit(noor)
    answer = visitor.post(f"{card_of(fatma)}maken/")
    words, pin = answer.context["words"], answer.context["pin"]
    page = answer.content.decode()
    assert len(words) == 6
    assert [word for word in [*words, pin] if word not in page] == []
    assert "no-store" in answer["Cache-Control"]
    later = visitor.get(card_of(fatma)).content.decode()
    assert pin not in later
    assert PaperCard.objects.get(person=fatma).made_by == noor.pk


def test_the_square_on_the_card_holds_the_address_and_nothing_else(visit, noor, fatma, settings):
    answer = visit(noor).post(f"{card_of(fatma)}maken/")
    address = f"{settings.BASE_URL}/inloggen/kaart/"
    assert answer.context["address"] == address
    assert answer.context["code"] == sign_in_code(address)


def test_a_new_card_replaces_the_old_one(visit, noor, fatma):
    visitor = visit(noor)
    visitor.post(f"{card_of(fatma)}maken/")
    assert "Er is al een kaart" in visitor.get(card_of(fatma)).content.decode()
    visitor.post(f"{card_of(fatma)}maken/")
    assert PaperCard.objects.filter(person=fatma, revoked_at=None).count() == 1
    assert PaperCard.objects.filter(person=fatma).count() == 2


def test_a_lost_card_is_taken_back(visit, noor, fatma):
    visitor = visit(noor)
    visitor.post(f"{card_of(fatma)}maken/")
    assert visitor.post(f"{card_of(fatma)}intrekken/").status_code == 302
    assert not PaperCard.objects.filter(person=fatma, revoked_at=None).exists()
    page = visitor.get(f"/werkplek/bewoner/{fatma.pk}/").content.decode()
    assert "Maak een kaart" in page


def test_a_card_in_another_district_is_neither_made_nor_taken_back(visit, noor, sam):
    card = PaperCard.objects.create(
        person=sam, words_index="0" * 64, pin_hash="-", made_at=clock.now()
    )
    visitor = visit(noor)
    assert visitor.post(f"{card_of(sam)}maken/").status_code == 404
    assert visitor.post(f"{card_of(sam)}intrekken/").status_code == 404
    card.refresh_from_db()
    assert card.revoked_at is None
    assert PaperCard.objects.count() == 1


def names_on(visitor) -> list[str]:
    """Give who holds a role, as the page shows it."""
    return [str(row.grant.person) for row in visitor.get(ROLES).context["held"]]


def test_roles_of_the_own_district_and_around_it_are_shown(visit, noor, wil, district, elsewhere):
    anouk = people.make_person(given_name="Anouk", district=elsewhere)
    people.grant_role(anouk, Role.COORDINATOR, district.municipality)
    rik = people.make_person(given_name="Rik", district=elsewhere)
    people.grant_role(rik, Role.FUNDER, places.make_region(district))
    loes = people.make_person(given_name="Loes", district=elsewhere)
    people.grant_role(loes, Role.ORGANISER, elsewhere)
    oud = people.make_person(given_name="Oud", district=district)
    people.grant_role(oud, Role.ORGANISER, district, ends_on=dt.date(2026, 1, 2))
    assert names_on(visit(noor)) == ["Anouk", "Noor", "Rik", "Wil"]


def test_a_role_is_given_and_ended(visit, noor, jan, district):
    visitor = visit(noor)
    form = {"role": Role.ORGANISER, "district": district.pk}
    assert visitor.post(f"{ROLES}geef/{jan.pk}/", form).status_code == 302
    grant = RoleGrant.objects.get(person=jan)
    assert (grant.role, grant.district, grant.granted_by) == ("organiser", district, noor.pk)
    assert visitor.post(f"{ROLES}{grant.pk}/stop/").status_code == 302
    assert names_on(visitor) == ["Noor"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.SAFEGUARDING, "chef"])
def test_other_roles_are_not_given_here(visit, noor, jan, district, role):
    answer = visit(noor).post(f"{ROLES}geef/{jan.pk}/", {"role": role, "district": district.pk})
    assert answer.status_code == 422
    assert not RoleGrant.objects.filter(person=jan).exists()


def test_no_role_is_given_in_the_district_of_somebody_else(visit, noor, jan, elsewhere):
    form = {"role": Role.ORGANISER, "district": elsewhere.pk}
    assert visit(noor).post(f"{ROLES}geef/{jan.pk}/", form).status_code == 422
    assert not RoleGrant.objects.filter(person=jan).exists()


def test_nobody_gives_oneself_a_role(visit, noor, district):
    form = {"role": Role.ORGANISER, "district": district.pk}
    answer = visit(noor).post(f"{ROLES}geef/{noor.pk}/", form)
    assert answer.status_code == 422
    assert list(noor.roles.values_list("role", flat=True)) == [Role.COORDINATOR]


def test_the_roles_of_administrators_are_not_ended_here(visit, noor, bas):
    grant = bas.roles.get()
    assert visit(noor).post(f"{ROLES}{grant.pk}/stop/").status_code == 422
    assert bas.roles.get().ends_on is None


def test_roles_cost_the_same_for_one_three_and_three_hundred(visit, noor, district):
    visitor, counts = visit(noor), []
    organisation = people.make_organisation()
    for number in (1, 2, 297):
        for _number in range(number):
            person = people.make_person(district=district)
            people.grant_role(person, Role.ORGANISER, district, organisation=organisation)
        counts.append(questions(lambda: visitor.get(ROLES)))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 10
