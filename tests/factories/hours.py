"""Makes consultation hours and appointments for tests."""

import datetime as dt
import itertools
from typing import Any

from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_district
from wijkschakel.activities.actions import finding_hours
from wijkschakel.activities.models import Appointment, ConsultationHour, HourChange, HourHost
from wijkschakel.people.models import Person

_number = itertools.count(1)
MONDAY = dt.date(2026, 11, 2)


def make_hour(**changes: Any) -> ConsultationHour:
    """Make an hour every Monday from ten to twelve, walk in or appointments of half an hour."""
    values = {
        "title": f"Spreekuur {next(_number)}",
        "first_on": MONDAY,
        "opens": dt.time(10),
        "closes": dt.time(12),
        "slot_minutes": 30,
        "created_at": MOMENT,
        "changed_at": MOMENT,
    }
    values["district"] = changes.pop("district", None) or make_district()
    hour = ConsultationHour.objects.create(**values | changes)
    finding_hours.put_hour(hour)
    return hour


def make_appointment(
    hour: ConsultationHour, person: Person | None = None, **changes: Any
) -> Appointment:
    """Make an appointment of half an hour."""
    starts_at = changes.pop("starts_at", MOMENT + dt.timedelta(days=1))
    values = {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(minutes=30)}
    values |= {"person": person or make_person(), "made_at": MOMENT}
    return Appointment.objects.create(hour=hour, **values | changes)


def make_host(hour: ConsultationHour, person: Person) -> HourHost:
    """Let somebody sit there."""
    return HourHost.objects.create(hour=hour, person=person, since=MOMENT)


def make_change(hour: ConsultationHour, **changes: Any) -> HourChange:
    """Close a Monday far ahead."""
    return HourChange.objects.create(
        hour=hour, **{"day": MONDAY + dt.timedelta(days=364)} | changes
    )
