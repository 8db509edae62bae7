"""Makes activities, sessions and enrolments for tests."""

import datetime as dt
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district
from wijkschakel.activities import queries
from wijkschakel.activities.actions import finding
from wijkschakel.activities.models import Activity, Enrolment, Lead, SavedSearch, Session
from wijkschakel.activities.queries import Wish
from wijkschakel.people.models import Person

_number = itertools.count(1)
_waiting: list[list[Activity]] = []


@contextmanager
def found_together() -> Iterator[None]:
    """Let the activities that are made meanwhile be found afterwards: many at once go quicker."""
    _waiting.append([])
    try:
        yield
    finally:
        made = _waiting.pop()
    finding.put_activities(made, MOMENT)


def make_activity(**changes: Any) -> Activity:
    """Make a free activity of twelve places, in a district of its own unless told otherwise."""
    values = {
        "title": f"Samen wandelen {next(_number)}",
        "theme": Activity.Theme.MOVE,
        "price_cents": 0,
        "capacity": 12,
        "created_at": MOMENT,
        "changed_at": MOMENT,
    }
    values |= changes
    values.setdefault("district", None)
    values["district"] = values["district"] or make_district()
    activity = Activity.objects.create(**values)
    if _waiting:
        _waiting[-1].append(activity)
    else:
        finding.put_activities([activity], MOMENT)
    return activity


def make_session(**changes: Any) -> Session:
    """Make a session of two hours, the day after MOMENT, of an activity of its own."""
    activity = changes.pop("activity", None) or make_activity()
    starts_at = changes.pop("starts_at", MOMENT + dt.timedelta(days=1))
    values = {
        "activity": activity,
        "district": activity.district,
        "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(hours=2),
        "capacity": activity.capacity,
    }
    return Session.objects.create(**values | changes)


def make_enrolment(**changes: Any) -> Enrolment:
    """Put somebody on the list of a session, and count them."""
    session = changes.pop("session", None) or make_session()
    person = changes.pop("person", None) or make_person()
    values = {"state": Enrolment.State.JOINED, "joined_at": MOMENT}
    enrolment = Enrolment.objects.create(session=session, person=person, **values | changes)
    counter = {"joined": "taken", "waiting": "waiting"}.get(enrolment.state)
    if counter:
        setattr(session, counter, getattr(session, counter) + 1)
        session.save(update_fields=[counter])
    return enrolment


def make_lead(activity: Activity, person: Person, **changes: Any) -> Lead:
    """Let somebody lead an activity."""
    values = {"activity": activity, "person": person, "role": Lead.Role.LEAD, "since": MOMENT}
    return Lead.objects.create(**values | changes)


def make_search(person: Person, **changes: Any) -> SavedSearch:
    """Make a saved search for music, told by mail, in the district where the person lives."""
    query = changes.pop("query", "?wat=muziek")
    wish = Wish(start=MOMENT, end=MOMENT, themes=changes.pop("themes", ("music",)))
    wanted = {"wish": queries.kept_wish(wish), "walk": changes.pop("walk", None), "query": query}
    values = {"district": person.district, "since": MOMENT, "wanted": json.dumps(wanted)}
    return SavedSearch.objects.create(person=person, **values | changes)
