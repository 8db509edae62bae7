"""Joining, asking and offering take a step by themselves, for the owner's eyes only."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_session
from tests.factories.helping import make_offer, make_request
from tests.factories.paths import make_goal
from tests.factories.people import MOMENT
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Enrolment
from wijkschakel.paths.actions import attendance, owning, sharing, steps
from wijkschakel.paths.models import Step, StepDay
from wijkschakel.paths.queries import goals as queries
from wijkschakel.paths.queries import sharing as share_queries
from wijkschakel.support.actions import offers, requests

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def goal(fatma):
    return make_goal(fatma)


@pytest.fixture
def soup(district):
    return make_activity(district=district, title="Samen soep")


def on(activity, days):
    return make_session(activity=activity, starts_at=MOMENT + days * DAY)


def join(person, session, now=MOMENT):
    return joining.join_session(session=session, person=person, by=person, now=now)


def row_of(goal, now=MOMENT):
    """Give the only step, as the owner sees it."""
    [one] = queries.whole_path(goal.path, now).goals
    [row] = one.steps
    return row


def plan(goal, kind="activity", activity=None, by=None):
    owner = goal.path.person
    return steps.plan_step(ambition=goal, kind=kind, activity=activity, by=by or owner, now=MOMENT)


def test_joining_in_the_agenda_takes_the_step_that_points_there_and_leaving_undoes_it(
    fatma, goal, soup, district
):
    plan(goal, activity=soup)
    join(fatma, on(make_activity(district=district, title="Iets anders"), 2))
    assert row_of(goal).taken is None
    mine = join(fatma, on(soup, 3), MOMENT + DAY)
    taken = row_of(goal).taken
    assert (taken.kind, taken.thing, taken.at) == ("activity", mine.pk, MOMENT + DAY)
    joining.leave_session(enrolment=mine, by=fatma, now=MOMENT + DAY)
    assert row_of(goal).taken is None
    assert (Step.objects.count(), StepDay.objects.count()) == (1, 0)


def test_what_was_joined_before_or_by_another_takes_no_step(fatma, wil, goal, soup):
    join(fatma, on(soup, 2), MOMENT - DAY)
    plan(goal, activity=soup)
    join(wil, on(soup, 3))
    assert row_of(goal).taken is None
    # Also when an older step makes the question go further back.
    older = make_goal(fatma, words="Van eerder", now=MOMENT - 9 * DAY)
    steps.plan_step(ambition=older, kind="ask", by=fatma, now=MOMENT - 9 * DAY)
    assert [row.taken for row in _rows(goal)] == [None, None]


@pytest.mark.parametrize("is_planned", [True, False])
def test_joining_from_the_step_and_in_the_agenda_is_one_step(fatma, goal, soup, is_planned):
    if is_planned:
        plan(goal, activity=soup)
    for days in (2, 9):
        session = on(soup, days)
        join(fatma, session)
        steps.join_as_step(ambition=goal, session=session, by=fatma, now=MOMENT)
    plan(goal, activity=soup)
    assert row_of(goal).taken.activity == soup.pk
    assert (Step.objects.count(), Enrolment.objects.count()) == (1, 2)


def test_leaving_what_the_step_itself_joined_undoes_it_too(fatma, goal, soup):
    join(fatma, on(soup, 2), MOMENT - DAY)
    step = steps.join_as_step(ambition=goal, session=soup.sessions.get(), by=fatma, now=MOMENT)
    assert row_of(goal).taken is not None
    joining.leave_session(enrolment=step.enrolment, by=fatma, now=MOMENT)
    assert row_of(goal).taken is None


def test_asking_and_offering_take_a_step_light_a_window_and_can_be_taken_back(fatma, district):
    goal = make_goal(fatma)
    plan(goal, kind="ask")
    before = queries.whole_path(goal.path, MOMENT).goals[0].weeks
    request = make_request(fatma)
    assert (row_of(goal).taken.kind, before) == ("ask", 0)
    assert queries.whole_path(goal.path, MOMENT).goals[0].weeks == 1
    requests.close_request(
        request=request, ended_how="not_needed", by=fatma, now=MOMENT, withdraw=True
    )
    assert row_of(goal).taken is None
    steps.end_step(step=Step.objects.get(), state="stopped", by=fatma, now=MOMENT)
    other = make_goal(fatma, words="Iets doen")
    plan(other, kind="give")
    offer = make_offer(fatma)
    seen = {row.step.kind: row.taken for row in _rows(goal)}
    assert seen["give"].thing == offer.pk
    offers.end_offer(offer=offer, by=fatma, now=MOMENT)
    assert [row.taken for row in _rows(goal)] == [None, None]


def _rows(goal):
    return [row for one in queries.whole_path(goal.path, MOMENT).goals for row in one.steps]


def test_nobody_else_is_shown_that_a_step_was_taken_by_itself(fatma, anke, goal, soup):
    plan(goal, activity=soup)
    join(fatma, on(soup, 2))
    share = sharing.share_part(
        path=goal.path, ambition=goal, purpose="path_support", parts=["path_goal", "path_steps"],
        until_on=MOMENT.date() + 30 * DAY, to_person=anke, by=fatma, now=MOMENT,
    )  # fmt: skip
    shown = share_queries.shown(goal, share.consent.items, MOMENT, reader=anke)
    assert [(row.words, row.taken) for row in shown.steps] == [("Samen soep", None)]
    assert row_of(goal).taken is not None
    with pytest.raises(owning.NotYourPath):
        plan(goal, activity=soup, by=anke)


@pytest.mark.parametrize(("wants", "days"), [(True, 1), (False, 0)])
def test_being_there_follows_by_itself_for_who_wants_that_also_from_the_agenda(
    fatma, goal, soup, wants, days
):
    owning.change_path(path=goal.path, revision=1, follows_attendance=wants, by=fatma, now=MOMENT)
    step = plan(goal, activity=soup)
    mine = join(fatma, on(soup, 2))
    Enrolment.objects.filter(pk=mine.pk).update(was_there=True)
    early = join(fatma, on(soup, 1), MOMENT - DAY)
    Enrolment.objects.filter(pk=early.pk).update(was_there=False)
    for _night in range(2):
        attendance.follow_attendance(MOMENT + 5 * DAY)
    noted = list(StepDay.objects.values_list("step", "day"))
    assert noted == [(step.pk, (MOMENT + 2 * DAY).date())] * days
    assert Step.objects.get().state == ("done" if wants else "doing")


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({}, ("doing", 0)),
        ({"learned": "Ik durfde niet"}, ("done", 0)),  # what was written is the resident's
        ({"follows_attendance": False}, ("done", 1)),  # nothing is touched for who follows nothing
    ],
)
def test_a_mark_that_was_a_mistake_is_taken_back_from_the_path_too(
    fatma, goal, soup, changes, left
):
    owning.change_path(path=goal.path, revision=1, follows_attendance=True, by=fatma, now=MOMENT)
    step = plan(goal, activity=soup)
    mine = join(fatma, on(soup, 2))
    Enrolment.objects.filter(pk=mine.pk).update(was_there=True)
    attendance.follow_attendance(MOMENT + 3 * DAY)
    if "learned" in changes:
        steps.end_step(step=step, state="done", by=fatma, now=MOMENT + 3 * DAY, **changes)
    elif changes:
        owning.change_path(path=goal.path, revision=2, by=fatma, now=MOMENT, **changes)
    Enrolment.objects.filter(pk=mine.pk).update(was_there=None)
    for _night in range(2):
        attendance.follow_attendance(MOMENT + 4 * DAY)
    step.refresh_from_db()
    assert (step.state, step.days.count()) == left
    assert (step.ended_at is None) == (step.state == "doing")


def test_a_day_the_resident_noted_stays_whatever_an_organiser_marks(fatma, goal, soup):
    owning.change_path(path=goal.path, revision=1, follows_attendance=True, by=fatma, now=MOMENT)
    step = plan(goal, activity=soup)
    mine = join(fatma, on(soup, 2))
    steps.do_step(step=step, by=fatma, now=MOMENT + 2 * DAY)
    for marked in (True, False):
        Enrolment.objects.filter(pk=mine.pk).update(was_there=marked)
        attendance.follow_attendance(MOMENT + 4 * DAY)
    step.refresh_from_db()
    assert (step.state, step.days.count()) == ("done", 1)
