"""Makes lessons, and who uses them, for tests."""

import datetime as dt
import itertools
from typing import Any

from tests.factories.people import MOMENT
from tests.factories.places import make_district
from wijkschakel.learning.actions.finding import find_or_drop
from wijkschakel.learning.models import Lesson, LessonParty, LessonUse
from wijkschakel.people.models import Organisation, Person

_number = itertools.count(1)
CAME = {"outcome": "failed", "came_of_it": "Niemand kwam. Het was te vroeg.", "told_at": MOMENT}


def make_lesson(author: Person | None = None, **changes: Any) -> Lesson:
    """Make a lesson that all can read and that is still being tried."""
    values: dict[str, Any] = {
        "title": f"Eten op de stoep {next(_number)}",
        "tries": "We zetten elke vrijdag een tafel buiten.",
        "expects": "Dat buren die elkaar niet kennen aanschuiven.",
        "until_on": (MOMENT + dt.timedelta(days=30)).date(),
        "level": "resident",
        "block": "learning",
        "principles": ["working_together"],
        "author": author,
        "state": Lesson.State.PUBLISHED,
        "made_at": MOMENT,
        "edited_at": MOMENT,
        "published_at": MOMENT,
    }
    values |= changes
    if values["state"] == Lesson.State.DRAFT:
        values["published_at"] = None
    values["district"] = values.get("district") or make_district()
    lesson = Lesson.objects.create(**values)
    find_or_drop(lesson)
    return lesson


def make_party(lesson: Lesson, organisation: Organisation) -> LessonParty:
    """Let an organisation have tried it along."""
    return LessonParty.objects.create(lesson=lesson, organisation=organisation)


def make_use(lesson: Lesson, **changes: Any) -> LessonUse:
    """Let an organisation or initiative use it."""
    return LessonUse.objects.create(lesson=lesson, **{"since": MOMENT} | changes)
