"""Who may do what with neighbourhood jobs and with the path of somebody in one."""

import datetime as dt
import uuid
from collections.abc import Collection

from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Consent, Person
from wijkschakel.support.models import Job, JobPath


def may_change_job(by: Person | None, job: Job) -> bool:
    """Who put it up, and who guides it."""
    return by is not None and by.pk in (job.offered_by_id, job.guide_id)


def guides_job(by: Person | None, job: Job) -> bool:
    """Who guides it: nobody else sees who wants it."""
    return by is not None and by.pk == job.guide_id


def sharing(people: Collection[uuid.UUID], now: dt.datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Give which of these people let which others see them; who withdrew that does not."""
    rows = Consent.objects.filter(
        people_permissions.live_consents(now),
        person__in=people, to_person__in=people, purpose="match",
    )  # fmt: skip
    return set(rows.values_list("person_id", "to_person_id"))


def shares(giver: Person, receiver: Person, now: dt.datetime) -> bool:
    """Say whether somebody lets another see them."""
    return (giver.pk, receiver.pk) in sharing([giver.pk, receiver.pk], now)


def side_of_path(by: Person | None, path: JobPath, now: dt.datetime) -> str:
    """Say on which side of a path somebody stands; empty for anybody else.

    Of who is in it, somebody guides only those who said yes to them, not to who guided before.
    """
    if by is None:
        return ""
    if path.person_id == by.pk:
        return "resident"
    if not guides_job(by, path.job):
        return ""
    is_in = path.state in (JobPath.State.GROWING, JobPath.State.AT_WORK)
    return "guide" if not is_in or shares(path.person, by, now) else ""
