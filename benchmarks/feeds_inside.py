"""Many public things inside an installation, to measure feeds with."""

import datetime as dt
import time
from typing import Any

from wijkschakel.activities.models import Activity, PublicItem, Session
from wijkschakel.base import clock
from wijkschakel.network.actions import publishing
from wijkschakel.places.models import District, Municipality, Venue

EACH = 5


def fill_feeds(count: str) -> dict[str, Any]:
    """Write so many sessions of walks, publish them, and once more when nothing changed."""
    now = clock.now()
    town = Municipality.objects.create(code="GM9998", division_year=2025, name="Meetstad")
    district = District.objects.create(
        code="WK999801", division_year=2025, name="Meetwijk", municipality=town
    )
    venue = Venue.objects.create(
        name="Buurthuis", district=district, street="Kade 1", postcode="1234 AB", town="Meetstad",
        longitude=5.9, latitude=52.2,
    )  # fmt: skip
    activities = [
        Activity(
            title=f"Samen wandelen langs de kade {n}", summary="Een rustig rondje met buren.",
            description="We lopen twee kilometer.\n\nNa afloop is er **koffie**.",
            theme=Activity.Theme.MOVE, district=district, venue=venue, price_cents=0,
            created_at=now, changed_at=now,
        )
        for n in range(int(count) // EACH)
    ]  # fmt: skip
    Activity.objects.bulk_create(activities, batch_size=500)
    sessions = [
        Session(
            activity=activity, district=district, capacity=12,
            starts_at=now + dt.timedelta(days=7 * week, minutes=60 + number),
            ends_at=now + dt.timedelta(days=7 * week, minutes=150 + number),
        )
        for number, activity in enumerate(activities)
        for week in range(EACH)
    ]  # fmt: skip
    Session.objects.bulk_create(sessions, batch_size=500)
    first, again = _seconds(now), _seconds(now)
    scheduled = PublicItem.objects.filter(kind=PublicItem.Kind.SCHEDULED)
    numbers = scheduled.order_by("number").values_list("number", flat=True)
    return {"first": first, "again": again, "middle": numbers[int(count) // 2]}


def _seconds(now: dt.datetime) -> float:
    began = time.perf_counter()
    publishing.publish_all(now=now)
    return time.perf_counter() - began
