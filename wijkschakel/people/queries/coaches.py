"""Digital coaches: helpers with a name for it, who fill in with somebody as any helper does."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from wijkschakel.people.models import Delegate, RoleGrant
from wijkschakel.places.models import District


def _grants(now: dt.datetime) -> QuerySet[RoleGrant]:
    holding = RoleGrant.objects.active(timezone.localdate(now))
    return holding.filter(role=RoleGrant.Role.DIGITAL_COACH)


def with_coach(hours: QuerySet[Delegate], now: dt.datetime) -> QuerySet[Delegate]:
    """Say of hours of helping whether the helper is a digital coach."""
    return hours.annotate(is_coach=Exists(_grants(now).filter(person=OuterRef("helper"))))


def has_coaches(district: District, now: dt.datetime) -> bool:
    """Say whether a district has digital coaches."""
    return _grants(now).filter(district=district).exists()
