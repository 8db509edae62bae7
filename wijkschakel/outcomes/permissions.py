"""Who decides on figures of a region: who coordinates in it; who researches it may propose."""

import datetime as dt

from django.utils import timezone

from wijkschakel.outcomes.models import Promise, Study
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import Region

Role = RoleGrant.Role
SIGNERS = (Role.FUNDER, Role.COORDINATOR)


def _holds(person: Person | None, role: str, region: Region, now: dt.datetime) -> bool:
    return people_permissions.holds_in_region(person, {role}, region, now)


def may_define(person: Person | None, region: Region, now: dt.datetime) -> bool:
    """Who coordinates in a region defines indicators, promises on them, and opens studies."""
    return _holds(person, Role.COORDINATOR, region, now)


def may_sign_promise(person: Person | None, promise: Promise, now: dt.datetime) -> bool:
    """A second person: who pays or coordinates in the region, never the one who wrote it."""
    return (
        person is not None
        and person.pk != promise.made_by
        and any(_holds(person, role, promise.region, now) for role in SIGNERS)
    )


def who_may_sign(promise: Promise, now: dt.datetime) -> list[Person]:
    """Give everybody who may be the second person, by number."""
    people = people_permissions.holders_in_region(SIGNERS, promise.region, now)
    return [person for person in people if person.pk != promise.made_by]


def may_propose_study(person: Person | None, region: Region, now: dt.datetime) -> bool:
    """Who researches in a region."""
    return _holds(person, Role.RESEARCHER, region, now)


def may_open_study(person: Person | None, study: Study, now: dt.datetime) -> bool:
    """A coordinator of the region, never the one who does the study."""
    return (
        person is not None
        and person.pk != study.researcher_id
        and may_define(person, study.region, now)
    )


def may_close_study(person: Person | None, study: Study, now: dt.datetime) -> bool:
    """The one who does it, or a coordinator of the region."""
    return person is not None and (
        person.pk == study.researcher_id or may_define(person, study.region, now)
    )


def may_export(person: Person | None, study: Study, now: dt.datetime) -> bool:
    """Only the one who does the study, as long as they are a researcher there, and it runs."""
    return (
        person is not None
        and person.pk == study.researcher_id
        and study.state == Study.State.OPEN
        and study.until_on >= timezone.localdate(now)
        and may_propose_study(person, study.region, now)
    )
