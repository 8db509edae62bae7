"""Who works here and as what: an administrator gives roles and ends them, and reads no more."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries
from wijkschakel.people.actions import roles as role_actions
from wijkschakel.people.models import RoleGrant
from wijkschakel.people.permissions import GIVEN_BY_COORDINATOR
from wijkschakel.web.common.access import found, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import Scope
from wijkschakel.web.desk.staff_forms import StaffRoleForm, looks_after_all

ADMINISTRATOR = RoleGrant.Role.ADMINISTRATOR
MOST_SHOWN = 300


@dataclass(frozen=True)
class Held:
    """A role somebody holds, and whether it can be ended here."""

    grant: RoleGrant
    may_end: bool


def _grants(request: Request, scope: Scope) -> QuerySet[RoleGrant]:
    day = timezone.localdate(request.now)
    if looks_after_all(scope):
        return queries.staff_everywhere(day)
    inside = queries.roles_in(scope.ids, day).filter(district__in=scope.ids)
    return inside.exclude(role__in=GIVEN_BY_COORDINATOR)


@with_role(ADMINISTRATOR)
@require_safe
def staff_roles(request: Request) -> HttpResponse:
    """Show who works here, and a form to give somebody a role."""
    return _page(request, scopes.of(request, ADMINISTRATOR))


def _page(
    request: Request, scope: Scope, form: StaffRoleForm | None = None, refused: str = ""
) -> HttpResponse:
    me = visitor(request)
    grants = list(_grants(request, scope)[:MOST_SHOWN])
    journal.record_reads(
        action="see_roles",
        now=request.now,
        by=me,
        people=list({grant.person_id: grant.person for grant in grants}.values()),
        role=ADMINISTRATOR,
        why="desk",
    )
    context = {
        "held": [Held(grant, grant.person_id != me.pk) for grant in grants],
        "count": len({grant.person_id for grant in grants}),
        "form": form or StaffRoleForm(scope=scope, now=request.now),
        "refused": refused,
        "is_everywhere": looks_after_all(scope),
    }
    status = 422 if form is not None or refused else 200
    return render(request, "desk/staff_roles.html", context, status=status)


@with_role(ADMINISTRATOR)
@require_POST
def give_staff_role(request: Request) -> HttpResponse:
    """Give a role to who signs in with an address."""
    scope = scopes.of(request, ADMINISTRATOR)
    form = StaffRoleForm(request.POST, scope=scope, now=request.now)
    if not form.is_valid():
        return _page(request, scope, form)
    if (person := form.find_person()) is None:
        return _page(request, scope, form)
    try:
        role_actions.grant_role(
            person=person,
            role=form.cleaned_data["role"],
            place=form.cleaned_data["place"],
            organisation=form.cleaned_data["organisation"],
            ends_on=form.cleaned_data["ends_on"],
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return _page(request, scope, form, refused.sentence)
    messages.success(request, _("Gelukt. %(name)s heeft deze rol nu.") % {"name": person})
    return redirect("desk:staff_roles")


@with_role(ADMINISTRATOR)
@require_POST
def end_staff_role(request: Request, grant: uuid.UUID) -> HttpResponse:
    """End a role, from now on."""
    scope = scopes.of(request, ADMINISTRATOR)
    ended = found(_grants(request, scope).filter(pk=grant).first())
    try:
        role_actions.end_role(grant=ended, by=visitor(request), now=request.now)
    except Refused as refused:
        return _page(request, scope, refused=refused.sentence)
    messages.success(request, _("Gestopt. Dit geldt meteen."))
    return redirect("desk:staff_roles")
