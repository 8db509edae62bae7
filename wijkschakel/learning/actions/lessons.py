"""Writing a lesson, placing it, telling what came of it, changing it and taking it back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Initiative
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.learning.actions.finding import find_or_drop
from wijkschakel.learning.models import Lesson, LessonParty
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District

State = Lesson.State


class NotThatState(Refused):
    """Somebody else was first: it was placed, withdrawn or thrown away."""

    def __init__(self) -> None:
        super().__init__(_("Deze les is net veranderd of weggehaald. Er is niets bewaard."))


@dataclass(frozen=True)
class Told:
    """What is tried, as a form gives it."""

    title: str
    tries: str
    expects: str
    until_on: dt.date
    level: str
    block: str
    principles: Sequence[str] = ()
    language: str = "nl"
    organisation: Organisation | None = None
    initiative: Initiative | None = None
    together: Sequence[Organisation] = ()


@dataclass(frozen=True)
class CameOfIt:
    """What came of it, as a form gives it."""

    outcome: str
    came_of_it: str
    otherwise: str = ""
    useful_for: str = ""


@transaction.atomic
def write_lesson(
    *, told: Told, district: District, by: Person, now: dt.datetime, key: uuid.UUID | None = None
) -> Lesson:
    """Write a draft, that only who wrote it and their organisation see.

    :param key: of the form; sent twice is one lesson.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    same = Lesson.objects.filter(key=key, author=by).first() if key else None
    if same:
        return same
    lesson = Lesson(district=district, author=by, made_at=now, key=key)
    _fill(lesson, told, now)
    lesson.save(force_insert=True)
    _write_parties(lesson, told)
    journal.record(action="write_lesson", now=now, by=by, thing=lesson)
    return lesson


def _fill(lesson: Lesson, told: Told, now: dt.datetime) -> None:
    for field in fields(told):
        if field.name != "together":
            setattr(lesson, field.name, getattr(told, field.name))
    lesson.principles = list(told.principles)
    lesson.edited_at = now
    if lesson.is_published:
        lesson.changed_at = now


def _write_parties(lesson: Lesson, told: Told) -> None:
    """Write anew who tried it along; who tells it is not said twice."""
    wanted = [one for one in told.together if one != told.organisation]
    lesson.parties.exclude(organisation__in=wanted).delete()
    have = set(lesson.parties.values_list("organisation", flat=True))
    LessonParty.objects.bulk_create(
        LessonParty(lesson=lesson, organisation=one) for one in wanted if one.pk not in have
    )


def _locked(lesson: Lesson, *states: str) -> Lesson:
    """Give the lesson as it is now, for this write only.

    :raises NotThatState: it is in no such state any more.
    """
    rows = Lesson.objects.select_for_update(of=("self",)).select_related("district")
    fresh = rows.filter(pk=lesson.pk, state__in=states).first()
    if fresh is None:
        raise NotThatState
    return fresh


@transaction.atomic
def change_lesson(*, lesson: Lesson, told: Told, by: Person, now: dt.datetime) -> Lesson:
    """Say it better; of a published lesson the day of the change is shown."""
    fresh = _locked(lesson, State.DRAFT, State.PUBLISHED)
    _fill(fresh, told, now)
    fresh.save()
    _write_parties(fresh, told)
    find_or_drop(fresh)
    journal.record(action="change_lesson", now=now, by=by, thing=fresh)
    return fresh


@transaction.atomic
def tell_outcome(*, lesson: Lesson, came: CameOfIt, by: Person, now: dt.datetime) -> Lesson:
    """Tell what came of it: that it failed is as welcome as that it worked."""
    fresh = _locked(lesson, State.DRAFT, State.PUBLISHED)
    for field in fields(came):
        setattr(fresh, field.name, getattr(came, field.name))
    fresh.told_at = fresh.told_at or now
    fresh.edited_at = now
    if fresh.is_published:
        fresh.changed_at = now
    fresh.save()
    find_or_drop(fresh)
    journal.record(
        action="tell_outcome", now=now, by=by, thing=fresh, details={"outcome": came.outcome}
    )
    return fresh


@transaction.atomic
def publish_lesson(*, lesson: Lesson, by: Person, now: dt.datetime) -> Lesson:
    """Put a draft where everybody reads it."""
    fresh = _locked(lesson, State.DRAFT)
    fresh.state, fresh.published_at, fresh.edited_at = State.PUBLISHED, now, now
    fresh.save()
    find_or_drop(fresh)
    journal.record(action="publish_lesson", now=now, by=by, thing=fresh)
    return fresh


@transaction.atomic
def withdraw_lesson(*, lesson: Lesson, why: str, by: Person, now: dt.datetime) -> Lesson:
    """Take a lesson back; its place and the reason stay for a year. Who wrote it hears it."""
    fresh = _locked(lesson, State.PUBLISHED)
    fresh.state, fresh.withdrawn_at, fresh.why_withdrawn = State.WITHDRAWN, now, why
    fresh.edited_at = now
    fresh.save()
    find_or_drop(fresh)
    journal.record(action="withdraw_lesson", now=now, by=by, thing=fresh)
    if fresh.author and fresh.author != by:
        with translation.override(people_queries.screen_language(fresh.author)):
            text = _("Je les is ingetrokken: %(title)s") % {"title": fresh.title}
        notices.give_notice(
            person=fresh.author, text=text, by=by, now=now, link=f"/leren/{fresh.pk}/"
        )
    return fresh


@transaction.atomic
def discard_draft(*, lesson: Lesson, by: Person, now: dt.datetime) -> None:
    """Throw a draft away."""
    fresh = _locked(lesson, State.DRAFT)
    journal.record(action="discard_draft", now=now, by=by, thing=fresh)
    fresh.delete()
