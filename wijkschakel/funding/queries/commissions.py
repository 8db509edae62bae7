"""Commissions: of a region, one with all that stands in it, and what waits at the desk."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from wijkschakel.funding.models import Award, AwardPart, Bid, Commission, CommissionDistrict
from wijkschakel.places.models import District, Region, RegionDistrict

State = Commission.State
MOST, FEW = 200, 6


def _with_districts(rows: QuerySet[Commission]) -> QuerySet[Commission]:
    districts = CommissionDistrict.objects.select_related("district").defer("district__boundary")
    return rows.select_related("region").prefetch_related(Prefetch("asked_in", districts))


def _whole(rows: QuerySet[Commission]) -> QuerySet[Commission]:
    return _with_districts(rows).prefetch_related("figures")


def find_commission(number: uuid.UUID) -> Commission | None:
    """Give one with its figures and districts, also in the making."""
    return _whole(Commission.objects.filter(pk=number)).first()


def public_in(region: Region) -> list[Commission]:
    """Give what a region asks and asked for, the newest first; nothing that is in the making.

    Their figures stand on the page of each.
    """
    rows = Commission.objects.filter(region=region).exclude(state=State.DRAFT)
    return list(_with_districts(rows).order_by("-opened_at", "pk")[:MOST])


def open_near(district: District | None, now: dt.datetime) -> list[Commission]:
    """Give what is asked in the regions of a district and still open, what closes first on top."""
    rows = Commission.objects.filter(state=State.OPEN, bids_until__gt=now)
    if district is not None:
        here = RegionDistrict.objects.filter(district=district, region=OuterRef("region"))
        rows = rows.filter(Exists(here))
    return list(rows.order_by("bids_until", "pk")[:FEW])


def at_desk(regions: Collection[Region]) -> list[Commission]:
    """Give all of these regions, what closes first on top."""
    rows = Commission.objects.filter(region__in=regions)
    return list(_whole(rows).order_by("bids_until", "pk")[:MOST])


def awards_of(commission: Commission) -> tuple[Award | None, Award | None]:
    """Give the choice that lies there or stands, and the one that was sent back last."""
    if commission.state == State.DRAFT:
        return None, None
    rows = list(Award.objects.filter(commission=commission).order_by("-proposed_at", "pk"))
    for row in rows:
        row.commission = commission
    back = [row for row in rows if row.returned_at]
    live = next((row for row in rows if not row.returned_at), None)
    return live, max(back, key=lambda row: row.returned_at or row.proposed_at, default=None)


def parts_of(award: Award) -> list[AwardPart]:
    """Give what a choice says of each bid, by name."""
    return list(award.parts.select_related("bid").order_by("bid__by_name", "pk"))


def chosen_of(award: Award, parts: Iterable[AwardPart]) -> list[Bid]:
    """Give the bids that two people chose."""
    return [part.bid for part in parts if part.is_chosen] if award.confirmed_at else []


def _live() -> Exists:
    live = Award.objects.filter(commission=OuterRef("pk"), returned_at__isnull=True)
    return Exists(live)


def to_choose(now: dt.datetime) -> QuerySet[Commission]:
    """Give what is closed, and for which no choice lies there."""
    return Commission.objects.filter(~_live(), state=State.OPEN, bids_until__lte=now)


def to_confirm(now: dt.datetime) -> QuerySet[Award]:
    """Give the choices that wait for a second person."""
    return Award.objects.filter(
        returned_at__isnull=True, confirmed_at__isnull=True, proposed_at__lte=now
    )


def to_look_back(now: dt.datetime) -> QuerySet[Commission]:
    """Give what was carried out, and of which nobody wrote yet what came of it."""
    over = Q(ends_on__lt=timezone.localdate(now))
    return Commission.objects.filter(over, state__in=[State.AWARDED, State.RUNNING])
