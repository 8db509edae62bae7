"""What the districts of Hazelrode tried and what came of it: also what failed, and what goes on."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from wijkschakel.activities.models import Initiative
from wijkschakel.base import search
from wijkschakel.learning.actions.finding import entry
from wijkschakel.learning.models import Lesson, LessonParty, LessonUse
from wijkschakel.learning.queries import KIND
from wijkschakel.upkeep.demo import store, texts
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.moments import today_in
from wijkschakel.upkeep.demo.residents import Town

ORGANISATION = "@"
AFTER = 20  # so many days after it was told somebody else began with it
Row = Mapping[str, Any]
State = Lesson.State


def write_lessons(town: Map, people: Town, now: dt.datetime) -> int:
    """Write the lessons, who tried them along and who uses them; give how many there are."""
    rows = texts.read("lessons")["lesson"]
    keys = [one["key"] for one in texts.read("initiatives")["initiative"]]
    there = Initiative.objects.in_bulk([demo_id("initiative", key) for key in keys])
    known = {key: there[demo_id("initiative", key)] for key in keys}
    lessons = [_lesson(row, town, people, known, now) for row in rows]
    store.add(lessons)
    store.add(_party(row, along, people) for row in rows for along in row.get("along", ()))
    store.add(_use(row, said, people, known, now) for row in rows for said in row.get("used", ()))
    search.put_all(entry(one) for one in lessons if one.is_published)
    return len(lessons)


def _lesson(
    row: Row, town: Map, people: Town, known: Mapping[str, Initiative], now: dt.datetime
) -> Lesson:
    def ago(name: str) -> dt.datetime | None:
        return now - dt.timedelta(days=row[name]) if name in row else None

    placed, withdrawn = ago("days"), ago("withdrawn")
    changed = ago("changed") or ago("told")
    made = placed or now - dt.timedelta(days=2)
    state = State.WITHDRAWN if withdrawn else State.PUBLISHED if placed else State.DRAFT
    names = ("title", "tries", "expects", "level", "block", "principles")
    return Lesson(
        id=demo_id("lesson", row["key"]),
        until_on=today_in(now) + dt.timedelta(days=row["until"]),
        outcome=row.get("outcome", ""), came_of_it=row.get("came", ""),
        otherwise=row.get("otherwise", ""), useful_for=row.get("useful", ""),
        district=town.districts[row["district"]], initiative=known.get(row.get("initiative", "")),
        organisation=people.organisations.get(row.get("org", "")), author=people.cast[row["by"]],
        state=state, made_at=made, edited_at=withdrawn or changed or made, published_at=placed,
        changed_at=changed, told_at=ago("told"), withdrawn_at=withdrawn,
        why_withdrawn=row.get("why", ""), **{name: row[name] for name in names},
    )  # fmt: skip


def _party(row: Row, along: str, people: Town) -> LessonParty:
    number = demo_id("lesson", row["key"])
    return LessonParty(lesson_id=number, organisation=people.organisations[along])


def _use(
    row: Row, said: list[str], people: Town, known: Mapping[str, Initiative], now: dt.datetime
) -> LessonUse:
    who, words = said
    key = who.removeprefix(ORGANISATION)
    is_organisation = who.startswith(ORGANISATION)
    since = now - dt.timedelta(days=max(1, row["told"] - AFTER))
    return LessonUse(
        id=demo_id("lesson_use", f"{row['key']}:{who}"), lesson_id=demo_id("lesson", row["key"]),
        organisation=people.organisations[key] if is_organisation else None,
        initiative=None if is_organisation else known[key], words=words, since=since,
    )  # fmt: skip


def take_out(inside: list[uuid.UUID]) -> None:
    """Delete the lessons of these districts."""
    lessons = Lesson.objects.filter(district__in=inside)
    search.drop_all(KIND, list(lessons.values_list("pk", flat=True)))
    lessons.delete()
