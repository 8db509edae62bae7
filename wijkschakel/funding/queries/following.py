"""What came of what was asked: moments held and places offered. Things, never people."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum

from wijkschakel.activities.models import Activity, Session, Spending
from wijkschakel.funding.models import Bid, Commission, Delivery
from wijkschakel.places.models import RegionDistrict


@dataclass(frozen=True)
class Done:
    """What took place, in the time that was asked for."""

    moments: int = 0
    places: int = 0
    without_limit: int = 0  # so many moments without a limit of places
    last_at: dt.datetime | None = None

    def __add__(self, other: "Done") -> "Done":
        """Put two together."""
        ends = [one for one in (self.last_at, other.last_at) if one]
        return Done(
            self.moments + other.moments,
            self.places + other.places,
            self.without_limit + other.without_limit,
            max(ends, default=None),
        )


@dataclass(frozen=True)
class Carried:
    """An activity by which a bid is carried out, what took place of it and what was spent on it."""

    delivery: Delivery
    done: Done
    spent_cents: int | None
    is_in_region: bool

    @property
    def activity(self) -> Activity:
        """Give the activity."""
        return self.delivery.activity


def carried_out(commission: Commission, now: dt.datetime) -> list[Carried]:
    """Give the activities of a commission with what took place of each, in one question."""
    held = Session.objects.filter(
        activity=OuterRef("activity"), state=Session.State.PLANNED, ends_at__lte=now,
        starts_at__date__gte=commission.starts_on, starts_at__date__lte=commission.ends_on,
    )  # fmt: skip
    spent = Spending.objects.filter(activity=OuterRef("activity"), taken_back_at__isnull=True)
    inside = RegionDistrict.objects.filter(
        region=commission.region_id, district=OuterRef("activity__district")
    )
    rows = Delivery.objects.filter(bid__commission=commission).annotate(
        moments=_of_each(held, Count("pk")),
        places=_of_each(held, Sum("capacity")),
        without_limit=_of_each(held, Count("pk", filter=Q(capacity__isnull=True))),
        last_at=_of_each(held, Max("ends_at")),
        spent=_of_each(spent, Sum("cents")),
        is_inside=Exists(inside),
    )
    rows = rows.select_related("activity__district", "bid").defer("activity__district__boundary")
    return [_carried(row) for row in rows.order_by("activity__title", "pk")]


def _of_each(rows: QuerySet[Any, Any], column: Aggregate) -> Subquery:
    return Subquery(rows.order_by().values("activity").annotate(told=column).values("told"))


def _carried(row: Any) -> Carried:
    done = Done(row.moments or 0, row.places or 0, row.without_limit or 0, row.last_at)
    return Carried(row, done, row.spent, row.is_inside)


def together(rows: Iterable[Carried]) -> Done:
    """Put what took place together."""
    return sum((row.done for row in rows), Done())


def linkable(bid: Bid) -> list[Activity]:
    """Give the activities of the organisation that belong to no commission yet, by title."""
    rows = Activity.objects.filter(
        organisation=bid.organisation_id, state=Activity.State.PUBLISHED, delivery__isnull=True
    )
    return list(rows.order_by("title", "pk")[:200]) if bid.organisation_id else []
