"""A free place is offered to who waited; bringing somebody; a free place nobody sees."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_session
from tests.factories.people import MOMENT, make_account, make_person
from wijkschakel.activities import queries
from wijkschakel.activities.actions import companions, joining, places
from wijkschakel.activities.models import Enrolment, FreePlace, Session
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
NOW, HOUR = MOMENT, dt.timedelta(hours=1)


@pytest.fixture
def session() -> Session:
    return make_session(starts_at=NOW + 100 * HOUR, capacity=1)


def leave(enrolment, now=NOW):
    joining.leave_session(enrolment=enrolment, by=enrolment.person, now=now)


def states(session) -> list[str]:
    session.refresh_from_db()
    rows = session.enrolments.order_by("joined_at", "pk")
    return [*rows.values_list("state", flat=True), f"{session.taken}-{session.waiting}"]


def waiting(session, hours=0, **changes) -> Enrolment:
    session.refresh_from_db()
    return make_enrolment(session=session, state="waiting", joined_at=NOW + hours * HOUR, **changes)


def offered(session) -> Enrolment:
    """Somebody with mail waited, and is offered the place of who left."""
    first = make_enrolment(session=session, joined_at=NOW - HOUR)
    mia = waiting(session, person=make_account().person)
    leave(first)
    mia.refresh_from_db()
    return mia


def test_a_free_place_is_offered_and_counts_as_taken(session):
    mia = offered(session)
    assert (mia.state, mia.offered_until) == ("offered", NOW + 24 * HOUR)
    assert states(session) == ["left", "offered", "1-0"]
    letter = OutgoingMail.objects.get()
    assert (letter.person, "/mijn-plek/" in letter.body) == (mia.person_id, True)
    with pytest.raises(joining.SessionFull):
        joining.join_session(session=session, person=make_person(), by=make_person(), now=NOW)


def test_who_takes_the_offer_takes_part(session):
    mia = offered(session)
    for _twice in range(2):
        places.accept_place(enrolment=mia, by=mia.person, now=NOW + HOUR)
    assert states(session) == ["left", "joined", "1-0"]


def test_joining_takes_the_offered_place_too(session):
    mia = offered(session)
    joining.join_session(session=session, person=mia.person, by=mia.person, now=NOW + HOUR)
    assert states(session) == ["left", "joined", "1-0"]


def test_who_lets_the_offer_go_gives_it_to_the_next(session):
    mia = offered(session)
    jan = waiting(session, 1, person=make_person())
    leave(mia, NOW + 2 * HOUR)
    jan.refresh_from_db()
    assert jan.state == "joined"


def test_an_offer_nobody_answers_goes_to_the_next_in_line(session):
    offered(session)
    waiting(session, 1, person=make_account().person)
    assert places.pass_places_on(now=NOW + 23 * HOUR) == {"offers expired": 0}
    assert places.pass_places_on(now=NOW + 24 * HOUR) == {"offers expired": 1}
    assert states(session) == ["left", "left", "offered", "1-0"]
    assert OutgoingMail.objects.count() == 3


def test_a_late_yes_counts_while_nobody_else_has_the_place(session):
    mia = offered(session)
    places.accept_place(enrolment=mia, by=mia.person, now=NOW + 30 * HOUR)
    assert states(session) == ["left", "joined", "1-0"]


def test_a_yes_after_the_place_went_on_is_refused_and_says_what_to_do(session):
    mia = offered(session)
    places.pass_places_on(now=NOW + 24 * HOUR)
    with pytest.raises(places.OfferGone) as refusal:
        places.accept_place(enrolment=mia, by=mia.person, now=NOW + 25 * HOUR)
    assert "wachtlijst" in refusal.value.sentence


@pytest.mark.parametrize(("hours", "has_mail"), [(24, True), (100, False)])
def test_without_time_or_mail_to_ask_the_place_is_given_at_once(hours, has_mail):
    session = make_session(starts_at=NOW + hours * HOUR, capacity=1)
    first = make_enrolment(session=session)
    waiting(session, person=make_account().person if has_mail else make_person())
    leave(first)
    assert states(session)[-1] == "1-0"
    assert session.enrolments.filter(state="joined").count() == 1


def bring(enrolment, how="companion", once="f", **changes):
    words = {"given_name": "Fatma", "by": enrolment.person, "now": NOW} | changes
    return companions.bring_somebody(enrolment=enrolment, how=how, once=once, **words)


@pytest.mark.parametrize(
    ("how", "theirs", "mine"),
    [
        ("companion", "participant", "participant"),
        ("my_carer", "carer", "participant"),
        ("i_am_carer", "participant", "carer"),
    ],
)
def test_who_comes_along_takes_a_place_and_has_a_part(how, theirs, mine):
    session = make_session(capacity=2)
    enrolment = make_enrolment(session=session)
    brought = bring(enrolment, how)
    enrolment.refresh_from_db()
    assert (brought.part, enrolment.part) == (theirs, mine)
    assert (brought.brought_by, brought.person.is_guest) == (enrolment, True)
    assert states(session)[-1] == "2-0"
    assert bring(enrolment, how).pk == brought.pk


def test_without_a_place_nobody_comes_along_and_who_asked_keeps_theirs():
    session = make_session(capacity=1)
    enrolment = make_enrolment(session=session)
    with pytest.raises(companions.NoPlaceForCompany):
        bring(enrolment)
    assert states(session) == ["joined", "1-0"]


def test_three_come_along_and_not_a_fourth():
    enrolment = make_enrolment(session=make_session(capacity=9))
    for number in range(3):
        bring(enrolment, once=f"f{number}")
    with pytest.raises(companions.EnoughCompany):
        bring(enrolment, once="f3")


def test_who_waits_brings_nobody():
    with pytest.raises(joining.NotOnTheList):
        bring(waiting(make_session()))


def test_who_leaves_takes_their_company_along():
    session = make_session(capacity=3)
    enrolment = make_enrolment(session=session, joined_at=NOW - HOUR)
    bring(enrolment)
    leave(enrolment)
    assert states(session) == ["left", "left", "0-0"]


def test_a_free_place_is_kept_apart_and_goes_when_they_leave():
    activity = make_activity(price_cents=450, is_free_with_little_money=True)
    session, fatma = make_session(activity=activity), make_person()
    words = {"session": session, "person": fatma, "by": fatma, "now": NOW}
    enrolment = joining.join_session(**words, for_free=True)
    place = queries.free_places_of(fatma).get()
    assert (place.session, place.price_cents) == (session, 450)
    assert JournalEntry.objects.get().details == {}
    leave(enrolment)
    assert FreePlace.objects.count() == 0


@pytest.mark.parametrize("changes", [{"is_free_with_little_money": False}, {"price_cents": 0}])
def test_where_the_activity_does_not_offer_it_nothing_is_kept(changes):
    values = {"price_cents": 450, "is_free_with_little_money": True} | changes
    session, fatma = make_session(activity=make_activity(**values)), make_person()
    joining.join_session(session=session, person=fatma, by=fatma, now=NOW, for_free=True)
    assert FreePlace.objects.count() == 0


def test_no_table_that_organisers_read_has_a_road_to_free_places():
    roads = [
        relation.related_model
        for model in (Enrolment, Session)
        for relation in model._meta.related_objects
        if relation.related_model is FreePlace and not relation.hidden
    ]
    assert roads == []
