"""Referrals at the desk: how long they wait, and helping a resident with one on paper."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import delegates
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.queries import colleagues as colleague_queries
from wijkschakel.support.queries import referrals as queries
from wijkschakel.support.rules import referring
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR

YEAR = dt.timedelta(days=365)


@with_role(COORDINATOR)
@require_GET
def waiting(request: Request) -> HttpResponse:
    """Show per organisation how many referrals wait too long; nobody is named."""
    scope = scopes.of(request)
    mine = permissions.organisations_of(scope.coordinator, request.now)
    context = {
        "place": scope.place,
        "lines": queries.waiting_lines(scope.ids, request.now),
        "mine": set(mine.values_list("pk", flat=True)),
        "days": referring.ANSWER_WITHIN.days,
        "ties": colleague_queries.count_ties(request.now - YEAR, request.now),
    }
    return render(request, "desk/referrals.html", context)


@with_role(COORDINATOR)
@require_POST
def together(request: Request, person: uuid.UUID) -> HttpResponse:
    """Begin with a resident who agreed on paper: from here on it is filled in together."""
    scope = scopes.of(request)
    resident = scopes.get_resident(scope, person)
    scopes.note_reading(request, scope, [resident], action="help_at_desk", thing=resident)
    try:
        delegates.start_helping(
            person=resident,
            helper=scope.coordinator,
            confirmed_how="paper",
            by=scope.coordinator,
            now=request.now,
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("desk:resident", resident.pk)
    return redirect("support:referrals_together", resident.pk)
