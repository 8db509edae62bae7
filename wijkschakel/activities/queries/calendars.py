"""What stands in the calendar of one person, for that person's own eyes."""

import datetime as dt
import uuid
from dataclasses import dataclass

from wijkschakel.activities.models import Activity, Appointment, Enrolment, GroupDate, Session
from wijkschakel.activities.permissions import ORGANISERS
from wijkschakel.activities.queries import groups
from wijkschakel.people.models import Person

MOST = 1000
AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True)
class Mine:
    """Sessions by number, how the person stands with them (leading: not at all), appointments."""

    sessions: dict[uuid.UUID, Session]
    states: dict[uuid.UUID, str]
    appointments: list[Appointment]
    group_dates: list[GroupDate]


def calendar_of(person: Person, since: dt.datetime) -> Mine:
    """Give everything of this person since a moment, in four queries."""
    rows = Enrolment.objects.filter(person=person, session__ends_at__gt=since)
    rows = rows.exclude(state=Enrolment.State.LEFT).select_related("session__activity__venue")
    sessions, states = {}, {}
    for row in rows.order_by("session__starts_at", "pk")[:MOST]:
        sessions[row.session_id], states[row.session_id] = row.session, row.state
    led = Activity.objects.filter(leads__person=person, leads__role__in=ORGANISERS)
    leading = Session.objects.filter(activity__in=led, ends_at__gt=since)
    for session in leading.select_related("activity__venue").order_by("starts_at", "pk")[:MOST]:
        sessions[session.pk] = session
        states.pop(session.pk, None)
    appointments = Appointment.objects.filter(
        person=person, state=Appointment.State.BOOKED, ends_at__gt=since
    )
    booked = list(appointments.select_related("hour__venue").order_by("starts_at"))
    return Mine(sessions, states, booked, groups.dates_of(person, since, since + AHEAD))
