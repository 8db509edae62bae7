"""Who decides on figures of a region: who coordinates in it; who researches it may propose."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from wijkschakel.outcomes.models import Promise, Study
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District, Region
from wijkschakel.places.permissions import Grant, is_everywhere

Role = RoleGrant.Role
SIGNERS = (Role.FUNDER, Role.COORDINATOR)


def regions_of(grants: Iterable[Grant], roles: Collection[str]) -> QuerySet[Region]:
    """Give the regions in which one of these roles is held: in a district of it is enough."""
    held = [grant for grant in grants if grant.role in roles]
    rows = Region.objects.order_by("name", "pk")
    if any(is_everywhere(grant) for grant in held):
        return rows
    districts = District.objects.filter(
        Q(pk__in=[grant.district_id for grant in held if grant.district_id])
        | Q(municipality__in=[grant.municipality_id for grant in held if grant.municipality_id])
    )
    regions = [grant.region_id for grant in held if grant.region_id]
    here = Q(pk__in=regions) | Q(memberships__district__in=districts)
    return rows.filter(pk__in=Region.objects.filter(here).values("pk"))


def _holds(person: Person | None, role: str, region: Region, now: dt.datetime) -> bool:
    if person is None:
        return False
    grants = person.roles.active(timezone.localdate(now)).filter(role=role)
    return regions_of(grants, {role}).filter(pk=region.pk).exists()


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
    region = promise.region
    here = (
        Q(region=region)
        | Q(district__regions=region)
        | Q(municipality__in=region.districts.values("municipality"))
    )
    grants = RoleGrant.objects.active(timezone.localdate(now)).filter(here, role__in=SIGNERS)
    rows = Person.objects.filter(pk__in=grants.values("person"), erased_at__isnull=True)
    return [person for person in rows.order_by("pk") if person.pk != promise.made_by]


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
