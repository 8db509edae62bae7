"""Who sits at a table, and which cases they see: with consent for their own organisation only."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.models import Consent, Person
from wijkschakel.support.models import CareTable, TableCase, TableMember
from wijkschakel.support.permissions import referrals as referral_permissions

PURPOSE = "table"


def seats_of(person: Person | None, now: dt.datetime) -> QuerySet[TableMember]:
    """Give where somebody sits, for an organisation they still work for today."""
    if person is None:
        return TableMember.objects.none()
    mine = referral_permissions.organisations_of(person, now)
    return TableMember.objects.filter(
        person=person, until=None, organisation__in=mine, table__ended_at=None
    )


def sits_at(person: Person | None, table: CareTable, now: dt.datetime) -> bool:
    """Say whether somebody sits at a table today."""
    return seats_of(person, now).filter(table=table).exists()


def leads(person: Person | None, table: CareTable, now: dt.datetime) -> bool:
    """Say whether somebody leads a table today."""
    return seats_of(person, now).filter(table=table, is_lead=True).exists()


def open_cases(person: Person | None, table: CareTable, now: dt.datetime) -> QuerySet[TableCase]:
    """Give what is on the table for the organisation of this person: with live consent only."""
    seats = seats_of(person, now).filter(table=table)
    allowed = Consent.objects.filter(
        people_permissions.live_consents(now),
        person=OuterRef("resident"),
        purpose=PURPOSE,
        to_organisation__in=seats.values("organisation"),
    )
    cases = TableCase.objects.filter(Exists(allowed), table=table, state=TableCase.State.OPEN)
    return cases.select_related("resident").order_by("answered_at", "pk")


def sees_case(person: Person | None, case: TableCase, now: dt.datetime) -> bool:
    """Say whether somebody at the table may see a case at this moment."""
    return open_cases(person, case.table, now).filter(pk=case.pk).exists()
