"""Neighbourhood jobs of Hazelrode: what one can grow in, and one resident halfway."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from wijkschakel.people.models import Consent, Person
from wijkschakel.support.actions.matches import CONSENT_TEXT, SHARED
from wijkschakel.support.models import Job, JobPath, JobSkill, JobStep, SkillTick
from wijkschakel.upkeep.demo import texts
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.moments import today_in
from wijkschakel.upkeep.demo.residents import Town

DISTRICT = "WK990101"
YEAR = dt.timedelta(days=365)


def write_jobs(town: Map, people: Town, now: dt.datetime) -> int:
    """Write them all; give how many jobs there are."""
    told = texts.read("jobs")
    here = sorted(
        (one for one in people.residents if one.district == town.districts[DISTRICT]),
        key=lambda one: str(one.pk),
    )
    jobs = {row["key"]: _job(row, town, people, now) for row in told["job"]}
    for row in told["path"]:
        named = row["who"]
        person = people.cast[named] if isinstance(named, str) else here[named]
        _path(row, jobs[row["job"]], person, now)
    return len(jobs)


def _job(row: Mapping[str, Any], town: Map, people: Town, now: dt.datetime) -> Job:
    made = now - dt.timedelta(days=row["days"])
    waits = row.get("waiting", False)
    names = ("title", "about", "place", "hours", "places", "pay", "leads_to")
    job = Job.objects.create(
        id=demo_id("job", row["key"]),
        district=town.districts[DISTRICT],
        organisation=people.organisations.get(row["org"]),
        offered_by=people.cast[row["by"]],
        guide=people.cast[row["by"]],
        until_on=today_in(now) + dt.timedelta(days=row["until"]),
        state=Job.State.WAITING if waits else Job.State.OPEN,
        made_at=made,
        changed_at=made,
        opened_at=None if waits else made,
        **{name: row[name] for name in names},
    )
    skills = [(name, True) for name in row["needs"]] + [(name, False) for name in row["learns"]]
    JobSkill.objects.bulk_create(
        JobSkill(job=job, name=name, is_needed=is_needed, position=place)
        for place, (name, is_needed) in enumerate(skills)
    )
    return job


def _path(row: Mapping[str, Any], job: Job, person: Person, now: dt.datetime) -> None:
    answered = row.get("answered")
    path = JobPath(
        id=demo_id("job-path", row["job"]),
        job=job,
        person=person,
        words=row["words"],
        strengths=row["strengths"],
        state=JobPath.State.GROWING if answered else JobPath.State.WANTS,
        asked_at=now - dt.timedelta(days=row["asked"]),
        answered_at=now - dt.timedelta(days=answered) if answered else None,
    )
    path.save(force_insert=True)
    if answered:
        _share(path, now)
    for number, step in enumerate(row.get("steps", ())):
        moment = now - dt.timedelta(days=step["days"])
        JobStep(
            id=demo_id("job-step", f"{row['job']}:{number}"),
            path=path,
            kind=step["kind"],
            tasks=step["tasks"],
            starts_on=today_in(now) - dt.timedelta(days=step["days"]),
            resident_at=moment,
            guide_at=moment,
        ).save(force_insert=True)
    seen = now - dt.timedelta(days=30)
    for side in ("both", "resident", "guide"):
        for name in row.get(side, ()):
            SkillTick.objects.create(
                path=path,
                skill=job.skills.get(name=name),
                resident_at=None if side == "guide" else seen,
                guide_at=None if side == "resident" else seen,
            )


def _share(path: JobPath, now: dt.datetime) -> None:
    """Let both see each other's name and contact, as a yes does."""
    assert path.job.guide is not None  # noqa: S101
    assert path.answered_at is not None  # noqa: S101
    pair = (path.person, path.job.guide)
    for one, other in (pair, pair[::-1]):
        Consent.objects.create(
            id=demo_id("consent", f"job:{path.pk}:{one.pk}"), person=one, to_person=other,
            purpose="match", items=SHARED, text_version=CONSENT_TEXT, given_at=path.answered_at,
            until_on=today_in(now) + YEAR / 2,
        )  # fmt: skip


def take_out(inside: list[Any]) -> None:
    """Delete what stands in these districts."""
    JobPath.objects.filter(job__district__in=inside).delete()
    Job.objects.filter(district__in=inside).delete()
