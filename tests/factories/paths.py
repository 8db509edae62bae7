"""Paths: made through the actions, as people make them."""

import datetime as dt
from typing import Any

from tests.factories.people import MOMENT
from wijkschakel.paths.actions import following, goals, steps
from wijkschakel.paths.models import Ambition, CheckIn, Step
from wijkschakel.people.models import Person


def make_goal(
    person: Person,
    words: str = "Ik wil weer onder de mensen",
    now: dt.datetime = MOMENT,
    **more: Any,
) -> Ambition:
    """Make a goal of a need."""
    need = goals.note_need(person=person, heading="join_in", words=words, by=person, now=now)
    return goals.make_ambition(need=need, by=person, now=now, **more)


def make_step(
    goal: Ambition, words: str = "Ik bel Ans", now: dt.datetime = MOMENT, **more: Any
) -> Step:
    """Take a step of one's own."""
    return steps.take_step(ambition=goal, words=words, by=goal.path.person, now=now, **more)


def make_check_in(goal: Ambition, mark: int = 5, now: dt.datetime = MOMENT, **more: Any) -> CheckIn:
    """Give a mark."""
    return following.check_in(about=goal, mark=mark, by=goal.path.person, now=now, **more)
