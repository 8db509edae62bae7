"""Who asks, who bids, who decides: never somebody about a bid of the own organisation."""

import datetime as dt

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


def may_read_bids(person: Person | None, commission: Commission, now: dt.datetime) -> bool:
    """Who decides, and only from the closing time: until then every bid is sealed."""
    return (
        person is not None
        and commission.stage(now) not in (DRAFT, OPEN)
        and may_decide(person, commission.region, now)
        and not has_interest(person, commission, now)
    )


def may_propose(person: Person | None, commission: Commission, now: dt.datetime) -> bool:
    """A coordinator of the region without an interest, once it is closed."""
    return (
        person is not None
        and commission.stage(now) == CLOSED
        and may_commission(person, commission.region, now)
        and not has_interest(person, commission, now)
    )


def may_confirm(person: Person | None, award: Award, now: dt.datetime) -> bool:
    """A second person: never who proposed it, never who has an interest."""
    return (
        person is not None
        and person.pk != award.proposed_by_id
        and may_decide(person, award.commission.region, now)
        and not has_interest(person, award.commission, now)
    )


def may_bid_for(person: Person | None, organisation: Organisation, now: dt.datetime) -> bool:
    """Only who belongs to an organisation today speaks for it."""
    if person is None:
        return False
    theirs = people_queries.organisations_of(person, timezone.localdate(now))
    return theirs.filter(pk=organisation.pk).exists()
