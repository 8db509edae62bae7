"""Where a coordinator coordinates: the districts that the roles of the visitor cover."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.models import Session
from wijkschakel.base import journal
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person, RoleGrant
from wijkschakel.places.models import District, RegionDistrict
from wijkschakel.places.permissions import covers
from wijkschakel.web.common.access import found
from wijkschakel.web.common.http import Request

COORDINATOR = RoleGrant.Role.COORDINATOR
# Who opens a neighbourhood and prints for it.
OPENERS = (COORDINATOR, RoleGrant.Role.ADMINISTRATOR)
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

    @property
    def place(self) -> str:
        """What stands under the mark: the district, or that there are several."""
        if len(self.districts) == 1:
            return self.districts[0].name
        return ngettext("%(n)s wijk", "%(n)s wijken", len(self.districts)) % {
            "n": len(self.districts)
        }

    @property
    def is_at_desk(self) -> bool:
        """Say whether this is a coordinator, who has a page of today."""
        return any(grant.role == COORDINATOR for grant in self.grants)

    def organisation_for(self, district_id: uuid.UUID | None) -> uuid.UUID | None:
        """The organisation for which the coordinator works in this district."""
        for district in self.districts:
            if district.pk == district_id:
                held = (g.organisation_id for g in self.grants if covers(g, district))
                return next((number for number in held if number), None)
        return None


def of(request: Request, *roles: str, also: Mapping[str, Any] | None = None) -> Scope:
    """Give the scope of the visitor, who holds a role: the decorator saw to that.

    :param roles: one of these; without any it is the coordinator.
    :param also: columns to read of each district in the same question.
    """
    grants = [grant for grant in request.roles if grant.role in (roles or (COORDINATOR,))]
    districts = District.objects.defer("boundary").annotate(**also or {}).order_by("name", "id")
    if all(g.district_id or g.municipality_id or g.region_id for g in grants):
        districts = districts.filter(_inside(grants))
    assert request.person is not None  # noqa: S101
    regions = {grant.region_id for grant in request.roles if grant.region_id}
    return Scope(request.person, grants, _with_regions(districts, sorted(regions)))


def _with_regions(districts: QuerySet[District], regions: Sequence[uuid.UUID]) -> list[District]:
    """Read districts, and in the same question which of these regions each lies in.

    The roles of the visitor name no other region, so these are all that `covers` looks for.
    """
    inside = {
        f"in_{place}": Exists(RegionDistrict.objects.filter(region=region, district=OuterRef("pk")))
        for place, region in enumerate(regions)
    }
    found = list(districts.annotate(**inside))
    for district in found if regions else ():
        district._prefetched_objects_cache = {  # type: ignore[attr-defined]
            "memberships": [
                RegionDistrict(region_id=region, district=district)
                for place, region in enumerate(regions)
                if getattr(district, f"in_{place}")
            ]
        }
    return found


def _inside(grants: Sequence[RoleGrant]) -> Q:
    inside = Q(pk__in=[grant.district_id for grant in grants if grant.district_id])
    if municipalities := [g.municipality_id for g in grants if g.municipality_id]:
        inside |= Q(municipality__in=municipalities)
    if regions := [grant.region_id for grant in grants if grant.region_id]:
        members = RegionDistrict.objects.filter(region__in=regions)
        inside |= Q(pk__in=members.values("district"))
    return inside


def get_resident(scope: Scope, number: uuid.UUID) -> Person:
    """Give a resident of these districts; anybody else does not exist here."""
    residents = people_queries.residents_of(scope.ids)
    here = residents.select_related("district", "neighbourhood")
    return found(
        here.defer("district__boundary", "neighbourhood__boundary").filter(pk=number).first()
    )


def get_session(scope: Scope, number: uuid.UUID) -> Session:
    """Give a session in these districts; any other does not exist here."""
    sessions = activity_queries.visible_sessions().filter(district__in=scope.ids)
    return found(sessions.filter(pk=number).first())


def note_reading(
    request: Request,
    scope: Scope,
    people: Iterable[Person],
    *,
    action: str,
    thing: models.Model | None = None,
) -> None:
    """Note, before it is shown, that the coordinator reads about these residents."""
    by_organisation: dict[uuid.UUID | None, list[Person]] = defaultdict(list)
    for person in people:
        by_organisation[scope.organisation_for(person.district_id)].append(person)
    for number, read in by_organisation.items():
        journal.record_reads(
            action=action,
            now=request.now,
            by=scope.coordinator,
            people=read,
            thing=thing,
            organisation=Organisation(pk=number) if number else None,
            role=COORDINATOR,
            why=WHY,
        )
