"""What somebody learned: noted at the desk, and lessons that people tick off for themselves."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import permissions, rules
from wijkschakel.paths.actions import owning
from wijkschakel.paths.actions.following import content_of
from wijkschakel.paths.actions.refusing import MayNotManage
from wijkschakel.paths.models import CourseRecord
from wijkschakel.paths.queries import learning as queries
from wijkschakel.paths.rules import courses
from wijkschakel.people.models import Person
from wijkschakel.support.actions import trained
from wijkschakel.support.models import Check


class NotAllLessons(Refused):
    """Trained is who did all lessons."""

    def __init__(self) -> None:
        super().__init__(_("Je hebt nog niet alle lessen gedaan. Er is niets veranderd."))


@dataclass(frozen=True)
class Followed:
    """A training somebody followed: which, by whom it was given, and what it was about."""

    title: str
    given_by: str = ""
    lessons: Sequence[str] = ()
    more: str = ""


@transaction.atomic
def note_course(
    *,
    person: Person,
    followed: Followed,
    followed_on: dt.date,
    valid_until: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> CourseRecord:
    """Note at the desk which training somebody followed. The same one on the same day is once.

    :raises MayNotManage: not a coordinator of where this person lives.
    """
    if not permissions.may_manage_partners(by, person.district, now):
        raise MayNotManage
    content = content_of(
        title=rules.clean_words(followed.title)[:120],
        given_by=rules.clean_words(followed.given_by)[:120],
        lessons=courses.talking().known(followed.lessons) or None,
        more=rules.clean_words(followed.more)[:500],
    )
    made = _same(person, followed.title, followed_on) or CourseRecord(person=person)
    made.content, made.followed_on, made.valid_until = content, followed_on, valid_until
    made.changed_at = now
    made.save()
    journal.record(action="note_course", now=now, by=by, about=person, thing=made)
    return made


def _same(person: Person, title: str, followed_on: dt.date) -> CourseRecord | None:
    rows = CourseRecord.objects.filter(person=person, is_own=False, followed_on=followed_on)
    found = (row for row in rows if queries.read(row).title == rules.clean_words(title)[:120])
    return next(found, None)


@transaction.atomic
def mark_lesson(
    *, person: Person, lesson: str, is_done: bool, by: Person, now: dt.datetime
) -> CourseRecord | None:
    """Tick a lesson off for oneself, or not any more. Nobody has to, and nobody is told.

    :raises NotYourPath: somebody else's lessons.
    """
    if by.pk != person.pk:
        raise owning.NotYourPath
    course = courses.talking()
    if lesson not in course.known([lesson]):
        raise owning.NothingWritten
    rows = CourseRecord.objects.select_for_update(of=("self",), no_key=True)
    mine = rows.filter(person=person, is_own=True).first()
    if mine is not None:
        owning.read_first(mine, "content")
    done = set(queries.read(mine).lessons) if mine else set()
    done = done | {lesson} if is_done else done - {lesson}
    if not is_done:
        trained.take_back_trained(person=person, kind=Check.Kind.TALKING, by=by, now=now)
    if not done:
        if mine is not None:
            mine.delete()
        return None
    today = timezone.localdate(now)
    mine = mine or CourseRecord(person=person, is_own=True, followed_on=today)
    mine.content = content_of(title=course.title["nl"], lessons=course.known(done))
    mine.changed_at = now
    mine.save()
    journal.record(action="mark_lesson", now=now, by=by, about=person, thing=mine)
    return mine


@transaction.atomic
def tell_course(*, person: Person, is_told: bool, by: Person, now: dt.datetime) -> None:
    """Let coordinators and the matching know that one is trained, or not any more.

    They hear that somebody is trained and until when; which lesson was done when stays one's own.

    :raises NotYourPath: somebody else's lessons.
    :raises NotAllLessons: some are left to do.
    """
    if by.pk != person.pk:
        raise owning.NotYourPath
    kind = Check.Kind.TALKING
    if not is_told:
        trained.take_back_trained(person=person, kind=kind, by=by, now=now)
        return
    until_on = queries.trained_until(person, timezone.localdate(now))
    if until_on is None:
        raise NotAllLessons
    trained.tell_trained(person=person, kind=kind, until_on=until_on, by=by, now=now)
