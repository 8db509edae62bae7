"""Who looked at my data?"""

import datetime as dt

import pytest

from tests.factories.people import MOMENT, make_organisation, make_person
from wijkschakel.base import journal
from wijkschakel.people import queries

pytestmark = pytest.mark.django_db


def look(by, about, **changes):
    words = {"action": "see_person", "now": MOMENT, "by": by, "about": about}
    journal.record_read(**words | changes)


def test_a_look_shows_who_as_what_and_why_and_nothing_of_other_people():
    fatma, sam = make_person(given_name="Fatma"), make_person(given_name="Sam")
    noor = make_person(given_name="Noor", family_name="de Wit")
    work = make_organisation(name="Stichting Samen")
    look(noor, fatma, role="coordinator", organisation=work, why="contact")
    look(noor, sam)
    journal.record(action="join_session", now=MOMENT, by=noor, about=fatma)
    [seen] = queries.who_looked(fatma)
    assert (seen.name, seen.organisation, seen.role, seen.why, seen.last_at) == (
        "Noor de Wit",
        "Stichting Samen",
        "coördinator",
        "contact",
        MOMENT,
    )


def test_looks_within_an_hour_are_one_line_with_a_number():
    fatma, noor = make_person(), make_person(given_name="Noor")
    for minutes in (0, 5, 10, 200):
        look(noor, fatma, now=MOMENT + dt.timedelta(minutes=minutes))
    assert [seen.times for seen in queries.who_looked(fatma)] == [1, 3]


def test_a_reader_who_is_gone_is_still_shown():
    fatma, noor = make_person(), make_person()
    look(noor, fatma)
    noor.delete()
    assert [seen.name for seen in queries.who_looked(fatma)] == ["iemand die hier niet meer is"]


@pytest.mark.parametrize("readers", [1, 3, 30])
def test_the_number_of_queries_does_not_grow_with_the_readers(readers, django_assert_num_queries):
    fatma = make_person()
    for _number in range(readers):
        look(make_person(), fatma, organisation=make_organisation())
    with django_assert_num_queries(4):
        assert len(queries.who_looked(fatma)) == readers
