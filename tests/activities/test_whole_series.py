"""Taking part in a whole series without locking newcomers out."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_enrolment
from tests.factories.people import MOMENT, make_account, make_person
from tests.factories.series import make_series, make_sessions
from wijkschakel.activities import privacy
from wijkschakel.activities.actions import joining, organising, places, whole_series
from wijkschakel.activities.models import Enrolment, FreePlace, SeriesEnrolment
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
NOW, HOUR = MOMENT, dt.timedelta(hours=1)


def join(series, person=None, **changes):
    person = person or make_person()
    words = {"series": series, "person": person, "by": person, "now": NOW} | changes
    return whole_series.join_series(**words)


def counts(session) -> tuple[int, int]:
    session.refresh_from_db()
    return session.taken, session.waiting


@pytest.fixture
def series():
    return make_series(activity=make_activity(capacity=3, newcomer_places=1))


def test_joining_the_series_is_one_press_one_letter_and_one_line(series):
    sessions, mia = make_sessions(series, 3), make_account().person
    join(series, mia)
    assert [counts(one) for one in sessions] == [(1, 0)] * 3
    assert OutgoingMail.objects.count() == 1
    line = JournalEntry.objects.get()
    assert (line.action, line.about, line.details) == (
        "join_series", mia.pk, {"joined": 3, "waiting": 0},
    )  # fmt: skip


def test_newcomers_keep_their_places_and_can_take_them(series):
    (session,) = make_sessions(series, 1)
    for _number in range(3):
        join(series)
    assert counts(session) == (2, 1)
    newcomer = make_person()
    joining.join_session(session=session, person=newcomer, by=newcomer, now=NOW)
    assert counts(session) == (3, 1)


def test_on_the_last_day_who_waits_gets_the_place_that_was_kept(series):
    (session,) = make_sessions(series, 1)
    for _number in range(3):
        join(series)
    places.pass_places_on(now=session.starts_at - 25 * HOUR)
    assert counts(session) == (2, 1)
    places.pass_places_on(now=session.starts_at - 24 * HOUR)
    assert counts(session) == (3, 0)


def test_a_member_who_left_one_day_does_not_take_the_place_of_a_newcomer(series):
    (session,) = make_sessions(series, 1)
    members = [join(series) for _number in range(3)]
    person = members[0].person
    mine = Enrolment.objects.get(person=person)
    joining.leave_session(enrolment=mine, by=person, now=NOW)
    assert counts(session) == (2, 0)
    with pytest.raises(joining.SessionFull):
        joining.join_session(session=session, person=person, by=person, now=NOW)
    joining.wait_for_place(session=session, person=person, by=person, now=NOW)
    assert counts(session) == (2, 1)


def test_who_stood_on_a_list_already_keeps_that_place(series):
    first, second = make_sessions(series, 2)
    fatma = make_person()
    mine = joining.join_session(session=first, person=fatma, by=fatma, now=NOW)
    member = join(series, fatma)
    assert [counts(first), counts(second)] == [(1, 0), (1, 0)]
    mine.refresh_from_db()
    assert mine.series_enrolment == member


def test_joining_twice_and_stopping_twice_say_so(series):
    make_sessions(series, 1)
    member = join(series)
    with pytest.raises(whole_series.AlreadyInSeries):
        join(series, member.person)
    words = {"member": member, "by": member.person, "now": NOW + HOUR}
    whole_series.leave_series(**words)
    with pytest.raises(whole_series.NotInSeries):
        whole_series.leave_series(**words)
    assert join(series, member.person, now=NOW + 2 * HOUR).pk == member.pk


def test_a_series_that_is_over_cannot_be_joined(series):
    with pytest.raises(whole_series.SeriesOver):
        join(series)
    assert SeriesEnrolment.objects.count() == 0


def test_stopping_frees_what_is_to_come_and_leaves_what_was(series):
    first, second = make_sessions(series, 2)
    member = join(series)
    waiting = make_enrolment(session=second, state="waiting")
    later = first.ends_at + HOUR
    assert whole_series.leave_series(member=member, by=member.person, now=later) == 1
    assert (counts(first), counts(second)) == ((1, 0), (1, 0))
    waiting.refresh_from_db()
    assert waiting.state == "joined"


def test_more_places_for_newcomers_than_places_is_refused():
    activity = make_activity(capacity=3)
    with pytest.raises(organising.TooManyKept):
        organising.change_activity(activity=activity, newcomer_places=4, by=make_person(), now=NOW)


def test_wiping_takes_a_person_off_the_series_and_all_lists(series):
    sessions = make_sessions(series, 2)
    member = join(series)
    FreePlace.objects.create(person=member.person, series=series, price_cents=1, asked_at=NOW)
    privacy.erase(member.person, NOW)
    assert [counts(one) for one in sessions] == [(0, 0), (0, 0)]
    assert (SeriesEnrolment.objects.count(), FreePlace.objects.count()) == (0, 0)
