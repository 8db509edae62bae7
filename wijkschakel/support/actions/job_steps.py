"""Steps and skills of a path in a neighbourhood job: each counts when both say so. And wiping."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.support.actions import job_paths
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.models import JobPath, JobSkill, JobStep, SkillTick
from wijkschakel.support.rules import jobs as rules

State, Kind = JobPath.State, JobStep.Kind
SIDES = {"resident": "resident_at", "guide": "guide_at"}


class WrongStep(Refused):
    """The step or the day does not follow on the one before."""

    def __init__(self) -> None:
        super().__init__(_("Kies een volgende stap, en een dag die niet voor de vorige stap ligt. "
                           "Er is niets veranderd."))  # fmt: skip


class StepGone(Refused):
    """It was taken back, or both agreed on it already."""

    def __init__(self) -> None:
        super().__init__(_("Deze stap staat er niet meer om te beantwoorden. Kijk nog eens."))


class OtherSkill(Refused):
    """The skill is not of this job."""

    def __init__(self) -> None:
        super().__init__(_("Dit hoort niet bij deze buurtbaan. Er is niets veranderd."))


@transaction.atomic
def propose_step(
    *, path: JobPath, kind: str, starts_on: dt.date, tasks: str, by: Person, now: dt.datetime
) -> JobStep:
    """Propose the next step, from either side; it counts when the other says so too.

    The same step, proposed by the other already, is agreed on as it stands.

    :raises NotYourPath, PathOver, WrongStep.
    """
    fresh, side = job_paths.locked_path(path, by, State.GROWING, now=now)
    waiting = fresh.steps.filter(job_paths.UNAGREED).first()
    if waiting and waiting.kind == kind and getattr(waiting, SIDES[side]) is None:
        return _agree(fresh, waiting, side, by, now)
    agreed = fresh.steps.exclude(job_paths.UNAGREED)
    today = timezone.localdate(now)
    days = list(agreed.values_list("starts_on", flat=True))
    follows = kind in rules.steps_after(set(agreed.values_list("kind", flat=True)))
    if not follows or not rules.may_start(starts_on, days, today):
        raise WrongStep
    fresh.steps.filter(job_paths.UNAGREED).delete()
    step = JobStep(
        path=fresh, kind=kind, starts_on=starts_on, tasks=tasks.strip(), **{SIDES[side]: now}
    )
    step.save(force_insert=True)
    _note("propose_job_step", fresh, side, by, now)
    _tell_other(fresh, side, step, by, now)
    return step


@transaction.atomic
def agree_step(*, step: JobStep, by: Person, now: dt.datetime) -> JobStep:
    """Say that it is so: from now on the step counts.

    :raises NotYourPath, PathOver, StepGone.
    """
    fresh, side = job_paths.locked_path(step.path, by, State.GROWING, State.AT_WORK, now=now)
    waiting = fresh.steps.filter(pk=step.pk).first()
    if waiting is None:
        raise StepGone
    if waiting.is_agreed or getattr(waiting, SIDES[side]):
        return waiting
    return _agree(fresh, waiting, side, by, now)


def _agree(path: JobPath, step: JobStep, side: str, by: Person, now: dt.datetime) -> JobStep:
    setattr(step, SIDES[side], now)
    step.save(update_fields=[SIDES[side]])
    if step.kind == Kind.PAID:
        path.state, path.ended_at = State.AT_WORK, now
        path.save(update_fields=["state", "ended_at"])
    _note("agree_job_step", path, side, by, now)
    return step


@transaction.atomic
def drop_step(*, step: JobStep, by: Person, now: dt.datetime) -> None:
    """Take a proposal back, or say no to it; what both agreed on stays.

    :raises NotYourPath, PathOver, StepGone.
    """
    fresh, side = job_paths.locked_path(step.path, by, State.GROWING, now=now)
    gone, _kinds = fresh.steps.filter(job_paths.UNAGREED, pk=step.pk).delete()
    if not gone:
        raise StepGone
    _note("drop_job_step", fresh, side, by, now)


def _note(action: str, path: JobPath, side: str, by: Person, now: dt.datetime) -> None:
    journal.record(
        action=action, now=now, by=by, about=path.person, thing=path, details={"side": side}
    )


def _tell_other(path: JobPath, side: str, step: JobStep, by: Person, now: dt.datetime) -> None:
    other = path.job.guide if side == "resident" else path.person
    if other is not None:
        tell(
            other, lambda: _("Er is een stap voorgesteld in een buurtbaan. Klopt hij?"),
            key=f"job-step:{step.pk}", link=job_paths.link_of(path), by=by, now=now,
        )  # fmt: skip


@transaction.atomic
def tick_skill(
    *, path: JobPath, skill: JobSkill, is_on: bool, by: Person, now: dt.datetime
) -> SkillTick | None:
    """Say I can do this, or I saw it; each side for itself, and off again.

    :raises NotYourPath, PathOver, OtherSkill.
    """
    fresh, side = job_paths.locked_path(path, by, State.GROWING, State.AT_WORK, now=now)
    if skill.job_id != fresh.job_id:
        raise OtherSkill
    mine, theirs = SIDES[side], SIDES["guide" if side == "resident" else "resident"]
    tick = SkillTick.objects.filter(path=fresh, skill=skill).first()
    if is_on == bool(tick and getattr(tick, mine)):
        return tick
    tick = tick or SkillTick(path=fresh, skill=skill)
    setattr(tick, mine, now if is_on else None)
    if not is_on and getattr(tick, theirs) is None:
        tick.delete()
    else:
        tick.save()
    _note("tick_job_skill", fresh, side, by, now)
    return tick if tick.pk else None


@transaction.atomic
def wipe_path(*, path: JobPath, by: Person, now: dt.datetime) -> None:
    """Wipe one's own path, with all that was seen; nobody needs a reason.

    :raises NotYourPath: only the resident.
    """
    fresh, _side = job_paths.locked_path(path, by, *State.values, now=now)
    if fresh.person_id != by.pk:
        raise job_paths.NotYourPath
    knew = fresh.state == State.GROWING
    journal.record(action="wipe_job_path", now=now, by=by, about=by, thing=fresh)
    if knew:
        job_paths.part_ways(fresh, "resident", by, now)
    fresh.delete()
