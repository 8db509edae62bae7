"""Many people press the same button at the same moment."""

import threading
from collections import Counter

import pytest
from django.db import connection

from tests.factories.activities import make_activity, make_session
from tests.factories.people import MOMENT, make_person
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Enrolment
from wijkschakel.base.errors import Refused

PLACES, PEOPLE, THREADS = 5, 40, 8


def race(jobs):
    """Run the jobs on several threads that start together; count how each ended."""
    ends: Counter[str] = Counter()
    start, lock, queue = threading.Barrier(THREADS), threading.Lock(), list(jobs)

    def work():
        start.wait()
        while True:
            with lock:
                if not queue:
                    break
                job = queue.pop()
            try:
                job()
                end = "done"
            except Refused as refusal:
                end = type(refusal).__name__
            with lock:
                ends[end] += 1
        connection.close()

    threads = [threading.Thread(target=work) for _number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(ends)


@pytest.mark.django_db(transaction=True)
def test_forty_people_for_five_places_gives_exactly_five():
    session = make_session(activity=make_activity(capacity=PLACES))
    people = [make_person() for _number in range(PEOPLE)]

    def joins(person):
        return lambda: joining.join_session(session=session, person=person, by=person, now=MOMENT)

    assert race([joins(person) for person in people]) == {
        "done": PLACES,
        "SessionFull": PEOPLE - PLACES,
    }
    session.refresh_from_db()
    assert session.taken == PLACES
    assert session.enrolments.filter(state=Enrolment.State.JOINED).count() == PLACES


@pytest.mark.django_db(transaction=True)
def test_one_person_on_many_screens_joins_once():
    session, fatma = make_session(), make_person()

    def join():
        joining.join_session(session=session, person=fatma, by=fatma, now=MOMENT)

    assert race([join] * 12) == {"done": 1, "AlreadyJoined": 11}
    session.refresh_from_db()
    assert session.taken == 1


@pytest.mark.django_db(transaction=True)
def test_a_guest_s_form_sent_many_times_at_once_makes_one_guest():
    session = make_session()

    def join():
        joining.join_as_guest(session=session, given_name="Ria", now=MOMENT, once="form")

    assert race([join] * 12) == {"done": 12}
    session.refresh_from_db()
    assert (session.taken, session.enrolments.count()) == (1, 1)
