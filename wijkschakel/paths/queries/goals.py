"""The path of its owner: goals with steps and marks, in a number of questions that never grows."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from wijkschakel.paths import rules
from wijkschakel.paths.models import (
    Ambition,
    CheckIn,
    Indicator,
    Need,
    Path,
    Step,
    StepDay,
    SupportNote,
)
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.paths.queries.taken import POINTING, Taken, taken_steps
from wijkschakel.people.models import Person

YEAR = dt.timedelta(days=366)
ORDER = {"active": 0, "resting": 1, "reached": 2, "let_go": 3}


@dataclass(frozen=True)
class Mark:
    """One check-in, opened."""

    pk: uuid.UUID
    at: dt.datetime
    mark: int
    words: str
    picture: str
    mode: str

    @property
    def day(self) -> dt.date:
        """Give the day, on the calendar of people."""
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class StepRow:
    """A step as it stands in the chain."""

    step: Step
    words: str
    look: str
    learned: str
    days: tuple[dt.date, ...]
    today: dt.date
    taken: Taken | None = None

    @property
    def is_pointing(self) -> bool:
        """Say whether joining, asking or offering takes this step by itself."""
        return self.step.kind in POINTING

    @property
    def all_days(self) -> tuple[dt.date, ...]:
        """Give the days something was done for it; asking and offering is doing something."""
        if self.taken is None or self.step.kind == Step.Kind.ACTIVITY:
            return self.days
        return (*self.days, timezone.localdate(self.taken.at))

    @property
    def is_open(self) -> bool:
        """Say whether it goes on."""
        return self.step.state == Step.State.DOING

    @property
    def done_today(self) -> bool:
        """Say whether it was noted today already."""
        return self.today in self.days

    @property
    def last_day(self) -> dt.date | None:
        """Give the last day it was done."""
        return max(self.days, default=None)

    @property
    def weeks(self) -> int:
        """Count the weeks of the last four in which it was done."""
        return rules.active_weeks(self.days, self.today - dt.timedelta(days=27))


@dataclass(frozen=True)
class Support:
    """What somebody added to a goal."""

    author: str
    organisation: str
    words: str
    at: dt.datetime
    author_id: uuid.UUID | None = None


@dataclass
class Goal:
    """A goal with all that belongs to it, opened."""

    ambition: Ambition
    words: str
    a_little_better: str
    reached: str
    outcome: str
    steps: list[StepRow] = field(default_factory=list)
    every_mark: list[Mark] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    street: list[rules.Month] = field(default_factory=list)
    weeks: int = 0
    support: list[Support] = field(default_factory=list)

    @property
    def last(self) -> Mark | None:
        """Give the newest mark."""
        return self.marks[-1] if self.marks else None

    @property
    def joined(self) -> list[StepRow]:
        """Give what somebody joined for it: there one can help, or organise along."""
        rows = [row for row in self.steps if row.step.activity_id]
        return [row for row in rows if row.taken or row.step.state == Step.State.DONE]

    @property
    def said(self) -> list[Mark]:
        """Give the last marks with words or a picture."""
        return [one for one in self.marks if one.words or one.picture][-3:][::-1]


@dataclass
class Whole:
    """All that the page of a path shows."""

    path: Path
    strengths: str
    goals: list[Goal]
    wishes: list[tuple[Need, str]]
    unreadable: int

    @property
    def first(self) -> Goal | None:
        """Give the goal at the top: the newest one that is worked on."""
        return self.goals[0] if self.goals else None

    @property
    def has_joined(self) -> bool:
        """Say whether a step is an activity of the neighbourhood."""
        return any(row.step.kind == Step.Kind.ACTIVITY for one in self.goals for row in one.steps)


def find_path(person: Person) -> Path | None:
    """Give the path of this person."""
    return Path.objects.filter(person=person).select_related("person").first()


def find_ambition(owner: Person, ambition_id: uuid.UUID) -> Ambition | None:
    """Give a goal of the path of this person."""
    rows = Ambition.objects.filter(path__person=owner, pk=ambition_id)
    return rows.select_related("path__person", "programme").first()


def find_need(owner: Person, need_id: uuid.UUID) -> Need | None:
    """Give a need of the path of this person."""
    rows = Need.objects.filter(path__person=owner, pk=need_id)
    return rows.select_related("path__person").first()


def find_step(owner: Person, step_id: uuid.UUID) -> Step | None:
    """Give a step of the path of this person."""
    rows = Step.objects.filter(ambition__path__person=owner, pk=step_id)
    return rows.select_related("ambition__path__person").first()


def find_indicator(owner: Person, indicator_id: uuid.UUID) -> Indicator | None:
    """Give an own indicator of the path of this person."""
    rows = Indicator.objects.filter(path__person=owner, pk=indicator_id)
    return rows.select_related("path__person").first()


def marks_of(rows: Iterable[CheckIn], opened: Opened) -> list[Mark]:
    """Open check-ins, the oldest first; what no key opens is left out and counted."""
    found = []
    for row in rows:
        content = opened.content(row)
        mark = content.get("mark")
        if rules.is_mark(mark):
            words, picture = content.get("words", ""), content.get("picture", "")
            found.append(Mark(row.pk, row.at, int(mark or 0), words, picture, row.mode))
    return found


def _parts(since: dt.datetime, marks: QuerySet[CheckIn]) -> tuple[Prefetch[str], Prefetch[str]]:
    """Name what comes with goals: these marks, and the steps with the days since then."""
    days = Prefetch("days", StepDay.objects.filter(day__gte=timezone.localdate(since)))
    steps = Step.objects.prefetch_related(days).order_by("made_at", "pk")
    return Prefetch("check_ins", marks.order_by("at", "pk")), Prefetch("steps", steps)


def _support(ambition: Ambition, opened: Opened) -> list[Support]:
    rows = SupportNote.objects.filter(ambition=ambition).select_related("author", "organisation")
    return [
        Support(
            str(note.author or ""),
            str(note.organisation or ""),
            opened.text(note, "words"),
            note.made_at,
            note.author_id,
        )
        for note in rows.order_by("made_at", "pk")
    ]


def _goal(
    ambition: Ambition, opened: Opened, now: dt.datetime, taken: Mapping[uuid.UUID, Taken]
) -> Goal:
    today = timezone.localdate(now)
    goal = Goal(
        ambition,
        opened.text(ambition, "words"),
        opened.text(ambition, "a_little_better"),
        opened.text(ambition, "reached"),
        opened.text(ambition, "outcome"),
    )
    for step in ambition.steps.all():
        days = tuple(sorted(row.day for row in step.days.all()))
        goal.steps.append(
            StepRow(
                step,
                opened.text(step, "words"),
                opened.text(step, "look"),
                opened.text(step, "learned"),
                days,
                today,
                taken.get(step.pk),
            )
        )
    goal.every_mark = marks_of(ambition.check_ins.all(), opened)
    goal.marks = [one for one in goal.every_mark if one.at >= now - YEAR]
    active = [day for row in goal.steps for day in row.all_days]
    goal.street = rules.street_of([(one.day, one.mark) for one in goal.marks], active, today)
    goal.weeks = rules.active_weeks(active, goal.street[0].first)
    return goal


def whole_path(path: Path, now: dt.datetime) -> Whole:
    """Give the path as its owner sees it: always the same number of questions."""
    opened = Opened()
    recent = CheckIn.objects.filter(at__gte=now - YEAR)
    found = Ambition.objects.filter(path=path).select_related("path__person")
    rows = list(found.prefetch_related(*_parts(now - YEAR, recent)).order_by("-made_at", "pk"))
    taken = taken_steps(path, [step for row in rows for step in row.steps.all()])
    goals = [_goal(row, opened, now, taken) for row in rows]
    goals.sort(key=lambda one: ORDER[one.ambition.state])
    wishes = path.needs.filter(state=Need.State.WISH).order_by("-made_at", "pk")
    return Whole(
        path,
        opened.text(path, "strengths"),
        goals,
        [(need, opened.text(need, "words")) for need in wishes],
        opened.unreadable,
    )


def one_goal(ambition: Ambition, now: dt.datetime, *, is_owner: bool = False) -> tuple[Goal, int]:
    """Give one goal, and how much of it no key opens.

    :param is_owner: also what was joined, asked or offered, which nobody else is ever shown, and
        marks of more than a year ago in `every_mark`.
    """
    opened, marks = Opened(), CheckIn.objects.all()
    if not is_owner:
        marks = marks.filter(at__gte=now - YEAR)
    prefetch_related_objects([ambition], *_parts(now - YEAR, marks))
    taken = taken_steps(ambition.path, ambition.steps.all()) if is_owner else {}
    goal = _goal(ambition, opened, now, taken)
    goal.support = _support(ambition, opened)
    return goal, opened.unreadable
