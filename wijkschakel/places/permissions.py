"""Who may do what with places. A role comes from a room above: here it is only its shape."""

from collections.abc import Collection, Iterable
from typing import Protocol

from django.db.models import Q, QuerySet

from wijkschakel.places.models import District, Region

COORDINATOR = "coordinator"


class Grant(Protocol):
    """A role that somebody holds in a place in the hierarchy; without a place: everywhere."""

    @property
    def role(self) -> str:
        """The code of the role."""

    @property
    def region_id(self) -> object:
        """The region it holds in."""

    @property
    def municipality_id(self) -> object:
        """The municipality it holds in."""

    @property
    def district_id(self) -> object:
        """The district it holds in."""


def is_everywhere(grant: Grant) -> bool:
    """Say whether a role holds without a place."""
    return not (grant.district_id or grant.municipality_id or grant.region_id)


def covers(grant: Grant, district: District) -> bool:
    """Say whether a role holds in a district: there, in what it lies in, or everywhere."""
    if grant.district_id:
        return grant.district_id == district.pk
    if grant.municipality_id:
        return grant.municipality_id == district.municipality_id
    if grant.region_id:
        return any(member.region_id == grant.region_id for member in district.memberships.all())
    return True


def held_in(grants: Iterable[Grant], roles: Collection[str], district: District | None) -> bool:
    """Say whether one of `roles` is held in a district; None asks for everywhere."""
    held = (grant for grant in grants if grant.role in roles)
    if district is None:
        return any(is_everywhere(grant) for grant in held)
    return any(covers(grant, district) for grant in held)


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


def may_choose_criteria(grants: Iterable[Grant], region: Region) -> bool:
    """Say whether somebody coordinates the region as a whole, or everywhere."""
    return any(
        grant.role == COORDINATOR and (grant.region_id == region.pk or is_everywhere(grant))
        for grant in grants
    )


def may_tick_criteria(grants: Iterable[Grant], district: District) -> bool:
    """Say whether somebody coordinates this district, and so says what is there."""
    return any(grant.role == COORDINATOR and covers(grant, district) for grant in grants)
