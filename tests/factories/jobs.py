"""Makes neighbourhood jobs and paths in them for tests, through the actions that people use."""

import datetime as dt
from typing import Any

from tests.factories.people import MOMENT
from wijkschakel.people.models import Person
from wijkschakel.places.models import District
from wijkschakel.support.actions import job_paths, jobs
from wijkschakel.support.models import Job, JobPath


def described(**changes: Any) -> jobs.Described:
    """Say what a job is: the door of the community house, four hours a week."""
    values = {
        "title": "Gastvrouw in De Kachel", "about": "Je doet de deur open.", "place": "De Kachel",
        "hours": 4, "pay": "voluntary", "leads_to": "paid_job",
        "until_on": MOMENT.date() + dt.timedelta(60), "learns": ["Gasten ontvangen", "De kassa"],
        "needs": ["Op tijd komen"],
    }  # fmt: skip
    return jobs.Described(**values | changes)


def make_job(by: Person, district: District, *, is_open: bool = True, **changes: Any) -> Job:
    """Let somebody put a job up; unless told otherwise it stands there."""
    now, key = changes.pop("now", MOMENT), changes.pop("key", None)
    job = jobs.offer_job(described=described(**changes), district=district, by=by, now=now, key=key)
    if is_open:
        job.state, job.opened_at = Job.State.OPEN, now
        job.save(update_fields=["state", "opened_at"])
    return job


def make_path(job: Job, person: Person, *, now: dt.datetime = MOMENT, **changes: Any) -> JobPath:
    """Let a resident want a job; with `yes` who guides says yes."""
    is_yes = changes.pop("yes", False)
    values = {"words": "Dit wil ik graag.", "takes_strengths": False}
    path = job_paths.want_job(job=job, by=person, now=now, **values | changes)
    return job_paths.say_yes_to(path=path, by=job.guide, now=now) if is_yes else path
