"""Series, company and offers at the same moment: never oversold, and nobody waits in a ring."""

import datetime as dt
import random

import pytest
from django.db.models import Count, F, Q

from tests.activities.test_race import race
from tests.factories.activities import make_activity, make_enrolment, make_session
from tests.factories.people import MOMENT, make_account, make_person
from tests.factories.series import make_member, make_series, make_sessions
from wijkschakel.activities.actions import (
    companions,
    joining,
    organising,
    places,
    planning_ahead,
    whole_series,
)
from wijkschakel.activities.models import Enrolment, Session

pytestmark = pytest.mark.django_db(transaction=True)
NOW, HOUR = MOMENT, dt.timedelta(hours=1)


def lists_that_lie() -> list[Session]:
    """Give the sessions whose counters differ from their lists, or that are oversold."""
    counted = Session.objects.annotate(
        with_place=Count("enrolments", filter=Q(enrolments__state__in=places.WITH_PLACE)),
        in_queue=Count("enrolments", filter=Q(enrolments__state="waiting")),
    )
    right = Q(taken=F("with_place"), waiting=F("in_queue"), taken__lte=F("capacity"))
    return list(counted.exclude(right))


def test_series_newcomers_company_and_leaving_at_once_never_oversell():
    series = make_series(activity=make_activity(capacity=6, newcomer_places=2))
    sessions = make_sessions(series, 4)
    members = [make_person() for _number in range(8)]
    newcomers = [make_person() for _number in range(16)]
    bringers = [make_enrolment(session=session) for session in sessions]
    leavers = [make_enrolment(session=session) for session in sessions]

    def join_all(person):
        return lambda: whole_series.join_series(series=series, person=person, by=person, now=NOW)

    def join_one(number, person):
        return lambda: joining.join_session(
            session=sessions[number % 4], person=person, by=person, now=NOW
        )

    def bring(number, enrolment):
        return lambda: companions.bring_somebody(
            enrolment=enrolment, given_name="Mia", how="companion", by=enrolment.person, now=NOW,
            once=f"bring {number}",
        )  # fmt: skip

    def leave(enrolment):
        return lambda: joining.leave_session(enrolment=enrolment, by=enrolment.person, now=NOW)

    def more_places():
        organising.change_activity(activity=series.activity, capacity=7, by=make_person(), now=NOW)

    jobs = [join_all(person) for person in members]
    jobs += [join_one(number, person) for number, person in enumerate(newcomers)]
    jobs += [bring(number, one) for number, one in enumerate(bringers * 2)]
    jobs += [leave(one) for one in leavers] + [more_places]
    random.Random(7).shuffle(jobs)
    ends = race(jobs)
    assert sum(ends.values()) == len(jobs)
    assert set(ends) <= {"done", "SessionFull", "NoPlaceForCompany"}
    assert lists_that_lie() == []
    for session in Session.objects.all():
        by_series = session.enrolments.filter(
            state__in=places.WITH_PLACE, series_enrolment__isnull=False
        )
        assert by_series.count() <= session.capacity - 2


def test_an_offer_that_is_taken_while_it_expires_is_one_place():
    session = make_session(starts_at=NOW + 100 * HOUR, capacity=2)
    first = [make_enrolment(session=session) for _number in range(2)]
    queue = [
        make_enrolment(session=session, person=make_account().person, state="waiting")
        for _number in range(6)
    ]
    for enrolment in first:
        joining.leave_session(enrolment=enrolment, by=enrolment.person, now=NOW)
    assert Enrolment.objects.filter(state="offered").count() == 2
    late = NOW + 25 * HOUR

    def accept(enrolment):
        return lambda: places.accept_place(enrolment=enrolment, by=enrolment.person, now=late)

    jobs = [accept(one) for one in queue * 2] + [lambda: places.pass_places_on(now=late)] * 4
    assert set(race(jobs)) <= {"done", "OfferGone"}
    assert lists_that_lie() == []
    session.refresh_from_db()
    assert session.taken == 2


def test_joining_a_series_while_the_night_plans_ahead_misses_no_day():
    series = make_series(activity=make_activity(capacity=30))
    make_sessions(series, 1)
    make_member(series=series)
    people = [make_person() for _number in range(10)]

    def join(person):
        return lambda: whole_series.join_series(series=series, person=person, by=person, now=NOW)

    night = [lambda: planning_ahead.plan_ahead(now=NOW)] * 3
    assert race([*night, *(join(person) for person in people)]) == {"done": 13}
    assert lists_that_lie() == []
    planned = Session.objects.filter(series=series)
    assert planned.count() == 54
    for person in people:
        assert Enrolment.objects.filter(person=person, state="joined").count() == 54
