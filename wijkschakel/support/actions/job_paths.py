"""The path of somebody in a neighbourhood job: wanting it, a yes or no, steps, skills, stopping."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import consent
from wijkschakel.people.models import Person
from wijkschakel.support.actions import ending, jobs
from wijkschakel.support.actions.matches import CONSENT_TEXT, SHARED
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.models import Job, JobPath, JobStep
from wijkschakel.support.permissions import jobs as permissions
from wijkschakel.support.rules import jobs as rules

State, Kind = JobPath.State, JobStep.Kind
UNAGREED = Q(resident_at__isnull=True) | Q(guide_at__isnull=True)


class JobNotOpen(Refused):
    """It is closed, or its last day lies behind us."""

    def __init__(self) -> None:
        super().__init__(_("Deze buurtbaan is niet meer open. Er is niets gevraagd."))


class OwnJob(Refused):
    """Who guides a job does not do it."""

    def __init__(self) -> None:
        super().__init__(_("Dit is je eigen buurtbaan. Er is niets gevraagd."))


class AnsweredBefore(Refused):
    """There was a no, not long ago."""

    def __init__(self) -> None:
        super().__init__(_("Je kreeg hier kortgeleden een antwoord op. Kies een andere buurtbaan, "
                           "of vraag het over een maand."))  # fmt: skip


class EnoughWanted(Refused):
    """A few wishes at a time."""

    def __init__(self) -> None:
        super().__init__(
            _("Je wacht al op antwoord van %(n)s buurtbanen. Trek er eerst een in.")
            % {"n": rules.MOST_ASKED}
        )


class JobFull(Refused):
    """All places are taken."""

    def __init__(self) -> None:
        super().__init__(_("Alle plekken zijn bezet. De vraag blijft gewoon staan."))


class NotYourPath(Refused):
    """Only the resident, and who guides."""

    def __init__(self) -> None:
        super().__init__(_("Dit kan alleen wie het zelf doet of begeleidt. Er is niets veranderd."))


class PathOver(Refused):
    """It was answered, stopped or closed."""

    def __init__(self) -> None:
        super().__init__(_("Dit is al voorbij. Er is niets veranderd. Kijk nog eens."))


class NoReason(Refused):
    """A no has a reason."""

    def __init__(self) -> None:
        super().__init__(_("Schrijf waarom. Eén zin is genoeg."))


@transaction.atomic
def want_job(
    *, job: Job, words: str, takes_strengths: bool, by: Person, now: dt.datetime
) -> JobPath:
    """Say: I want this. Said twice it is one wish.

    :param takes_strengths: what the resident can bring goes along; only when they ticked it.
    :raises JobNotOpen, OwnJob, AnsweredBefore, EnoughWanted.
    """
    fresh = jobs.locked(job)
    live = JobPath.objects.filter(job=fresh, person=by, state__in=JobPath.LIVE).first()
    if live:
        return live
    if fresh.state != Job.State.OPEN or fresh.until_on < timezone.localdate(now):
        raise JobNotOpen
    if permissions.may_change_job(by, fresh):
        raise OwnJob
    _refuse_too_soon(fresh, by, now)
    path = JobPath(
        job=fresh, person=by, words=words.strip(), asked_at=now,
        strengths=by.brings if takes_strengths else "",
    )  # fmt: skip
    path.save(force_insert=True)
    journal.record(action="want_job", now=now, by=by, about=by, thing=path)
    if fresh.guide:
        tell(
            fresh.guide, lambda: _("Iemand wil je buurtbaan doen. Kijk of het past."),
            key=f"job-wanted:{path.pk}", link=f"{jobs.address_of(fresh)}mensen/", by=by, now=now,
        )  # fmt: skip
    return path


def _refuse_too_soon(job: Job, by: Person, now: dt.datetime) -> None:
    mine = JobPath.objects.filter(person=by)
    since = now - rules.ASK_AGAIN_AFTER
    if mine.filter(job=job, state=State.NOT_NOW, ended_at__gt=since).exists():
        raise AnsweredBefore
    if mine.filter(state=State.WANTS).count() >= rules.MOST_ASKED:
        raise EnoughWanted


def locked_path(path: JobPath, by: Person, *states: str, now: dt.datetime) -> tuple[JobPath, str]:
    """Lock the job, then give the path as it is now, and the side of who acts.

    :raises NotYourPath, PathOver: it is in none of these states.
    """
    job = jobs.locked(path.job)
    rows = JobPath.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("person").filter(pk=path.pk).first()
    if fresh is None:
        raise PathOver
    fresh.job = job
    side = permissions.side_of_path(by, fresh, now)
    if not side:
        raise NotYourPath
    if fresh.state not in states:
        raise PathOver
    return fresh, side


def link_of(path: JobPath) -> str:
    """Give the address of a path."""
    return f"/hulp/mijn-buurtbaan/{path.pk}/"


@transaction.atomic
def say_yes_to(*, path: JobPath, by: Person, now: dt.datetime) -> JobPath:
    """Say yes, as who guides: now both did, and they see each other's name and contact.

    :raises NotYourPath, PathOver, JobFull.
    """
    fresh, side = locked_path(path, by, State.WANTS, State.GROWING, now=now)
    if side != "guide":
        raise NotYourPath
    if fresh.state == State.GROWING:
        return fresh
    taken = JobPath.objects.filter(job=fresh.job, state=State.GROWING).count()
    if taken >= fresh.job.places:
        raise JobFull
    fresh.state, fresh.answered_at = State.GROWING, now
    fresh.save(update_fields=["state", "answered_at"])
    JobStep.objects.create(
        path=fresh, kind=Kind.CONTRIBUTION, starts_on=timezone.localdate(now), resident_at=now,
        guide_at=now,
    )  # fmt: skip
    for one, other in ((fresh.person, by), (by, fresh.person)):
        consent.give_consent(
            person=one, purpose="match", items=SHARED, text_version=CONSENT_TEXT,
            to_person=other, by=one, now=now,
        )  # fmt: skip
    journal.record(action="say_yes_to_job", now=now, by=by, about=fresh.person, thing=fresh)
    tell(
        fresh.person, lambda: _("Ja! Je kunt beginnen met je buurtbaan. Je ziet nu wie je helpt."),
        key=f"job-yes:{fresh.pk}", link=link_of(fresh), by=by, now=now,
    )  # fmt: skip
    return fresh


@transaction.atomic
def say_no_to(*, path: JobPath, reason: str, by: Person, now: dt.datetime) -> None:
    """Say no, as who guides, with a reason that only the resident reads.

    :raises NotYourPath, PathOver, NoReason.
    """
    fresh, side = locked_path(path, by, State.WANTS, now=now)
    if side != "guide":
        raise NotYourPath
    if not reason.strip():
        raise NoReason
    fresh.state, fresh.reason = State.NOT_NOW, reason.strip()
    fresh.answered_at = fresh.ended_at = now
    fresh.save(update_fields=["state", "reason", "answered_at", "ended_at"])
    journal.record(action="say_no_to_job", now=now, by=by, about=fresh.person, thing=fresh)
    tell(
        fresh.person, lambda: _("Er is een antwoord op de buurtbaan die je wilde."),
        key=f"job-no:{fresh.pk}", link=link_of(fresh), by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def stop_path(*, path: JobPath, by: Person, now: dt.datetime, reason: str = "") -> None:
    """Take a wish back, or stop. The resident needs no reason; who guides gives one.

    :raises NotYourPath, PathOver, NoReason.
    """
    fresh, side = locked_path(path, by, State.WANTS, State.GROWING, now=now)
    if side == "guide" and fresh.state == State.WANTS:
        raise NotYourPath
    if side == "guide" and not reason.strip():
        raise NoReason
    knew = fresh.state == State.GROWING
    fresh.state, fresh.ended_at = State.STEPPED_OUT, now
    if side == "guide":
        fresh.reason = reason.strip()
    fresh.save(update_fields=["state", "ended_at", "reason"])
    fresh.steps.filter(UNAGREED).delete()
    journal.record(
        action="stop_job_path", now=now, by=by, about=fresh.person, thing=fresh,
        details={"side": side},
    )  # fmt: skip
    if knew:
        part_ways(fresh, side, by, now)


def part_ways(path: JobPath, side: str, by: Person | None, now: dt.datetime) -> None:
    """Close the contact in a week, and tell the other side."""
    guide = path.job.guide
    if guide is None:
        return
    ending.close_between(path.person_id, guide.pk, now)
    other, link = (guide, jobs.address_of(path.job)) if side == "resident" else (
        path.person, link_of(path),
    )  # fmt: skip
    tell(
        other, lambda: _("Een buurtbaan stopt. Dank je voor wat je deed."),
        key=f"job-stop:{path.pk}", link=link, by=by, now=now,
    )  # fmt: skip
