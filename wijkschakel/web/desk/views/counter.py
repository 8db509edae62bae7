"""Somebody stands at the desk: find or note them, and do together what they came for."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Session
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import joining as people_joining
from wijkschakel.people.models import Person
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import offers
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.forms import NewPersonForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

MOST_FOUND = 20


@with_role(COORDINATOR)
@require_GET
def counter(request: Request) -> HttpResponse:
    """Search a resident by name, or start with somebody new."""
    scope = scopes.of(request)
    words = request.GET.get("naam", "").strip()
    form = NewPersonForm(scope=scope, initial={"given_name": words})
    return render(
        request,
        "desk/counter.html",
        _found(request, scope, words) | {"form": form, "place": scope.place},
    )


def _found(request: Request, scope: Scope, words: str) -> dict[str, object]:
    """Search, and note that these people were shown."""
    people = list(people_queries.people_named(scope.ids, words)[: MOST_FOUND + 1])
    shown = people[:MOST_FOUND]
    scopes.note_reading(request, scope, shown, action="search_at_desk")
    return {"words": words, "people": shown, "is_more": len(people) > MOST_FOUND}


@with_role(COORDINATOR)
@require_POST
def welcome(request: Request) -> HttpResponse:
    """Note somebody new and go on with what they came for."""
    scope = scopes.of(request)
    form = NewPersonForm(request.POST, scope=scope)
    if form.is_valid():
        try:
            person = people_joining.welcome_person(
                by=scope.coordinator, now=request.now, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("%(name)s staat erbij.") % {"name": person.given_name})
            return redirect("desk:resident", person.pk)
    context = {"place": scope.place, "form": form, "words": "", "people": []}
    return render(request, "desk/counter.html", context, status=422)


@with_role(COORDINATOR)
@require_GET
def resident(request: Request, person: uuid.UUID) -> HttpResponse:
    """Show what this resident does this week, and what they could join."""
    scope = scopes.of(request)
    return _resident(request, scope, scopes.get_resident(scope, person))


def _resident(request: Request, scope: Scope, person: Person, refused: str = "") -> HttpResponse:
    scopes.note_reading(request, scope, [person], action="help_at_desk", thing=person)
    week = offers.week_for(person, request.GET.get("zoek", "").strip(), request.now)
    context = {
        "place": scope.place,
        "resident": person,
        "week": week,
        "card": people_queries.find_card(person),
        "refused": refused,
    }
    return render(request, "desk/resident.html", context, status=422 if refused else 200)


@with_role(COORDINATOR)
@require_GET
def week_print(request: Request, person: uuid.UUID) -> HttpResponse:
    """Show the week of this resident as a sheet of paper, in their words."""
    scope = scopes.of(request)
    resident = scopes.get_resident(scope, person)
    scopes.note_reading(request, scope, [resident], action="help_at_desk", thing=resident)
    context = {"resident": resident, "days": offers.paper_week(resident, request.now)}
    with translation.override(people_queries.screen_language(resident)):
        return render(request, "desk/week_print.html", context)


@with_role(COORDINATOR)
@require_POST
def join(request: Request, person: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Put the resident on the list of a session."""
    return _do(request, person, session, joining.join_session)


@with_role(COORDINATOR)
@require_POST
def wait(request: Request, person: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Put the resident on the waiting list of a session."""
    return _do(request, person, session, joining.wait_for_place)


@with_role(COORDINATOR)
@require_POST
def leave(request: Request, person: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Take the resident off the list of a session."""
    return _do(request, person, session, _leave)


def _leave(*, session: Session, person: Person, by: Person, now: dt.datetime) -> None:
    enrolment = activity_queries.find_enrolment(person, session)
    if enrolment is None:
        raise joining.NotOnTheList
    joining.leave_session(enrolment=enrolment, by=by, now=now)


def _do(
    request: Request, number: uuid.UUID, session: uuid.UUID, action: Callable[..., object]
) -> HttpResponse:
    """Do one thing for the resident, filled in together, and show how the week looks now."""
    scope = scopes.of(request)
    person = scopes.get_resident(scope, number)
    wanted = scopes.get_session(scope, session)
    try:
        action(session=wanted, person=person, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _resident(request, scope, person, refused.sentence)
    return redirect("desk:resident", person.pk)
