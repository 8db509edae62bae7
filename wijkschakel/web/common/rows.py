"""A session as one row in a list: what stands on its tile and behind it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.activities import rules
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.places.models import Venue
from wijkschakel.web.common import dates

SEATS_SHOWN = 16


@dataclass
class Row:
    """One session, ready to show. `look` is the colour of the tile: now, mine, full or none."""

    session: Session
    url: str
    title: str
    language: str
    look: str
    venue: str
    minutes: int | None
    state: str
    room: str
    number: int | None = None
    is_now: bool = False
    found_by: str = ""

    @property
    def shows_seats(self) -> bool:
        """Say whether the places can be drawn one by one."""
        capacity = self.session.capacity
        return self.state in ("room", "full") and capacity is not None and capacity <= SEATS_SHOWN


def point_of(venue: Venue | None) -> tuple[float, float] | None:
    """Give the point of a venue, if it has one."""
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude


def state_of(session: Session, mine: str, now: dt.datetime) -> str:
    """Give the one word that decides how a session is shown."""
    if session.state == Session.State.CANCELLED:
        return "cancelled"
    if session.ends_at <= now:
        return "over"
    if mine == Enrolment.State.JOINED:
        return "joined"
    if mine == Enrolment.State.WAITING:
        return "waiting"
    if mine == Enrolment.State.OFFERED:
        return "offered"
    if session.activity.is_walk_in:
        return "walk_in"
    if not rules.has_room(taken=session.taken, capacity=session.capacity):
        return "full"
    return "room"


def _room(session: Session, state: str) -> str:
    if state == "cancelled":
        return _("Gaat niet door")
    if state == "over":
        return _("Is geweest")
    if state == "joined":
        return _("Je doet mee")
    if state == "waiting":
        return _("Je wacht op een plek")
    if state == "offered":
        return _("Er is een plek voor jou")
    if state == "walk_in":
        return _("Loop zo binnen")
    if state == "full":
        waiting = session.waiting
        return (
            ngettext("Vol, %(n)s wacht", "Vol, %(n)s wachten", waiting) % {"n": waiting}
            if waiting
            else _("Vol")
        )
    if session.capacity is None:
        return _("Er is plek")
    free = session.capacity - session.taken
    return ngettext("Nog %(n)s plek", "Nog %(n)s plekken", free) % {"n": free}


def _look(state: str, is_now: bool) -> str:
    if state in ("full", "cancelled", "over"):
        return "full"
    if state in ("joined", "offered"):
        return "mine"
    return "now" if is_now else ""


def make_row(
    session: Session, *, now: dt.datetime, mine: str = "", here: tuple[float, float] | None = None
) -> Row:
    """Make a row of a session that came with its activity and venue."""
    activity, venue = session.activity, session.activity.venue
    state = state_of(session, mine, now)
    is_now = session.starts_at <= now < session.ends_at and state != "cancelled"
    return Row(
        session=session,
        url=reverse("portal:session", args=[session.pk]),
        title=activity.title,
        language=activity.language,
        look=_look(state, is_now),
        venue=venue.name if venue else "",
        minutes=rules.walk_minutes(here, point_of(venue)),
        state=state,
        room=_room(session, state),
        is_now=is_now,
    )


def make_rows(
    sessions: Iterable[Session],
    *,
    now: dt.datetime,
    mine: Mapping[uuid.UUID, str] | None = None,
    here: tuple[float, float] | None = None,
) -> list[Row]:
    """Make rows of sessions, in the same order."""
    states = mine or {}
    return [
        make_row(session, now=now, mine=states.get(session.pk, ""), here=here)
        for session in sessions
    ]


@dataclass
class Day:
    """The rows of one day under their heading."""

    date: dt.date
    heading: str
    rows: list[Row]


def by_day(rows: Iterable[Row], now: dt.datetime) -> list[Day]:
    """Group rows by the day they begin; what began earlier and goes on belongs to today."""
    days: list[Day] = []
    for row in rows:
        moment = max(row.session.starts_at, now) if row.is_now else row.session.starts_at
        date = dates.midnight(moment).date()
        if not days or days[-1].date != date:
            days.append(Day(date, dates.day_heading(moment, now), []))
        days[-1].rows.append(row)
    return days
