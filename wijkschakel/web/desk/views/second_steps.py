"""Who sees data of others, whether they log in with two steps, and starting that anew."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base import journal
from wijkschakel.people import permissions, queries
from wijkschakel.people.actions import second_step
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.web.common.access import found, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR

ADMINISTRATOR = RoleGrant.Role.ADMINISTRATOR
MOST_SHOWN = 300


@dataclass(frozen=True)
class Line:
    """Somebody who sees data of others, and how they log in."""

    person: Person
    roles: str
    is_able: bool
    may_reset: bool


def _grants(request: Request) -> list[RoleGrant]:
    """Give the roles the visitor may know of: everywhere, or in the own districts."""
    day = timezone.localdate(request.now)
    if _is_administrator(request):
        return list(queries.staff_with_roles(day, None)[:MOST_SHOWN])
    found(any(grant.role == COORDINATOR for grant in request.roles) or None)
    return list(queries.staff_with_roles(day, scopes.of(request).ids)[:MOST_SHOWN])


def _is_administrator(request: Request) -> bool:
    return any(
        grant.role == ADMINISTRATOR
        and not (grant.district_id or grant.municipality_id or grant.region_id)
        for grant in request.roles
    )


def _lines(request: Request) -> list[Line]:
    by_person: dict[uuid.UUID, list[RoleGrant]] = {}
    for grant in _grants(request):
        by_person.setdefault(grant.person_id, []).append(grant)
    able = queries.people_with_second_step(by_person.keys())
    return [
        Line(
            person=grants[0].person,
            roles=", ".join(sorted({grant.get_role_display() for grant in grants})),
            is_able=number in able,
            may_reset=number in able and _may_reset(request, grants),
        )
        for number, grants in by_person.items()
    ]


def _may_reset(request: Request, grants: list[RoleGrant]) -> bool:
    """Foretell what the action will say, without asking the database for each row."""
    if grants[0].person_id == visitor(request).pk:
        return False
    above = any(grant.role in permissions.ABOVE_A_COORDINATOR for grant in grants)
    return _is_administrator(request) or not above


@with_role(COORDINATOR, ADMINISTRATOR)
@require_safe
def second_steps(request: Request) -> HttpResponse:
    """Show who logs in with two steps, and who does not yet."""
    lines = _lines(request)
    journal.record_reads(
        action="see_second_steps",
        now=request.now,
        by=visitor(request),
        people=[line.person for line in lines],
        role=request.roles[0].role,
        why="desk",
    )
    missing = sum(not line.is_able for line in lines)
    at_desk = any(grant.role == COORDINATOR for grant in request.roles)
    context = {"lines": lines, "missing": missing, "is_coordinator": at_desk}
    return render(request, "desk/second_steps.html", context)


@with_role(COORDINATOR, ADMINISTRATOR)
@require_POST
def reset_second_step(request: Request, person: uuid.UUID) -> HttpResponse:
    """Start anew for who lost the telephone."""
    mine = {grant.person_id: grant.person for grant in _grants(request)}
    somebody = found(mine.get(person))
    second_step.reset_step(person=somebody, by=visitor(request), now=request.now)
    words = _("Klaar. %(name)s kiest bij het inloggen een nieuwe tweede stap.")
    messages.success(request, words % {"name": somebody.given_name})
    return redirect("desk:second_steps")
