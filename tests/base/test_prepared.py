"""A question written once is asked again with the values of now, and only with those."""

import datetime as dt

import pytest
from django.db.models import F
from django.db.models.functions import Upper

from tests.factories import people, places
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


def test_objects_come_with_what_hangs_on_them_as_the_orm_makes_them(django_assert_num_queries):
    fatma = people.make_person(given_name="Fatma", likes="Koken", district=places.make_district())
    people.make_person(given_name="Jan", likes="Lopen")

    def write(*, name):
        rows = Person.objects.select_related("district").defer("district__boundary", "phone")
        return rows.annotate(loud=Upper("given_name")).filter(given_name=name)

    prepared = Prepared(write)
    for name in ("Fatma", "Jan"):
        with django_assert_num_queries(1):
            (one,) = prepared.things(Person, name=name)
            told = one.likes, one.district and one.district.name, one.loud, one._state.adding
        (same,) = write(name=name)
        assert told == (same.likes, same.district and same.district.name, same.loud, False)
        assert one.get_deferred_fields() == same.get_deferred_fields() == {"phone"}
    (one,) = prepared.things(Person, name="Fatma")
    one.given_name = "Fatma Yildiz"
    one.save()
    fatma.refresh_from_db()
    assert (fatma.given_name, fatma.likes, fatma.district) == (
        "Fatma Yildiz",
        "Koken",
        one.district,
    )


def test_a_question_for_columns_gives_no_objects():
    prepared = Prepared(lambda *, name: Person.objects.filter(given_name=name).values_list("pk"))
    with pytest.raises(TypeError, match="columns"):
        prepared.things(Person, name="Fatma")


def test_what_is_equal_in_rows_below_each_other_is_made_once_and_what_differs_anew():
    for name, language, year in (("A", "nl", 1950), ("B", "nl", None), ("C", "ar", None)):
        people.make_person(given_name=name, language=language, birth_year=year, likes=name * 2)
    columns = ("given_name", "language", "birth_year", "likes", "joined_at")

    def write(*, since):
        rows = Person.objects.filter(joined_at__gt=since).order_by("given_name")
        return rows.values_list(*columns)

    assert Prepared(write).ask(Person, since=LONG_AGO) == list(write(since=LONG_AGO))
