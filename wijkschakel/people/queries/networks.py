"""Which organisations belong to which networks, since when; and who is asked."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wijkschakel.people.models import Membership, NetworkMember, Organisation, Person
from wijkschakel.people.queries import memberships

Kind = Organisation.Kind
MOST_FOUND = 20
MOST_TOLD = 20
BEGUN = Q(starts_on__isnull=False)
LIVE = BEGUN & Q(ends_on__isnull=True)


@dataclass(frozen=True)
class Around:
    """What stands around an organisation: its networks, its members, and what is over."""

    networks: list[NetworkMember]
    members: list[NetworkMember]
    over: list[NetworkMember]


def find_organisation(
    number: uuid.UUID, person: Person | None, now: dt.datetime
) -> Organisation | None:
    """Give an organisation, and whether this person belongs to it today (`is_mine`)."""
    day = timezone.localdate(now)
    mine = Membership.objects.active(day).filter(person=person, organisation=OuterRef("pk"))
    rows = Organisation.objects.select_related("district").defer("district__boundary")
    return rows.annotate(is_mine=Exists(mine)).filter(pk=number).first()


def _rows() -> QuerySet[NetworkMember]:
    rows = NetworkMember.objects.select_related("network", "organisation")
    return rows.order_by("starts_on", "pk")


def around(organisation: Organisation) -> Around:
    """Give what anybody may see: only what both said yes to."""
    rows = list(_rows().filter(BEGUN, Q(network=organisation) | Q(organisation=organisation)))
    live = [row for row in rows if row.ends_on is None]
    return Around(
        [row for row in live if row.organisation_id == organisation.pk],
        [row for row in live if row.network_id == organisation.pk],
        [row for row in rows if row.ends_on],
    )


def waiting_of(organisation: Organisation) -> tuple[list[NetworkMember], list[NetworkMember]]:
    """Give what waits for a yes of this organisation, and what it asked of others."""
    rows = _rows().filter(Q(network=organisation) | Q(organisation=organisation), ends_on=None)
    waits = list(rows.filter(starts_on=None))
    mine = [
        row.network_yes_at if row.network_id == organisation.pk else row.organisation_yes_at
        for row in waits
    ]
    return (
        [row for row, yes in zip(waits, mine, strict=True) if yes is None],
        [row for row, yes in zip(waits, mine, strict=True) if yes],
    )


def find_member(organisation: Organisation, number: int) -> NetworkMember | None:
    """Give a membership in which this organisation is one of the two."""
    rows = _rows().filter(Q(network=organisation) | Q(organisation=organisation))
    return rows.filter(pk=number).first()


def may_ask(organisation: Organisation, words: str) -> list[Organisation]:
    """Give whom an organisation may ask: networks; and a network everybody. Not twice."""
    tied = NetworkMember.objects.filter(ends_on=None)
    rows = Organisation.objects.exclude(pk=organisation.pk)
    rows = rows.exclude(pk__in=tied.filter(organisation=organisation).values("network"))
    rows = rows.exclude(pk__in=tied.filter(network=organisation).values("organisation"))
    if organisation.kind != Kind.NETWORK:
        rows = rows.filter(kind=Kind.NETWORK)
    return list(rows.filter(name__icontains=words).order_by("name", "pk")[:MOST_FOUND])


def people_of(organisation: Organisation, day: dt.date) -> list[Person]:
    """Give some who belong to an organisation on a day."""
    return list(memberships.people_of(organisation, day)[:MOST_TOLD])


def networks_in(districts: Collection[uuid.UUID]) -> list[Organisation]:
    """Give the networks with members, of these districts or with a member there."""
    rows = Organisation.objects.filter(kind=Kind.NETWORK).annotate(
        members=Count("network_members", filter=Q(
            network_members__starts_on__isnull=False, network_members__ends_on__isnull=True
        ))
    )  # fmt: skip
    of_here = NetworkMember.objects.filter(
        LIVE, network=OuterRef("pk"), organisation__district__in=districts
    )
    here = rows.filter(Q(district__in=districts) | Exists(of_here), members__gt=0)
    return list(here.order_by("name", "pk"))
