"""Neighbourhood jobs and paths in them: to take along, to wipe, and how long kept."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.people.models import Person
from wijkschakel.support.actions import job_paths, jobs
from wijkschakel.support.actions.telling import tell
from wijkschakel.support.models import Job, JobPath
from wijkschakel.support.rules import jobs as rules

State = JobPath.State


def _moment(value: dt.datetime | None) -> str | None:
    return value.astimezone(dt.UTC).isoformat() if value else None


def export(person: Person) -> dict[str, object]:
    """Give the jobs somebody put up, and the paths that are theirs; of others nothing."""
    offered = Job.objects.filter(Q(offered_by=person) | Q(guide=person))
    paths = JobPath.objects.filter(person=person).select_related("job")
    return {
        "jobs_offered": [
            {
                "title": job.title,
                "about": job.about,
                "place": job.place,
                "state": job.state,
                "made_at": _moment(job.made_at),
            }
            for job in offered.order_by("made_at", "pk")
        ],
        "job_paths": [path_of(path) for path in paths.order_by("asked_at", "pk")],
    }


def path_of(path: JobPath) -> dict[str, object]:
    """Give one path as its resident takes it along."""
    steps = path.steps.order_by("starts_on", "kind")
    ticks = path.ticks.select_related("skill").order_by("skill__position", "pk")
    return {
        "job": path.job.title,
        "words": path.words,
        "strengths": path.strengths,
        "state": path.state,
        "reason": path.reason,
        "asked_at": _moment(path.asked_at),
        "answered_at": _moment(path.answered_at),
        "ended_at": _moment(path.ended_at),
        "steps": [
            {
                "step": step.kind,
                "tasks": step.tasks,
                "starts_on": step.starts_on.isoformat(),
                "i_said_at": _moment(step.resident_at),
                "guide_said_at": _moment(step.guide_at),
            }
            for step in steps
        ],
        "skills": [
            {
                "skill": tick.skill.name,
                "i_said_at": _moment(tick.resident_at),
                "guide_said_at": _moment(tick.guide_at),
            }
            for tick in ticks
        ],
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Wipe their paths; what they alone carried closes, and who is in it keeps what was seen.

    What others carry too waits at the desk for who guides next, and who is in it stays in it. A job
    in which nobody is goes; of an organisation, or with paths in it, it stays without a name.
    """
    for path in JobPath.objects.filter(person=person).select_related("job__guide", "person"):
        if path.state == State.GROWING:
            job_paths.part_ways(path, "resident", None, now)
        path.delete()
    for job in Job.objects.filter(guide=person).order_by("pk"):
        fresh = jobs.locked(job)
        is_carried = fresh.organisation_id or fresh.offered_by_id not in (None, person.pk)
        (_wait_for_guide if is_carried else _leave_without_guide)(fresh, now)
    mine = Job.objects.filter(Q(offered_by=person) | Q(guide=person))
    with_paths = Exists(JobPath.objects.filter(job=OuterRef("pk")))
    mine.filter(~with_paths, organisation__isnull=True).delete()
    mine.filter(organisation__isnull=True).update(about="", place="")
    mine.filter(offered_by=person).update(offered_by=None)
    mine.filter(guide=person).update(guide=None)


def _paths_without_reasons(job: Job) -> list[JobPath]:
    """Give the paths in a job, after wiping what its guide wrote in them."""
    paths = list(JobPath.objects.filter(job=job).select_related("person").order_by("pk"))
    for path in paths:
        if path.reason:
            path.reason = ""
            path.save(update_fields=["reason"])
    return paths


def _wait_for_guide(job: Job, now: dt.datetime) -> None:
    """Put a job whose guide goes at the desk again; who is in it or wants it hears it."""
    if job.state == Job.State.OPEN:
        job.state = Job.State.WAITING
        job.save(update_fields=["state"])
    for path in _paths_without_reasons(job):
        if path.state in (State.WANTS, State.GROWING):
            tell(
                path.person, lambda: _("Je buurtbaan heeft nu geen begeleider. Een coördinator "
                                       "zoekt iemand."),
                key=f"job-no-guide:{path.pk}:{now:%Y%m%d}", link=job_paths.link_of(path), by=None,
                now=now,
            )  # fmt: skip


def _leave_without_guide(job: Job, now: dt.datetime) -> None:
    """Close a job whose guide goes: nobody answers any more; who is in it hears it."""
    if job.state != Job.State.CLOSED:
        jobs.shut(job, None, now)
    for path in _paths_without_reasons(job):
        if path.state == State.GROWING:
            path.state, path.ended_at = State.STEPPED_OUT, now
            path.save(update_fields=["state", "ended_at"])
            path.job = job
            job_paths.part_ways(path, "guide", None, now)


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget paths that ended long ago, and jobs in which nobody is any more."""
    no_yes = Q(answered_at__isnull=True) | Q(state=State.NOT_NOW)
    over = JobPath.objects.filter(
        Q(ended_at__lte=now - rules.PATH_KEPT) | Q(no_yes, ended_at__lte=now - rules.NO_YES_KEPT)
    )
    paths = over.count()
    over.delete()
    old = Job.objects.filter(
        ~Exists(JobPath.objects.filter(job=OuterRef("pk"))),
        until_on__lte=timezone.localdate(now - rules.JOB_KEPT),
    )
    gone = old.count()
    old.delete()
    return {"job paths": paths, "jobs": gone}
