"""One session as an iCalendar file."""

import datetime as dt

from wijkschakel.activities.models import Session
from wijkschakel.places.models import Venue


def where(venue: Venue | None) -> str:
    """Give name and address of a venue on one line."""
    if venue is None:
        return ""
    return ", ".join(part for part in (venue.name, venue.street, venue.town) if part)


def write(session: Session, *, now: dt.datetime, base_url: str) -> bytes:
    """Write the file; a calendar that has it already takes it as a change."""
    from icalendar import Calendar, Event  # slow import  # noqa: PLC0415

    activity = session.activity
    event = Event()
    event.add("uid", f"{session.pk}@wijkschakel")
    event.add("dtstamp", now)
    event.add("dtstart", session.starts_at.astimezone(dt.UTC))
    event.add("dtend", session.ends_at.astimezone(dt.UTC))
    event.add("summary", activity.title)
    event.add("description", activity.summary)
    event.add("location", where(activity.venue))
    event.add("url", f"{base_url}/bijeenkomst/{session.pk}/")
    cancelled = session.state == Session.State.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Wijkschakel//NL")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
