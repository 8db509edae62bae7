"""What is read to publish for machines: only what anyone may see."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from wijkschakel.activities.models import Activity, PublicItem, Series, Session

# A session stays a day after it ended: who reads along every day misses nothing.
STAYS = dt.timedelta(days=1)
# Number, thing, whether it is gone, and its text.
Item = tuple[int, uuid.UUID, bool, str]


@dataclass
class Published:
    """An activity anyone may see, with its sessions that are not long over, and its rules."""

    activity: Activity
    sessions: list[Session] = field(default_factory=list)
    rules: list[Series] = field(default_factory=list)


def public_activities() -> QuerySet[Activity]:
    """Activities anyone may see, with where and by whom."""
    rows = Activity.objects.filter(state=Activity.State.PUBLISHED)
    return rows.select_related("organisation", "district", "venue__district__municipality").defer(
        "district__boundary", "venue__district__boundary", "venue__district__municipality__boundary"
    )


def published(activities: Collection[uuid.UUID], now: dt.datetime) -> list[Published]:
    """Those of these activities that anyone may see, in three queries."""
    rows = public_activities().filter(pk__in=activities).order_by("pk")
    found = {activity.pk: Published(activity) for activity in rows}
    sessions = Session.objects.filter(activity__in=found, ends_at__gt=now - STAYS)
    for session in sessions.order_by("starts_at", "pk"):
        session.activity = found[session.activity_id].activity
        found[session.activity_id].sessions.append(session)
    today = timezone.localdate(now)
    rules = Series.objects.filter(activity__in=found)
    for rule in rules.filter(Q(until_on=None) | Q(until_on__gte=today)).order_by("first_on", "pk"):
        found[rule.activity_id].rules.append(rule)
    return list(found.values())


def page_of_feed(kind: str, after: int, size: int) -> list[Item]:
    """The next items of a feed, in the order of their numbers."""
    rows = PublicItem.objects.filter(kind=kind, number__gt=after).order_by("number")
    return list(rows.values_list("number", "thing_id", "is_deleted", "text")[:size])


def versions_of(sessions: Collection[Session]) -> dict[uuid.UUID, PublicItem]:
    """What was last published of these sessions."""
    rows = PublicItem.objects.filter(
        kind=PublicItem.Kind.SESSION, thing_id__in=[session.pk for session in sessions]
    )
    return {row.thing_id: row for row in rows.defer("text")}


def find_nearest(activity: uuid.UUID, now: dt.datetime) -> uuid.UUID | None:
    """The session of an activity that comes next; when none comes, the last one."""
    rows = Session.objects.filter(activity=activity, activity__state=Activity.State.PUBLISHED)
    numbers = rows.values_list("pk", flat=True)
    coming = numbers.filter(ends_at__gt=now, state=Session.State.PLANNED).order_by("starts_at")
    return coming.first() or numbers.order_by("-starts_at").first()
