"""Steps that follow from being there, every night, for who wants that; and back again."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone

from wijkschakel.activities.models import Enrolment
from wijkschakel.paths.actions import owning
from wijkschakel.paths.actions.steps import do_step
from wijkschakel.paths.models import Step, StepDay

State = Step.State
BATCH = 500
# An organiser marks who was there on the day, or when tidying up at the end of the quarter.
LOOKED_BACK = dt.timedelta(days=92)
Visit = tuple[dt.datetime, uuid.UUID]
Visits = dict[tuple[uuid.UUID, uuid.UUID | None], list[Visit]]


def follow_attendance(now: dt.datetime) -> dict[str, int]:
    """Note every night that somebody was there, for who wants that; nobody writes it for them.

    However they joined: from the step, or in the agenda after they chose the step. What an
    organiser marked by mistake and took back, goes from the path as well.
    """
    unfollowed = 0
    for day in _mistaken(now - LOOKED_BACK):
        unfollow(day, now)
        unfollowed += 1
    count = 0
    for step, on, enrolment in _attended(now):
        do_step(step=step, by=step.ambition.path.person, now=now, day=on, followed=enrolment)
        count += 1
    return {"steps_followed": count, "steps_unfollowed": unfollowed}


def _mistaken(since: dt.datetime) -> list[StepDay]:
    """Give the days that followed from being there, of who turns out not to have been there."""
    rows = StepDay.objects.filter(
        followed__session__starts_at__gte=since, step__ambition__path__follows_attendance=True
    ).exclude(followed__was_there=True)
    return list(rows.select_related("step__ambition__path__person").order_by("pk"))


@transaction.atomic
def unfollow(day: StepDay, now: dt.datetime) -> None:
    """Take back one day that nobody pressed a button for; a step of one time is open again.

    What the resident wrote about it since is theirs: such a step stays as they left it.
    """
    step = Step.objects.select_for_update(of=("self",), no_key=True).get(pk=day.step_id)
    path = day.step.ambition.path
    day.delete()
    is_untouched = not step.learned and step.worked is None and step.rhythm == Step.Rhythm.ONCE
    if step.state == State.DONE and is_untouched and not step.days.exists():
        step.state, step.ended_at = State.DOING, None
        step.save(update_fields=["state", "ended_at"])
    owning.note("unfollow_step", path, step, path.person, now)


def _attended(now: dt.datetime) -> Iterator[tuple[Step, dt.date, uuid.UUID]]:
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
            yield from ((step, day, number) for day, number in _new_days(step, there))


def _new_days(step: Step, visits: Iterable[Visit]) -> list[tuple[dt.date, uuid.UUID]]:
    """Give the days since the step was chosen; a step of one time has one."""
    known = {row.day for row in step.days.all()}
    found = {
        timezone.localdate(at): enrolment
        for at, enrolment in visits
        if at >= step.made_at or enrolment == step.enrolment_id
    }
    days = sorted((day, number) for day, number in found.items() if day not in known)
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
