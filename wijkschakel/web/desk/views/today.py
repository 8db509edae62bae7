"""Vandaag: what waits for the coordinator."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk import today as days
from wijkschakel.web.desk import waiting


@with_role(scopes.COORDINATOR)
@require_GET
def today(request: Request) -> HttpResponse:
    """Show the list of today, most urgent first, and who sits where."""
    scope = scopes.of(request, also=waiting.counts(request.now))
    return render(
        request,
        "desk/today.html",
        {"today": days.look(scope, request.now), "place": scope.place},
    )
