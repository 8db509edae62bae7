"""Who belongs to an organisation, and how many."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wijkschakel.people.models import Membership, Organisation, Person

MOST_SHOWN = 100


def people_of(organisation: Organisation, day: dt.date) -> QuerySet[Person]:
    """Give who belongs to an organisation on a day."""
    there = Membership.objects.active(day).filter(person=OuterRef("pk"), organisation=organisation)
    return Person.objects.filter(Exists(there), erased_at=None).order_by("pk")


def members_of(organisation: Organisation, day: dt.date) -> QuerySet[Membership]:
    """Give who belongs to an organisation on a day, and who will later."""
    rows = Membership.objects.filter(organisation=organisation, person__erased_at=None)
    rows = rows.exclude(ends_on__lt=day).select_related("person", "organisation")
    return rows.order_by("person__given_name", "person_id", "starts_on", "pk")


def in_the_same_days(membership: Membership) -> Membership | None:
    """Give what somebody has with the organisation already in these days."""
    rows = Membership.objects.filter(
        person=membership.person, organisation=membership.organisation
    ).exclude(ends_on__lt=membership.starts_on)
    if membership.ends_on:
        rows = rows.filter(starts_on__lte=membership.ends_on)
    return rows.order_by("starts_on", "pk").first()


def organisations_with_members(
    districts: Collection[uuid.UUID] | None, words: str, day: dt.date
) -> list[Organisation]:
    """Give organisations and how many belong to each (`people`), some of many.

    :param districts: where they are; None is everywhere.
    """
    until = Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=day)
    today = Q(memberships__starts_on__lte=day) & until
    rows = Organisation.objects.filter(name__icontains=words)
    if districts is not None:
        rows = rows.filter(district__in=districts)
    counted = rows.annotate(people=Count("memberships__person", filter=today, distinct=True))
    counted = counted.select_related("district").defer("district__boundary")
    return list(counted.order_by("name", "pk")[:MOST_SHOWN])
