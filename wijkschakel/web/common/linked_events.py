"""Sessions and consultation hours in the words of schema.org. Nothing of persons."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from wijkschakel.activities.models import ConsultationHour, Session
from wijkschakel.activities.queries import OpenHour
from wijkschakel.network.writers import addresses
from wijkschakel.web.common import linked_data


def session(one: Session) -> dict[str, Any]:
    """Say what, when and where; how many places are left only where the page says it too."""
    activity = one.activity
    is_off = one.state == Session.State.CANCELLED
    found: dict[str, Any] = {
        **_event(addresses.session(one.pk), activity.title, activity.summary, activity.language),
        "startDate": _moment(one.starts_at),
        "endDate": _moment(one.ends_at),
        "eventStatus": "EventCancelled" if is_off else "EventScheduled",
        "location": linked_data.place(activity.venue) if activity.venue else None,
        "organizer": linked_data.organisation(activity.organisation)
        if activity.organisation
        else linked_data.residents(activity.district),
        "superEvent": {
            "@type": "EventSeries",
            "@id": addresses.activity(activity.pk),
            "name": activity.title,
        },
    }
    if one.moved_from and not is_off:
        found["eventStatus"] = "EventRescheduled"
        found["previousStartDate"] = _moment(one.moved_from)
    if activity.price_cents is not None:
        found["isAccessibleForFree"] = activity.price_cents == 0
        found["offers"] = _offer(activity.price_cents, addresses.session(one.pk))
    if one.capacity is not None and not activity.is_walk_in:
        found["maximumAttendeeCapacity"] = one.capacity
        found["remainingAttendeeCapacity"] = max(one.capacity - one.taken, 0)
    return _in_words(found)


def hour(one: ConsultationHour, openings: Iterable[OpenHour]) -> dict[str, Any]:
    """Say where somebody sits to be asked, and the next times."""
    here = addresses.hour(one.pk)
    return {
        "@type": "Service",
        "@id": here,
        "url": here,
        "name": one.title,
        "description": one.summary,
        "provider": linked_data.organisation(one.organisation) if one.organisation else None,
        "areaServed": {"@type": "AdministrativeArea", "name": one.district.name},
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceLocation": linked_data.place(one.venue) if one.venue else None,
            "availableLanguage": list(one.spoken),
        },
        "hoursAvailable": [
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": row.opening.day.isoformat(),
                "validThrough": row.opening.day.isoformat(),
                "opens": _clock(row.opening.starts_at),
                "closes": _clock(row.opening.ends_at),
            }
            for row in openings
            if not row.opening.is_closed
        ],
    }


def _event(here: str, name: str, text: str, language: str) -> dict[str, Any]:
    return {
        "@type": "Event",
        "@id": here,
        "url": here,
        "name": name,
        "description": text,
        "inLanguage": language,
        "eventAttendanceMode": "OfflineEventAttendanceMode",
    }


def _in_words(found: dict[str, Any]) -> dict[str, Any]:
    for name in ("eventStatus", "eventAttendanceMode"):
        found[name] = f"{linked_data.CONTEXT}/{found[name]}"
    return found


def _offer(cents: int, here: str) -> dict[str, Any]:
    return {"@type": "Offer", "price": f"{cents / 100:.2f}", "priceCurrency": "EUR", "url": here}


def _moment(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat()


def _clock(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
