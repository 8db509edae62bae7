"""Appointments and who sits at consultation hours: take along, wipe, keep a year."""

import datetime as dt

from wijkschakel.activities.models import Appointment, HourHost
from wijkschakel.people.models import Person

APPOINTMENT_KEPT = dt.timedelta(days=365)


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat()


def export(person: Person) -> dict[str, object]:
    """Give appointments, and where this person sits."""
    appointments = Appointment.objects.filter(person=person).select_related("hour")
    hosts = HourHost.objects.filter(person=person).select_related("hour")
    return {
        "appointments": [
            {
                "hour": row.hour.title,
                "starts_at": _moment(row.starts_at),
                "ends_at": _moment(row.ends_at),
                "state": row.state,
                "about": row.about,
                "made_at": _moment(row.made_at),
                "filled_in_together": row.helped_by is not None,
            }
            for row in appointments.order_by("starts_at", "pk")
        ],
        "hours_hosted": [
            {"hour": row.hour.title, "since": _moment(row.since)}
            for row in hosts.order_by("since", "pk")
        ],
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Give the times back and forget what they were about."""
    Appointment.objects.filter(person=person).delete()
    Appointment.objects.filter(helped_by=person.pk).update(helped_by=None)
    HourHost.objects.filter(person=person).delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget appointments of more than a year ago."""
    old = Appointment.objects.filter(ends_at__lte=now - APPOINTMENT_KEPT)
    return {"appointments": old.delete()[0]}
