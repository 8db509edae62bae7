"""Bids: one's own, and all of them for who decides. Sealed until the closing time."""

import datetime as dt

from django.utils import timezone

from wijkschakel.funding.models import Bid, Commission
from wijkschakel.funding.rules import DRAFT, OPEN
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Person


def opened_bids(commission: Commission, now: dt.datetime) -> list[Bid]:
    """Give the bids that stand, by name; none before the closing time, for nobody."""
    if commission.stage(now) in (DRAFT, OPEN):
        return []
    rows = Bid.objects.filter(commission=commission, taken_back_at__isnull=True)
    return list(rows.select_related("organisation").order_by("by_name", "pk"))


def own_bids(commission: Commission, person: Person, now: dt.datetime) -> list[Bid]:
    """Give the bids that stand of the organisations somebody belongs to today."""
    theirs = people_queries.organisations_of(person, timezone.localdate(now)).order_by()
    rows = Bid.objects.filter(
        commission=commission, organisation__in=theirs, taken_back_at__isnull=True
    )
    return list(rows.select_related("organisation").order_by("by_name", "pk"))
