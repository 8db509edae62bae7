"""A question written once is asked again with the values of now, and only with those."""

import datetime as dt

import pytest
from django.db.models import F

from tests.factories import people, places
from wijkschakel.base.prepared import Prepared
from wijkschakel.people.models import Account, Person

pytestmark = pytest.mark.django_db
COLUMNS = [field.attname for field in Person._meta.concrete_fields]
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def test_each_time_with_other_values():
    written = []

    def write(*, name, person, since, year):
        written.append(name)
        rows = Person.objects.filter(given_name=name, joined_at__gt=since)
        old = rows.exclude(pk=person).filter(birth_year__lt=year)
        return old.annotate(more=F("birth_year") + year).values_list("pk", "joined_at", "more")

    prepared = Prepared(write)
    fatma, jan = (people.make_person(given_name=n, birth_year=1950) for n in ("Fatma", "Jan"))
    asked = {"person": jan.pk, "since": LONG_AGO, "year": 1960}
    for _again in range(2):
        for name, found in (("Fatma", [(fatma.pk, fatma.joined_at, 3910)]), ("Jan", [])):
            assert prepared.ask(Person, name=name, **asked) == found
    assert len(written) == 1
    plainly = prepared.ask_plainly(Person, name="Fatma", **asked)
    assert [row[2] for row in plainly] == [3910]


def test_a_value_that_is_calculated_with_is_refused_not_forgotten():
    prepared = Prepared(lambda *, year: Person.objects.filter(birth_year=year + 1).values_list())
    with pytest.raises(ValueError, match="year"):
        prepared.ask(Person, year=1950)


def test_whole_things_are_those_of_the_orm_with_what_comes_along():
    def write(*, name):
        asked = Account.objects.select_related("person__district", "person__neighbourhood")
        return asked.defer("person__district__boundary").filter(person__given_name=name)

    fatma = people.make_person(given_name="Fatma", district=places.make_district())
    account = people.make_account(person=fatma)
    prepared = Prepared(write)
    assert prepared.ask_whole(Account, name="Jan") == []
    for _again in range(2):
        (found,) = prepared.ask_whole(Account, name="Fatma")
        (same,) = write(name="Fatma")
        assert (found, found.email) == (account, account.email)
        for one, other in ((found, same), (found.person, same.person)):
            assert vars(one).keys() == vars(other).keys()
            assert one._state.fields_cache == other._state.fields_cache
        person, as_usual = found.person, same.person
        assert person.district.get_deferred_fields() == as_usual.district.get_deferred_fields()
        values = [{f: getattr(p, f) for f in COLUMNS} for p in (person, as_usual)]
        assert values[0] == values[1]
        assert not found._state.adding


def test_some_columns_are_no_whole_things():
    prepared = Prepared(lambda *, year: Person.objects.filter(birth_year=year).values_list("pk"))
    with pytest.raises(ValueError, match="some columns"):
        prepared.ask_whole(Person, year=1950)
