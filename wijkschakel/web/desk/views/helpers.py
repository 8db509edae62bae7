"""Helpers at the desk with the checks that were seen; worries, for the safeguarding person only."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import RoleGrant
from wijkschakel.support.actions import offers, stories
from wijkschakel.support.queries import helping as queries
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.web.common.access import found, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.help_forms import CheckForm
from wijkschakel.web.desk.scope import COORDINATOR

SAFEGUARDING = RoleGrant.Role.SAFEGUARDING
INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
SHOWN = 200


@with_role(COORDINATOR)
@require_GET
def overview(request: Request) -> HttpResponse:
    """Show who offers what here."""
    scope = scopes.of(request)
    kinds = kind_queries.all_kinds()
    offered = list(queries.offers_at_desk(scope.ids)[:SHOWN])
    scopes.note_reading(request, scope, {one.person for one in offered}, action="read_helpers")
    rows = [
        (one, ", ".join(kind_queries.name_of(kinds, each.kind) for each in one.kinds.all()))
        for one in offered
    ]
    return render(request, "desk/help/helpers.html", {"place": scope.place, "rows": rows})


@with_role(COORDINATOR)
def helper(request: Request, person: uuid.UUID) -> HttpResponse:
    """Show the checks of somebody, and note one that was seen."""
    scope = scopes.of(request)
    one = scopes.get_resident(scope, person)
    today = timezone.localdate(request.now)
    form = CheckForm(request.POST if request.method == "POST" else None, today=today)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            offers.note_check(
                person=one, by=scope.coordinator, now=request.now, **form.cleaned_data
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("Genoteerd. Het papier zelf bewaren we niet."))
            return redirect("desk:helper", one.pk)
    scopes.note_reading(request, scope, [one], action="read_checks")
    context = {
        "place": scope.place, "one": one, "form": form, "refusal": refusal, "today": today,
        "checks": queries.checks_of(one),
    }  # fmt: skip
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/help/helper.html", context, status=status)


@with_role(SAFEGUARDING)
@require_GET
def worries(request: Request) -> HttpResponse:
    """Show the worries that nobody talked about yet."""
    scope = scopes.of(request, SAFEGUARDING)
    rows = queries.open_worries(scope.ids)
    journal.record_reads(
        action="read_worry", now=request.now, by=visitor(request), role=SAFEGUARDING, why="worry",
        people={row.person for row in rows if row.person},
    )  # fmt: skip
    return render(request, "desk/help/worries.html", {"place": scope.place, "rows": rows})


@with_role(SAFEGUARDING)
@require_POST
def settle(request: Request, worry: uuid.UUID) -> HttpResponse:
    """Note that a worry was talked about."""
    scope = scopes.of(request, SAFEGUARDING)
    one = found(queries.find_worry(scope.ids, worry))
    stories.settle_worry(worry=one, by=visitor(request), now=request.now)
    messages.success(request, _("Besproken. Over twee jaar is het weg."))
    return redirect("desk:worries")
