"""Pages ask the database as often for three hundred rows as for one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.people import make_person
from tests.factories.places import make_neighbourhood, make_venue
from wijkschakel.activities.models import Activity, Enrolment, Session
from wijkschakel.base import clock, visits
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Person

pytestmark = pytest.mark.django_db
MOST = 10
SQUARE = {
    "type": "MultiPolygon",
    "coordinates": [[[[6.1, 52.2], [6.2, 52.2], [6.2, 52.3], [6.1, 52.3], [6.1, 52.2]]]],
}


def queries_of(browser, address: str) -> list[str]:
    # Once a minute a request writes the counts of visits; not this one.
    visits.counter.write(clock.now())
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in asked]


def count(browser, address: str) -> int:
    return len(queries_of(browser, address))


@pytest.fixture
def busy(district, wil, fatma):
    """Give a function that fills the neighbourhood with so many of everything."""
    district.boundary = SQUARE
    district.save()
    fatma.neighbourhood = make_neighbourhood(district=district, latitude=52.25, longitude=6.15)
    fatma.save()
    activity = make_activity(district=district, title="Wandelen", capacity=None)
    make_lead(activity, wil)
    session = make_session(activity=activity, starts_at=clock.now() + dt.timedelta(minutes=20))
    made = 0

    def fill(wanted: int) -> Session:
        nonlocal made
        now = clock.now()
        for number in range(made, wanted):
            make_neighbourhood(district=district, boundary=SQUARE)
            venue = make_venue(district=district, latitude=52.25, longitude=6.15 + number / 9999)
            other = make_activity(district=district, venue=venue)
            make_lead(other, wil)
            for days in (1, -1):
                moment = now + dt.timedelta(days=days, minutes=number)
                row = make_session(activity=other, starts_at=moment)
                make_enrolment(session=row, person=fatma, was_there=days < 0 or None)
            make_session(activity=activity, starts_at=now + dt.timedelta(days=2, minutes=number))
            make_enrolment(session=session)
        made = wanted
        return session

    return fill


PAGES = [
    ("home:today", None),
    ("portal:agenda", None),
    ("portal:agenda_print", None),
    ("portal:choose_place", None),
    ("portal:my_week", None),
    ("portal:my_week_print", None),
    ("portal:organise", None),
    ("portal:create_activity", None),
    ("portal:session", "session"),
    ("portal:who_comes", "session"),
    ("portal:who_comes_print", "session"),
    ("portal:cancel_session", "session"),
    ("portal:change_activity", "activity"),
    ("portal:together", "activity"),
]


FOR_ORGANISERS = ("who_comes", "who_comes_print", "cancel_session", "change_activity", "together")
CASES = [
    (name, about, who)
    for name, about in PAGES
    for who in ("fatma", "wil")
    if who == "wil" or name.split(":")[1] not in FOR_ORGANISERS
]


def address_of(name: str, about: str | None, session: Session) -> str:
    things = {None: [], "session": [session.pk], "activity": [session.activity_id]}
    return reverse(name, args=things[about])


def test_each_page_asks_as_often_for_many_rows(visit, wil, fatma, busy):
    browsers = {"fatma": visit(fatma), "wil": visit(wil)}
    counts = {case: [] for case in CASES}
    for number in (1, 3, 30):
        session = busy(number)
        for name, about, who in CASES:
            asked = count(browsers[who], address_of(name, about, session))
            counts[name, about, who].append(asked)
    more = {case for case, found in counts.items() if len(set(found)) > 1 or max(found) > MOST}
    assert {case: counts[case] for case in more} == {}


def test_the_agenda_asks_as_often_for_three_hundred_rows(client, district):
    counts = []
    for number in (1, 3, 300):
        now = clock.now()
        activity = make_activity(district=district)
        Session.objects.bulk_create(
            Session(
                activity=activity,
                district=district,
                starts_at=now + dt.timedelta(minutes=minute),
                ends_at=now + dt.timedelta(minutes=minute + 60),
            )
            for minute in range(1, number + 1)
        )
        counts.append(count(client, "/agenda/?toon=400"))
    assert (len(set(counts)), max(counts) <= MOST) == (1, True), counts


def test_the_list_of_names_asks_as_often_for_three_hundred_people(visit, wil, district):
    """The journal gets a line per name: SQLite takes some seventy lines at a time."""
    activity = make_activity(district=district, capacity=None)
    make_lead(activity, wil)
    session = make_session(activity=activity, starts_at=clock.now())
    browser, asked, written = visit(wil), [], []
    for number in (1, 3, 300):
        people = Person.objects.bulk_create(
            Person(given_name=f"Bo {number}", joined_at=clock.now()) for _one in range(number)
        )
        Enrolment.objects.bulk_create(
            Enrolment(session=session, person=person, state="joined", joined_at=clock.now())
            for person in people
        )
        queries = queries_of(browser, reverse("portal:who_comes", args=[session.pk]))
        written.append(sum(query.startswith("INSERT") for query in queries))
        asked.append(len(queries) - written[-1])
    assert (len(set(asked)), max(asked) < MOST) == (1, True), asked
    assert (written[0], written[2] <= 5) == (1, True), written


def test_an_empty_agenda_counts_all_ways_out_at_once(client, district):
    make_session(activity=make_activity(district=district, theme="eat"))
    address = "/agenda/?wat=muziek&gratis=ja&rolstoel=ja&binnen=ja&plek=ja&zoek=piano"
    assert count(client, address) <= MOST


def test_nobody_is_read_twice_in_one_look(visit, wil, district):
    activity: Activity = make_activity(district=district)
    make_lead(activity, wil)
    session = make_session(activity=activity, starts_at=clock.now())
    people = [make_person() for _number in range(3)]
    for person in people:
        make_enrolment(session=session, person=person)
    visit(wil).get(reverse("portal:who_comes", args=[session.pk]))
    from_journal = read_by(wil)
    assert sorted(from_journal) == sorted(person.pk for person in people)


def read_by(person: Person) -> list[object]:
    rows = JournalEntry.objects.filter(kind="read", by=person.pk)
    return list(rows.values_list("about", flat=True))
