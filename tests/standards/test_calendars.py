"""Calendars of the demonstration town, judged by icalendar and vobject; its feeds by feedparser."""

import datetime as dt
from collections.abc import Iterator

import feedparser
import pytest
import vobject
from icalendar import Calendar

from tests.client import Visitor, visitor
from tests.standards import town
from wijkschakel.activities.models import Session
from wijkschakel.activities.queries import upcoming_of
from wijkschakel.base import clock
from wijkschakel.people.actions import calendars
from wijkschakel.people.models import Person

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def _town(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Fill the town once for all tests here."""
    with django_db_blocker.unblock(), town.filled():
        yield


@pytest.fixture
def machine() -> Visitor:
    """Give a machine that asks."""
    return visitor()


def faults(text: str) -> list[str]:
    """Ask both validators, and look at what the standard asks of the lines."""
    found = [
        f"line of {len(line.encode())}" for line in text.split("\r\n") if len(line.encode()) > 75
    ]
    try:
        for component in vobject.readComponents(text):
            component.validate(raiseException=True)
    except vobject.base.VObjectError as error:
        found.append(str(error))
    parsed = Calendar.from_ical(text)
    for part in parsed.walk():
        found += [f"{part.name}: {error}" for error in part.errors]
        found += [f"{part.name} lacks {name}" for name in part.required if name not in part]
    return found


def addresses() -> list[str]:
    """Give every public calendar of the town, and that of who does most."""
    now = clock.now()
    coming = Session.objects.filter(ends_at__gt=now).order_by("starts_at")
    one = coming.first()
    busy = Person.objects.filter(enrolment__session__in=coming).first()
    key = calendars.make_calendar_link(person=busy, by=busy, now=now)
    activities = coming.values_list("activity", flat=True).distinct()[:5]
    return [
        "/agenda/agenda.ics",
        "/agenda/agenda.ics?wijk=WK990101&wat=bewegen&gratis=ja",
        "/agenda/agenda.ics?zoek=bestaatniet",
        f"/bijeenkomst/{one.pk}/bijeenkomst.ics",
        f"/mijn-week/{key}.ics",
        *(f"/activiteit/{pk}/activiteit.ics" for pk in sorted(set(activities))),
    ]


def test_icalendar_and_vobject_find_no_fault_in_any_calendar_of_the_town(machine):
    texts = {path: machine.get(path).content.decode() for path in addresses()}
    assert {path: found for path, text in texts.items() if (found := faults(text))} == {}
    assert texts["/agenda/agenda.ics"].count("BEGIN:VEVENT") > 300
    assert texts["/agenda/agenda.ics?zoek=bestaatniet"].count("BEGIN:VEVENT") == 0
    mine = next(text for path, text in texts.items() if path.startswith("/mijn-week/"))
    assert mine.count("BEGIN:VEVENT") > 0


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("\r\nUID:", "\r\nX-UID:"),
        ("\r\nDTSTAMP:2", "\r\nDTSTAMP:vandaag2"),
        ("\r\nVERSION:2.0", ""),
        ("SUMMARY:", "SUMMARY:" + "a" * 80),
    ],
)
def test_a_fault_in_a_calendar_is_noticed(machine, right, wrong):
    text = machine.get("/agenda/agenda.ics").content.decode()
    assert right in text
    assert faults(text.replace(right, wrong)) != []


def test_times_are_read_back_as_they_are_also_over_summer_time(machine):
    session = Session.objects.filter(ends_at__gt=clock.now()).first()
    for moment in ("2026-03-28T09:00", "2026-03-30T09:00", "2026-10-26T09:00"):
        start = dt.datetime.fromisoformat(f"{moment}:00+00:00")
        session.starts_at, session.ends_at = start, start + dt.timedelta(hours=1)
        session.save()
        text = machine.get(f"/bijeenkomst/{session.pk}/bijeenkomst.ics").content
        [event] = Calendar.from_ical(text).walk("VEVENT")
        assert event["DTSTART"].dt.astimezone(dt.UTC) == start
        assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(hours=1)


@pytest.mark.parametrize("path", ["/agenda/agenda.atom", "/agenda/agenda.atom?wijk=WK990101"])
def test_feedparser_reads_the_agenda_without_a_complaint(machine, path):
    feed = feedparser.parse(machine.get(path).content)
    assert not feed.bozo
    assert len(feed.entries) == 200
    assert all(one.id == one.link and one.title and one.updated for one in feed.entries)
    assert feedparser.parse(machine.get(path).content.replace(b"</entry>", b"", 1)).bozo


def test_every_activity_can_be_followed(machine):
    session = Session.objects.filter(starts_at__gt=clock.now(), state="planned").first()
    text = machine.get(f"/activiteit/{session.activity_id}/activiteit.ics").content.decode()
    coming = upcoming_of(session.activity, clock.now())
    assert all(f"UID:{one.pk}@wijkschakel" in text for one in coming)
