"""Who guides a neighbourhood job changes: named at the desk, and met by who is in it.

Who is in it said yes to somebody else. So a new guide sees nobody before both said yes again.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.people.actions import consent
from wijkschakel.people.models import Person
from wijkschakel.support import permissions
from wijkschakel.support.actions import ending, job_paths, jobs
from wijkschakel.support.actions.matches import CONSENT_TEXT, SHARED
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.models import Job, JobPath
from wijkschakel.support.permissions import jobs as job_permissions
from wijkschakel.support.queries import jobs as queries

GROWING = JobPath.State.GROWING


@transaction.atomic
def name_guide(*, job: Job, guide: Person, by: Person, now: dt.datetime) -> None:
    """Let somebody else guide a job; who guided it, and who is in it, hear it too.

    A job that waited for a guide stands there again.

    :raises NotYourJob: not a coordinator of the district. NotAGuide.
    """
    fresh = jobs.locked(job)
    today = timezone.localdate(now)
    if not permissions.may_work_on(by, fresh.district, now):
        raise jobs.NotYourJob
    if guide.pk == fresh.guide_id:
        return
    if not queries.possible_guides(fresh, by, today).filter(pk=guide.pk).exists():
        raise jobs.NotAGuide
    before, fresh.guide = fresh.guide, guide
    fresh.save(update_fields=["guide"])
    journal.record(action="name_job_guide", now=now, by=by, about=guide, thing=fresh)
    if before is None and fresh.opened_at and fresh.state == Job.State.WAITING:
        _stand_again(fresh, by, now)
    _tell_all(fresh, before, by, now)


def _stand_again(job: Job, by: Person, now: dt.datetime) -> None:
    """Show a job that was read before; past its last day it closes."""
    if job.until_on < timezone.localdate(now):
        jobs.shut(job, by, now)
        return
    job.state = Job.State.OPEN
    job.save(update_fields=["state"])


def _tell_all(job: Job, before: Person | None, by: Person, now: dt.datetime) -> None:
    jobs.tell_guide(job, by, now)
    if before:
        tell(
            before, lambda: _("Een ander begeleidt nu je buurtbaan. Dank je voor wat je deed."),
            key=f"job-guided:{job.pk}:{now:%Y%m%d%H%M}", link="/hulp/buurtbanen/", by=by, now=now,
        )  # fmt: skip
    for path in queries.wanted_by(job, JobPath.State.WANTS, GROWING):
        if before and path.state == GROWING:
            ending.close_between(path.person_id, before.pk, now)
        tell(
            path.person, _grows_on if path.state == GROWING else _still_asked,
            key=f"job-other-guide:{path.pk}:{job.guide_id}", link=job_paths.link_of(path), by=by,
            now=now,
        )  # fmt: skip


def _grows_on() -> str:
    return _("Een ander begeleidt nu je buurtbaan. Wat je leerde, blijft van jou.")


def _still_asked() -> str:
    return _("Een ander begeleidt nu de buurtbaan die je wilt. Je vraag blijft staan.")


@transaction.atomic
def take_on(*, job: Job, by: Person, now: dt.datetime) -> int:
    """Say yes, as the new guide, to who is in it already; give how many hear it.

    :raises NotYourJob: somebody else guides it.
    """
    fresh = jobs.locked(job)
    if not job_permissions.guides_job(by, fresh):
        raise jobs.NotYourJob
    paths = queries.wanted_by(fresh, GROWING)
    pairs = job_permissions.sharing([by.pk, *(path.person_id for path in paths)], now)
    new = [path for path in paths if (by.pk, path.person_id) not in pairs]
    for path in new:
        _share(by, path.person, now)
        tell(
            path.person, lambda: _("Er is iemand die je verder begeleidt. Mag die zien hoe het "
                                   "gaat?"),
            key=f"job-taken-on:{path.pk}:{by.pk}", link=job_paths.link_of(path), by=by, now=now,
        )  # fmt: skip
    journal.record(
        action="take_on_job", now=now, by=by, about=by, thing=fresh, details={"people": len(new)}
    )
    return len(new)


@transaction.atomic
def welcome_guide(*, path: JobPath, by: Person, now: dt.datetime) -> None:
    """Say yes to a new guide, as the resident: from now on that one sees the path.

    :raises NotYourPath: only the resident. PathOver: it stopped, or nobody guides it.
    """
    fresh, side = job_paths.locked_path(path, by, GROWING, now=now)
    if side != "resident":
        raise job_paths.NotYourPath
    guide = fresh.job.guide
    if guide is None or not job_permissions.shares(guide, by, now):
        raise job_paths.PathOver
    if job_permissions.shares(by, guide, now):
        return
    _share(by, guide, now)
    journal.record(action="welcome_job_guide", now=now, by=by, about=by, thing=fresh)
    tell(
        guide, lambda: _("Ja! Je mag iemand begeleiden die al bezig is."),
        key=f"job-welcome:{fresh.pk}:{guide.pk}", link=job_paths.link_of(fresh), by=by, now=now,
    )  # fmt: skip


def _share(giver: Person, receiver: Person, now: dt.datetime) -> None:
    consent.give_consent(
        person=giver, purpose="match", items=SHARED, text_version=CONSENT_TEXT,
        to_person=receiver, by=giver, now=now,
    )  # fmt: skip
