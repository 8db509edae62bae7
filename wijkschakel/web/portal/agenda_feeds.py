"""The agenda for calendars and for readers of feeds, with the same choice in the address."""

import datetime as dt
import uuid
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.models import Session
from wijkschakel.activities.queries import open_data
from wijkschakel.network.writers import addresses, calendar, entries
from wijkschakel.places.models import District
from wijkschakel.web.common import atom, dates
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import find_district
from wijkschakel.web.common.serving import calendar_file, for_machines
from wijkschakel.web.portal.choice import Choice

BEHIND, AHEAD = dt.timedelta(days=14), dt.timedelta(days=92)
MOST_ENTRIES = 2000
MOST_ITEMS = 200


def _asked(request: Request) -> tuple[Choice, District | None]:
    """Read the choice; a district that is not there has no agenda."""
    choice = Choice.read(request.GET)
    district = find_district(choice.district) if choice.district else None
    if choice.district and district is None:
        raise Http404
    return choice, district


def _title(district: District | None) -> str:
    return _("Agenda van %(district)s") % {"district": district} if district else _("Agenda")


def _sessions(request: Request, choice: Choice, district: District | None) -> list[Session]:
    """Give what was asked for; without a time chosen three months, and a little of what was."""
    wish = choice.wish(request.now, district)
    if "wanneer" not in request.GET:
        begin = dates.midnight(request.now)
        wish = replace(wish, start=begin - BEHIND, end=begin + AHEAD, only_beginning=False)
    return list(queries.agenda(wish)[:MOST_ENTRIES])


@public
@require_safe
@for_machines(max_age=900)
def agenda_calendar(request: Request) -> HttpResponse:
    """Give the agenda to follow in one's own calendar."""
    choice, district = _asked(request)
    sessions = _sessions(request, choice, district)
    rows = entries.of_sessions(sessions, open_data.versions_of(sessions), request.now)
    return calendar_file(_title(district), rows, "agenda")


@public
@require_safe
@for_machines(max_age=900)
def activity_calendar(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Give all sessions of one activity to follow."""
    activity = found(open_data.public_activities().filter(pk=activity_id).first())
    wanted = queries.visible_sessions().filter(activity=activity, ends_at__gt=request.now - BEHIND)
    sessions = list(wanted.order_by("starts_at", "pk")[:MOST_ENTRIES])
    rows = entries.of_sessions(sessions, open_data.versions_of(sessions), request.now)
    return calendar_file(activity.title, rows, "activiteit")


@public
@require_safe
@for_machines(max_age=900)
def agenda_atom(request: Request) -> HttpResponse:
    """Give the agenda to read in a reader of feeds, what changed last first."""
    choice, district = _asked(request)
    sessions = _sessions(request, choice, district)
    versions = open_data.versions_of(sessions)
    items = [
        _item(session, entries.of_session(session, versions.get(session.pk), request.now))
        for session in sessions
        if session.ends_at > request.now
    ]
    items.sort(key=lambda item: (item.changed_at, item.url), reverse=True)
    return atom.answer(
        url=f"{settings.BASE_URL}{request.path}{choice.query}",
        page=f"{settings.BASE_URL}/agenda/{choice.query}",
        title=_title(district),
        items=items[:MOST_ITEMS],
    )


def _item(session: Session, entry: calendar.Entry) -> atom.Item:
    when = formats.date_format(dates.local(session.starts_at), "l j F, H:i")
    return atom.Item(
        url=addresses.session(session.pk),
        title=f"{entry.title} ({when})",
        text="\n".join(part for part in (when, entry.where, session.activity.summary) if part),
        changed_at=entry.changed_at,
        made_at=session.activity.created_at,
        category=entry.category,
    )
