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
from wijkschakel.base.prepared import Prepared
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
    assert request.person is not None  # noqa: S101
    regions = sorted({grant.region_id for grant in request.roles if grant.region_id})
    named = {f"in_{place}": region for place, region in enumerate(regions)} | _places(grants)
    if also:
        found = list(_districts(**named).annotate(**also))
    else:
        found = _DISTRICTS.things(District, **named)
    return Scope(request.person, grants, _with_regions(found, regions))


def _places(grants: Sequence[RoleGrant]) -> dict[str, uuid.UUID]:
    """Name the places that these roles hold; nothing when one of them holds everywhere."""
    named: dict[str, uuid.UUID] = {}
    for number, grant in enumerate(grants):
        places = (
            ("district", grant.district_id), ("municipality", grant.municipality_id),
            ("region", grant.region_id),
        )  # fmt: skip
        held = {f"{kind}_{number}": place for kind, place in places if place}
        if not held:
            return {}
        named |= held
    return named


def _districts(**named: uuid.UUID) -> QuerySet[District]:
    """Ask for the districts inside the places named, and in which of these regions each lies."""
    rows = District.objects.defer("boundary").order_by("name", "id")
    inside: dict[str, list[uuid.UUID]] = defaultdict(list)
    for name, number in named.items():
        inside[name.partition("_")[0]].append(number)
    held = {
        f"in_{place}": Exists(RegionDistrict.objects.filter(region=region, district=OuterRef("pk")))
        for place, region in enumerate(inside.pop("in", []))
    }
    return rows.filter(_inside(inside)).annotate(**held) if inside else rows.annotate(**held)


_DISTRICTS = Prepared(_districts)


def _with_regions(found: list[District], regions: Sequence[uuid.UUID]) -> list[District]:
    """Say of districts in which of these regions each lies, as was read in the same question.

    The roles of the visitor name no other region, so these are all that `covers` looks for.
    """
    for district in found if regions else ():
        district._prefetched_objects_cache = {  # type: ignore[attr-defined]
            "memberships": [
                RegionDistrict(region_id=region, district=district)
                for place, region in enumerate(regions)
                if getattr(district, f"in_{place}")
            ]
        }
    return found


def _inside(places: Mapping[str, list[uuid.UUID]]) -> Q:
    inside = Q(pk__in=places.get("district", []))
    if municipalities := places.get("municipality"):
        inside |= Q(municipality__in=municipalities)
    if regions := places.get("region"):
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
