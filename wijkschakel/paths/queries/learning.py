"""What somebody learned, opened."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from wijkschakel.paths.models import ConversationPartner, CourseRecord
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.paths.rules import courses
from wijkschakel.people.models import Person

OWN_LASTS = dt.timedelta(days=365)


@dataclass(frozen=True)
class Record:
    """One training: which, by whom, when, until when, and what it was about."""

    title: str
    given_by: str
    lessons: tuple[str, ...]
    more: str
    followed_on: dt.date
    valid_until: dt.date | None
    is_own: bool


def read(row: CourseRecord, opened: Opened | None = None) -> Record:
    """Open a record."""
    part = (opened or Opened()).content(row)
    return Record(
        title=part.get("title", ""),
        given_by=part.get("given_by", ""),
        lessons=tuple(part.get("lessons", ())),
        more=part.get("more", ""),
        followed_on=row.followed_on,
        valid_until=row.valid_until,
        is_own=row.is_own,
    )


def records_of(person: Person) -> list[Record]:
    """Give what a person learned, the newest first; own lessons last."""
    opened = Opened()
    rows = CourseRecord.objects.filter(person=person).order_by("is_own", "-followed_on", "pk")
    return [read(row, opened) for row in rows]


def records_among(people: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Record]]:
    """Give the trainings that the desk noted of these people: one question for all of them."""
    opened = Opened()
    found: dict[uuid.UUID, list[Record]] = {}
    rows = CourseRecord.objects.filter(person__in=people, is_own=False)
    for row in rows.order_by("-followed_on", "pk"):
        found.setdefault(row.person_id, []).append(read(row, opened))
    return found


def lessons_done(person: Person | None) -> tuple[str, ...]:
    """Give the lessons that this person ticked off."""
    if person is None:
        return ()
    row = CourseRecord.objects.filter(person=person, is_own=True).first()
    return read(row).lessons if row else ()


def trained_until(person: Person, day: dt.date) -> dt.date | None:
    """Give until when somebody may be called trained: who did all lessons of our course.

    What the desk noted counts as long as it is valid; what people tick off themselves a year.
    """
    whole = {lesson.id for lesson in courses.talking().lessons}
    opened = Opened()
    lasts = [
        row.valid_until or day + OWN_LASTS
        for row in CourseRecord.objects.filter(person=person)
        if whole <= set(read(row, opened).lessons)
    ]
    return max((until for until in lasts if until > day), default=None)


def partner_of(person: Person) -> ConversationPartner | None:
    """Give this person as conversation partner."""
    return ConversationPartner.objects.filter(person=person).first()
