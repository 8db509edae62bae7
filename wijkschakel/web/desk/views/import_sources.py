"""Feeds that are followed: how they do, pausing, looking now."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.network import queries
from wijkschakel.network.actions import sources as actions
from wijkschakel.network.models import Import
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@with_role(COORDINATOR)
@require_GET
def sources(request: Request) -> HttpResponse:
    """Show the feeds of these districts, those that fail first."""
    return page(request, scopes.of(request))


def page(request: Request, scope: Scope, refusal: str = "") -> HttpResponse:
    """Show them."""
    context = {
        "place": scope.place,
        "sources": queries.sources_in(scope.ids),
        "refusal": refusal,
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "desk/imports/sources.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def pause(request: Request, source: uuid.UUID) -> HttpResponse:
    """Let a source rest, or look at it again."""
    scope = scopes.of(request)
    one = found(queries.find_source(source, scope.ids))
    actions.pause_source(
        source=one, is_paused=request.POST.get("pauze") == "1", by=scope.coordinator,
        now=request.now,
    )  # fmt: skip
    return redirect("desk:import_sources")


@with_role(COORDINATOR)
@require_POST
def run_now(request: Request, source: uuid.UUID) -> HttpResponse:
    """Look at a source now."""
    scope = scopes.of(request)
    one = found(queries.find_source(source, scope.ids))
    try:
        run = actions.sync_source(source=one, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return page(request, scope, refused.sentence)
    if run is None:
        messages.success(request, _("Er is niets nieuws bij deze bron."))
        return redirect("desk:import_sources")
    if run.state == Import.State.FAILED:
        return page(request, scope, run.problem)
    return redirect("desk:import", run.pk)
