"""Reminders: as the resident set them, each once, two at most, never of long ago."""

import datetime as dt

import pytest

from tests.factories.paths import make_goal, make_step
from tests.factories.people import MOMENT
from wijkschakel.base.models import OutgoingMail
from wijkschakel.paths.actions import following, goals, owning, reminding, steps
from wijkschakel.paths.models import Reminder
from wijkschakel.people.models import Notice

pytestmark = pytest.mark.django_db
NINE = dt.time(9)
HOUR = dt.timedelta(hours=1)
DAY = 24 * HOUR


def remind(about, medium="mail", every=1, by=None):
    return reminding.set_reminder(
        about=about, medium=medium, every=every, clock=NINE, by=by, now=MOMENT
    )


def days_on(goal, days):
    """Let the clockwork run every hour, so many days; give the letters that came of it."""
    for hour in range(24 * days):
        reminding.send_due(MOMENT + hour * HOUR)
    return OutgoingMail.objects.filter(key__startswith="path:").count()


def test_two_letters_at_most_until_the_resident_does_something(fatma):
    fatma.email = "fatma@example.org"
    fatma.save()
    goal = make_goal(fatma, words="Geheim doel")
    remind(goal, by=fatma)
    assert days_on(goal, 6) == 2
    letter = OutgoingMail.objects.filter(key__startswith="path:").first()
    assert (letter.to, letter.person) == ("fatma@example.org", fatma.pk)
    assert "Geheim" not in letter.subject + letter.body
    reminder = Reminder.objects.get()
    assert (reminder.sent, reminder.next_at) == (2, None)


def test_an_answer_lets_it_go_on_and_an_end_stops_it(fatma):
    goal = make_goal(fatma)
    step = make_step(goal, rhythm="weekly")
    for about in (goal, step):
        remind(about, medium="screen", by=fatma)
    assert days_on(goal, 2) == 0
    assert Notice.objects.filter(person=fatma).count() == 4
    later = MOMENT + 2 * DAY
    following.check_in(about=goal, mark=5, by=fatma, now=later)
    steps.do_step(step=step, by=fatma, now=later)
    assert set(Reminder.objects.values_list("sent", flat=True)) == {0}
    goals.move_ambition(ambition=goal, state="resting", by=fatma, now=later)
    assert set(Reminder.objects.values_list("next_at", flat=True)) == {None}


def test_sending_twice_sends_once_and_what_is_old_is_not_sent(fatma):
    fatma.email = "fatma@example.org"
    fatma.save()
    remind(make_goal(fatma), by=fatma)
    due = Reminder.objects.get().next_at
    first = [reminding.send_due(due + dt.timedelta(minutes=n)) for n in range(3)]
    assert [one["path reminders"] for one in first] == [1, 0, 0]
    again = Reminder.objects.get()
    Reminder.objects.update(next_at=due, sent=0)  # the same letter once more, as after a fault
    reminding.send_due(due)
    assert OutgoingMail.objects.filter(key__startswith="path:").count() == 1
    # The machine was off, or its clock was two years wrong: nothing old is sent.
    stale = reminding.send_due(again.next_at + 730 * DAY)
    assert stale == {"path reminders": 0, "stale path reminders": 1}
    assert Reminder.objects.get().next_at > again.next_at + 730 * DAY


def test_paper_is_never_mailed_and_nobody_sets_a_reminder_for_another(fatma, noor):
    goal = make_goal(fatma)
    remind(goal, medium="paper", by=fatma)
    assert days_on(goal, 3) == 0
    assert Notice.objects.filter(person=fatma).count() == 0
    with pytest.raises(owning.NotYourPath):
        remind(goal, by=noor)


def test_a_reminder_that_was_set_while_the_clock_ran_ahead_comes_as_it_was_asked(fatma):
    ahead = MOMENT + 730 * DAY
    reminding.set_reminder(
        about=make_goal(fatma), medium="screen", every=30, clock=NINE, by=fatma, now=ahead
    )
    reminding.send_due(MOMENT)
    assert MOMENT < Reminder.objects.get().next_at <= MOMENT + DAY
    # What was asked for a month from now stays where it is.
    remind(make_goal(fatma, words="Zingen"), medium="screen", every=30, by=fatma)
    before = set(Reminder.objects.values_list("pk", "next_at"))
    reminding.send_due(MOMENT)
    assert set(Reminder.objects.values_list("pk", "next_at")) == before
