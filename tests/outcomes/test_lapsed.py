"""What is forgotten in time makes no figure better than it was."""

from collections import Counter

import pytest

from tests.factories import helping
from tests.outcomes.small_region import DAY, JUNE, NOW, Town
from wijkschakel.activities.models import Feedback
from wijkschakel.activities.privacy import whole_series
from wijkschakel.outcomes.actions import saying, work
from wijkschakel.outcomes.cube import filing
from wijkschakel.outcomes.models import Objection, PublishedTable
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.countable import ASKED
from wijkschakel.support.models import HelpRequest
from wijkschakel.support.privacy import helping as forgetting
from wijkschakel.upkeep import privacy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    monkeypatch.setattr(saying, "nearly_the_same", lambda *_: {})  # each table on its own


@pytest.fixture
def town(db):
    """Sixty people asked in June: to a third nobody answered, a third came together."""
    made = Town()
    made.here = [*made.people(30), *made.people(30, district=1)]
    made.meet(made.here)
    for number, person in enumerate(made.here):
        request = helping.make_request(person, "meal", now=JUNE)
        if number % 3 == 1:
            request.state, request.ended_at, request.ended_how = "closed", JUNE, "helped"
        elif number % 3 == 2:
            request.state, request.ended_at = "together", JUNE
        request.save()
    made.alone = made.here[::3]
    return made


def asked(town):
    """Give who asked, and what became of it."""
    told = town.told("asked", name="by_answer")
    return [told["proef", answer] for answer in ("all", "met", "together", "open")]


def counted(town):
    """Give how many people were counted, by what became of what they asked."""
    states = filing.known_states(work.folder_of(town.region) / "2026", "asked.2026")
    return Counter(ASKED[code] for _week, code in states.values())


def forget(now):
    """Let the night forget what was kept long enough."""
    whole_series.retention(now)
    return forgetting.retention(now)


def test_who_was_never_answered_still_asked_when_the_request_is_forgotten(town):
    town.publish(JUNE + DAY)
    assert asked(town) == [60, 20, 20, 20]
    later = JUNE + 95 * DAY
    forget(later)
    assert HelpRequest.objects.count() == 40
    for night in (later, later + DAY):
        town.meet(town.people(1), night - DAY)  # something else is new
        town.publish(night)
        assert asked(town) == [60, 20, 20, 20]  # and not forty of forty
        assert counted(town) == {"met": 20, "together": 20, "open": 20}
    town.publish(JUNE + 220 * DAY)  # the year is over: what was told stays, the numbers go
    assert asked(town) == [60, 20, 20, 20]
    assert counted(town) == {"met": 20, "together": 20}


def test_who_asks_again_wipes_or_objects_is_not_kept_as_unanswered(town):
    town.publish(JUNE + DAY)
    later = JUNE + 95 * DAY
    forget(later)
    again, objects, wipes = town.alone[:10], town.alone[10:15], town.alone[15:18]
    for person in again:
        request = helping.make_request(person, "meal", now=later)
        request.state, request.ended_at, request.ended_how = "closed", later, "helped"
        request.save()
    for person in objects:
        Objection.objects.create(person=person, made_at=later)
    for person in wipes:
        privacy.erase_person(person=person, by=None, now=later)
    town.publish(later + DAY)
    assert counted(town) == {"met": 30, "together": 20, "open": 2}


def test_what_was_said_of_a_quarter_stays_when_who_said_it_is_forgotten(town):
    session = town.activity.sessions.get()
    for number, person in enumerate(town.here):
        face = "good" if number % 3 else "bad"
        Feedback.objects.create(session=session, person=person, face=face, has_tie=True,
                                given_at=JUNE + number % 2 * 10 * DAY)  # fmt: skip
    town.publish()
    before = {
        (row.topic, row.name): row.body
        for row in PublishedTable.objects.filter(topic__regex="^(satisfied|face|ties)")
    }
    assert len(before) == 3
    following = JUNE + 370 * DAY
    forget(following)
    assert Feedback.objects.filter(person__isnull=False).count() == 30
    for who in (town.here[:20], town.here[40:]):  # a few say something this year too
        for person in who:
            Feedback.objects.create(session=town.meet([person], following - DAY), person=person,
                                    face="good", given_at=following - DAY)  # fmt: skip
    town.publish(following)
    now = {
        (row.topic, row.name): row.body
        for row in PublishedTable.objects.filter(topic__regex="^(satisfied|face|ties)")
        if row.period.startswith("2026")
    }
    assert now == before


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [("2026", "2025-12-31T23", "2026-12-31T23"), ("2026-Q1", "2025-12-31T23", "2026-03-31T22"),
     ("2026-Q4", "2026-09-30T22", "2026-12-31T23")],
)  # fmt: skip
def test_a_period_begins_and_ends_at_midnight_here(name, begin, end):
    span = periods.span_of(name)
    assert (span.begin.isoformat()[:13], span.end.isoformat()[:13]) == (begin, end)
    assert periods.span_of("2026").end > NOW
