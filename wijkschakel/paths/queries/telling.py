"""Everything of a path, opened, in an order that does not change: rows with a number that says
to which goal they belong, so that another installation can read them."""

import datetime as dt
import json
from typing import Any

from django.db import models

from wijkschakel.paths.models import CheckIn, Path, Step, SupportNote


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, models.Model) else value


def row_of(row: models.Model, *names: str, **more: object) -> dict[str, object]:
    """Give some fields of a row, as they are written in a file."""
    values = {name: getattr(row, name) for name in names} | more
    return {name: _plain(value) for name, value in values.items()}


def told(path: Path) -> dict[str, Any]:
    """Give a path as rows."""
    goals = list(path.ambitions.order_by("made_at", "pk"))
    numbers = {goal.pk: number for number, goal in enumerate(goals, start=1)}
    own = list(path.indicators.order_by("made_at", "pk"))
    own_numbers = {one.pk: number for number, one in enumerate(own, start=1)}
    return {
        "path": row_of(path, "strengths", "follows_attendance", "made_at"),
        "needs": [
            row_of(one, "heading", "words", "state", "made_at")
            for one in path.needs.order_by("made_at", "pk")
        ],
        "goals": [
            row_of(
                goal, "heading", "words", "a_little_better", "reached", "outcome", "is_horizon",
                "state", "made_at", "ended_at", number=numbers[goal.pk],
            )
            for goal in goals
        ],
        "steps": [_step(step, numbers[step.ambition_id]) for step in _steps(path)],
        "check_ins": _check_ins(path, numbers, own_numbers),
        "indicators": [
            row_of(one, "words", "weight", "made_at", "retired_at", number=own_numbers[one.pk])
            for one in own
        ],
        **_written(path, numbers),
    }  # fmt: skip


def _written(path: Path, numbers: dict[Any, int]) -> dict[str, object]:
    return {
        "measurements": [
            row_of(one, "pack", "version", "wording_hash", "mode", "moment", "at",
                 answers=json.loads(one.answers))
            for one in path.measurements.order_by("at", "pk")
        ],
        "timeline": [
            row_of(one, "kind", "at") | _content(one.content)
            for one in path.diary.order_by("at", "pk")
        ],
        "moments": [
            row_of(one, "kind", "at", "made_at") | _content(one.content)
            for one in path.moments.order_by("made_at", "pk")
        ],
        "reminders": [
            row_of(one, "medium", "every", "clock", "has_words")
            for one in path.reminders.order_by("pk")
        ],
        "support": [
            row_of(note, "words", "made_at", goal=numbers[note.ambition_id], by=note.author)
            for note in SupportNote.objects.filter(ambition__path=path)
            .select_related("author").order_by("made_at", "pk")
        ],
    }  # fmt: skip


def _steps(path: Path) -> models.QuerySet[Step]:
    rows = Step.objects.filter(ambition__path=path).prefetch_related("days")
    return rows.order_by("made_at", "pk")


def _step(step: Step, goal: int) -> dict[str, object]:
    days = sorted(row.day.isoformat() for row in step.days.all())
    return row_of(
        step, "kind", "words", "look", "learned", "worked", "rhythm", "ends_on", "state", "made_at",
        "ended_at", goal=goal, days=days,
    )  # fmt: skip


def _check_ins(path: Path, goals: dict[Any, int], own: dict[Any, int]) -> list[dict[str, object]]:
    about = models.Q(ambition__path=path) | models.Q(indicator__path=path)
    return [
        row_of(
            one, "mode", "at",
            goal=goals.get(one.ambition_id), indicator=own.get(one.indicator_id),
        ) | _content(one.content)
        for one in CheckIn.objects.filter(about).order_by("at", "pk")
    ]  # fmt: skip


def _content(text: str) -> dict[str, object]:
    found = json.loads(text)
    return found if isinstance(found, dict) else {}
