"""Consultation hours at the desk: all of the own districts, making one, changing one, who sits."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities import queries
from wijkschakel.activities.actions import hours as hour_actions
from wijkschakel.activities.models import ConsultationHour
from wijkschakel.people import queries as people_queries
from wijkschakel.places.models import District
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.hour_forms import HourForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

MOST_FOUND = 20
INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
State = ConsultationHour.State


def _form(
    scope: Scope, data: Any = None, hour: ConsultationHour | None = None, **initial: object
) -> HourForm:
    districts = District.objects.filter(pk__in=scope.ids).only("name").order_by("name")
    return HourForm(data, instance=hour, districts=districts, initial=initial)


def _hour(scope: Scope, number: uuid.UUID) -> ConsultationHour:
    return found(queries.hours_at_desk(scope.ids).filter(pk=number).first())


@with_role(COORDINATOR)
@require_GET
def hours(request: Request) -> HttpResponse:
    """Show every consultation hour of the own districts."""
    scope = scopes.of(request)
    words = request.GET.get("zoek", "").strip()[:80]
    rows = queries.hours_at_desk(scope.ids)
    if words:
        rows = rows.filter(title__icontains=words)
    context = {"place": scope.place, "hours": rows, "words": words}
    return render(request, "desk/hours.html", context)


@with_role(COORDINATOR)
def new_hour(request: Request) -> HttpResponse:
    """Make a consultation hour."""
    scope = scopes.of(request)
    if request.method != "POST":
        first = scope.ids[0] if len(scope.ids) == 1 else None
        today = dates.local(request.now).date()
        return _form_page(
            request, scope, _form(scope, spoken=["nl"], district=first, first_on=today)
        )
    form = _form(scope, request.POST)
    if not form.is_valid():
        return _form_page(request, scope, form, status=INVALID)
    hour = hour_actions.create_hour(
        district=form.cleaned_data["district"],
        by=scope.coordinator,
        now=request.now,
        **form.facts(),
    )
    messages.success(request, _("Het spreekuur staat erin."))
    return redirect("desk:hour", hour.pk)


def _form_page(
    request: Request, scope: Scope, form: HourForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {"place": scope.place, "form": form}
    return render(request, "desk/hour_new.html", context, status=status)


@with_role(COORDINATOR)
def hour(request: Request, hour: uuid.UUID) -> HttpResponse:
    """Show and change one consultation hour."""
    scope = scopes.of(request)
    shown = _hour(scope, hour)
    if request.method != "POST":
        return _page(request, scope, shown, _form(scope, hour=shown))
    form = _form(scope, request.POST, hour=_hour(scope, hour))
    if not form.is_valid():
        return _page(request, scope, shown, form, status=INVALID)
    hour_actions.change_hour(hour=shown, by=scope.coordinator, now=request.now, **form.facts())
    messages.success(request, _("Opgeslagen."))
    return redirect("desk:hour", hour)


def _page(
    request: Request, scope: Scope, shown: ConsultationHour, form: HourForm, status: int = 200
) -> HttpResponse:
    words = request.GET.get("naam", "").strip()
    people = list(people_queries.people_named(scope.ids, words)[:MOST_FOUND])
    hosts = list(shown.hosts.select_related("person").order_by("since", "pk"))
    about = {p.pk: p for p in [*people, *(host.person for host in hosts)]}
    scopes.note_reading(request, scope, about.values(), action="see_hosts", thing=shown)
    context = {
        "place": scope.place,
        "hour": shown,
        "form": form,
        "hosts": hosts,
        "people": [one for one in people if one.pk not in {host.person_id for host in hosts}],
        "words": words,
    }
    return render(request, "desk/hour.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def stop_hour(request: Request, hour: uuid.UUID) -> HttpResponse:
    """Stop a consultation hour, or let it begin again."""
    scope = scopes.of(request)
    shown = _hour(scope, hour)
    state = State.STOPPED if shown.state == State.PUBLISHED else State.PUBLISHED
    hour_actions.change_hour(hour=shown, by=scope.coordinator, now=request.now, state=state)
    return redirect("desk:hour", hour)


@with_role(COORDINATOR)
@require_POST
def add_host(request: Request, hour: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Let a resident sit there."""
    scope = scopes.of(request)
    hour_actions.add_host(
        hour=_hour(scope, hour),
        person=scopes.get_resident(scope, person),
        by=scope.coordinator,
        now=request.now,
    )
    return redirect("desk:hour", hour)


@with_role(COORDINATOR)
@require_POST
def remove_host(request: Request, hour: uuid.UUID, host: int) -> HttpResponse:
    """Let somebody no longer sit there."""
    scope = scopes.of(request)
    row = found(_hour(scope, hour).hosts.select_related("person", "hour").filter(pk=host).first())
    hour_actions.remove_host(host=row, by=scope.coordinator, now=request.now)
    return redirect("desk:hour", hour)
