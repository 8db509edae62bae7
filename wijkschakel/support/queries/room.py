"""Activities with room for people: when they are, and whether somebody still leads them."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wijkschakel.activities import permissions as activity_permissions
from wijkschakel.activities.models import Activity, Lead, Session
from wijkschakel.support.matching import times
from wijkschakel.support.models import HelpOffer

AHEAD = dt.timedelta(weeks=8)
NOON, EVENING = 12, 18


def block_of(moment: dt.datetime) -> str:
    """Name the part of the week in which a moment lies."""
    local = timezone.localtime(moment)
    part = times.PARTS[(local.hour >= NOON) + (local.hour >= EVENING)]
    return f"{times.DAYS[local.weekday()]}-{part}"


def blocks_of(activities: Collection[Activity], now: dt.datetime) -> dict[uuid.UUID, int]:
    """Give per activity the parts of the week in which it is, as far as planned; none is 0."""
    found = {activity.pk: 0 for activity in activities}
    rows = Session.objects.filter(
        activity__in=found, state=Session.State.PLANNED, starts_at__range=(now, now + AHEAD)
    )
    for activity, starts_at in rows.values_list("activity_id", "starts_at"):
        found[activity] |= times.bits([block_of(starts_at)])
    return found


def is_led() -> Q:
    """Keep offers of people, and those of activities that who offered them still organises."""
    leads = Lead.objects.filter(
        activity=OuterRef("activity"), person=OuterRef("person"),
        role__in=activity_permissions.ORGANISERS,
    )  # fmt: skip
    return Q(Q(activity__isnull=True) | Q(Exists(leads)))


def offer_of(activity: Activity) -> HelpOffer | None:
    """Give the running offer of an activity, with who answers for it."""
    rows = HelpOffer.objects.filter(activity=activity).exclude(state=HelpOffer.State.ENDED)
    return rows.select_related("person", "activity").prefetch_related("kinds").first()
