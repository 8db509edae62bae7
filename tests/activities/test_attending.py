"""Who came without signing up; who is invited to lead; an activity with its days at once."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district
from wijkschakel.activities import queries
from wijkschakel.activities.actions import attending, joining, organising, series
from wijkschakel.activities.models import Activity, Enrolment, Session
from wijkschakel.activities.rules import Plan
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
NOW = MOMENT


def now_on(**changes) -> Session:
    return make_session(starts_at=NOW - dt.timedelta(minutes=5), **changes)


def add(session, name="Bep", once="a" * 32, now=NOW, by=None):
    by = by or make_person(given_name="Wil")
    return attending.add_walk_in(session=session, given_name=name, by=by, now=now, once=once)


def test_a_walk_in_takes_a_place_was_there_and_is_noted(db):
    session, wil = now_on(), make_person(given_name="Wil")
    enrolment = add(session, by=wil)
    session.refresh_from_db()
    assert (enrolment.was_there, enrolment.person.is_guest, session.taken) == (True, True, 1)
    line = JournalEntry.objects.get(action="add_walk_in")
    assert (line.by, line.about) == (wil.pk, enrolment.person_id)


def test_the_same_form_adds_one_name_and_another_form_another(db):
    session = now_on()
    assert add(session).pk == add(session).pk
    assert add(session, once="b" * 32).pk != add(session).pk
    assert Enrolment.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "hours", "refusal"),
    [
        ({"capacity": 0}, 0, attending.NoPlaceForWalkIn),
        ({"state": Session.State.CANCELLED}, 0, joining.SessionCancelled),
        ({}, -3, joining.TooEarlyToMark),
        ({}, 24 * 15, attending.TooLateToAdd),
    ],
)
def test_a_walk_in_is_refused_when_it_cannot_be(changes, hours, refusal):
    session = now_on(**changes)
    with pytest.raises(refusal):
        add(session, now=NOW + dt.timedelta(hours=hours))
    assert Enrolment.objects.count() == 0


def test_an_activity_and_its_days_are_made_together_or_not_at_all(db):
    def start(weeks: int) -> list[Session]:
        first = NOW.date() + dt.timedelta(days=1)
        until = first + dt.timedelta(weeks=weeks - 1)
        return series.start_activity(
            district=make_district(), title="Soep", theme="eat", minutes=60, clock=dt.time(10),
            plan=Plan("weekly", first, until_on=until), by=make_person(), now=NOW,
        )  # fmt: skip

    with pytest.raises(organising.NothingToPlan):
        start(0)
    assert Activity.objects.count() == 0
    assert len(start(3)) == 3


def test_an_invitation_goes_to_an_address_and_the_journal_keeps_no_address(db):
    activity, wil = make_activity(title="Soep"), make_person()
    for _twice in range(2):
        organising.invite_lead(
            activity=activity, email="bep@example.org", token="abc", by=wil, now=NOW
        )
    letter = OutgoingMail.objects.get()
    assert (letter.to, "/meehelpen/abc/" in letter.body) == ("bep@example.org", True)
    assert "bep" not in letter.key
    assert all(line.details == {} for line in JournalEntry.objects.all())


def test_what_one_leads_in_a_span_leaves_out_other_days_and_others(db):
    wil = make_person()
    activity = make_activity()
    make_lead(activity, wil)
    soon = make_session(activity=activity, starts_at=NOW + dt.timedelta(hours=2))
    make_session(activity=activity, starts_at=NOW + dt.timedelta(days=3))
    make_session(activity=activity, starts_at=NOW - dt.timedelta(hours=9))
    off = make_session(activity=activity, starts_at=NOW + dt.timedelta(hours=5), state="cancelled")
    make_session(starts_at=NOW + dt.timedelta(hours=2))
    assert queries.led_between(wil, NOW, NOW + dt.timedelta(days=1)) == [soon, off]


def test_the_place_in_the_line_counts_who_waits_longer(db):
    session = make_session(capacity=0)
    waiting = [
        make_enrolment(session=session, state="waiting", joined_at=NOW + dt.timedelta(minutes=n))
        for n in range(3)
    ]
    assert [queries.waiting_before(one) for one in waiting] == [0, 1, 2]


def test_lists_and_totals_count_what_fits(db):
    district = make_district()
    make_session(activity=make_activity(district=district, theme="eat"))
    make_session(activity=make_activity(district=district), state="cancelled")
    wish = queries.Wish(start=NOW, end=NOW + dt.timedelta(days=7), district=district)
    eat = queries.Wish(start=NOW, end=wish.end, district=district, themes=("eat",))
    assert queries.count_listed(queries.agenda(wish)) == (2, 1)
    assert queries.totals({"all": wish, "eat": eat}) == {"all": 2, "eat": 1}
    assert queries.totals({}) == {}
