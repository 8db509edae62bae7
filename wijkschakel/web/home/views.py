"""The first page: what is open now, what there is today, and my week."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.places.models import District
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import Place, whereabouts
from wijkschakel.web.common.rows import Row, make_row, make_rows
from wijkschakel.web.common.week import make_week

ROWS = 4


@dataclass(frozen=True)
class Lit:
    """What the lit house says: something open now, or the first that comes."""

    row: Row
    is_open: bool


def _lit(district: District, place: Place, coming: list[Session], now: dt.datetime) -> Lit | None:
    session = queries.open_now(district, now).first()
    is_open = session is not None
    if session is None:
        planned = (one for one in coming if one.state == Session.State.PLANNED)
        session = next(planned, None)
    return Lit(make_row(session, now=now, here=place.point), is_open) if session else None


@public
@require_safe
def today(request: Request) -> HttpResponse:
    """Show today."""
    now, place = request.now, whereabouts(request)
    district, person = place.district, request.person
    span = dates.seven_days(now)
    coming: list[Session] = []
    if district:
        wish = queries.Wish(start=now, end=span.end, district=district)
        coming = list(queries.for_list(queries.agenda(wish))[: ROWS + 8])
    mine: list[Enrolment] = queries.week_of(person, dates.midnight(now)) if person else []
    states = {one.session_id: one.state for one in mine}
    rows = make_rows(coming, now=now, mine=states, here=place.point)
    until_midnight = [row for row in rows if row.session.starts_at < dates.today(now).end]
    context = {
        "place": district,
        "where": place,
        "hour": dates.local(now).hour,
        "lit": _lit(district, place, coming, now) if district else None,
        "rows": (until_midnight or rows)[:ROWS],
        "is_today": bool(until_midnight),
        "week": make_week(mine, dates.midnight(now), now) if person else [],
        "count": len(mine),
    }
    return render(request, "home/today.html", context)
