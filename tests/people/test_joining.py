"""Coming in, joining, changing what is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.people import MOMENT, make_account
from tests.factories.places import make_district, make_neighbourhood
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.actions import accounts, joining
from wijkschakel.people.models import Account, Person

pytestmark = pytest.mark.django_db


def journal_of(person):
    return sorted(JournalEntry.objects.filter(about=person.pk).values_list("action", flat=True))


def test_a_newcomer_is_welcomed_with_one_name_and_can_sign_in_with_the_address():
    person = joining.welcome_person(
        given_name=" Amina ", email=" Amina@Example.org ", district=None, now=MOMENT
    )
    assert person.given_name == "Amina"
    assert Account.objects.get(email="amina@example.org").person == person
    assert journal_of(person) == ["open_account", "welcome_person"]


def test_somebody_without_an_address_is_welcomed_at_a_desk(noor, district):
    person = joining.welcome_person(given_name="Riet", district=district, by=noor, now=MOMENT)
    assert Account.objects.filter(person=person).exists() is False
    assert JournalEntry.objects.get(about=person.pk).by == noor.pk


def test_an_address_of_somebody_else_is_refused_and_nothing_is_left_behind(district):
    make_account(email="jan@example.org")
    before = Person.objects.count()
    with pytest.raises(accounts.AddressTaken):
        joining.welcome_person(
            given_name="Nep", email="JAN@example.org", district=district, now=MOMENT
        )
    assert Person.objects.count() == before


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "\n"])
def test_a_name_of_nothing_is_refused(name, district):
    with pytest.raises(joining.NoName):
        joining.welcome_guest(given_name=name, district=district, now=MOMENT)


@given(name=st.text(min_size=1, max_size=500, alphabet=st.characters(categories=["L", "N"])))
def test_names_of_any_script_are_kept_as_they_are(name):
    assert joining.welcome_person(given_name=name, district=None, now=MOMENT).given_name == name


def test_joining_another_district_forgets_the_old_neighbourhood(fatma, district):
    fatma.neighbourhood = make_neighbourhood(district=district)
    fatma.save()
    other = make_district()
    joining.join_neighbourhood(
        person=fatma, district=other, likes="soep koken", brings="", by=fatma, now=MOMENT
    )
    fatma.refresh_from_db()
    assert (fatma.district, fatma.neighbourhood, fatma.likes) == (other, None, "soep koken")


def test_a_change_is_written_with_the_names_of_fields_and_not_what_was_in_them(fatma):
    joining.change_person(person=fatma, by=fatma, now=MOMENT, phone="088 000 12 99", language="nl")
    entry = JournalEntry.objects.get(action="change_person")
    assert entry.details == {"fields": ["phone"]}


def test_only_named_fields_can_be_changed(fatma):
    with pytest.raises(TypeError):
        joining.change_person(person=fatma, by=fatma, now=MOMENT, erased_at=MOMENT)
