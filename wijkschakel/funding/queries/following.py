"""What came of what was asked: moments held and places offered. Things, never people."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from wijkschakel.activities.models import Activity, Session, Spending
from wijkschakel.funding.models import Bid, Commission, Delivery


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
    """An activity by which a bid is carried out, and what took place of it."""

    delivery: Delivery
    done: Done

    @property
    def activity(self) -> Activity:
        """Give the activity."""
        return self.delivery.activity


def carried_out(commissions: Collection[uuid.UUID], now: dt.datetime) -> list[Carried]:
    """Give the activities of these commissions with what took place, in two questions."""
    rows = Delivery.objects.filter(bid__commission__in=commissions)
    deliveries = list(rows.select_related("activity", "bid").order_by("activity__title", "pk"))
    counted = _counted([row.pk for row in deliveries], now) if deliveries else {}
    return [Carried(row, counted.get(row.activity_id, Done())) for row in deliveries]


def _counted(deliveries: list[int], now: dt.datetime) -> dict[uuid.UUID, Done]:
    held = Q(delivery__in=deliveries) & Q(
        sessions__state=Session.State.PLANNED,
        sessions__ends_at__lte=now,
        sessions__starts_at__date__gte=F("delivery__bid__commission__starts_on"),
        sessions__starts_at__date__lte=F("delivery__bid__commission__ends_on"),
    )
    rows: QuerySet[Any, Any] = Activity.objects.filter(held).order_by().values("pk")
    counted = rows.annotate(
        moments=Count("sessions"),
        places=Sum("sessions__capacity"),
        without_limit=Count("sessions", filter=Q(sessions__capacity__isnull=True)),
        last_at=Max("sessions__ends_at"),
    )
    return {
        row["pk"]: Done(row["moments"], row["places"] or 0, row["without_limit"], row["last_at"])
        for row in counted
    }


def together(rows: Iterable[Carried]) -> Done:
    """Put what took place together."""
    return sum((row.done for row in rows), Done())


def spent_on(rows: Collection[Carried]) -> dict[uuid.UUID, int]:
    """Give the cents that were written down for each of these activities and that stand."""
    numbers = [row.delivery.activity_id for row in rows]
    lines = Spending.objects.filter(activity__in=numbers, taken_back_at__isnull=True).order_by()
    return dict(lines.values_list("activity").annotate(cents=Sum("cents")))


def linkable(bid: Bid) -> list[Activity]:
    """Give the activities of the organisation that belong to no commission yet, by title."""
    rows = Activity.objects.filter(
        organisation=bid.organisation_id, state=Activity.State.PUBLISHED, delivery__isnull=True
    )
    return list(rows.order_by("title", "pk")[:200]) if bid.organisation_id else []


def asked_on(commissions: Iterable[Commission]) -> dict[str, list[Commission]]:
    """Give commissions per heading of what people want."""
    found: dict[str, list[Commission]] = {}
    for row in commissions:
        found.setdefault(row.heading, []).append(row)
    return found
