"""Joining, waiting, leaving, being there."""

import datetime as dt

import pytest
from django.db import IntegrityError

from tests.factories.activities import make_activity, make_enrolment, make_session
from tests.factories.people import MOMENT, make_account, make_person
from wijkschakel.activities.actions import joining, organising
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
NOW = MOMENT


def counts(session: Session) -> tuple[int, int]:
    session.refresh_from_db()
    return session.taken, session.waiting


def join(session, person):
    return joining.join_session(session=session, person=person, by=person, now=NOW)


def wait(session, person, now=NOW):
    return joining.wait_for_place(session=session, person=person, by=person, now=now)


def test_joining_gives_a_place_and_writes_one_line_in_the_journal():
    session, fatma = make_session(), make_person()
    enrolment = join(session, fatma)
    assert enrolment.state == Enrolment.State.JOINED
    assert counts(session) == (1, 0)
    line = JournalEntry.objects.get()
    assert (line.action, line.about, line.by) == ("join_session", fatma.pk, fatma.pk)


def test_a_full_session_refuses_and_says_so():
    session = make_session(capacity=1)
    make_enrolment(session=session)
    with pytest.raises(joining.SessionFull) as refusal:
        join(session, make_person())
    assert "wachtlijst" in refusal.value.sentence
    assert counts(session) == (1, 0)


def test_joining_twice_says_you_are_on_the_list():
    session, fatma = make_session(), make_person()
    join(session, fatma)
    with pytest.raises(joining.AlreadyJoined):
        join(session, fatma)
    assert counts(session) == (1, 0)


def test_a_session_that_is_over_refuses():
    session = make_session(starts_at=NOW - dt.timedelta(hours=3))
    with pytest.raises(joining.SessionOver):
        join(session, make_person())


def test_a_session_that_goes_on_can_still_be_joined():
    session = make_session(starts_at=NOW - dt.timedelta(minutes=30))
    join(session, make_person())
    assert counts(session) == (1, 0)


@pytest.mark.parametrize("changes", [{"state": "cancelled"}])
def test_a_cancelled_session_refuses(changes):
    with pytest.raises(joining.SessionCancelled):
        join(make_session(**changes), make_person())


def test_an_activity_that_is_not_published_refuses():
    session = make_session(activity=make_activity(state="draft"))
    with pytest.raises(joining.SessionCancelled):
        join(session, make_person())


def test_who_waits_longest_gets_the_free_place_and_is_told():
    session = make_session(capacity=1)
    fatma, jan, wil = make_person(), make_account().person, make_person()
    first = join(session, fatma)
    wait(session, jan, NOW + dt.timedelta(minutes=1))
    wait(session, wil, NOW + dt.timedelta(minutes=2))
    assert counts(session) == (1, 2)
    joining.leave_session(enrolment=first, by=fatma, now=NOW + dt.timedelta(minutes=3))
    assert counts(session) == (1, 1)
    states = dict(session.enrolments.values_list("person", "state"))
    assert states == {fatma.pk: "left", jan.pk: "joined", wil.pk: "waiting"}
    letter = OutgoingMail.objects.get(person=jan.pk)
    assert letter.to == jan.account.email
    assert session.activity.title in letter.subject


def test_leaving_the_waiting_list_gives_nobody_a_place():
    session = make_session(capacity=1)
    join(session, make_person())
    waiting = wait(session, make_person())
    joining.leave_session(enrolment=waiting, by=waiting.person, now=NOW)
    assert counts(session) == (1, 0)


def test_nobody_waits_while_there_is_room():
    with pytest.raises(joining.StillRoom):
        wait(make_session(capacity=2), make_person())


def test_who_left_may_join_again():
    session, fatma = make_session(), make_person()
    joining.leave_session(enrolment=join(session, fatma), by=fatma, now=NOW)
    assert counts(session) == (0, 0)
    join(session, fatma)
    assert counts(session) == (1, 0)
    assert session.enrolments.count() == 1


def test_leaving_twice_says_nothing_changed():
    session, fatma = make_session(), make_person()
    enrolment = join(session, fatma)
    joining.leave_session(enrolment=enrolment, by=fatma, now=NOW)
    with pytest.raises(joining.NotOnTheList):
        joining.leave_session(enrolment=enrolment, by=fatma, now=NOW)
    assert counts(session) == (0, 0)


def test_a_guest_who_presses_twice_joins_once():
    session = make_session()
    words = {"session": session, "given_name": "Ria", "now": NOW, "once": "form-1"}
    first = joining.join_as_guest(**words)
    again = joining.join_as_guest(**words)
    assert (first.enrolment.pk, first.key) == (again.enrolment.pk, again.key)
    assert counts(session) == (1, 0)
    assert Enrolment.objects.get(guest_key=joining.key_hash(first.key)).person.is_guest


def test_the_key_of_a_guest_is_not_kept():
    guest = joining.join_as_guest(session=make_session(), given_name="Ria", now=NOW, once="f")
    row = Enrolment.objects.values().get(pk=guest.enrolment.pk)
    assert guest.key not in [str(value) for value in row.values()]


def test_attendance_can_be_marked_changed_and_taken_away():
    enrolment = make_enrolment(session=make_session(starts_at=NOW))
    for mark in (True, False, None):
        marked = joining.mark_attendance(
            enrolment=enrolment, was_there=mark, by=make_person(), now=NOW
        )
        assert (marked.was_there, marked.marked_at is None) == (mark, mark is None)


def test_attendance_cannot_be_marked_long_before():
    enrolment = make_enrolment(session=make_session(starts_at=NOW + dt.timedelta(hours=2)))
    with pytest.raises(joining.TooEarlyToMark):
        joining.mark_attendance(enrolment=enrolment, was_there=True, by=make_person(), now=NOW)


def test_more_places_let_the_first_who_wait_in():
    activity = make_activity(capacity=1)
    session = make_session(activity=activity)
    join(session, make_person())
    wait(session, make_person())
    organising.change_activity(activity=activity, capacity=3, by=make_person(), now=NOW)
    assert counts(session) == (2, 0)


def test_fewer_places_than_people_is_refused_and_nothing_changes():
    activity = make_activity(capacity=3)
    session = make_session(activity=activity)
    for _number in range(2):
        join(session, make_person())
    with pytest.raises(organising.FewerPlacesThanPeople):
        organising.change_activity(activity=activity, capacity=1, by=make_person(), now=NOW)
    activity.refresh_from_db()
    assert activity.capacity == 3


def test_cancelling_tells_everybody_on_the_list_once():
    session = make_session(capacity=1)
    fatma, jan = make_account().person, make_account().person
    join(session, fatma)
    wait(session, jan)
    OutgoingMail.objects.all().delete()
    organising.cancel_session(session=session, reason="Wil is ziek.", by=fatma, now=NOW)
    assert set(OutgoingMail.objects.values_list("person", flat=True)) == {fatma.pk, jan.pk}
    with pytest.raises(joining.SessionCancelled):
        organising.cancel_session(session=session, reason="", by=fatma, now=NOW)


def test_the_database_refuses_an_oversold_session():
    session = make_session(capacity=1)
    with pytest.raises(IntegrityError, match="session_is_never_oversold"):
        Session.objects.filter(pk=session.pk).update(taken=2)
