"""Reminders, the answer, how it was afterwards, roles and letters of organisers."""

import dataclasses
import datetime as dt
import re

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.people import MOMENT, make_account, make_person
from tests.factories.series import make_feedback
from wijkschakel.activities import permissions, queries
from wijkschakel.activities.actions import answering, joining, ladder, writing
from wijkschakel.activities.models import Feedback, Lead, RoleWish
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
NOW, HOUR = MOMENT, dt.timedelta(hours=1)  # half past ten on a Monday here


def reader(wants=True):
    person = make_account().person
    if wants:
        answering.set_reminders(person=person, wants=True, by=person, now=NOW)
    return person


def tomorrow(**changes):
    session = make_session(starts_at=NOW + 26 * HOUR)
    values = {"person": reader(), "joined_at": NOW - 48 * HOUR} | changes
    return make_enrolment(session=session, **values)


def test_who_wants_it_gets_one_letter_the_day_before():
    enrolment = tomorrow()
    assert [answering.send_reminders(now=NOW + n * HOUR) for n in range(3)] == [1, 0, 0]
    letter = OutgoingMail.objects.get()
    key = re.search(r"/mijn-plek/(\S+)/", letter.body)[1]
    assert queries.find_by_link(key) == enrolment


@pytest.mark.parametrize(
    "changes",
    [{"comes": True}, {"state": "waiting"}, {"joined_at": NOW - 2 * HOUR}],
)
def test_who_answered_waits_or_joined_just_now_is_not_reminded(changes):
    tomorrow(**changes)
    assert answering.send_reminders(now=NOW) == 0


def test_nobody_is_reminded_who_did_not_ask_or_turned_it_off():
    tomorrow(person=reader(wants=False))
    enrolment = tomorrow()
    answering.set_reminders(person=enrolment.person, wants=False, by=enrolment.person, now=NOW)
    assert answering.send_reminders(now=NOW) == 0


@pytest.mark.parametrize("hours", [-2, 10])
def test_reminders_go_out_by_day(hours):
    tomorrow()
    assert answering.send_reminders(now=NOW + hours * HOUR) == 0


def test_i_come_is_kept_and_i_do_not_come_frees_the_place():
    enrolment = tomorrow()
    words = {"enrolment": enrolment, "by": enrolment.person, "now": NOW}
    answering.answer_reminder(comes=True, **words)
    enrolment.refresh_from_db()
    assert enrolment.comes
    answering.answer_reminder(comes=False, **words)
    enrolment.refresh_from_db()
    assert enrolment.state == "left"
    with pytest.raises(joining.NotOnTheList):
        answering.answer_reminder(comes=True, **words)


@pytest.mark.parametrize("key", ["", "x", "0" * 32, "0" * 32 + ":abc"])
def test_a_link_we_did_not_sign_opens_nothing(key):
    assert queries.find_by_link(key) is None


def say(enrolment, face="good", now=None, **changes):
    now = now or enrolment.session.ends_at
    return answering.give_feedback(
        enrolment=enrolment, face=face, by=enrolment.person, now=now, **changes
    )


def test_how_it_was_is_said_after_the_end_and_can_be_said_again():
    enrolment = make_enrolment()
    end = enrolment.session.ends_at
    with pytest.raises(answering.NotOverYet):
        say(enrolment, now=end - HOUR / 60)
    say(enrolment, "bad", words="Te koud")
    say(enrolment, "good")
    row = Feedback.objects.get()
    assert (row.face, row.words) == ("good", "Te koud")
    assert JournalEntry.objects.filter(details={}).count() == 2
    with pytest.raises(answering.TooLongAgo):
        say(enrolment, now=end + dt.timedelta(days=31))


@pytest.mark.parametrize("state", ["waiting", "left"])
def test_only_who_took_part_says_how_it_was(state):
    left_at = NOW if state == "left" else None
    with pytest.raises(answering.WasNotThere):
        say(make_enrolment(state=state, left_at=left_at))


def numbers(activity):
    return queries.numbers_of(activity, since=NOW, now=NOW + 99 * HOUR)


def test_words_are_read_from_five_on_and_no_person_is_counted():
    session = make_session(capacity=None)
    for number in range(4):
        make_feedback(session, words=f"woord {number}")
    assert (numbers(session.activity).sessions, numbers(session.activity).words) == (1, ())
    make_feedback(session, words="aap", face="bad")
    told = numbers(session.activity)
    assert told.words == ("aap", "woord 0", "woord 1", "woord 2", "woord 3")
    assert [field.name for field in dataclasses.fields(told)] == ["sessions", "cancelled", "words"]


@pytest.fixture
def activity():
    activity = make_activity()
    make_lead(activity, make_account().person)
    return activity


def wish(activity, person, now=NOW):
    return ladder.wish_role(activity=activity, person=person, by=person, now=now)


def answer(row, accepts=True):
    return ladder.answer_wish(wish=row, accepts=accepts, by=make_person(), now=NOW)


def test_a_participant_climbs_the_ladder_one_step_at_a_time(activity):
    jan, roles = make_account().person, []
    for _step in range(3):
        answer(wish(activity, jan))
        roles.append(Lead.objects.get(person=jan).role)
    assert roles == ["helper", "co_organiser", "lead"]
    with pytest.raises(ladder.HighestStep):
        wish(activity, jan)


def test_a_wish_is_asked_once_and_the_lead_is_told(activity):
    jan = make_person()
    row = wish(activity, jan)
    with pytest.raises(ladder.AlreadyAsked):
        wish(activity, jan)
    lead = activity.leads.get().person
    assert OutgoingMail.objects.get().person == lead.pk
    assert (permissions.may_answer(lead, row), permissions.may_answer(jan, row)) == (True, False)


def test_no_changes_nothing_and_is_said_once(activity):
    row = wish(activity, make_account().person)
    answer(row, accepts=False)
    assert Lead.objects.count() == 1
    with pytest.raises(ladder.AlreadyAnswered):
        answer(row)


def test_taking_over_needs_the_yes_of_who_takes_over(activity):
    wil, jan = activity.leads.get().person, make_account().person
    lead = make_lead(activity, jan, role=Lead.Role.CO_ORGANISER)
    row = ladder.ask_to_lead(lead=lead, by=wil, now=NOW)
    assert (permissions.may_answer(jan, row), permissions.may_answer(wil, row)) == (True, False)
    assert dict(Lead.objects.values_list("person", "role"))[jan.pk] == "co_organiser"
    answer(row)
    assert dict(Lead.objects.values_list("person", "role")) == {
        jan.pk: "lead", wil.pk: "co_organiser",
    }  # fmt: skip
    with pytest.raises(ladder.NotAmongOrganisers):
        ladder.ask_to_lead(lead=Lead.objects.get(person=jan), by=wil, now=NOW)
    assert RoleWish.objects.count() == 1


def write(session, by, once="f"):
    people = queries.on_the_list(session)
    return writing.write_to_participants(
        session=session, people=people, text="Neem laarzen mee.", by=by, now=NOW, once=once
    )


def test_a_letter_goes_to_who_reads_mail_once_and_names_no_address(activity):
    session, wil = make_session(activity=activity), activity.leads.get().person
    mia = make_account().person
    for person in (mia, wil, make_person(phone="0612345678")):
        make_enrolment(session=session, person=person)
    for _twice in range(2):
        assert write(session, wil) == 1
    letter = OutgoingMail.objects.get()
    assert (letter.person, "Neem laarzen mee." in letter.body) == (mia.pk, True)
    assert [sign for sign in ("@", "0612345678") if sign in letter.body] == []


def test_when_nobody_reads_mail_that_is_said(activity):
    session = make_session(activity=activity)
    make_enrolment(session=session)
    with pytest.raises(writing.NobodyToWriteTo):
        write(session, make_person())
    assert JournalEntry.objects.count() == 0
