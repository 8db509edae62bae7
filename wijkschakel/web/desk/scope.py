"""Where a coordinator coordinates: the districts that the roles of the visitor cover."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404

from wijkschakel.base import journal
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person, RoleGrant
from wijkschakel.places.models import District, RegionDistrict
from wijkschakel.web.common.access import covers
from wijkschakel.web.common.http import Request

COORDINATOR = RoleGrant.Role.COORDINATOR
WHY = "desk"


@dataclass(frozen=True)
class Scope:
    """Who sits at the desk, and for which districts."""

    coordinator: Person
    grants: Sequence[RoleGrant]
    districts: Sequence[District]

    @property
    def ids(self) -> list[uuid.UUID]:
        """The numbers of the districts."""
        return [district.pk for district in self.districts]

    def organisation_id(self, district_id: uuid.UUID | None) -> uuid.UUID | None:
        """The organisation on whose behalf the coordinator works in this district."""
        here = (d for d in self.districts if d.pk == district_id)
        for district in here:
            for grant in self.grants:
                if grant.organisation_id and covers(grant, district):
                    return grant.organisation_id
        return None


def of(request: Request) -> Scope:
    """Give the scope of the visitor, who holds the role (the decorator saw to that)."""
    assert request.person is not None  # noqa: S101
    grants = [grant for grant in request.roles if grant.role == COORDINATOR]
    districts = District.objects.defer("boundary").order_by("name", "id")
    if all(g.district_id or g.municipality_id or g.region_id for g in grants):
        districts = districts.filter(_where(grants))
    return Scope(request.person, grants, list(districts))


def _where(grants: Sequence[RoleGrant]) -> Q:
    regions = [grant.region_id for grant in grants if grant.region_id]
    where = Q(pk__in=[grant.district_id for grant in grants if grant.district_id])
    where |= Q(municipality__in=[g.municipality_id for g in grants if g.municipality_id])
    if regions:
        inside = RegionDistrict.objects.filter(region__in=regions).values("district")
        where |= Q(pk__in=inside)
    return where
