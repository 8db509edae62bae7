"""Neighbourhood jobs: putting one up, reading it first at the desk, changing and closing it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District
from wijkschakel.support import permissions
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.models import Job, JobPath, JobSkill
from wijkschakel.support.permissions import jobs as job_permissions
from wijkschakel.support.rules import jobs as rules

State = Job.State


class NotYourJob(Refused):
    """Only who put it up, who guides it, or the coordinator of the district."""

    def __init__(self) -> None:
        super().__init__(_("Deze buurtbaan is niet van jou. Er is niets veranderd."))


class EnoughJobsWaiting(Refused):
    """A coordinator reads them one by one."""

    def __init__(self) -> None:
        super().__init__(
            _("Er wachten al %(n)s buurtbanen van jou. Even geduld. Je tekst staat er nog.")
            % {"n": rules.MOST_WAITING}
        )


class NotAGuide(Refused):
    """Somebody who does not work for the organisation of the job."""

    def __init__(self) -> None:
        super().__init__(_("Kies jezelf, of iemand van dezelfde organisatie. "
                           "Er is niets bewaard."))  # fmt: skip


class JobDecided(Refused):
    """Somebody else decided on it."""

    def __init__(self) -> None:
        super().__init__(_("Een ander heeft hier net al over beslist. Er is niets veranderd."))


class NobodyGuides(Refused):
    """Somebody must answer who wants it."""

    def __init__(self) -> None:
        super().__init__(_("Kies eerst wie begeleidt. Er is niets veranderd."))


class PastJob(Refused):
    """The last day lies behind us, or too far ahead."""

    def __init__(self) -> None:
        super().__init__(_("Kies een laatste dag tussen vandaag en een jaar vooruit."))


@dataclass(frozen=True)
class Described:
    """What a job is, as a form gives it."""

    title: str
    about: str
    place: str
    hours: int
    pay: str
    leads_to: str
    until_on: dt.date
    learns: Sequence[str] = ()
    needs: Sequence[str] = ()
    places: int = 1
    guide: Person | None = None
    organisation: Organisation | None = None


@transaction.atomic
def offer_job(
    *, described: Described, district: District, by: Person, now: dt.datetime,
    key: uuid.UUID | None = None,
) -> Job:  # fmt: skip
    """Put a job up. Of a coordinator of the district it stands there at once, else it waits.

    :param key: of the form; sent twice is one job.
    :raises EnoughJobsWaiting, NotAGuide, PastJob.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    same = Job.objects.filter(key=key, offered_by=by).first() if key else None
    if same:
        return same
    places_itself = permissions.may_work_on(by, district, now)
    waiting = Job.objects.filter(offered_by=by, state=State.WAITING)
    if not places_itself and waiting.count() >= rules.MOST_WAITING:
        raise EnoughJobsWaiting
    job = Job(district=district, offered_by=by, made_at=now, key=key)
    _fill(job, described, by, now)
    if places_itself:
        job.state, job.opened_at = State.OPEN, now
    job.save(force_insert=True)
    _write_skills(job, described)
    journal.record(action="offer_job", now=now, by=by, about=by, thing=job)
    tell_guide(job, by, now)
    return job


def _fill(job: Job, described: Described, by: Person, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    if not today <= described.until_on <= today + rules.LONGEST_OPEN:
        raise PastJob
    for name in ("title", "about", "place", "hours", "pay", "leads_to", "until_on", "places"):
        setattr(job, name, getattr(described, name))
    job.guide = described.guide or by
    job.organisation = described.organisation
    if job.guide_id != by.pk and not _are_colleagues(job, today):
        raise NotAGuide
    job.changed_at = now


def _are_colleagues(job: Job, today: dt.date) -> bool:
    assert job.guide is not None  # noqa: S101
    theirs = people_queries.organisations_of(job.guide, today)
    return job.organisation_id is not None and theirs.filter(pk=job.organisation_id).exists()


def _write_skills(job: Job, described: Described) -> None:
    """Write the skills anew; what somebody ticked already stays as it reads."""
    named = {skill.name: skill for skill in job.skills.all()}
    wanted = dict.fromkeys(described.needs, True) | dict.fromkeys(described.learns, False)
    gone = [skill.pk for name, skill in named.items() if name not in wanted]
    job.skills.filter(pk__in=gone, ticks__isnull=True).delete()
    for place, (name, is_needed) in enumerate(wanted.items()):
        JobSkill.objects.update_or_create(
            job=job, name=name, defaults={"is_needed": is_needed, "position": place}
        )


def tell_guide(job: Job, by: Person, now: dt.datetime) -> None:
    """Tell who guides that they were named."""
    if job.guide is None or job.guide_id == by.pk:
        return
    tell(
        job.guide, lambda: _("Jij bent genoemd als begeleider van een buurtbaan. Klopt dat?"),
        key=f"job-guide:{job.pk}:{job.guide_id}", link=address_of(job), by=by, now=now,
    )  # fmt: skip


def address_of(job: Job) -> str:
    """Give the address of a job."""
    return f"/hulp/buurtbaan/{job.pk}/"


def locked(job: Job) -> Job:
    """Lock a job, and give it as it is now; everything about its people waits for this."""
    rows = Job.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("district", "guide", "offered_by", "organisation").get(pk=job.pk)


@transaction.atomic
def change_job(*, job: Job, described: Described, by: Person, now: dt.datetime) -> Job:
    """Change a job. Of an outsider it is read again; who is in it stays.

    :raises NotYourJob, NotAGuide, PastJob, JobDecided: it was closed.
    """
    fresh = locked(job)
    if not job_permissions.may_change_job(by, fresh):
        raise NotYourJob
    if fresh.state == State.CLOSED:
        raise JobDecided
    before = fresh.guide_id
    chosen = described.guide or fresh.guide
    _fill(fresh, _with_guide(described, chosen), by, now)
    places_itself = permissions.may_work_on(by, fresh.district, now)
    fresh.state, fresh.reason = (State.OPEN if places_itself else State.WAITING), ""
    fresh.opened_at = fresh.opened_at or (now if places_itself else None)
    fresh.save()
    _write_skills(fresh, described)
    journal.record(action="change_job", now=now, by=by, about=by, thing=fresh)
    if fresh.guide_id != before:
        tell_guide(fresh, by, now)
    return fresh


def _with_guide(described: Described, guide: Person | None) -> Described:
    return Described(**{**vars(described), "guide": guide})


@transaction.atomic
def place_job(*, job: Job, by: Person, now: dt.datetime) -> None:
    """Put a job that waits where all can see it.

    :raises NotYourJob: not a coordinator of the district. JobDecided, PastJob, NobodyGuides.
    """
    fresh = locked(job)
    if not permissions.may_work_on(by, fresh.district, now):
        raise NotYourJob
    if fresh.state not in (State.WAITING, State.DECLINED):
        raise JobDecided
    if fresh.until_on < timezone.localdate(now):
        raise PastJob
    if fresh.guide is None:
        raise NobodyGuides
    fresh.state, fresh.reason, fresh.opened_at = State.OPEN, "", fresh.opened_at or now
    fresh.save(update_fields=["state", "reason", "opened_at"])
    journal.record(action="place_job", now=now, by=by, about=fresh.offered_by, thing=fresh)
    _tell_who_offered(fresh, _placed, "job-placed", by, now)


@transaction.atomic
def decline_job(*, job: Job, reason: str, by: Person, now: dt.datetime) -> None:
    """Do not place it; who offered it reads why.

    :raises NotYourJob, JobDecided.
    """
    fresh = locked(job)
    if not permissions.may_work_on(by, fresh.district, now):
        raise NotYourJob
    if fresh.state != State.WAITING:
        raise JobDecided
    fresh.state, fresh.reason = State.DECLINED, reason.strip()
    fresh.save(update_fields=["state", "reason"])
    journal.record(action="decline_job", now=now, by=by, about=fresh.offered_by, thing=fresh)
    _tell_who_offered(fresh, _declined, "job-declined", by, now)


def _placed() -> str:
    return _("Je buurtbaan staat erop. Iedereen ziet hem nu.")


def _declined() -> str:
    return _("Je buurtbaan staat er niet op. Lees waarom.")


def _tell_who_offered(job: Job, say, key: str, by: Person, now: dt.datetime) -> None:
    if job.offered_by and job.offered_by_id != by.pk:
        tell(
            job.offered_by, say, key=f"{key}:{job.pk}:{now:%Y%m%d%H%M}", link=address_of(job),
            by=by, now=now,
        )  # fmt: skip


@transaction.atomic
def close_job(*, job: Job, by: Person, now: dt.datetime) -> None:
    """Close it: nobody new; who waits hears it, who is in it goes on.

    :raises NotYourJob, JobDecided: it was closed already.
    """
    fresh = locked(job)
    is_own = job_permissions.may_change_job(by, fresh)
    if not is_own and not permissions.may_work_on(by, fresh.district, now):
        raise NotYourJob
    if fresh.state == State.CLOSED:
        raise JobDecided
    shut(fresh, by, now)
    journal.record(action="close_job", now=now, by=by, about=fresh.offered_by, thing=fresh)


def shut(job: Job, by: Person | None, now: dt.datetime) -> None:
    """Close a locked job, and tell who waits for an answer."""
    job.state, job.changed_at = State.CLOSED, now
    job.save(update_fields=["state", "changed_at"])
    waiting = JobPath.objects.filter(job=job, state=JobPath.State.WANTS).select_related("person")
    for path in waiting.order_by("pk"):
        path.state, path.ended_at = JobPath.State.PASSED, now
        path.save(update_fields=["state", "ended_at"])
        tell(
            path.person, lambda: _("Een buurtbaan die je wilde is dicht. Dat ligt niet aan jou."),
            key=f"job-passed:{path.pk}", link="/hulp/buurtbanen/", by=by, now=now,
        )  # fmt: skip


def close_past_jobs(now: dt.datetime) -> dict[str, int]:
    """Nightly: close jobs past their last day."""
    past = Job.objects.filter(state=State.OPEN, until_on__lt=timezone.localdate(now))
    closed = 0
    for job in past.order_by("pk"):
        with transaction.atomic():
            fresh = locked(job)
            if fresh.state == State.OPEN:
                shut(fresh, None, now)
                journal.record(
                    action="close_job", now=now, by=None, about=fresh.offered_by, thing=fresh
                )
                closed += 1
    return {"jobs_closed": closed}
