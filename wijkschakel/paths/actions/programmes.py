"""A programme in a path: keeping its parts together under a goal, and passing its questions by."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import joining, whole_series
from wijkschakel.activities.models import Initiative, Session, SupportAsk
from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import goals, owning, steps
from wijkschakel.paths.models import Ambition, Path, Step
from wijkschakel.people.models import Person

MOST_PASSED = 60


class NothingChosen(Refused):
    """A bundle holds something to do."""

    def __init__(self) -> None:
        super().__init__(_("Kies minstens één ding om te doen. Er is nog niets gebeurd."))


@dataclass(frozen=True)
class Bundle:
    """What somebody chose of a programme: the next session of each activity, and what to give."""

    programme: Initiative
    sessions: Sequence[Session]
    gives: Sequence[SupportAsk] = ()


@transaction.atomic
def keep_together(
    *,
    bundle: Bundle,
    person: Person,
    by: Person,
    now: dt.datetime,
    goal: Ambition | None = None,
    words: str = "",
    heading: str = "healthy",
    once: str | None = None,
) -> Ambition:
    """Join all of it in one go and keep it together under one goal: everything or nothing.

    :param goal: a goal that is there; else `words` say the new one.
    :raises Refused: something is over or full, or nothing was chosen; nothing is kept.
    """
    owning.helper_of(person, by, now)
    if not bundle.sessions:
        raise NothingChosen
    if goal is None:
        need = goals.note_need(
            person=person, heading=heading, words=words, by=by, now=now, once=once
        )
        goal = goals.make_ambition(need=need, by=by, now=now)
    Ambition.objects.filter(pk=goal.pk).update(programme=bundle.programme, changed_at=now)
    for session in bundle.sessions:
        steps.plan_step(
            ambition=goal, kind=Step.Kind.ACTIVITY, activity=session.activity, by=by, now=now
        )
        _join(session, person, by, now)
    for ask in bundle.gives:
        steps.take_step(
            ambition=goal, words=_("Ik help hiermee: %(what)s") % {"what": ask.what}, by=by,
            now=now, once=f"{once[:20]}-{ask.pk.hex[:16]}" if once else None,
        )  # fmt: skip
    owning.note("keep_together", goal.path, goal, by, now)
    return goal


def _join(session: Session, person: Person, by: Person, now: dt.datetime) -> None:
    """Join the whole series, or the one day of what is no series; who is in it stays in it."""
    if session.series is None:
        joining.join_session(session=session, person=person, by=by, now=now)
        return
    try:
        whole_series.join_series(series=session.series, person=person, by=by, now=now)
    except whole_series.AlreadyInSeries:
        return


@transaction.atomic
def pass_by(*, person: Person, key: str, by: Person, now: dt.datetime) -> Path:
    """Say no to the questions of one moment of a programme; they are not offered again."""
    path = owning.begin_path(person=person, by=by, now=now)
    fresh = Path.objects.select_for_update(of=("self",), no_key=True).get(pk=path.pk)
    if key not in fresh.passed_by:
        fresh.passed_by = [*fresh.passed_by, key][-MOST_PASSED:]
        fresh.save(update_fields=["passed_by"])
        owning.note("pass_by", fresh, fresh, by, now)
    return fresh
