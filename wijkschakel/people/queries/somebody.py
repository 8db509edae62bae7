"""Somebody by number, and the roles somebody holds."""

import datetime as dt
import uuid

from django.db.models import QuerySet

from wijkschakel.base.prepared import Prepared
from wijkschakel.people.models import Person, RoleGrant


def _held(*, person: uuid.UUID, day: dt.date) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(person=person).active(day)


_HELD = Prepared(_held)


def find_person(number: uuid.UUID) -> Person | None:
    """Give somebody by number, also who was wiped."""
    return Person.objects.filter(pk=number).first()


def roles_held(person: Person, day: dt.date) -> list[RoleGrant]:
    """Give the roles that somebody holds on a day."""
    grants: list[RoleGrant] = _HELD.things(RoleGrant, person=person.pk, day=day)
    for grant in grants:
        grant.person = person
    return grants
