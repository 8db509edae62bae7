"""Sessions and appointments as entries of a calendar."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from wijkschakel.activities.models import Activity, Appointment, GroupDate, PublicItem, Session
from wijkschakel.network.writers import addresses, occurrence
from wijkschakel.network.writers.calendar import Entry
from wijkschakel.places.models import Venue

Versions = Mapping[uuid.UUID, PublicItem]


def of_sessions(sessions: Iterable[Session], versions: Versions, now: dt.datetime) -> list[Entry]:
    """Give entries anyone may have."""
    return [of_session(session, versions.get(session.pk), now) for session in sessions]


def of_session(
    session: Session,
    known: PublicItem | None,
    now: dt.datetime,
    *,
    is_sure: bool = True,
    is_private: bool = False,
) -> Entry:
    """Give a session as an entry; its number of changes rises also before they were published."""
    activity = session.activity
    is_off = session.state == Session.State.CANCELLED
    changed_at, sequence = activity.changed_at, 0
    if known is not None:
        is_new = known.digest != occurrence.digest(session)
        changed_at = now if is_new else known.changed_at
        sequence = known.version + is_new
    here = addresses.session(session.pk)
    lines = [session.reason if is_off else "", activity.summary, here]
    return Entry(
        uid=f"{session.pk}@wijkschakel",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=f"Gaat niet door: {activity.title}" if is_off else activity.title,
        changed_at=changed_at,
        sequence=sequence,
        text="\n".join(line for line in lines if line),
        where=occurrence.where(activity.venue),
        point=_point(activity.venue),
        url=here,
        category=str(Activity.Theme(activity.theme).label),
        is_off=is_off,
        is_sure=is_sure,
        is_private=is_private,
    )


def of_appointment(appointment: Appointment) -> Entry:
    """Give an appointment for who made it: where and when, never what it is about."""
    hour = appointment.hour
    return Entry(
        uid=f"{appointment.pk}@wijkschakel",
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        title=f"Afspraak: {hour.title}",
        changed_at=appointment.made_at,
        text=addresses.hour(hour.pk),
        where=occurrence.where(hour.venue),
        point=_point(hour.venue),
        url=addresses.hour(hour.pk),
        is_private=True,
    )


def of_group_date(date: GroupDate) -> Entry:
    """Give a date of a closed group for who comes: when, never which group, what or where."""
    here = addresses.group(date.group_id)
    return Entry(
        uid=f"{date.pk}@wijkschakel",
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        title="Afspraak met je groep",
        changed_at=date.made_at,
        text=here,
        url=here,
        is_private=True,
    )


def _point(venue: Venue | None) -> tuple[float, float] | None:
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude
