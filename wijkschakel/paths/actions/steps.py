"""Taking a step: an own one, one of the library, or something in the neighbourhood."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Activity, Enrolment, Session
from wijkschakel.paths import rules
from wijkschakel.paths.actions import owning
from wijkschakel.paths.models import Ambition, Reminder, Step, StepDay
from wijkschakel.people.models import Person

State = Step.State
PLANNED: dict[str, Promise] = {
    Step.Kind.ASK: _("Ik vraag hulp"),
    Step.Kind.GIVE: _("Ik doe iets voor een ander"),
}


@transaction.atomic
def take_step(
    *,
    ambition: Ambition,
    words: str,
    by: Person,
    now: dt.datetime,
    rhythm: str = Step.Rhythm.ONCE,
    kind: str = Step.Kind.OWN,
    ends_on: dt.date | None = None,
    look: str = "",
    once: str | None = None,
) -> Step:
    """Take a small step of one's own, or a small experiment: try, look, learn.

    :raises NothingWritten, EnoughOfThese: nothing is kept.
    """
    helper = owning.helper_of(ambition.path.person, by, now)
    words = rules.clean_words(words)
    if not words:
        raise owning.NothingWritten
    same = ambition.steps.filter(once=once).first() if once else None
    if same is not None:
        return same
    if ambition.steps.count() >= rules.MOST_STEPS:
        raise owning.EnoughOfThese
    step = Step(
        ambition=ambition,
        kind=kind,
        words=words,
        look=rules.clean_words(look),
        rhythm=rhythm,
        ends_on=ends_on,
        helped_by=helper.pk if helper else None,
        once=once,
        made_at=now,
    )
    step.save(force_insert=True)
    owning.note("take_step", ambition.path, step, by, now, {"kind": kind, "rhythm": rhythm})
    return step


@transaction.atomic
def join_as_step(
    *, ambition: Ambition, session: Session, by: Person, now: dt.datetime, once: str | None = None
) -> Step:
    """Join something in the neighbourhood: joining is taking the step. Twice is once.

    :raises Refused: it is full, over or cancelled; no step is taken.
    """
    person = ambition.path.person
    owning.helper_of(person, by, now)
    mine = Enrolment.objects.filter(session=session, person=person).first()
    if mine is None or mine.state != Enrolment.State.JOINED:
        mine = joining.join_session(session=session, person=person, by=by, now=now)
    step = _planned(ambition, session.activity, mine) or take_step(
        ambition=ambition,
        words=session.activity.title,
        kind=Step.Kind.ACTIVITY,
        by=by,
        now=now,
        once=once,
    )
    step.activity, step.enrolment = session.activity, mine
    step.save(update_fields=["activity", "enrolment"])
    return step


def _planned(ambition: Ambition, activity: Activity, mine: Enrolment | None = None) -> Step | None:
    """Give the step that is about this already: joining once more is no second step."""
    about = Q(activity=activity, state=State.DOING)
    return ambition.steps.filter(about | Q(enrolment=mine) if mine else about).first()


@transaction.atomic
def plan_step(
    *, ambition: Ambition, kind: str, by: Person, now: dt.datetime, activity: Activity | None = None
) -> Step:
    """Choose to join something, to ask help or to give it, and do it on the page for that.

    Nothing more is written when it is done: it follows from the enrolment, request or offer that
    was made since (`queries.taken`). Choosing it twice is once.

    :raises EnoughOfThese: nothing is kept.
    """
    owning.helper_of(ambition.path.person, by, now)
    waiting = ambition.steps.filter(kind=kind, activity=activity, state=State.DOING)
    if known := waiting.first():
        return known
    words = activity.title if activity else str(PLANNED[kind])
    step = take_step(ambition=ambition, words=words, kind=kind, by=by, now=now)
    step.activity = activity
    step.save(update_fields=["activity"])
    return step


@transaction.atomic
def do_step(
    *,
    step: Step,
    by: Person,
    now: dt.datetime,
    day: dt.date | None = None,
    followed: uuid.UUID | None = None,
) -> None:
    """Note that it was done today; a step of one time is done then. Twice a day is once.

    :param followed: the enrolment that it follows from, when nobody pressed a button.
    """
    owning.helper_of(step.ambition.path.person, by, now)
    fresh = _locked(step)
    today = timezone.localdate(now)
    when = min(day, today) if day else today
    made = {"made_at": now, "followed_id": followed}
    StepDay.objects.get_or_create(step=fresh, day=when, defaults=made)
    if fresh.rhythm == Step.Rhythm.ONCE and fresh.state == State.DOING:
        _end(fresh, State.DONE, now)
    _answer(fresh, now)
    owning.note("do_step", step.ambition.path, fresh, by, now)


@transaction.atomic
def end_step(
    *,
    step: Step,
    state: str,
    by: Person,
    now: dt.datetime,
    learned: str = "",
    worked: bool | None = None,
) -> None:
    """Finish or stop it. "It did not work" is a result, and kept as one."""
    owning.helper_of(step.ambition.path.person, by, now)
    fresh = _locked(step)
    if learned or worked is not None:
        owning.read_first(fresh, "learned")
        fresh.learned, fresh.worked = rules.clean_words(learned), worked
        fresh.save(update_fields=["learned", "worked"])
    if fresh.state == State.DOING:
        _end(fresh, state, now)
        if state == State.DONE:
            StepDay.objects.get_or_create(
                step=fresh, day=timezone.localdate(now), defaults={"made_at": now}
            )
    owning.note("end_step", step.ambition.path, fresh, by, now, {"state": state})


def end_past_steps(now: dt.datetime) -> dict[str, int]:
    """Let steps end on the day the resident chose. A goal never ends by itself."""
    today = timezone.localdate(now)
    past = Step.objects.filter(state=State.DOING, ends_on__lt=today)
    pks = list(past.values_list("pk", flat=True))
    Reminder.objects.filter(step__in=pks).update(next_at=None)
    return {"steps_ended": past.update(state=State.DONE, ended_at=now)}


def _end(step: Step, state: str, now: dt.datetime) -> None:
    step.state, step.ended_at = state, now
    step.save(update_fields=["state", "ended_at"])
    Reminder.objects.filter(step=step).update(next_at=None)


def _answer(step: Step, now: dt.datetime) -> None:
    """Doing it is an answer: the reminder counts anew."""
    Reminder.objects.filter(step=step).update(sent=0)


def _locked(step: Step) -> Step:
    return Step.objects.select_for_update(of=("self",), no_key=True).get(pk=step.pk)
