"""The service map at the desk: what is there, what is old, adding, changing, checking."""

import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities.actions import services as actions
from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries import services as queries
from wijkschakel.activities.rules.services import Freshness
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import RoleGrant
from wijkschakel.web.common import service_editing, service_rows, service_table
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.service_forms import DAYS, DeskServiceForm
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
MOST_SHOWN = 200
ORDER = [Freshness.HIDDEN, Freshness.OLD, Freshness.DUE, Freshness.FRESH]
SHOWN = {"alles": ORDER, "oud": ORDER[:3], "verborgen": ORDER[:1]}


@dataclass(frozen=True)
class Line:
    """One service in the list."""

    service: Service
    freshness: Freshness
    checked: str


def get_service(scope: Scope, number: uuid.UUID) -> Service:
    """Give a service of these districts, also when it is hidden; any other does not exist here."""
    service = queries.find_service(number)
    return found(service if service and service.district_id in scope.ids else None)


def function_of() -> str:
    """Say as whom a coordinator changes and checks: a function, no name."""
    with translation.override("nl"):
        return str(RoleGrant.Role.COORDINATOR.label).capitalize()


@with_role(COORDINATOR)
@require_GET
def services(request: Request) -> HttpResponse:
    """Show all services of these districts, the longest unchecked first."""
    scope = scopes.of(request)
    words = request.GET.get("zoek", "").replace("\0", " ").strip()[:80]
    which = request.GET.get("toon", "alles")
    wanted = SHOWN.get(which, ORDER)
    lines = [
        Line(one, queries.freshness_of(one, request.now), _checked(one, request))
        for one in queries.desk_services(scope.ids, words)
    ]
    shown = sorted(
        (line for line in lines if line.freshness in wanted),
        key=lambda line: (queries.checked_day(line.service), line.service.name),
    )
    context = {
        "place": scope.place,
        "lines": shown[:MOST_SHOWN],
        "total": len(shown),
        "words": words,
        "which": which if which in SHOWN else "alles",
        "stale": sum(line.freshness in ORDER[:3] for line in lines),
        "hidden": sum(line.freshness == Freshness.HIDDEN for line in lines),
        "suggestions": list(queries.open_suggestions(scope.ids)[:20]),
    }
    return render(request, "desk/services/list.html", context)


def _checked(one: Service, request: Request) -> str:
    return service_rows.freshness_sentence(one, request.now)


@with_role(COORDINATOR)
@require_GET
def services_csv(request: Request) -> HttpResponse:
    """Give everything as a table, hidden and stopped ones too."""
    scope = scopes.of(request)
    rows = Service.objects.filter(district__in=scope.ids)
    return service_table.answer(queries.exported(rows), "diensten")


@with_role(COORDINATOR)
def add_service(request: Request) -> HttpResponse:
    """Add a service to one of these districts."""
    scope = scopes.of(request)
    number = request.POST.get("wijk") or request.GET.get("wijk") or ""
    known = {str(district.pk): district for district in scope.districts}
    district = found(known.get(number) or next(iter(scope.districts), None))
    form = DeskServiceForm(request.POST or None, district=district, initial={"kind": "meeting"})
    context: dict[str, Any] = {
        "place": scope.place,
        "districts": scope.districts,
        "district": district,
        "form": form,
        "days": [form[name] for name, _day, _label in DAYS],
    }
    if request.method != "POST" or not form.is_valid():
        status = INVALID if request.method == "POST" else HTTPStatus.OK
        return render(request, "desk/services/add.html", context, status=status)
    made = actions.create_service(
        district=district,
        facts=form.facts(),
        by=scope.coordinator,
        now=request.now,
        checked_by=function_of() if form.cleaned_data["is_checked"] else "",
    )
    messages.success(request, _("De dienst staat op de kaart."))
    return redirect("desk:service", made.pk)


@with_role(COORDINATOR)
def service(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Show one service with its history and owners, and keep what is changed."""
    scope = scopes.of(request)
    one = get_service(scope, service_id)
    facts = service_facts.facts_of(one)
    if request.method != "POST":
        return page(request, scope, one, DeskServiceForm(facts=facts, district=one.district))
    form = DeskServiceForm(request.POST, facts=facts, district=one.district)
    if not form.is_valid():
        return page(request, scope, one, form, status=INVALID)
    version = service_editing.seen_version(request.POST)
    try:
        actions.change_service(
            service=one,
            version=version,
            facts=form.facts(),
            by=scope.coordinator,
            now=request.now,
            changed_as=function_of(),
            is_checked=form.cleaned_data["is_checked"],
        )
    except actions.ChangedMeanwhile as refused:
        meeting = service_editing.meet(one, version, form.facts())
        again = DeskServiceForm(facts=meeting.facts, district=one.district)
        return page(request, scope, one, again, refused.sentence, INVALID, meeting.both)
    messages.success(request, _("Bewaard."))
    return redirect("desk:service", one.pk)


def page(
    request: Request,
    scope: Scope,
    one: Service,
    form: DeskServiceForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
    both: Any = (),
) -> HttpResponse:
    """Show the page of a service at the desk."""
    form = form or DeskServiceForm(facts=service_facts.facts_of(one), district=one.district)
    versions = service_facts.versions_of(one)
    names = queries.names_for(one.district, service_facts.numbers_in(one, versions))
    form.offer(names)
    care = queries.care_of(one, request.now)
    context = {
        "place": scope.place,
        "service": one,
        "form": form,
        "days": [form[name] for name, _day, _label in DAYS],
        "refusal": refusal,
        "both": both,
        "history": service_facts.history_of(one, versions, names.known),
        "editors": care.editors,
        "freshness": queries.freshness_of(one, request.now),
        "checked": service_rows.freshness_sentence(one, request.now),
        "room": service_rows.room_words(one),
        "capacity_day": service_rows.capacity_moment(one, request.now),
        "capacities": Service.Capacity.choices,
        "suggestions": care.suggestions,
    }
    return render(request, "desk/services/service.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def check_service(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Say that everything is still right."""
    scope = scopes.of(request)
    one = get_service(scope, service_id)
    actions.check_service(
        service=one, checked_by=function_of(), by=scope.coordinator, now=request.now
    )
    messages.success(request, _("Nagekeken. De dienst is weer te vinden."))
    return redirect("desk:service", one.pk)


@with_role(COORDINATOR)
@require_POST
def service_capacity(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Say whether there is room."""
    scope = scopes.of(request)
    one = get_service(scope, service_id)
    try:
        actions.set_capacity(
            service=one,
            capacity=request.POST.get("plek", ""),
            by=scope.coordinator,
            now=request.now,
        )
    except Refused as refused:
        return page(request, scope, one, refusal=refused.sentence, status=INVALID)
    return redirect("desk:service", one.pk)


@with_role(COORDINATOR)
@require_POST
def service_state(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Pause, stop or resume a service."""
    scope = scopes.of(request)
    one = get_service(scope, service_id)
    state = request.POST.get("stand", "")
    if state not in Service.State.values:
        return page(request, scope, one, refusal=_("Kies een stand."), status=INVALID)
    try:
        actions.change_service(
            service=one,
            version=service_editing.seen_version(request.POST),
            facts={"state": state},
            by=scope.coordinator,
            now=request.now,
            changed_as=function_of(),
        )
    except Refused as refused:
        return page(request, scope, one, refusal=refused.sentence, status=INVALID)
    return redirect("desk:service", one.pk)
