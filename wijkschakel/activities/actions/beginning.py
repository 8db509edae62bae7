"""The first things of a district that begins: weekly activities, an hour, services."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wijkschakel.activities import rules
from wijkschakel.activities.actions import hours, series, services
from wijkschakel.activities.models import ConsultationHour, Series, Service, Session
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Venue

MINUTES = 90
Rhythm = Series.Rhythm


@dataclass(frozen=True)
class Weekly:
    """Something that comes back every week, on one day at one hour."""

    title: str
    theme: str
    weekday: int
    clock: dt.time
    venue: Venue | None


def first_day(weekday: int, now: dt.datetime) -> dt.date:
    """Give the next day that is this weekday, from tomorrow."""
    tomorrow = timezone.localdate(now) + dt.timedelta(days=1)
    return tomorrow + dt.timedelta(days=(weekday - tomorrow.weekday()) % 7)


@transaction.atomic
def begin_activities(
    *, district: District, rows: Sequence[Weekly], by: Person, now: dt.datetime
) -> list[Session]:
    """Plan the first activities, each every week for everybody, free: all or none."""
    sessions = []
    for row in rows:
        sessions += series.start_activity(
            district=district,
            title=row.title,
            theme=row.theme,
            venue=row.venue,
            price_cents=0,
            spoken=["nl"],
            plan=rules.Plan(rhythm=Rhythm.WEEKLY, first_on=first_day(row.weekday, now)),
            clock=row.clock,
            minutes=MINUTES,
            by=by,
            now=now,
        )
    return sessions


@transaction.atomic
def begin_hour(
    *, district: District, row: Weekly, closes: dt.time, by: Person, now: dt.datetime
) -> ConsultationHour:
    """Make the first consultation hour: every week, to walk in."""
    return hours.create_hour(
        district=district,
        title=row.title,
        theme=row.theme,
        venue=row.venue,
        phone=district.contact_phone,
        spoken=["nl"],
        rhythm=Rhythm.WEEKLY,
        first_on=first_day(row.weekday, now),
        opens=row.clock,
        closes=closes,
        is_walk_in=True,
        by=by,
        now=now,
    )


@transaction.atomic
def begin_services(
    *,
    district: District,
    named: Sequence[tuple[str, str, str]],
    by: Person,
    now: dt.datetime,
) -> list[Service]:
    """Put the first services on the map: name, kind and telephone."""
    return [
        services.create_service(
            district=district,
            facts={"name": name, "kind": kind, "phones": [[phone, ""]] if phone else []},
            by=by,
            now=now,
        )
        for name, kind, phone in named
    ]
