"""Lessons: theirs to take along; who wrote one is forgotten, what was learnt stays."""

import datetime as dt

from wijkschakel.base import search
from wijkschakel.learning.models import Lesson
from wijkschakel.learning.queries import KIND
from wijkschakel.people.models import Person

KEPT = dt.timedelta(days=365)
State = Lesson.State


def _moment(value: dt.datetime | None) -> str | None:
    return value.astimezone(dt.UTC).isoformat() if value else None


def export(person: Person) -> dict[str, object]:
    """Give the lessons somebody wrote."""
    rows = Lesson.objects.filter(author=person).order_by("made_at", "pk")
    return {
        "lessons": [
            {
                "title": row.title,
                "tries": row.tries,
                "expects": row.expects,
                "until_on": row.until_on.isoformat(),
                "outcome": row.outcome,
                "came_of_it": row.came_of_it,
                "otherwise": row.otherwise,
                "useful_for": row.useful_for,
                "state": row.state,
                "made_at": _moment(row.made_at),
                "published_at": _moment(row.published_at),
            }
            for row in rows
        ]
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Forget who wrote it. What only they saw goes; what others read stays."""
    mine = Lesson.objects.filter(author=person)
    mine.filter(state=State.DRAFT, organisation__isnull=True).delete()
    mine.update(author=None)


def retention(now: dt.datetime) -> dict[str, int]:
    """Throw away drafts nobody went on with, and what was withdrawn, after a year."""
    old = Lesson.objects.filter(state__in=[State.DRAFT, State.WITHDRAWN], edited_at__lte=now - KEPT)
    numbers = list(old.values_list("pk", flat=True))
    search.drop_all(KIND, numbers)
    old.delete()
    return {"lessons": len(numbers)}
