"""The first page: what is open now, what there is today, and my week."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.activities.queries import groups
from wijkschakel.places.models import District
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import public
from wijkschakel.web.common.hour_rows import HourRow, hour_row
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import Place, whereabouts
from wijkschakel.web.common.rows import Row, make_row, make_rows
from wijkschakel.web.common.week import Doing, make_week, what_they_do
from wijkschakel.web.common.workplace import workplaces

ROWS = 4
LED = 3
HOURS = 3


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


def _hours(district: District | None, place: Place, now: dt.datetime) -> list[HourRow]:
    """Give where somebody sits now, else where next."""
    if district is None:
        return []
    wish = queries.HourWish(district=district)
    openings = queries.upcoming_hours(queries.wished(wish), now, days=3)
    there = [one for one in openings if not one.opening.is_closed][:HOURS]
    return [hour_row(one, now=now, here=place.point) for one in there]


@public
@require_safe
def today(request: Request) -> HttpResponse:
    """Show today."""
    now, place = request.now, whereabouts(request)
    district, person = place.district, request.person
    coming: list[Session] = []
    if district:
        wish = queries.Wish(start=now, end=dates.seven_days(now).end, district=district)
        coming = list(queries.for_list(queries.agenda(wish))[: ROWS + 8])
    start, end = dates.midnight(now), dates.midnight(now, 7)
    mine = queries.week_of(person, start) if person else []
    led = queries.led_between(person, dates.midnight(now, -1), end) if person else []
    doings = what_they_do(mine, led)
    group_dates = groups.dates_of(person, start, end) if person else []
    states = {one.session_id: one.state for one in mine}
    rows = make_rows(coming, now=now, mine=states, here=place.point)[:ROWS]
    midnight = dates.today(now).end
    context = {
        "place": district,
        "where": place,
        "lit": _lit(district, place, coming, now) if district else None,
        "rows": rows,
        "is_today": all(row.session.starts_at < midnight for row in rows),
        "week": make_week(doings, group_dates, start, now) if person else [],
        "led": _led_soon(led, now)[:LED],
        "cancelled": [one for one in mine if not _goes_on(one)],
        "hours": _hours(district, place, now),
        "workplaces": workplaces(request),
    }
    return render(request, "home/today.html", context | _ahead(doings, now))


def _goes_on(enrolment: Enrolment) -> bool:
    return enrolment.session.state == Session.State.PLANNED


def _led_soon(led: list[Session], now: dt.datetime) -> list[Session]:
    """Leave what is led today or tomorrow, and is not over or cancelled."""
    until = dates.tomorrow(now).end
    goes_on = [one for one in led if one.state == Session.State.PLANNED]
    return [one for one in goes_on if one.ends_at > now and one.starts_at < until]


def _ahead(doings: list[Doing], now: dt.datetime) -> dict[str, int]:
    """Count what somebody still does today, and in the coming week."""
    ahead = [one for one in doings if one.takes_part and one.session.ends_at > now]
    midnight = dates.today(now).end
    return {
        "count": len(ahead),
        "count_today": sum(one.session.starts_at < midnight for one in ahead),
    }
