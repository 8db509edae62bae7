"""What a calendar says of one session, and a number that changes when that does."""

import hashlib
import json

from wijkschakel.activities.models import Session
from wijkschakel.places.models import Venue


def where(venue: Venue | None) -> str:
    """Give name and address of a venue on one line."""
    if venue is None:
        return ""
    return ", ".join(part for part in (venue.name, venue.street, venue.town) if part)


def digest(session: Session) -> str:
    """Give a number of everything that is told of a session; not of how many people come."""
    activity = session.activity
    told = [
        session.starts_at.isoformat(),
        session.ends_at.isoformat(),
        session.state,
        session.reason,
        activity.title,
        activity.summary,
        where(activity.venue),
    ]
    return digest_of(json.dumps(told, ensure_ascii=False))


def digest_of(text: str) -> str:
    """Give the number of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
