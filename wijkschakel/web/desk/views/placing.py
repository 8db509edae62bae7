"""Saying of every initiative where it changes something, so that empty places are seen."""

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkschakel.activities.actions.placing import place_initiative
from wijkschakel.activities.models import Block, Initiative, Level
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.queries import published
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope

MOST = 60


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request) -> HttpResponse:
    """Show what runs here with its place, and keep what was chosen."""
    scope = scopes.of(request)
    rows = _running(scope)
    refusal = ""
    if request.method == "POST":
        refusal = _keep(request, scope, rows)
        if not refusal:
            messages.success(request, _("Bewaard. Morgen staat het in de cijfers."))
            return redirect("desk:place")
    context = {
        "place": scope.place,
        "rows": rows,
        "open": sum(not row.level for row in rows),
        "levels": Level.choices,
        "blocks": Block.choices,
        "regions": [shelf.region for shelf in published.shelves(scope.ids, ())],
        "refusal": refusal,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "desk/place.html", context, status=status)


def _running(scope: Scope) -> list[Initiative]:
    """Give what runs; what has no place yet first."""
    rows = Initiative.objects.filter(district__in=scope.ids, state=Initiative.State.ACTIVE)
    return list(rows.order_by("level", "name", "pk")[:MOST])


def _keep(request: Request, scope: Scope, rows: Sequence[Initiative]) -> str:
    refusals = []
    for row in rows:
        level, block = (request.POST.get(f"{kind}-{row.pk}") for kind in ("level", "block"))
        if level is None or block is None:
            continue
        try:
            place_initiative(
                initiative=row, level=level, block=block, by=scope.coordinator, now=request.now
            )
        except Refused as refused:
            refusals.append(f"{row.name}: {refused.sentence}")
    return " ".join(refusals)
