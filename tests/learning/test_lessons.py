"""What is tried is written down, placed, told of and withdrawn; nobody stands in it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.factories.activities import make_activity, make_lead
from tests.factories.initiatives import make_initiative
from tests.factories.lessons import CAME, make_lesson, make_party, make_use
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_membership,
    make_organisation,
)
from wijkschakel.base import search
from wijkschakel.base.models import JournalEntry
from wijkschakel.learning import permissions, privacy, queries
from wijkschakel.learning.actions import lessons as actions
from wijkschakel.learning.actions import using
from wijkschakel.learning.models import Lesson
from wijkschakel.learning.queries import LessonWish
from wijkschakel.people.models import Notice

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TABLE = actions.Told(
    "Eten op de stoep", "Een tafel buiten, elke vrijdag.", "Dat buren aanschuiven.",
    MOMENT.date() + 30 * DAY, "resident", "learning", ["working_together", "ecosystem"],
)  # fmt: skip
FAILED = actions.CameOfIt("failed", "Niemand kwam.", "Later op de dag beginnen.", "Drukke straten")


@pytest.fixture
def draft(wil, district):
    return actions.write_lesson(told=TABLE, district=district, by=wil, now=MOMENT)


@pytest.fixture
def placed(draft, wil):
    return actions.publish_lesson(lesson=draft, by=wil, now=MOMENT + DAY)


def seen(wish=None):
    return {one.pk for one in queries.search_lessons(wish or LessonWish())}


def test_a_draft_is_seen_by_who_wrote_it_and_their_organisation_only(draft, wil, fatma, noor):
    assert seen() == set()
    assert queries.find_lesson(draft.pk, wil, MOMENT) == draft
    kade = make_organisation()
    Lesson.objects.filter(pk=draft.pk).update(organisation=kade)
    for other in (fatma, noor, None):
        assert queries.find_lesson(draft.pk, other, MOMENT) is None
    make_membership(fatma, kade)
    assert queries.find_lesson(draft.pk, fatma, MOMENT) == draft


def test_a_placed_lesson_is_for_all_and_the_day_of_a_change_is_kept(placed, wil):
    assert seen() == {placed.pk}
    assert placed.changed_at is None
    changed = actions.change_lesson(lesson=placed, told=TABLE, by=wil, now=MOMENT + 2 * DAY)
    assert changed.changed_at == MOMENT + 2 * DAY
    assert changed.published_at == MOMENT + DAY


def test_a_failure_is_told_as_well_as_a_success_and_can_be_found(placed, wil):
    actions.tell_outcome(lesson=placed, came=FAILED, by=wil, now=MOMENT + 3 * DAY)
    told = Lesson.objects.get()
    assert (told.outcome, told.told_at) == ("failed", MOMENT + 3 * DAY)
    assert seen(LessonWish(outcome="failed")) == {placed.pk}
    assert seen(LessonWish(outcome=queries.TRYING)) == set()
    assert seen(LessonWish(words="drukke straten")) == {placed.pk}
    entry = JournalEntry.objects.get(action="tell_outcome")
    assert entry.details == {"outcome": "failed"}
    again = actions.CameOfIt("partly", "Een paar.")
    actions.tell_outcome(lesson=told, came=again, by=wil, now=MOMENT + 4 * DAY)
    assert Lesson.objects.get().told_at == MOMENT + 3 * DAY


def test_a_withdrawn_lesson_is_gone_from_list_and_search_and_says_why(placed, noor, wil, fatma):
    why = "Het stond er dubbel."
    gone = actions.withdraw_lesson(lesson=placed, why=why, by=noor, now=MOMENT + 2 * DAY)
    assert seen() == set()
    assert list(search.matching("stoep", kind=queries.KIND)) == []
    assert queries.find_lesson(gone.pk, fatma, MOMENT).why_withdrawn == why
    notice = Notice.objects.get(person=wil)
    assert (notice.text, notice.link) == (
        "Je les is ingetrokken: Eten op de stoep", f"/leren/{gone.pk}/",
    )  # fmt: skip
    with pytest.raises(actions.NotThatState):
        actions.change_lesson(lesson=gone, told=TABLE, by=wil, now=MOMENT)
    with pytest.raises(actions.NotThatState):
        actions.publish_lesson(lesson=gone, by=wil, now=MOMENT)


def test_the_same_form_sent_twice_is_one_lesson(wil, district):
    key = make_lesson().pk
    for _time in range(2):
        actions.write_lesson(told=TABLE, district=district, by=wil, now=MOMENT, key=key)
    assert Lesson.objects.filter(author=wil).count() == 1


def test_what_was_placed_is_not_thrown_away_as_a_draft(draft, wil):
    actions.publish_lesson(lesson=draft, by=wil, now=MOMENT)
    with pytest.raises(actions.NotThatState):
        actions.discard_draft(lesson=draft, by=wil, now=MOMENT)
    assert Lesson.objects.count() == 1


def test_who_tells_it_does_not_stand_twice_and_who_stopped_is_gone(draft, wil):
    kade, kachel, school = (make_organisation() for _ in range(3))
    for along in ([kade, kachel], [kachel, school]):
        told = actions.Told(**vars(TABLE) | {"organisation": kade, "together": along})
        actions.change_lesson(lesson=draft, told=told, by=wil, now=MOMENT)
    assert {party.organisation for party in draft.parties.all()} == {kachel, school}


def test_writing_is_for_who_organises_works_or_coordinates_there(
    district, elsewhere, fatma, jan, wil, noor, anke, bas, sam
):
    def may(person):
        return permissions.may_write(person, district, MOMENT)

    assert [may(one) for one in (wil, noor, anke)] == [True, True, True]
    assert [may(one) for one in (fatma, jan, bas, sam, None)] == [False] * 5
    assert not permissions.may_write(wil, elsewhere, MOMENT)
    make_lead(make_activity(district=district), fatma)
    make_membership(jan, make_organisation(district=district))
    make_initiative(sam, district=district)
    assert [may(one) for one in (fatma, jan, sam)] == [True, True, True]


def test_only_whose_it_is_changes_it_and_the_coordinator_of_the_place(placed, wil, noor, jan, sam):
    grant_role(sam, "coordinator", sam.district)

    def may(person):
        return permissions.may_change(person, placed, MOMENT)

    assert [may(one) for one in (wil, noor)] == [True, True]
    assert [may(one) for one in (jan, sam, None)] == [False] * 3


def test_another_party_uses_it_and_who_wrote_it_hears_that(placed, jan, wil):
    kachel = make_organisation(name="De Kachel")
    more = {"words": "Elke dinsdag.", "by": jan, "now": MOMENT + 2 * DAY}
    for _time in range(2):
        use = using.use_lesson(lesson=placed, party=kachel, **more)
    assert queries.published().get().users == 1
    assert Notice.objects.get(person=wil).text == "De Kachel gebruikt jullie les: Eten op de stoep"
    using.take_back_use(use=use, by=jan, now=MOMENT + 3 * DAY)
    assert queries.published().get().users == 0
    using.use_lesson(lesson=placed, party=kachel, **more | {"now": MOMENT + 4 * DAY})
    assert queries.published().get().users == 1


def test_who_tried_it_does_not_count_as_another(placed, wil):
    along = make_organisation()
    make_party(placed, along)
    mine, own = make_organisation(), make_initiative(wil)
    Lesson.objects.filter(pk=placed.pk).update(organisation=mine, initiative=own)
    for party in (along, mine, own):
        with pytest.raises(using.OwnLesson):
            using.use_lesson(lesson=placed, party=party, words="", by=wil, now=MOMENT)
    found = queries.find_lesson(placed.pk, wil, MOMENT)
    assert queries.may_use_still(found, [along, mine, own]) == []


def test_a_draft_or_a_withdrawn_lesson_is_used_by_nobody(draft, jan):
    with pytest.raises(using.NotPublished):
        using.use_lesson(lesson=draft, party=make_organisation(), words="", by=jan, now=MOMENT)


def test_a_use_is_taken_back_by_who_leads_the_party_or_the_coordinator(placed, jan, fatma, noor):
    kachel = make_organisation()
    make_membership(jan, kachel)
    use = make_use(placed, organisation=kachel)

    def may(person):
        return permissions.may_take_back(person, use, MOMENT)

    assert [may(one) for one in (jan, noor)] == [True, True]
    assert [may(one) for one in (fatma, placed.author, None)] == [False] * 3


def test_what_is_asked_narrows_and_two_places_are_two_places(district, elsewhere):
    here = make_lesson(district=district, block="data", level="system", principles=["ict"])
    there = make_lesson(district=elsewhere, **CAME)
    assert seen() == {here.pk, there.pk}
    for wish in (
        LessonWish(district=district), LessonWish(block="data"), LessonWish(level="system"),
        LessonWish(principle="ict"), LessonWish(outcome=queries.TRYING),
    ):  # fmt: skip
        assert seen(wish) == {here.pk}
    assert seen(LessonWish(principle="ict", outcome="failed")) == set()


def test_what_waits_for_an_outcome_comes_first_in_ones_own_list(wil):
    day = MOMENT.date()
    fresh = make_lesson(wil, edited_at=MOMENT + DAY)
    waits = make_lesson(wil, until_on=day - DAY)
    told = make_lesson(wil, until_on=day - DAY, **CAME)
    assert queries.lessons_of(wil, MOMENT) == [waits, fresh, told]
    assert list(queries.waiting(MOMENT)) == [waits]
    assert list(queries.waiting(MOMENT - 2 * DAY)) == []


def test_who_wrote_it_is_forgotten_and_what_was_learnt_stays(placed, wil, district):
    own = actions.write_lesson(told=TABLE, district=district, by=wil, now=MOMENT)
    assert len(privacy.export(wil)["lessons"]) == 2
    privacy.erase(wil, MOMENT)
    assert [(one.pk, one.author) for one in Lesson.objects.all()] == [(placed.pk, None)]
    assert not Lesson.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"state": "published", "published_at": None},
        {"outcome": "failed", "told_at": MOMENT},
        {"state": "withdrawn", "withdrawn_at": MOMENT},
    ],
)
def test_the_database_refuses_half_a_lesson(district, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_lesson(district=district, **wrong)
