"""Neighbourhood jobs: what is open, one's own, who wants them, and counting without persons."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wijkschakel.base.text import stems
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Membership, Person
from wijkschakel.places.models import District
from wijkschakel.support.models import Job, JobPath, JobStep, SkillTick
from wijkschakel.support.permissions import jobs as permissions

State = Job.State
GROWING = JobPath.State.GROWING


def _with_all(jobs: QuerySet[Job]) -> QuerySet[Job]:
    related = jobs.select_related("district", "organisation", "guide", "offered_by")
    taken = Count("paths", filter=Q(paths__state=GROWING), distinct=True)
    return related.defer("district__boundary").prefetch_related("skills").annotate(taken=taken)


def open_jobs(district: District | None, words: str, now: dt.datetime) -> list[Job]:
    """Give what anybody may choose in a district, or everywhere; the newest first."""
    today = timezone.localdate(now)
    jobs = _with_all(Job.objects.filter(state=State.OPEN, until_on__gte=today))
    if district:
        jobs = jobs.filter(district=district)
    wanted = [stems.forms(word) for word in stems.words(words)]
    rows = jobs.order_by("-opened_at", "pk")
    return [job for job in rows if all(_says(job, forms) for forms in wanted)]


def _says(job: Job, forms: Collection[str]) -> bool:
    skills = " ".join(skill.name for skill in job.skills.all())
    text = f"{job.title} {job.about} {job.place} {skills}"
    return any(form in forms for word in stems.words(text) for form in stems.forms(word))


def find_job(number: uuid.UUID, person: Person | None, now: dt.datetime) -> Job | None:
    """Give a job that stands there, or one's own; of who is in one it is there as well."""
    job = _with_all(Job.objects.filter(pk=number)).first()
    if job is None:
        return None
    is_there = job.state == State.OPEN and job.until_on >= timezone.localdate(now)
    if is_there or permissions.may_change_job(person, job):
        return job
    is_in = person is not None and job.paths.filter(person=person).exists()
    return job if is_in else None


def jobs_of(person: Person) -> list[Job]:
    """Give the jobs somebody put up or guides, with how many wait for an answer."""
    waits = Count("paths", filter=Q(paths__state=JobPath.State.WANTS), distinct=True)
    mine = Job.objects.filter(Q(offered_by=person) | Q(guide=person))
    return list(_with_all(mine).annotate(waits=waits).order_by("-made_at", "pk"))


def colleagues_of(person: Person, today: dt.date) -> QuerySet[Person]:
    """Give who works for an organisation of this person: who may guide a job of it."""
    mine = people_queries.organisations_of(person, today)
    there = Membership.objects.active(today).filter(person=OuterRef("pk"), organisation__in=mine)
    return Person.objects.filter(Exists(there), erased_at=None).order_by("given_name", "pk")


def paths_of(person: Person) -> list[JobPath]:
    """Give the paths of a resident, the newest first."""
    rows = JobPath.objects.filter(person=person).select_related("job")
    return list(rows.order_by("-asked_at", "pk"))


def live_path(person: Person | None, job: Job) -> JobPath | None:
    """Give the path of somebody in a job, while it waits or runs."""
    if person is None:
        return None
    return job.paths.filter(person=person, state__in=JobPath.LIVE).first()


def find_path(number: uuid.UUID, person: Person, now: dt.datetime) -> tuple[JobPath, str] | None:
    """Give a path and the side on which somebody stands; to anybody else it is not there.

    Who guides sees it from the yes of both on, not after a resident took a wish back.
    """
    rows = JobPath.objects.filter(pk=number)
    path = rows.select_related("person", "job__district", "job__organisation", "job__guide").first()
    side = permissions.side_of_path(person, path, now) if path else ""
    if path is None or not side:
        return None
    if side == "guide" and path.state not in (GROWING, JobPath.State.AT_WORK):
        return None
    return path, side


def wanted_by(job: Job, *states: str) -> list[JobPath]:
    """Give who wants a job, or is in it, for who guides; the longest waiting first."""
    rows = JobPath.objects.filter(job=job, state__in=states).select_related("person")
    return list(rows.order_by("asked_at", "pk"))


@dataclass(frozen=True)
class Inside:
    """Who is in a job, for who guides it: those who said yes to them, and how many others."""

    met: list[JobPath]
    others: int
    asked: int


def inside_of(job: Job, guide: Person, now: dt.datetime) -> Inside:
    """Give who is in a job; after another guided it, some said no yes to this one yet."""
    paths = wanted_by(job, GROWING, JobPath.State.AT_WORK)
    pairs = permissions.sharing([guide.pk, *(path.person_id for path in paths)], now)
    met = [path for path in paths if (path.person_id, guide.pk) in pairs]
    others = [path for path in paths if path not in met and path.state == GROWING]
    asked = sum((guide.pk, path.person_id) in pairs for path in others)
    return Inside(met, len(others), asked)


def possible_guides(job: Job, coordinator: Person, today: dt.date) -> QuerySet[Person]:
    """Give who may be named: who belongs to its organisation, who put it up, the coordinator.

    Not who guides it now, and not who is in it.
    """
    belongs = {"person": OuterRef("pk"), "organisation": job.organisation_id}
    there = Membership.objects.active(today).filter(**belongs)
    inside = job.paths.filter(state__in=JobPath.LIVE).values("person")
    rows = Person.objects.filter(
        Exists(there) | Q(pk__in=[job.offered_by_id, coordinator.pk]), erased_at=None
    )
    guide = [job.guide_id] if job.guide_id else []
    return rows.exclude(pk__in=inside).exclude(pk__in=guide).order_by("given_name", "pk")


def steps_of(path: JobPath) -> list[JobStep]:
    """Give the steps, in their order."""
    order = list(JobStep.ORDER)
    return sorted(path.steps.all(), key=lambda step: order.index(JobStep.Kind(step.kind)))


def ticks_of(path: JobPath) -> dict[int, SkillTick]:
    """Give what was ticked, per skill."""
    return {tick.skill_id: tick for tick in path.ticks.select_related("skill")}


def jobs_at_desk(districts: Collection[uuid.UUID]) -> QuerySet[Job]:
    """Every job of these districts, for their coordinators."""
    return _with_all(Job.objects.filter(district__in=districts)).order_by("-made_at", "pk")


def waiting_jobs(districts: Collection[uuid.UUID]) -> QuerySet[Job]:
    """What waits to be placed, the longest first."""
    return jobs_at_desk(districts).filter(state=State.WAITING).order_by("made_at", "pk")


@dataclass(frozen=True)
class JobMoment:
    """Somebody began in a neighbourhood job, or reached paid work from one."""

    person: uuid.UUID
    on: dt.date
    is_paid: bool


def moments(districts: Collection[uuid.UUID], first: dt.date, last: dt.date) -> list[JobMoment]:
    """Give, of a period, who began and who reached paid work: for counting, never for a page.

    Only steps that both agreed on; a step in days to come is not there yet.
    """
    rows = JobStep.objects.filter(
        kind__in=[JobStep.Kind.CONTRIBUTION, JobStep.Kind.PAID],
        resident_at__isnull=False,
        guide_at__isnull=False,
        starts_on__range=(first, last),
        path__job__district__in=districts,
    )
    told = rows.order_by("starts_on", "pk").values_list("path__person_id", "starts_on", "kind")
    return [JobMoment(person, on, kind == JobStep.Kind.PAID) for person, on, kind in told]


def count_open(districts: Collection[uuid.UUID], today: dt.date) -> int:
    """Count the jobs that stand there."""
    rows = Job.objects.filter(district__in=districts, state=State.OPEN, until_on__gte=today)
    return rows.count()
