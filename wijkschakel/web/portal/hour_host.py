"""For who sits at a consultation hour: who comes, and days that are otherwise."""

import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import hours as hour_actions
from wijkschakel.activities.models import ConsultationHour
from wijkschakel.activities.permissions.hours import may_host
from wijkschakel.base import journal
from wijkschakel.people.models import RoleGrant
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import found, holds, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.hour_forms import DayForm

COORDINATOR = RoleGrant.Role.COORDINATOR


def _mine(request: Request, hour_id: uuid.UUID) -> ConsultationHour:
    """Give the hour to who sits there, or to a coordinator of its district."""
    hour = found(queries.find_hour(hour_id))
    allowed = may_host(visitor(request), hour) or holds(request, [COORDINATOR], hour.district)
    return found(hour if allowed else None)


def _page(
    request: Request, hour: ConsultationHour, form: DayForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    today = dates.local(request.now).date()
    coming = queries.who_comes(hour, request.now)
    journal.record_reads(
        action="see_appointments",
        now=request.now,
        by=visitor(request),
        people=[one.person for one in coming],
        thing=hour,
    )
    context = {
        "hour": hour,
        "place": hour.district,
        "coming": coming,
        "changes": queries.changes_from(hour, today),
        "free_days": queries.free_days(hour, today),
        "form": form,
    }
    return render(request, "portal/hour_list.html", context, status=status)


def _form(request: Request, data: object = None) -> DayForm:
    return DayForm(data, today=dates.local(request.now).date())


@signed_in
@require_safe
def hour_list(request: Request, hour_id: uuid.UUID) -> HttpResponse:
    """Show who has an appointment, and the days that are otherwise."""
    return _page(request, _mine(request, hour_id), _form(request))


@signed_in
@require_POST
def change_day(request: Request, hour_id: uuid.UUID) -> HttpResponse:
    """Close a day, or open it at another time."""
    hour = _mine(request, hour_id)
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, hour, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    hour_actions.change_day(hour=hour, by=visitor(request), now=request.now, **form.cleaned_data)
    return redirect("portal:hour_list", hour_id)


@signed_in
@require_POST
def undo_day(request: Request, hour_id: uuid.UUID, change_id: int) -> HttpResponse:
    """Let a day be as every other."""
    hour = _mine(request, hour_id)
    change = found(hour.changes.filter(pk=change_id).first())
    hour_actions.undo_day(change=change, by=visitor(request), now=request.now)
    return redirect("portal:hour_list", hour_id)
