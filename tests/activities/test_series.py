"""Planning a series, moving and cancelling what follows, a year ahead every night."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_session
from tests.factories.people import MOMENT, make_account, make_person
from tests.factories.series import make_member
from wijkschakel.activities.actions import joining, organising, planning_ahead, series, whole_series
from wijkschakel.activities.models import Activity, Enrolment, FreePlace, Series, Session
from wijkschakel.activities.rules import Plan
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
NOW, DAY = MOMENT, dt.timedelta(days=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST = dt.date(2026, 3, 9)  # a Monday; summer time begins on Sunday the 29th
TEN = dt.time(10)


def start(plan: Plan | None = None, activity: Activity | None = None, **changes) -> list[Session]:
    words = {"clock": TEN, "minutes": 120, "by": make_person(), "now": NOW} | changes
    plan = plan or Plan("weekly", FIRST)
    return series.start_series(activity=activity or make_activity(), plan=plan, **words)


def local(sessions: list[Session]) -> list[str]:
    return [f"{one.starts_at.astimezone(AMSTERDAM):%d-%m %H:%M}" for one in sessions]


def planned(activity: Activity) -> list[Session]:
    return list(activity.sessions.order_by("starts_at"))


def test_a_series_without_an_end_is_made_a_year_ahead_at_ten_o_clock_all_year():
    sessions = start()
    assert len(sessions) == 53
    assert {one.starts_at.astimezone(AMSTERDAM).time() for one in sessions} == {TEN}
    assert {one.starts_at.hour for one in sessions} == {8, 9}
    assert JournalEntry.objects.get(action="start_series").details == {"sessions": 53}


def test_one_day_needs_no_series():
    (session,) = start(Plan("chosen", FIRST, extras=frozenset({FIRST}), until_on=FIRST))
    assert (session.series, Series.objects.count()) == (None, 0)


def test_days_that_are_all_left_out_plan_nothing():
    with pytest.raises(organising.NothingToPlan):
        start(Plan("weekly", FIRST, skips=frozenset({FIRST}), until_on=FIRST + 6 * DAY))
    assert Series.objects.count() == 0


def test_a_moment_that_has_a_session_is_left_as_it_is():
    activity = make_activity()
    own = make_session(activity=activity, starts_at=dt.datetime(2026, 3, 16, 9, tzinfo=dt.UTC))
    start(Plan("weekly", FIRST, until_on=FIRST + 14 * DAY), activity)
    assert len(planned(activity)) == 3
    own.refresh_from_db()
    assert own.series is None


def test_moving_one_day_keeps_the_list_and_tells_who_reads_mail():
    session = start()[0]
    mia, jan = make_account().person, make_person()
    for person in (mia, jan):
        make_enrolment(session=session, person=person, comes=True)
    to = session.starts_at + dt.timedelta(hours=3)
    moved = series.move_session(session=session, start=to, minutes=60, by=jan, now=NOW)
    assert (moved.starts_at, moved.moved_from) == (to, session.starts_at)
    assert moved.ends_at - moved.starts_at == dt.timedelta(hours=1)
    assert set(moved.enrolments.values_list("state", "comes")) == {("joined", None)}
    letter = OutgoingMail.objects.get()
    assert letter.person == mia.pk
    assert "/mijn-plek/" in letter.body
    assert planning_ahead.plan_ahead(now=NOW) == {"sessions planned": 0}


@pytest.mark.parametrize(
    ("away", "refusal"),
    [
        (dt.timedelta(weeks=1), series.MomentTaken),
        (dt.timedelta(weeks=-2), series.InThePast),
    ],
)
def test_a_day_does_not_move_onto_another_or_into_the_past(away, refusal):
    session = start()[0]
    with pytest.raises(refusal):
        series.move_session(
            session=session, start=session.starts_at + away, minutes=60, by=make_person(), now=NOW
        )
    session.refresh_from_db()
    assert session.moved_from is None


def test_what_follows_moves_across_summer_time_with_its_people():
    activity = make_activity()
    sessions = start(Plan("weekly", FIRST, until_on=FIRST + 28 * DAY), activity)
    mia = make_account().person
    whole_series.join_series(series=sessions[0].series, person=mia, by=mia, now=NOW)
    OutgoingMail.objects.all().delete()
    moved = series.move_following(
        session=sessions[2], day=dt.date(2026, 3, 24), clock=dt.time(13, 30), minutes=90,
        by=mia, now=NOW,
    )  # fmt: skip
    assert local(planned(activity)) == [
        "09-03 10:00", "16-03 10:00", "24-03 13:30", "31-03 13:30", "07-04 13:30",
    ]  # fmt: skip
    assert [one.starts_at.hour for one in moved] == [12, 11, 11]
    assert Enrolment.objects.filter(state="joined", person=mia).count() == 5
    assert OutgoingMail.objects.count() == 1
    old, new = Series.objects.order_by("first_on")
    assert (old.until_on, new.until_on) == (dt.date(2026, 3, 22), dt.date(2026, 4, 7))
    assert list(new.members.values_list("person", flat=True)) == [mia.pk]


@pytest.mark.parametrize("weeks", [1, -1])
def test_what_follows_moves_by_whole_weeks_without_bumping_into_itself(weeks):
    activity = make_activity()
    sessions = start(Plan("weekly", FIRST + 14 * DAY, until_on=FIRST + 42 * DAY), activity)
    day = sessions[0].series_on + weeks * 7 * DAY
    moved = series.move_following(
        session=sessions[0], day=day, clock=TEN, minutes=120, by=make_person(), now=NOW
    )
    assert [one.series_on for one in moved] == [day + week * 7 * DAY for week in range(5)]
    assert len(planned(activity)) == 5


def test_a_free_place_in_the_series_moves_along():
    activity = make_activity(price_cents=300, is_free_with_little_money=True)
    sessions, fatma = start(activity=activity), make_person()
    whole_series.join_series(
        series=sessions[0].series, person=fatma, by=fatma, now=NOW, for_free=True
    )
    series.move_following(
        session=sessions[2], day=sessions[2].series_on + DAY, clock=TEN, minutes=60, by=fatma,
        now=NOW,
    )  # fmt: skip
    sessions[2].refresh_from_db()
    assert FreePlace.objects.get().series == sessions[2].series


def test_a_day_that_was_planned_alone_has_nothing_that_follows():
    session = make_session()
    with pytest.raises(series.NoSeries):
        series.cancel_following(session=session, reason="", by=make_person(), now=NOW)


def test_cancelling_what_follows_tells_everybody_once_and_ends_the_series():
    activity = make_activity()
    sessions = start(Plan("weekly", FIRST), activity)
    mia = make_account().person
    for session in sessions[1:4]:
        make_enrolment(session=session, person=mia)
    gone = series.cancel_following(session=sessions[1], reason="Wil verhuist.", by=mia, now=NOW)
    assert len(gone) == 52
    kept = planned(activity)
    assert [one.state for one in kept] == ["planned", "cancelled", "cancelled", "cancelled"]
    letter = OutgoingMail.objects.get()
    assert ("Wil verhuist." in letter.body, letter.body.count("10:00")) == (True, 3)
    assert planning_ahead.plan_ahead(now=NOW + 400 * DAY) == {"sessions planned": 0}
    with pytest.raises(joining.SessionCancelled):
        series.cancel_following(session=sessions[1], reason="", by=mia, now=NOW)


def test_every_night_what_is_missing_is_made_and_members_are_on_the_list():
    activity = make_activity(capacity=3, newcomer_places=1)
    begun = start(activity=activity)[0].series
    people = [make_member(series=begun, joined_at=NOW + n * DAY / 24).person for n in range(3)]
    assert planning_ahead.plan_ahead(now=NOW + 21 * DAY) == {"sessions planned": 2}
    assert planning_ahead.plan_ahead(now=NOW + 21 * DAY) == {"sessions planned": 0}
    last = planned(activity)[-1]
    assert (last.taken, last.waiting) == (2, 1)
    states = dict(last.enrolments.values_list("person", "state"))
    assert [states[person.pk] for person in people] == ["joined", "joined", "waiting"]


def test_a_stopped_activity_and_an_ended_series_get_no_new_days():
    ended = start(Plan("weekly", FIRST, until_on=FIRST + 7 * DAY))
    stopped = start()
    Activity.objects.filter(pk=stopped[0].activity_id).update(state="stopped")
    assert len(ended) == 2
    assert planning_ahead.plan_ahead(now=NOW + 200 * DAY) == {"sessions planned": 0}
