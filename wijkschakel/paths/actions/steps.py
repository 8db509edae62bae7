"""Taking a step: an own one, one of the library, or something in the neighbourhood."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator

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
BATCH = 500
# An organiser marks who was there on the day, or when tidying up at the end of the quarter.
LOOKED_BACK = dt.timedelta(days=92)
Visit = tuple[dt.datetime, uuid.UUID]
Visits = dict[tuple[uuid.UUID, uuid.UUID | None], list[Visit]]


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
def do_step(*, step: Step, by: Person, now: dt.datetime, day: dt.date | None = None) -> None:
    """Note that it was done today; a step of one time is done then. Twice a day is once."""
    owning.helper_of(step.ambition.path.person, by, now)
    fresh = _locked(step)
    today = timezone.localdate(now)
    when = min(day, today) if day else today
    StepDay.objects.get_or_create(step=fresh, day=when, defaults={"made_at": now})
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


def follow_attendance(now: dt.datetime) -> dict[str, int]:
    """Note every night that somebody was there, for who wants that; nobody writes it for them.

    However they joined: from the step, or in the agenda after they chose the step.
    """
    count = 0
    for step, day in _attended(now):
        do_step(step=step, by=step.ambition.path.person, now=now, day=day)
        count += 1
    return {"steps_followed": count}


def _attended(now: dt.datetime) -> Iterator[tuple[Step, dt.date]]:
    """Give the open steps of which somebody was there on a day that was not noted yet."""
    wanted = Step.objects.filter(
        kind=Step.Kind.ACTIVITY, state=State.DOING, ambition__path__follows_attendance=True
    )
    numbers = list(wanted.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        rows = Step.objects.filter(pk__in=numbers[start : start + BATCH])
        steps = rows.select_related("ambition__path__person").prefetch_related("days")
        visits = _visits(steps, now - LOOKED_BACK)
        for step in steps:
            there = visits.get((step.ambition.path.person_id, step.activity_id), [])
            yield from ((step, day) for day in _new_days(step, there))


def _new_days(step: Step, visits: Iterable[Visit]) -> list[dt.date]:
    """Give the days since the step was chosen; a step of one time has one."""
    known = {row.day for row in step.days.all()}
    found = {
        timezone.localdate(at)
        for at, enrolment in visits
        if at >= step.made_at or enrolment == step.enrolment_id
    }
    days = sorted(found - known)
    return days[:1] if step.rhythm == Step.Rhythm.ONCE else days


def _visits(steps: Iterable[Step], since: dt.datetime) -> Visits:
    rows = Enrolment.objects.filter(
        person__in={step.ambition.path.person_id for step in steps},
        session__activity__in={step.activity_id for step in steps if step.activity_id},
        session__starts_at__gte=since,
        was_there=True,
    )
    found: Visits = defaultdict(list)
    names = ("person", "session__activity", "session__starts_at", "pk")
    for person, activity, at, number in rows.order_by("session__starts_at").values_list(*names):
        found[person, activity].append((at, number))
    return found


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
