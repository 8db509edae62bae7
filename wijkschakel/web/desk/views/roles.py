"""Who holds which role here; giving one, ending one."""

import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import roles as role_actions
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.people.permissions import GIVEN_BY_COORDINATOR
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.forms import RoleForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope
from wijkschakel.web.desk.waiting import ROLE_SHOWN

MOST_FOUND = 20
MOST_SHOWN = 300


@dataclass(frozen=True)
class Held:
    """A role somebody holds, and whether it can be ended at this desk."""

    grant: RoleGrant
    may_end: bool
    is_new: bool


@with_role(COORDINATOR)
@require_GET
def roles(request: Request) -> HttpResponse:
    """Show the roles that hold in these districts, and look for somebody to give one."""
    return _roles(request, scopes.of(request))


def _roles(request: Request, scope: Scope, refused: str = "") -> HttpResponse:
    words = request.GET.get("naam", "").strip()
    people = list(people_queries.people_named(scope.ids, words)[:MOST_FOUND])
    day = timezone.localdate(request.now)
    grants = list(people_queries.roles_in(scope.ids, day)[:MOST_SHOWN])
    about = {person.pk: person for person in [*people, *(grant.person for grant in grants)]}
    scopes.note_reading(request, scope, about.values(), action="see_roles")
    context = {
        "place": scope.place,
        "held": [
            Held(grant, _may_end(scope, grant), grant.starts_on > day - ROLE_SHOWN)
            for grant in grants
        ],
        "words": words,
        "people": [(person, _form(scope, person)) for person in people],
        "refused": refused,
    }
    return render(request, "desk/roles.html", context, status=422 if refused else 200)


def _form(scope: Scope, person: Person) -> RoleForm:
    return RoleForm(scope=scope, auto_id=f"id_{person.pk}_%s")


def _may_end(scope: Scope, grant: RoleGrant) -> bool:
    """Foretell what the action will say, without asking the database for each row."""
    here = grant.district_id in scope.ids and grant.role in GIVEN_BY_COORDINATOR
    return here and grant.person_id != scope.coordinator.pk


@with_role(COORDINATOR)
@require_POST
def grant_role(request: Request, person: uuid.UUID) -> HttpResponse:
    """Give a resident a role in one of these districts."""
    scope = scopes.of(request)
    resident = scopes.get_resident(scope, person)
    form = RoleForm(request.POST, scope=scope)
    if not form.is_valid():
        return _roles(request, scope, " ".join(str(e) for es in form.errors.values() for e in es))
    try:
        role_actions.grant_role(
            person=resident,
            role=form.cleaned_data["role"],
            place=form.cleaned_data["district"],
            by=scope.coordinator,
            now=request.now,
        )
    except Refused as refused:
        return _roles(request, scope, refused.sentence)
    return redirect("desk:roles")


@with_role(COORDINATOR)
@require_POST
def end_role(request: Request, grant: uuid.UUID) -> HttpResponse:
    """End a role in one of these districts, from now on."""
    scope = scopes.of(request)
    here = people_queries.roles_in(scope.ids, timezone.localdate(request.now))
    ended = found(here.filter(pk=grant).first())
    try:
        role_actions.end_role(grant=ended, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _roles(request, scope, refused.sentence)
    return redirect("desk:roles")
