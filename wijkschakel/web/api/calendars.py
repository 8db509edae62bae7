"""My own week for my own calendar, behind an address that only I know."""

import datetime as dt

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.activities.models import Enrolment
from wijkschakel.activities.queries import calendars as activity_queries
from wijkschakel.activities.queries import open_data
from wijkschakel.network.writers import calendar, entries
from wijkschakel.people.models import Person
from wijkschakel.people.queries import calendars
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.serving import calendar_file, for_machines

BEHIND = dt.timedelta(days=30)


@public
@require_safe
@for_machines(is_open=False)
def my_calendar(request: Request, key: str) -> HttpResponse:
    """Give the week of whoever made this address. One that was taken back never existed."""
    person = found(calendars.find_owner(key))
    rows = entries_of(person, request.now)
    return calendar_file(_("Mijn week"), rows, "mijn-week")


def entries_of(person: Person, now: dt.datetime) -> list[calendar.Entry]:
    """Give what this person does: taking part, leading, appointments, and dates of groups."""
    mine = activity_queries.calendar_of(person, now - BEHIND)
    sessions = [*mine.sessions.values()]
    versions = open_data.versions_of(sessions)
    rows = [
        entries.of_session(
            session,
            versions.get(session.pk),
            now,
            is_sure=mine.states.get(session.pk) in (None, Enrolment.State.JOINED),
            is_private=True,
        )
        for session in sessions
    ]
    rows += [entries.of_appointment(appointment) for appointment in mine.appointments]
    rows += [entries.of_group_date(date) for date in mine.group_dates]
    return sorted(rows, key=lambda row: (row.starts_at, row.uid))
