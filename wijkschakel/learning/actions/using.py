"""Saying that a party does it too, and taking that back."""

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Initiative
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.learning.models import Lesson, LessonUse
from wijkschakel.learning.permissions import Party
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Person


class OwnLesson(Refused):
    """Who tried it does not count as another party."""

    def __init__(self) -> None:
        super().__init__(_("Dit is jullie eigen les. Gebruik telt alleen van anderen."))


class NotPublished(Refused):
    """It does not stand there any more."""

    def __init__(self) -> None:
        super().__init__(_("Deze les staat er niet meer. Er is niets bewaard."))


@transaction.atomic
def use_lesson(
    *, lesson: Lesson, party: Party, words: str, by: Person, now: dt.datetime
) -> LessonUse:
    """Say that a party does this too. Said twice is said once; who wrote the lesson hears it.

    :raises OwnLesson, NotPublished.
    """
    rows = Lesson.objects.select_for_update(of=("self",)).select_related("author")
    fresh = rows.filter(pk=lesson.pk, state=Lesson.State.PUBLISHED).first()
    if fresh is None:
        raise NotPublished
    if _is_their_own(fresh, party):
        raise OwnLesson
    whose = {"initiative" if isinstance(party, Initiative) else "organisation": party}
    same = fresh.uses.filter(ended_at__isnull=True, **whose).first()
    if same:
        return same
    use = LessonUse(lesson=fresh, words=words, since=now, **whose)
    use.save(force_insert=True)
    journal.record(action="use_lesson", now=now, by=by, thing=use)
    _tell_author(fresh, party, by, now)
    return use


def _is_their_own(lesson: Lesson, party: Party) -> bool:
    if isinstance(party, Initiative):
        return lesson.initiative_id == party.pk
    along = lesson.parties.filter(organisation=party)
    return lesson.organisation_id == party.pk or along.exists()


def _tell_author(lesson: Lesson, party: Party, by: Person, now: dt.datetime) -> None:
    if lesson.author is None or lesson.author == by:
        return
    with translation.override(people_queries.screen_language(lesson.author)):
        text = _("%(who)s gebruikt jullie les: %(title)s") % {
            "who": party.name, "title": lesson.title,
        }  # fmt: skip
    notices.give_notice(
        person=lesson.author, text=text, by=by, now=now, link=f"/leren/{lesson.pk}/"
    )


@transaction.atomic
def take_back_use(*, use: LessonUse, by: Person, now: dt.datetime) -> None:
    """Say that a party does it no longer; done twice changes nothing."""
    if LessonUse.objects.filter(pk=use.pk, ended_at__isnull=True).update(ended_at=now):
        journal.record(action="take_back_use", now=now, by=by, thing=use)
