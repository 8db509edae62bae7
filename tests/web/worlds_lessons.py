"""A lesson of Wil that the own initiative uses, and a draft, in the world of the walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import lessons

_DRAFT: Callable[[Any], dict[str, Any]] = lambda world: {"lesson_id": world.lesson_draft.pk}  # noqa: E731
ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "learn:publish_lesson": _DRAFT,
    "learn:discard_lesson": _DRAFT,
    "learn:take_back_use": lambda world: {
        "lesson_id": world.lesson.pk,
        "use_id": world.lesson_use.pk,
    },
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""
    wil = world.people["organiser"]
    words = {"district": world.district, "published_at": now, "made_at": now, "edited_at": now}
    world.lesson = lessons.make_lesson(wil, **words)
    world.lesson_use = lessons.make_use(world.lesson, initiative=world.initiative, since=now)
    world.lesson_draft = lessons.make_lesson(wil, **words | {"state": "draft"})
