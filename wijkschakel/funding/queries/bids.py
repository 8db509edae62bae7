"""Bids: one's own, and all of them for who decides. Sealed until the closing time."""

import datetime as dt
import uuid
from collections.abc import Collection

from wijkschakel.funding.models import AwardPart, Bid, Commission
from wijkschakel.funding.rules import DRAFT, OPEN
from wijkschakel.people.models import Organisation


def opened_bids(commission: Commission, now: dt.datetime) -> list[Bid]:
    """Give the bids that stand, by name; none before the closing time, for nobody."""
    if commission.stage(now) in (DRAFT, OPEN):
        return []
    rows = Bid.objects.filter(commission=commission, taken_back_at__isnull=True)
    return list(rows.select_related("organisation").order_by("by_name", "pk"))


def own_bids(commission: Commission, organisations: Collection[Organisation]) -> list[Bid]:
    """Give the bids that stand of these organisations."""
    rows = Bid.objects.filter(
        commission=commission, organisation__in=organisations, taken_back_at__isnull=True
    )
    return list(rows.select_related("organisation").order_by("by_name", "pk"))


def chosen_of(commissions: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Bid]]:
    """Give per commission the bids that were chosen by two people."""
    parts = AwardPart.objects.filter(
        is_chosen=True, award__commission__in=commissions, award__confirmed_at__isnull=False
    )
    found: dict[uuid.UUID, list[Bid]] = {}
    for part in parts.select_related("bid__organisation").order_by("bid__by_name", "pk"):
        found.setdefault(part.bid.commission_id, []).append(part.bid)
    return found


def answers_to(bids: Collection[Bid]) -> dict[uuid.UUID, AwardPart]:
    """Give per bid what two people decided of it."""
    rows = AwardPart.objects.filter(bid__in=bids, award__confirmed_at__isnull=False)
    return {part.bid_id: part for part in rows}
