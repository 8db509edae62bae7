"""Vandaag: what waits for Noor, in order, without names, at a fixed number of queries."""

import datetime as dt

import pytest

from tests.factories import activities, people, places
from tests.web.desk.counting import questions
from wijkschakel.activities.models import Session
from wijkschakel.base import clock
from wijkschakel.base.models import OutgoingMail
from wijkschakel.people.models import PaperCard, RoleGrant
from wijkschakel.web.desk import today as days
from wijkschakel.web.desk.scope import Scope

PAGE = "/werkplek/"
# Ten in the morning, so that yesterday, today and tomorrow are where one expects them.
TEN = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def scope(noor, district) -> Scope:
    """Give the scope of Noor."""
    return Scope(noor, list(noor.roles.all()), [district])


@pytest.fixture(autouse=True)
def _at_ten(monkeypatch) -> None:
    """Let it be ten in the morning."""
    monkeypatch.setattr(clock, "now", lambda: TEN)


def session_in(district, title, hours, **changes) -> Session:
    """Make a session some hours from ten o'clock."""
    activity = activities.make_activity(
        district=district, title=title, capacity=changes.pop("capacity", 12)
    )
    lead = changes.pop("lead", None)
    if lead:
        activities.make_lead(activity, lead, shows_name=True)
    return activities.make_session(
        activity=activity, starts_at=TEN + dt.timedelta(hours=hours), **changes
    )


def give_up_letter(person, **changes) -> OutgoingMail:
    """Make a letter that never arrived."""
    values = {"key": f"letter {person.pk}", "person": person.pk, "to": "a@example.org"}
    values |= {"subject": "Je doet mee", "body": "Tot dinsdag", "state": "given_up"}
    mail = OutgoingMail(**values | {"created_at": TEN - dt.timedelta(days=2)} | changes)
    mail.save(force_insert=True)
    return mail


def rows(scope) -> list[list[str]]:
    """Give the kinds of the rows, per group."""
    today = days.look(scope, TEN)
    return [[task.kind for task in group.tasks] for group in today.groups]


def test_an_empty_day_says_so(visit, noor):
    page = visit(noor).get(PAGE).content.decode()
    assert "Niets wacht op jou" in page
    assert "Vandaag is er niets gepland." in page


def test_every_fact_has_its_place_in_the_order(scope, district, fatma, jan, wil):
    activities.make_enrolment(session=session_in(district, "Breien", 20), person=jan)
    session_in(district, "Zang", 80)
    gone = session_in(district, "Eten", 5, lead=wil, state=Session.State.CANCELLED)
    activities.make_enrolment(session=gone, person=jan, joined_at=TEN - dt.timedelta(days=3))
    over = session_in(district, "Koffie", -24, lead=wil)
    activities.make_enrolment(session=over, person=jan, joined_at=TEN - dt.timedelta(days=3))
    full = session_in(district, "Taal", 3, lead=wil, capacity=1)
    activities.make_enrolment(session=full, person=jan, joined_at=TEN)
    activities.make_enrolment(session=full, person=fatma, state="waiting")
    give_up_letter(fatma)
    PaperCard.objects.create(
        person=jan,
        words_index="0" * 64,
        pin_hash="-",
        made_at=TEN - dt.timedelta(days=9),
        blocked_at=TEN - dt.timedelta(days=1),
    )
    assert rows(scope) == [
        ["letter", "card", "cancelled", "lead"],
        ["unmarked", "sign_up", "full"],
        ["lead"],
    ]


def test_the_heading_counts_what_waits(visit, noor, district):
    for number in range(3):
        session_in(district, f"Breien {number}", 20)
    page = visit(noor).get(PAGE).content.decode()
    assert "<h1>3 dingen wachten op jou</h1>" in page
    assert "3 kunnen niet wachten." in page


def test_no_resident_is_named(visit, noor, district, fatma):
    session = session_in(district, "Breien", 20)
    activities.make_enrolment(session=session, person=fatma, joined_at=TEN)
    give_up_letter(fatma)
    page = visit(noor).get(PAGE).content.decode()
    assert "Een mail kwam niet aan" in page
    assert "1 nieuwe aanmelding voor Breien" in page
    assert "Fatma" not in page


def test_who_leads_is_named_only_with_leave(scope, district, wil, jan):
    first = session_in(district, "Koffie", 1, lead=wil)
    activities.make_lead(first.activity, jan, shows_name=False)
    assert [hour.note for hour in days.look(scope, TEN).hours] == ["Wil. 0 van de 12 komen."]


def test_what_goes_on_now_is_lit(scope, district, wil):
    session_in(district, "Eerder", -4, lead=wil)
    session_in(district, "Nu", -1, lead=wil)
    session_in(district, "Straks", 2, lead=wil)
    assert [hour.is_now for hour in days.look(scope, TEN).hours] == [False, True, False]


def test_nothing_of_another_district_is_there(visit, noor, elsewhere, sam):
    session = session_in(elsewhere, "Havenborrel", 2)
    activities.make_enrolment(session=session, person=sam, joined_at=TEN)
    give_up_letter(sam)
    page = visit(noor).get(PAGE).content.decode()
    assert "Niets wacht op jou" in page
    assert "Havenborrel" not in page


def test_imported_activities_need_no_lead(scope, district):
    activity = activities.make_activity(district=district, source="feed", source_id="7")
    activities.make_session(activity=activity, starts_at=TEN + dt.timedelta(hours=20))
    assert rows(scope) == [[], [], []]


def test_a_marked_list_does_not_wait(scope, district, jan, wil):
    over = session_in(district, "Koffie", -24, lead=wil)
    enrolment = activities.make_enrolment(session=over, person=jan)
    enrolment.was_there = False
    enrolment.save()
    assert rows(scope) == [[], [], []]


def queries_with(visit, noor, district, wil, number) -> int:
    """Count the queries of a day with this many of everything."""
    with activities.found_together():
        fill(district, wil, number)
    visitor = visit(noor)
    return questions(lambda: visitor.get(PAGE))


def fill(district, wil, number) -> None:
    """Make this many of everything."""
    for count in range(number):
        person = people.make_person(district=district)
        session = session_in(district, f"Breien {count}", 1 + count / 600)
        activities.make_enrolment(session=session, person=person, joined_at=TEN)
        activities.make_enrolment(session=session, person=wil, state="waiting")
        activities.make_lead(session.activity, wil, shows_name=True)
        give_up_letter(person)
        over = session_in(district, f"Koffie {count}", -30 - count / 600, lead=wil)
        activities.make_enrolment(session=over, person=person)


def test_the_number_of_queries_is_the_same_for_one_three_and_three_hundred(
    visit, noor, district, wil
):
    counts = [queries_with(visit, noor, district, wil, number) for number in (1, 2, 297)]
    assert counts == [counts[0]] * 3
    assert counts[0] <= 10


def test_a_coordinator_of_a_region_sees_all_its_districts(visit, district, elsewhere):
    third = places.make_district(name="Boswijk")
    region = places.make_region(district, elsewhere)
    person = people.make_person(given_name="Noor", district=district)
    people.grant_role(person, RoleGrant.Role.COORDINATOR, region)
    for place, title in ((district, "Linde"), (elsewhere, "Haven"), (third, "Bos")):
        session_in(place, title, 2)
    page = visit(person).get(PAGE).content.decode()
    assert "<h1>2 dingen wachten op jou</h1>" in page
    assert "Niemand leidt Bos" not in page


def test_a_coordinator_of_a_municipality_sees_its_districts(visit, district, elsewhere):
    person = people.make_person(given_name="Noor", district=district)
    people.grant_role(person, RoleGrant.Role.COORDINATOR, district.municipality)
    session_in(district, "Linde", 2)
    session_in(elsewhere, "Haven", 2)
    page = visit(person).get(PAGE).content.decode()
    assert "Niemand leidt Linde" in page
    assert "Niemand leidt Haven" not in page
