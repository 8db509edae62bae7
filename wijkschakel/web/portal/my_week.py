"""My week: what I do on which day, on the screen and on paper; and what I took part in."""

import datetime as dt
import re

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import answering
from wijkschakel.activities.queries import groups
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.common.week import make_week, what_they_do

EARLIER = 12
YEARS = 10
YEAR = dt.timedelta(days=365)
WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def read_week(text: str, now: dt.datetime) -> dt.datetime:
    """Give the Monday of a week like 2026-W48; this week when it is not understood."""
    this_week = dates.monday_of(now)
    match = WEEK.fullmatch(text)
    if match is None or abs(int(match[1]) - this_week.year) > YEARS:
        return this_week
    try:
        return dates.start_of(dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:  # this year has no week 53
        return this_week


def write_week(monday: dt.datetime) -> str:
    """Write a week as 2026-W48."""
    year, week, _day = monday.isocalendar()
    return f"{year:04}-W{week:02}"


def _context(request: Request) -> dict[str, object]:
    monday = read_week(request.GET.get("week", ""), request.now)
    person, end = visitor(request), dates.midnight(monday, 7)
    led = queries.led_between(person, monday, end)
    doings = what_they_do(queries.week_of(person, monday), led)
    group_dates = groups.dates_of(person, monday, end)
    return {
        "place": place_of(request),
        "week": make_week(doings, group_dates, monday, request.now),
        "count": len(doings) + len(group_dates),
        "monday": monday,
        "sunday": dates.midnight(monday, 6),
        "query": f"?week={write_week(monday)}",
        "is_this_week": monday == dates.monday_of(request.now),
        "previous": write_week(dates.midnight(monday, -7)),
        "next": write_week(dates.midnight(monday, 7)),
    }


@signed_in
@require_safe
def my_week(request: Request) -> HttpResponse:
    """Show my week, and what I took part in before."""
    person = visitor(request)
    mine = {
        "earlier": list(queries.taken_part_in(person, request.now)[:EARLIER]),
        "reminds": queries.wants_reminders(person),
        "roles": queries.roles_of(person),
        "times_there": queries.times_there(person, request.now - YEAR),
    }
    return render(request, "portal/my_week.html", _context(request) | mine)


@signed_in
@require_POST
def set_reminders(request: Request) -> HttpResponse:
    """Turn letters the day before on or off."""
    person = visitor(request)
    wants = request.POST.get("aan") == "ja"
    answering.set_reminders(person=person, wants=wants, by=person, now=request.now)
    return redirect("portal:my_week")


@signed_in
@require_safe
def my_week_print(request: Request) -> HttpResponse:
    """Show my week as a sheet of paper."""
    return render(request, "portal/my_week_print.html", _context(request))
