"""Who asks, who bids, who decides: never somebody about a bid of the own organisation."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from wijkschakel.funding.models import Award, Bid, Commission
from wijkschakel.funding.rules import CLOSED, DRAFT, OPEN
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person, RoleGrant
from wijkschakel.places.models import Region

Role = RoleGrant.Role
ASKERS = (Role.COORDINATOR,)
DECIDERS = (Role.COORDINATOR, Role.FUNDER)


def may_commission(person: Person | None, region: Region, now: dt.datetime) -> bool:
    """Who coordinates in the region asks, proposes a choice, and looks back."""
    return people_permissions.holds_in_region(person, ASKERS, region, now)


def may_decide(person: Person | None, region: Region, now: dt.datetime) -> bool:
    """Who coordinates or pays in the region may be one of the two."""
    return people_permissions.holds_in_region(person, DECIDERS, region, now)


def has_interest(person: Person, commission: Commission, now: dt.datetime) -> bool:
    """Say whether somebody belongs to an organisation with a bid, or wrote one."""
    theirs = people_queries.organisations_of(person, timezone.localdate(now))
    mine = Q(organisation__in=theirs) | Q(made_by=person)
    return Bid.objects.filter(mine, commission=commission, taken_back_at__isnull=True).exists()


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


def standing_of(person: Person, commission: Commission, now: dt.datetime) -> Standing:
    """Say what somebody may do: by role in the region, and by having no interest."""
    coordinates = may_commission(person, commission.region, now)
    return Standing(
        person=person,
        stage=commission.stage(now),
        coordinates=coordinates,
        decides=coordinates or may_decide(person, commission.region, now),
        has_interest=has_interest(person, commission, now),
    )


def may_bid_for(person: Person | None, organisation: Organisation, now: dt.datetime) -> bool:
    """Only who belongs to an organisation today speaks for it."""
    if person is None:
        return False
    theirs = people_queries.organisations_of(person, timezone.localdate(now))
    return theirs.filter(pk=organisation.pk).exists()
