"""The second step: whether a visitor has proven it, and the way to prove it.

A role that sees data of others sleeps until then: `request.roles` does not hold it, so that a page
that forgets to ask shows nothing.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from wijkschakel.people import permissions, rules
from wijkschakel.people.models import RoleGrant
from wijkschakel.web.common.http import Request

PROVEN = "step.proven"
NEXT = "step.next"


def proven(request: Request) -> bool:
    """Say whether the visitor proved the second step since signing in, today."""
    kept = request.session.get(PROVEN)
    if not kept or not request.user.is_authenticated or kept["account"] != str(request.user.pk):
        return False
    age = request.now - dt.datetime.fromisoformat(kept["at"])
    return dt.timedelta(0) <= age < rules.STEP_LASTS


def prove(request: Request) -> None:
    """Note that the second step was proven, and give the session a new key."""
    request.session.cycle_key()
    request.session[PROVEN] = {"account": str(request.user.pk), "at": request.now.isoformat()}


def sees_others(grants: list[RoleGrant]) -> bool:
    """Say whether one of these roles sees data of others."""
    return any(grant.role in permissions.NEEDS_SECOND_STEP for grant in grants)


def must_prove(request: Request) -> bool:
    """Say whether the visitor holds a role that sleeps until the second step."""
    return settings.SECOND_STEP and sees_others(request.held_roles) and not proven(request)


def awake(request: Request) -> list[RoleGrant]:
    """Give the roles that count now."""
    if not must_prove(request):
        return list(request.held_roles)
    return [one for one in request.held_roles if one.role not in permissions.NEEDS_SECOND_STEP]


def to_second_step(request: Request, back: str) -> HttpResponse:
    """Ask for the second step and come back."""
    answer = redirect_to_login(back, reverse("account:second_step"))
    return HttpResponseClientRedirect(answer["Location"]) if request.htmx else answer
