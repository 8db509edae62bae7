"""The journal is written and never changed."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories.people import MOMENT, make_person
from wijkschakel.base import journal
from wijkschakel.base.models import JournalEntry

SIX_YEARS = dt.timedelta(days=6 * 366)


def write_line(**changes):
    words = {"action": "join_session", "now": MOMENT, "by": None}
    return journal.record(**words | changes)


def is_refused(sql, values=()):
    """Say whether the database refuses, and with which words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return None


@pytest.mark.django_db
def test_the_database_refuses_to_change_a_line():
    line = write_line()
    line.action = "something_else"
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        line.save()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        JournalEntry.objects.update(why="")
    assert is_refused("UPDATE base_journalentry SET action = 'x'") == "the journal is never changed"
    assert JournalEntry.objects.get().action == "join_session"


@pytest.mark.django_db
def test_the_database_refuses_to_take_a_line_away_within_five_years():
    line = write_line(now=dt.datetime.now(dt.UTC) - dt.timedelta(days=5 * 365 - 2))
    with pytest.raises(DatabaseError, match="five years"), transaction.atomic():
        line.delete()
    sentence = "the journal is kept for five years"
    assert is_refused("DELETE FROM base_journalentry") == sentence
    assert JournalEntry.objects.count() == 1


@pytest.mark.django_db
def test_a_line_older_than_five_years_may_go_and_takes_no_younger_one_along():
    now = dt.datetime.now(dt.UTC)
    old, young = write_line(now=now - SIX_YEARS), write_line(now=now)
    assert JournalEntry.objects.filter(pk=old.pk).delete()[0] == 1
    assert list(JournalEntry.objects.all()) == [young]


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_line_cannot_be_replaced_under_its_own_number():
    line = write_line()
    columns = "id, at, kind, action, role, object_kind, object_id, why, is_emergency, details"
    values = [line.pk.hex, "2026-01-01", "write", "x", "", "", "", "", 0, "{}"]
    marks = ", ".join(["%s"] * len(values))
    sql = f"INSERT OR REPLACE INTO base_journalentry ({columns}) VALUES ({marks})"  # noqa: S608
    assert is_refused(sql, values) == "the journal is never changed"


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_whole_journal_cannot_be_emptied_at_once():
    write_line()
    assert is_refused("TRUNCATE base_journalentry") == "the journal is kept for five years"


@pytest.mark.django_db
def test_a_line_of_a_write_goes_with_the_write_that_failed():
    @transaction.atomic
    def action_that_fails():
        write_line()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        action_that_fails()
    assert JournalEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_line_of_reading_stays_when_the_page_fails_afterwards():
    noor, fatma = make_person(given_name="Noor"), make_person(given_name="Fatma")

    def page_that_fails():
        journal.record_read(action="see_person", now=MOMENT, by=noor, about=fatma)
        with transaction.atomic():
            make_person()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        page_that_fails()
    assert JournalEntry.objects.get().about == fatma.pk


@pytest.mark.django_db(transaction=True)
def test_reading_inside_a_transaction_is_refused_for_its_line_could_be_rolled_back():
    noor, fatma = make_person(), make_person()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        journal.record_read(action="see_person", now=MOMENT, by=noor, about=fatma)
    assert JournalEntry.objects.count() == 0


@pytest.mark.django_db
def test_a_test_within_a_transaction_of_its_own_may_record_reading():
    noor, fatma = make_person(), make_person()
    journal.record_read(action="see_person", now=MOMENT, by=noor, about=fatma, role="coordinator")
    line = JournalEntry.objects.get()
    assert (line.kind, line.by, line.about, line.role) == (
        "read",
        noor.pk,
        fatma.pk,
        "coordinator",
    )


@pytest.mark.django_db
def test_reading_about_oneself_leaves_no_line():
    fatma = make_person()
    journal.record_read(action="see_person", now=MOMENT, by=fatma, about=fatma)
    assert JournalEntry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 30])
def test_reading_a_list_takes_the_same_number_of_queries_for_any_length(
    people, django_assert_num_queries
):
    noor, others = make_person(), [make_person() for _number in range(people)]
    with django_assert_num_queries(3):
        journal.record_reads(action="see_list", now=MOMENT, by=noor, people=[*others, noor])
    assert JournalEntry.objects.count() == people
