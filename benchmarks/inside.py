"""What runs inside an installation, with Django: filling, counting statements, signing in.

Each function is called by name from `Installation.ask` and answers in JSON.
"""

import datetime as dt
import json
import random
import time
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.feeds_inside import fill_feeds
from benchmarks.help_inside import help_page
from benchmarks.paper_inside import fill_week, fullest_week, weekly_agenda
from benchmarks.paths_inside import path_page, reminders_of_a_day
from benchmarks.search.quality import search_quality
from benchmarks.search.speed import search_speed
from wijkschakel.activities.actions import finding, planning_ahead
from wijkschakel.activities.models import (
    Activity,
    Enrolment,
    Series,
    SeriesEnrolment,
    Session,
)
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Account, Person
from wijkschakel.places.models import District, Municipality, Venue

PEOPLE = 2000
SESSIONS = 500
PLACES = 40
BACKEND = "wijkschakel.web.common.signin.AccountBackend"


def _district() -> District:
    town = Municipality.objects.create(code="GM9998", division_year=2025, name="Meetstad")
    return District.objects.create(
        code="WK999801", division_year=2025, name="Meetwijk", municipality=town,
        longitude=5.9, latitude=52.2,
    )  # fmt: skip


def _people(district: District, count: int, now: dt.datetime) -> list[Person]:
    people = [
        Person(given_name=f"Bewoner {number}", district=district, joined_at=now)
        for number in range(count)
    ]
    return Person.objects.bulk_create(people, batch_size=500)


def fill_agenda(weeks: str) -> dict[str, Any]:
    """Write 500 sessions of 40 places in some weeks, and 2,000 people of whom many joined."""
    now, chance = clock.now(), random.Random(1)
    district = _district()
    people = _people(district, PEOPLE, now)
    venues = [
        Venue.objects.create(
            name=f"Buurthuis {n}", district=district, longitude=5.9 + n / 1000, latitude=52.2
        )
        for n in range(20)
    ]
    activities = [
        Activity(
            title=f"Samen wandelen langs de kade {n}", summary="Een rustig rondje met buren.",
            description="We lopen twee kilometer.\n\nNa afloop is er **koffie**.",
            theme=Activity.Theme.values[n % 8], district=district, venue=venues[n % 20],
            price_cents=0, capacity=PLACES, spoken=["nl"], created_at=now, changed_at=now,
        )
        for n in range(50)
    ]  # fmt: skip
    Activity.objects.bulk_create(activities)
    minutes = int(weeks) * 7 * 24 * 60 - 400
    sessions = [
        Session(
            activity=activities[n % 50], district=district, capacity=PLACES,
            starts_at=now + dt.timedelta(minutes=60 + n * minutes // SESSIONS),
            ends_at=now + dt.timedelta(minutes=150 + n * minutes // SESSIONS),
        )
        for n in range(SESSIONS)
    ]  # fmt: skip
    enrolments = []
    for session in sessions:
        joined = chance.sample(people, chance.randrange(5, PLACES + 1))
        session.taken = len(joined)
        enrolments += [
            Enrolment(session=session, person=person, state="joined", joined_at=now)
            for person in joined
        ]
    Session.objects.bulk_create(sessions)
    finding.put_activities(activities, now)
    Enrolment.objects.bulk_create(enrolments, batch_size=1000)
    return {
        "agenda": reverse("portal:agenda"),
        "detail": reverse("portal:session", args=[sessions[7].pk]),
        "enrolments": len(enrolments),
        "cookie": _signed_in(people[0]),
    }


def _signed_in(person: Person) -> str:
    """Sign a person in and give the cookie of the session."""
    account = Account.objects.filter(person=person).first() or Account.objects.create(
        person=person, email=f"{person.pk}@example.org"
    )
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def statements(*paths: str) -> dict[str, int]:
    """Count the statements of each page, for a visitor who has been here before."""
    client, counts = Client(HTTP_HOST="localhost"), {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        counts[path] = len(captured)
    return counts


def fill_race(people: str) -> dict[str, Any]:
    """Write people who are signed in, for a race."""
    now = clock.now()
    district = _district()
    runners = _people(district, int(people), now)
    cookies = [_signed_in(person) for person in runners]
    return {"cookies": cookies, "people": [str(person.pk) for person in runners]}


def new_races(places: str, count: str) -> list[dict[str, str]]:
    """Write sessions with some places each."""
    now = clock.now()
    district = District.objects.get(code="WK999801")
    activity = Activity.objects.create(
        title="Samen eten", theme="eat", district=district, capacity=int(places),
        created_at=now, changed_at=now,
    )  # fmt: skip
    sessions = [
        Session.objects.create(
            activity=activity, district=district, capacity=int(places),
            starts_at=now + dt.timedelta(days=n), ends_at=now + dt.timedelta(days=n, hours=2),
        )
        for n in range(1, int(count) + 1)
    ]  # fmt: skip
    return [
        {"id": str(session.pk), "join": reverse("portal:join_session", args=[session.pk])}
        for session in sessions
    ]


def race_results(*session_ids: str) -> list[dict[str, int]]:
    """Count who is in, by the counter and by the list."""
    found = Session.objects.in_bulk([uuid.UUID(number) for number in session_ids])
    sessions = [found[uuid.UUID(number)] for number in session_ids]
    return [
        {
            "taken": session.taken,
            "joined": session.enrolments.filter(state=Enrolment.State.JOINED).count(),
        }
        for session in sessions
    ]


def who_is_in(*session_ids: str) -> list[list[str]]:
    """Name who is in by number, and hold the list against counter and journal."""
    found = []
    for session in (Session.objects.get(pk=number) for number in session_ids):
        here = session.enrolments.filter(state=Enrolment.State.JOINED)
        people = [str(number) for number in here.values_list("person", flat=True)]
        lines = JournalEntry.objects.filter(action="join_session", object_id=str(session.pk))
        counts = (len(people), session.taken, lines.count())
        assert len(set(counts)) == 1, counts
        found.append(people)
    return found


def cookie_names() -> dict[str, str]:
    """Name the cookies a browser would send."""
    return {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}


def districts() -> dict[str, Any]:
    """Name all districts, with the address of the agenda and of a session in each."""
    now = clock.now()
    found = {}
    for district in District.objects.order_by("code"):
        coming = Session.objects.filter(district=district, starts_at__gt=now).order_by("starts_at")
        session = coming.first()
        found[district.code] = {
            "agenda": f"{reverse('portal:agenda')}?wijk={district.code}",
            "session": reverse("portal:session", args=[session.pk]) if session else "",
            "map": f"{reverse('portal:services')}?wijk={district.code}",
            "area": reverse("portal:district", args=[district.code]),
            "week": coming.filter(starts_at__lt=now + dt.timedelta(days=7)).count(),
        }
    return found


def expand_series(activities: str, count: str) -> dict[str, Any]:
    """Make two years of sessions of so many series in one night, with two people in each."""
    now = clock.now()
    district = _district()
    words = {"district": district, "theme": "move", "capacity": PLACES}
    rows = [
        Activity(title=f"Activiteit {place}", created_at=now, changed_at=now, **words)
        for place in range(int(activities))
    ]
    Activity.objects.bulk_create(rows, batch_size=2000)
    today = timezone.localtime(now).date()
    rhythms = [choice for choice in Series.Rhythm.values if choice != Series.Rhythm.CHOSEN]
    series = [
        Series(
            activity=rows[place], rhythm=rhythms[place % len(rhythms)], clock=dt.time(10),
            first_on=today + dt.timedelta(days=place % 28), minutes=90, created_at=now,
            planned_until=today,
        )
        for place in range(int(count))
    ]  # fmt: skip
    Series.objects.bulk_create(series)
    people = _people(district, 2, now)
    SeriesEnrolment.objects.bulk_create(
        SeriesEnrolment(series=one, person=person, joined_at=now)
        for one in series
        for person in people
    )
    took = []
    for _night in range(2):
        began = time.perf_counter()
        planning_ahead.plan_ahead(now=now, ahead=dt.timedelta(days=730))
        took.append(time.perf_counter() - began)
    return {"sessions": Session.objects.count(), "seconds": took[0], "again": took[1]}


ELSEWHERE = (
    search_quality,
    search_speed,
    fill_feeds,
    fill_week,
    help_page,
    fullest_week,
    weekly_agenda,
    path_page,
    reminders_of_a_day,
)


def main(name: str, *arguments: str) -> None:
    """Call one function by name and print its answer."""
    print(json.dumps(globals()[name](*arguments)))
