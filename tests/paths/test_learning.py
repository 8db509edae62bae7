"""What somebody learned: noted at the desk, ticked off by oneself, sealed, taken along, wiped."""

import datetime as dt

import pytest
from django.db import connection

from tests.factories.people import MOMENT
from wijkschakel.base.models import JournalEntry
from wijkschakel.paths import privacy
from wijkschakel.paths.actions import learning, owning
from wijkschakel.paths.actions.learning import Followed
from wijkschakel.paths.actions.refusing import MayNotManage
from wijkschakel.paths.models import CourseRecord
from wijkschakel.paths.queries import learning as queries
from wijkschakel.paths.rules import courses
from wijkschakel.support.actions import offers, trained
from wijkschakel.support.models import Check

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = MOMENT.date()
FOLLOWED = Followed(
    "Luisteren in de wijk", "Buurthuis Kanarie", ("borders", "x", "together"), "EHBO"
)


def note(person, by, followed=FOLLOWED, on=TODAY):
    return learning.note_course(
        person=person, followed=followed, followed_on=on, valid_until=on + 365 * DAY, by=by,
        now=MOMENT,
    )  # fmt: skip


def mark(person, lesson, is_done=True, by=None):
    return learning.mark_lesson(
        person=person, lesson=lesson, is_done=is_done, by=by or person, now=MOMENT
    )


def test_the_desk_notes_which_by_whom_until_when_and_what_and_noting_it_again_is_once(fatma, noor):
    note(fatma, noor)
    note(fatma, noor)
    [one] = queries.records_of(fatma)
    assert (one.title, one.given_by, one.more) == (FOLLOWED.title, FOLLOWED.given_by, "EHBO")
    assert (one.lessons, one.is_own) == (("together", "borders"), False)
    assert one.valid_until == TODAY + 365 * DAY


@pytest.mark.parametrize("who", ["fatma", "anke", "sam"])
def test_nobody_but_a_coordinator_of_the_district_notes_a_training(fatma, request, who):
    with pytest.raises(MayNotManage):
        note(fatma, request.getfixturevalue(who))
    assert CourseRecord.objects.count() == 0


def test_lessons_are_ticked_off_by_oneself_only_and_make_nobody_a_partner(fatma, noor):
    for lesson in ("listening", "together", "listening"):
        mark(fatma, lesson)
    assert queries.lessons_done(fatma) == ("together", "listening")
    assert queries.partner_of(fatma) is None
    mark(fatma, "together", is_done=False)
    assert queries.lessons_done(fatma) == ("listening",)
    mark(fatma, "listening", is_done=False)
    assert CourseRecord.objects.count() == 0
    with pytest.raises(owning.NotYourPath):
        mark(fatma, "listening", by=noor)
    with pytest.raises(owning.NothingWritten):
        mark(fatma, "no-such-lesson")


def test_a_copy_of_the_database_shows_neither_the_training_nor_who_gave_it(fatma, noor):
    note(fatma, noor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM paths_courserecord")
        [[stored]] = cursor.fetchall()
    assert stored
    assert not any(word in stored for word in ("Luisteren", "Kanarie", "EHBO", "borders"))


def test_it_is_taken_along_wiped_and_kept_no_longer_than_it_was_said(fatma, noor):
    note(fatma, noor)
    mark(fatma, "listening")
    told = privacy.export(fatma)["courses"]
    assert [row["is_own"] for row in told] == [False, True]
    assert told[0]["content"]["given_by"] == "Buurthuis Kanarie"
    for days, left in ((729, 2), (730, 0)):
        privacy.retention(MOMENT + days * DAY)
        assert CourseRecord.objects.count() == left
    note(fatma, noor)
    mark(fatma, "listening")
    privacy.erase(fatma, MOMENT)
    assert CourseRecord.objects.count() == 0


def test_the_lessons_are_whole_in_both_languages_and_have_a_licence():
    course = courses.talking()
    assert (len(course.lessons), bool(course.licence), bool(course.licence_url)) == (6, True, True)
    texts = [course.title, course.intro]
    for one in course.lessons:
        assert len(one.read) >= 2
        assert len(one.steps) == 3
        texts += [one.title, *one.read, one.exercise, *one.steps, one.remember]
    assert all(text[code].strip() for text in texts for code in ("nl", "en"))


def told(person):
    return list(Check.objects.filter(person=person).values_list("kind", "seen_by", "until_on"))


def tell(person, is_told=True, by=None):
    learning.tell_course(person=person, is_told=is_told, by=by or person, now=MOMENT)


def test_who_did_all_lessons_may_let_it_be_told_and_takes_it_back(fatma, noor):
    lessons = [lesson.id for lesson in courses.talking().lessons]
    for lesson in lessons[:-1]:
        mark(fatma, lesson)
    with pytest.raises(learning.NotAllLessons):
        tell(fatma)
    mark(fatma, lessons[-1])
    assert told(fatma) == []
    with pytest.raises(owning.NotYourPath):
        tell(fatma, by=noor)
    for _twice in range(2):
        tell(fatma)
    assert told(fatma) == [("conversation", None, TODAY + 365 * DAY)]
    tell(fatma, is_told=False)
    assert told(fatma) == []
    tell(fatma)
    mark(fatma, lessons[2], is_done=False)
    assert told(fatma) == []
    actions = ["tell_trained", "take_back_trained"]
    lines = JournalEntry.objects.filter(about=fatma.pk, action__in=actions)
    assert lines.count() == 5
    assert not any(set(line.details) - {"kind"} for line in lines)


def test_what_the_desk_noted_counts_as_long_as_it_is_valid(fatma, noor):
    lessons = tuple(lesson.id for lesson in courses.talking().lessons)
    note(fatma, noor, Followed("Gesprekken voeren", "", lessons))
    tell(fatma)
    assert told(fatma) == [("conversation", None, TODAY + 365 * DAY)]
    assert queries.trained_until(fatma, TODAY + 364 * DAY) == TODAY + 365 * DAY
    assert queries.trained_until(fatma, TODAY + 365 * DAY) is None


def test_nobody_notes_or_takes_back_for_another_what_only_the_helper_tells(fatma, noor):
    with pytest.raises(offers.NotAWitness):
        offers.note_check(
            person=fatma, kind="conversation", until_on=TODAY + DAY, by=noor, now=MOMENT
        )
    for kind, by in (("conversation", noor), ("vog", fatma)):
        with pytest.raises(offers.NotYourOffer):
            trained.tell_trained(person=fatma, kind=kind, until_on=TODAY + DAY, by=by, now=MOMENT)
        with pytest.raises(offers.NotYourOffer):
            trained.take_back_trained(person=fatma, kind=kind, by=by, now=MOMENT)
    assert told(fatma) == []
