"""Lessons as data: a short training of our own, a page and an exercise each."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "courses"
TALKING = "talking"
Words = dict[str, str]


@dataclass(frozen=True)
class Lesson:
    """One page to read, one exercise, and the one sentence to remember."""

    id: str
    icon: str
    minutes: int
    title: Words
    read: tuple[Words, ...]
    exercise: Words
    steps: tuple[Words, ...]
    remember: Words


@dataclass(frozen=True)
class Course:
    """A training with its licence."""

    id: str
    version: int
    title: Words
    intro: Words
    lessons: tuple[Lesson, ...]
    licence: str
    licence_url: str

    def known(self, lessons: object) -> list[str]:
        """Keep the lessons that are there, once, in their own order."""
        named = set(lessons) if isinstance(lessons, list | tuple | set | frozenset) else set()
        return [lesson.id for lesson in self.lessons if lesson.id in named]


@cache
def shipped() -> dict[str, Course]:
    """Give the trainings that come along, each by its id."""
    rows = [tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml"))]
    return {row["id"]: _course(row) for row in rows}


def talking() -> Course:
    """Give the training of conversation partners."""
    return shipped()[TALKING]


def _course(row: dict[str, Any]) -> Course:
    return Course(
        id=row["id"],
        version=row["version"],
        title=row["title"],
        intro=row["intro"],
        lessons=tuple(_lesson(one) for one in row["lessons"]),
        licence=row["licence"]["name"],
        licence_url=row["licence"]["url"],
    )


def _lesson(row: dict[str, Any]) -> Lesson:
    return Lesson(
        id=row["id"],
        icon=row["icon"],
        minutes=row["minutes"],
        title=row["title"],
        read=tuple(row["read"]),
        exercise=row["exercise"]["title"],
        steps=tuple(row["exercise"]["steps"]),
        remember=row["remember"],
    )
