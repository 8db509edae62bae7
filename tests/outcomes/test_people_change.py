"""People move, object, answer late or to other words, and clocks run ahead: who is counted then."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.factories import helping, paths, people
from tests.factories.people import MOMENT
from tests.outcomes.small_region import DAY, JUNE, NOW, Town
from wijkschakel.activities.models import Feedback
from wijkschakel.outcomes.actions import saying
from wijkschakel.outcomes.disclosure.frames import Frame
from wijkschakel.outcomes.models import Objection, PublishedTable
from wijkschakel.outcomes.queries.facts import measures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    monkeypatch.setattr(saying, "nearly_the_same", lambda *_: {})  # each table on its own


@pytest.fixture
def town(db):
    """Give a region in which sixty people took part."""
    made = Town()
    made.here = [*made.people(30), *made.people(30, district=1)]
    made.meet(made.here)
    return made


def everybody(town, topic="taking-part", **which):
    """Give how many people of the region are told."""
    return town.told(topic, **which).get(("proef", "all"))


def test_who_moved_away_and_objects_is_counted_no_more(town):
    town.publish()
    away = people.make_person().district
    for person in town.here[:12]:
        person.district, person.neighbourhood = away, None
        person.save()
    town.publish(NOW + DAY)
    assert everybody(town) == 60  # they were here when the year began
    for person in town.here[:12]:
        Objection.objects.create(person=person, made_at=NOW)
    town.publish(NOW + 2 * DAY)
    assert everybody(town) == 48


def test_what_a_clock_that_runs_ahead_wrote_down_is_not_counted_yet(town):
    ahead = NOW + 5 * DAY
    session = town.activity.sessions.get()
    for number, person in enumerate(town.here):
        later = number % 30 >= 12
        goal = paths.make_goal(person, now=MOMENT)
        goal.made_at = ahead if later else MOMENT
        goal.save()
        helping.make_request(person, "meal", now=ahead if later else MOMENT)
        Feedback.objects.create(
            session=session, person=person, face="good", given_at=ahead if later else JUNE
        )
    in_june = [*town.here[:12], *town.here[30:42]]
    town.answer(in_june, 2, JUNE)
    town.answer([who for who in town.here if who not in in_june], 2, ahead)
    town.publish()
    told = [everybody(town, topic, name="by_answer") for topic in ("goals", "asked")]
    assert told == [24, 24]
    quarter = {"period": "2026-Q4", "name": "by_answer"}
    assert everybody(town, "satisfied-residents", **quarter) is None
    assert everybody(town, "answers-perceived-health.health", **quarter) is None
    town.publish(ahead + DAY)  # the moment has come
    assert everybody(town, "goals", name="by_answer") == 60
    assert everybody(town, "answers-perceived-health.health", **quarter) == 36


def test_an_answer_to_words_that_nobody_agreed_on_is_not_counted(town):
    town.answer(town.here, 2, JUNE, wording="x" * 64)
    town.publish()
    assert not PublishedTable.objects.filter(topic__startswith="answers-").exists()


def test_who_came_before_and_was_written_down_late_is_counted_in_that_week(town):
    town.publish()
    late = town.people(40)
    town.meet(late, JUNE - 21 * DAY, joined_at=NOW)  # marked months after they were there
    town.publish(NOW + DAY)
    assert everybody(town) == 100
    weeks = town.told("weeks", name="by_answer")
    assert weeks["proef", "all"] == 100


def test_being_there_twice_in_a_week_is_one_week_of_one_person(town):
    for hour in (1, 2, 3):
        town.meet(town.here[:30], JUNE + dt.timedelta(hours=hour))
    town.meet(town.here[:15], JUNE + 7 * DAY)
    town.publish()
    assert everybody(town) == 60
    weeks = town.told("weeks", name="by_answer")
    assert {weeks["proef", "w1"], weeks["proef", "w2_4"]} <= {45, 15, None}
    assert weeks["proef", "all"] == 60


def test_a_table_that_is_divided_otherwise_waits_and_stops_no_other(town, monkeypatch):
    for person in town.here:
        paths.make_goal(person, now=MOMENT)
    town.publish()
    before = PublishedTable.objects.get(topic="goals", name="by_answer").body
    known = measures.wanted

    def divided(ground, found):
        """Give the goals of the region alone, as another version of the product might."""
        for one in known(ground, found):
            if one.key[0] == "goals":
                frame = Frame((ground.region_only(), one.measure.frame.trees[1]))
                table = replace(one.measure.tables[0], levels=((0,), (0, 1)))
                other = replace(one.measure, frame=frame, tables=(table,))
                yield replace(one, measure=other)
            else:
                yield one

    monkeypatch.setattr(measures, "wanted", lambda *given: list(divided(*given)))
    town.meet(town.people(40), JUNE + 7 * DAY)
    assert town.publish(NOW + DAY).state == "done"
    assert PublishedTable.objects.get(topic="goals", name="by_answer").body == before
    assert everybody(town) == 100
