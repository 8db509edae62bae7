"""The seven of a life and the way from knowing to doing: as groups, by consent, never as one."""

import pytest

from tests.factories.people import MOMENT
from tests.outcomes.small_region import DAY, JUNE, NOW, Town, grant
from wijkschakel.outcomes.actions import work as works
from wijkschakel.outcomes.disclosure import agreed
from wijkschakel.outcomes.disclosure.catalogue import Measure, Table
from wijkschakel.outcomes.disclosure.frames import Frame, Tree, flat
from wijkschakel.outcomes.models import Objection, PublishedTable
from wijkschakel.paths.models import Conversation, ConversationPartner, CourseRecord, Measurement

pytestmark = pytest.mark.django_db
SEVEN = "answers-seven-outcomes.own"
KNOWS = "answers-knows-the-movement.knows"


@pytest.fixture
def town(db):
    """Fifty people of two districts."""
    made = Town()
    made.near, made.far = made.people(30), made.people(20, district=1)
    return made


def may_count(*people):
    """Let what these people answered count."""
    rows = Measurement.objects.filter(path__person__in=people)
    rows.update(is_counted=True)


def test_the_seven_are_told_of_groups_and_only_of_who_said_that_they_may_count(town):
    town.answer(town.near, 8, JUNE, pack="seven-outcomes", item="own")
    town.answer(town.far, 4, JUNE, pack="seven-outcomes", item="own")
    town.publish()
    assert not PublishedTable.objects.filter(topic=SEVEN).exists()
    may_count(*town.near[:24], *town.far)
    Objection.objects.create(person=town.near[0], made_at=JUNE)
    Objection.objects.create(person=town.near[1], made_at=JUNE)
    town.publish()
    told = town.told(SEVEN, "2026-Q2")
    assert told == {
        ("proef", "all"): 42, ("proef", "good"): 22, ("proef", "rest"): 20,
        (town.node(0), "all"): 22, (town.node(0), "good"): None, (town.node(0), "rest"): None,
        (town.node(1), "all"): 20, (town.node(1), "good"): None, (town.node(1), "rest"): None,
    }  # fmt: skip


def test_fewer_than_ten_who_may_count_say_nothing(town):
    town.answer(town.near, 8, JUNE, pack="seven-outcomes", item="own")
    may_count(*town.near[:9])
    town.publish()
    assert town.told(SEVEN, "2026-Q2") == {}


def train(people, until):
    """Let people have a training."""
    ConversationPartner.objects.bulk_create(
        ConversationPartner(
            person=person, trained_on=MOMENT.date(), valid_until=until, changed_at=MOMENT
        )
        for person in people
    )


def work(people, resident):
    """Let each hold a conversation in June."""
    Conversation.objects.bulk_create(
        Conversation(resident=resident, partner=person, card="happiness", state="held",
                     planned_at=JUNE, made_at=JUNE, changed_at=JUNE)
        for person in people
    )  # fmt: skip


def test_from_knowing_to_doing_is_told_of_residents_and_professionals_apart(town):
    workers = town.near[:11]
    for person in workers:
        grant(person, "professional", town.districts[0])
    town.answer([*workers, *town.far], 1, JUNE, pack="knows-the-movement", item="knows")
    train([*town.near[11:], *town.far[:3]], (NOW + DAY).date())
    train(town.far[3:], (NOW - DAY).date())
    CourseRecord.objects.bulk_create(
        CourseRecord(person=person, is_own=own, content="{}", followed_on=MOMENT, changed_at=MOMENT)
        for own, people in ((False, workers), (True, town.far[3:])) for person in people
    )  # fmt: skip
    work(town.near[18:], town.far[19])
    town.publish()
    assert town.told("moving-residents", name="by_answer") == {
        ("proef", "all"): 22, ("proef", "trained"): 10, ("proef", "at_work"): 12,
    }  # fmt: skip
    assert town.told("moving-professionals", name="by_answer") == {
        ("proef", "all"): 11, ("proef", "trained"): None, ("proef", "at_work"): None,
    }  # fmt: skip
    knows = town.told(KNOWS, "2026-Q2", "by_area")
    assert knows["proef", "all"] == 20
    know = town.told("professionals-know", "2026-Q2", "by_answer")
    assert know["proef", "all"] == 11
    assert not PublishedTable.objects.filter(topic="trained").exists()


def test_a_few_professionals_are_nowhere_and_residents_are_still_told(town):
    for person in town.near[:6]:
        grant(person, "professional", town.districts[0])
    town.answer([*town.near, *town.far], 1, JUNE, pack="knows-the-movement", item="knows")
    train(town.near, (NOW + DAY).date())
    town.publish()
    assert town.told("moving-residents", name="by_answer")["proef", "all"] == 24
    assert town.told(KNOWS, "2026-Q2", "by_area")["proef", "all"] == 44
    topics = set(PublishedTable.objects.values_list("topic", flat=True))
    assert topics & {"moving-professionals", "professionals-know", "trained"} == set()


def test_where_the_trained_were_told_apart_this_year_it_waits_for_the_next(town):
    train(town.near, (NOW + DAY).date())
    frame = Frame((Tree("area", "proef", {}), flat("answer", "all", ())))
    known = Measure("trained", "2026", frame, (Table("by_area", ((0,), (0,))),))
    agreed.add(works.folder_of(town.region) / "published", [known])
    town.publish()
    assert town.told("moving-residents", name="by_answer") == {}
