"""A question written once is asked again with the values of now, and only with those."""

import datetime as dt

import pytest
from django.db.models import F

from tests.factories import people
from wijkschakel.base.prepared import Prepared
from wijkschakel.people.models import Person

pytestmark = pytest.mark.django_db
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
