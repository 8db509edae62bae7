"""Who looks after a place: coordinators and administrators."""

import datetime as dt

from django.db.models import Q, QuerySet

from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import District, RegionDistrict


def who_watches(grant: RoleGrant, day: dt.date) -> QuerySet[RoleGrant]:
    """Give the coordinators and administrators who look after the place of a role, or after all."""
    districts = District.objects.all()
    if grant.district_id:
        districts = districts.filter(pk=grant.district_id)
    elif grant.municipality_id:
        districts = districts.filter(municipality=grant.municipality_id)
    elif grant.region_id:
        districts = districts.filter(memberships__region=grant.region_id)
    around = Q(municipality__in=districts.values("municipality"))
    around |= Q(region__in=RegionDistrict.objects.filter(district__in=districts).values("region"))
    everywhere = Q(district=None, municipality=None, region=None)
    held = RoleGrant.objects.active(day).filter(
        Q(district__in=districts) | around | everywhere,
        role__in=[RoleGrant.Role.COORDINATOR, RoleGrant.Role.ADMINISTRATOR],
        person__erased_at=None,
    )
    return held.select_related("person__account").order_by("role", "person_id", "pk")
