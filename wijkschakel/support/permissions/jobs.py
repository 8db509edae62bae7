"""Who may do what with neighbourhood jobs and with the path of somebody in one."""

from wijkschakel.people.models import Person
from wijkschakel.support.models import Job, JobPath


def may_change_job(by: Person | None, job: Job) -> bool:
    """Who put it up, and who guides it."""
    return by is not None and by.pk in (job.offered_by_id, job.guide_id)


def guides_job(by: Person | None, job: Job) -> bool:
    """Who guides it: nobody else sees who wants it."""
    return by is not None and by.pk == job.guide_id


def side_of_path(by: Person | None, path: JobPath) -> str:
    """Say on which side of a path somebody stands; empty for anybody else."""
    if by is None:
        return ""
    if path.person_id == by.pk:
        return "resident"
    return "guide" if guides_job(by, path.job) else ""
