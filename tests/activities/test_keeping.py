"""How long series, free places, feedback and wishes are kept: not a day longer or shorter."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_session
from tests.factories.people import MOMENT, make_person
from tests.factories.series import make_feedback, make_member, make_series
from wijkschakel.activities import privacy
from wijkschakel.activities.models import Feedback, FreePlace, RoleWish, SeriesEnrolment

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
YEAR = 365 * DAY


def left_member():
    make_member(joined_at=MOMENT - DAY, left_at=MOMENT)


def member_of_a_series_that_ended():
    series = make_series(until_on=MOMENT.date())
    make_session(activity=series.activity, series=series, starts_at=MOMENT)
    make_member(series=series)


def free_place():
    FreePlace.objects.create(
        person=make_person(), session=make_session(), price_cents=250, asked_at=MOMENT
    )


def open_wish():
    RoleWish.objects.create(
        activity=make_activity(), person=make_person(), role="helper", asked_at=MOMENT
    )


def answered_wish():
    RoleWish.objects.create(
        activity=make_activity(), person=make_person(), role="helper",
        asked_at=MOMENT - DAY, answered_at=MOMENT, state="refused",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "model", "kept"),
    [
        (left_member, SeriesEnrolment, 2 * YEAR),
        (member_of_a_series_that_ended, SeriesEnrolment, 2 * YEAR),
        (free_place, FreePlace, 2 * YEAR),
        (open_wish, RoleWish, 90 * DAY),
        (answered_wish, RoleWish, YEAR),
    ],
)
def test_it_goes_when_its_time_is_over_and_not_a_day_earlier(make, model, kept):
    make()
    left = []
    for moment in (MOMENT + kept - DAY, MOMENT + kept + DAY):
        privacy.retention(moment)
        left.append(model.objects.count())
    assert left == [1, 0]


def test_who_takes_part_in_a_series_without_an_end_stays():
    make_member()
    privacy.retention(MOMENT + 9 * YEAR)
    assert SeriesEnrolment.objects.count() == 1


def test_of_feedback_the_face_stays_and_not_who_gave_it_or_what_was_said():
    row = make_feedback(make_session(), words="Te koud voor mijn knie.", given_at=MOMENT)
    for moment, person, words in (
        (MOMENT + YEAR - DAY, row.person, "Te koud voor mijn knie."),
        (MOMENT + YEAR + DAY, None, ""),
    ):
        privacy.retention(moment)
        kept = Feedback.objects.get()
        assert (kept.person, kept.words, kept.face) == (person, words, "good")


def test_of_old_lists_the_counts_of_who_was_there_stayed_away_and_left_late_stay():
    session = make_session()
    make_enrolment(session=session, was_there=True)
    make_enrolment(session=session, was_there=False)
    for hours in (3, 30):
        left_at = session.starts_at - dt.timedelta(hours=hours)
        make_enrolment(session=session, state="left", left_at=left_at)
    privacy.retention(session.ends_at + 2 * YEAR + DAY)
    session.refresh_from_db()
    assert (session.attended, session.missed, session.left_late) == (1, 1, 1)
    assert session.enrolments.count() == 0
