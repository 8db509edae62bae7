"""Letting lessons be found by words."""

import datetime as dt
from collections.abc import Iterator

from django.utils import translation

from wijkschakel.base import search
from wijkschakel.learning.models import Block, Lesson, Level, Principle
from wijkschakel.learning.queries import KIND, published

BATCH = 500


def find_or_drop(lesson: Lesson) -> None:
    """Let a lesson be found as it is now, or no longer."""
    if lesson.is_published:
        search.put_all([entry(lesson)])
    else:
        search.drop(KIND, lesson.pk)


def entries(now: dt.datetime) -> Iterator[search.Entry]:
    """Give every lesson that can be found, to build the index anew."""
    for lesson in published().order_by("pk").iterator(BATCH):
        yield entry(lesson)


def entry(lesson: Lesson) -> search.Entry:
    """Say how a lesson is found."""
    with translation.override("nl"):
        words = [str(Level(lesson.level).label), str(Block(lesson.block).label)]
        words += [str(Principle(code).label) for code in lesson.principles]
        words += [str(lesson.get_outcome_display())] if lesson.outcome else []
    told = (lesson.expects, lesson.came_of_it, lesson.otherwise, lesson.useful_for)
    return search.Entry(
        kind=KIND, thing_id=lesson.pk, district_code=lesson.district.code, title=lesson.title,
        labels=tuple(words), summary=lesson.tries, body="\n".join(filter(None, told)),
        language=lesson.language, facets=(lesson.level, lesson.block),
    )  # fmt: skip
