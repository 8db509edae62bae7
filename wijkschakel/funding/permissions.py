"""Who asks, who bids, who decides: never somebody about a bid of the own organisation."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wijkschakel.funding.models import Award, Bid, Commission
from wijkschakel.funding.rules import CLOSED, DRAFT, OPEN
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person, RoleGrant
from wijkschakel.places.models import Region
from wijkschakel.places.permissions import Grant, regions_of

Role = RoleGrant.Role
ASKERS = (Role.COORDINATOR,)
DECIDERS = (Role.COORDINATOR, Role.FUNDER)


def may_commission(person: Person | None, region: Region, now: dt.datetime) -> bool:
    """Who coordinates in the region asks, proposes a choice, and looks back."""
    return people_permissions.holds_in_region(person, ASKERS, region, now)


def _interest(person: Person, now: dt.datetime) -> QuerySet[Bid]:
    """Ask for the bids of organisations somebody belongs to, or that they wrote."""
    theirs = people_queries.organisations_of(person, timezone.localdate(now)).order_by()
    return Bid.objects.filter(
        Q(organisation__in=theirs) | Q(made_by=person), taken_back_at__isnull=True
    )


@dataclass(frozen=True)
class Standing:
    """What somebody may do about one commission at this moment."""

    person: Person
    stage: str
    coordinates: bool
    decides: bool
    has_interest: bool

    @property
    def may_read_bids(self) -> bool:
        """Who decides, and only from the closing time: until then every bid is sealed."""
        return self.decides and not self.has_interest and self.stage not in (DRAFT, OPEN)

    @property
    def may_propose(self) -> bool:
        """Who coordinates, once it is closed."""
        return self.coordinates and self.may_read_bids and self.stage == CLOSED

    def may_confirm(self, award: Award) -> bool:
        """A second person: never who proposed it."""
        waits = award.confirmed_at is None and award.returned_at is None
        return self.may_read_bids and waits and self.person.pk != award.proposed_by_id


def standing_of(
    person: Person, commission: Commission, now: dt.datetime,
    grants: Iterable[Grant] | None = None,
) -> Standing:  # fmt: skip
    """Say what somebody may do: by role in the region, and by having no interest.

    :param grants: the roles held today, when they were read already.
    """
    held = person.roles.active(timezone.localdate(now)) if grants is None else grants
    held = list(held)
    here = {
        name: Exists(regions_of(held, roles).order_by().filter(pk=OuterRef("region")))
        for name, roles in (("coordinates", ASKERS), ("decides", DECIDERS))
    }
    interest = Exists(_interest(person, now).filter(commission=OuterRef("pk")))
    rows = Commission.objects.filter(pk=commission.pk).annotate(has_interest=interest, **here)
    said = rows.values("coordinates", "decides", "has_interest").get()
    return Standing(person=person, stage=commission.stage(now), **said)


def may_bid_for(person: Person | None, organisation: Organisation, now: dt.datetime) -> bool:
    """Only who belongs to an organisation today speaks for it."""
    return people_permissions.belongs_to(person, organisation, now)
