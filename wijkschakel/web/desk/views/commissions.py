"""Asking at the desk: the list, writing a commission on a published figure, opening it."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.funding.actions import commissions as actions
from wijkschakel.funding.models import Commission
from wijkschakel.funding.permissions import DECIDERS
from wijkschakel.funding.queries import commissions as queries
from wijkschakel.places.models import Region
from wijkschakel.web.common import regions
from wijkschakel.web.common.access import found, visitor, with_role
from wijkschakel.web.common.commission_words import Row, rows_of
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.regions import COORDINATOR
from wijkschakel.web.desk.commission_figures import figures_of
from wijkschakel.web.desk.commission_forms import CommissionForm, start_anew, start_of

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
State = Commission.State


def is_coordinator(request: Request) -> bool:
    """Say whether the visitor has the desk around the page; who only pays has not."""
    return any(grant.role == COORDINATOR for grant in request.roles)


def _own(request: Request, number: uuid.UUID) -> Commission:
    """Give a commission of a region in which the visitor coordinates."""
    one = found(queries.find_commission(number))
    regions.get_region(request, one.region.slug, {COORDINATOR})
    return one


@with_role(*DECIDERS)
@never_cache
@require_safe
def commissions(request: Request) -> HttpResponse:
    """Show what these regions ask: what waits first."""
    where = regions.regions_for(request, DECIDERS)
    rows = rows_of(queries.at_desk(where), request.now)
    may_ask = regions.regions_for(request, {COORDINATOR}) if is_coordinator(request) else []
    context = {
        "is_coordinator": is_coordinator(request),
        "regions": where,
        "may_ask": may_ask,
        "groups": _groups(rows),
        "waiting": set(queries.to_confirm(request.now).values_list("commission", flat=True)),
    }
    return render(request, "desk/commissions/list.html", context)


def _groups(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Put what is equally far together."""
    titles = (
        (_("Kies nu"), ("closed",)),
        (_("Staat open"), ("open",)),
        (_("Loopt"), ("awarded", "running")),
        (_("In de maak"), ("draft",)),
        (_("Klaar of niet gekozen"), ("finished", "not_awarded")),
    )
    found_rows = [(title, [row for row in rows if row.stage in some]) for title, some in titles]
    return [(title, some) for title, some in found_rows if some]


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new_commission(request: Request, region: str) -> HttpResponse:
    """Write a commission; `cijfer` names the figure one came from."""
    where = regions.get_region(request, region, {COORDINATOR})
    is_post = request.method == "POST"
    start = start_anew(timezone.localdate(request.now), request.GET.get("cijfer", "")[:80])
    form = CommissionForm(
        request.POST if is_post else None, region=where, figures=figures_of(where), initial=start
    )
    if not form.is_valid():
        return _form_page(request, where, form, status=INVALID if is_post else HTTPStatus.OK)
    try:
        row = actions.write_commission(
            region=where, terms=form.terms(), figures=form.chosen_figures(), by=visitor(request),
            now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return _form_page(request, where, form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Bewaard. Lees het na en zet het open."))
    return redirect("desk:commission", row.pk)


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change_commission(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Change what is in the making."""
    row = _own(request, commission)
    is_post = request.method == "POST"
    form = CommissionForm(
        request.POST if is_post else None, region=row.region, figures=None, initial=start_of(row)
    )
    if not form.is_valid():
        status = INVALID if is_post else HTTPStatus.OK
        return _form_page(request, row.region, form, row=row, status=status)
    try:
        actions.change_commission(
            commission=row, terms=form.terms(), by=visitor(request), now=request.now
        )
    except Refused as refused:
        return _form_page(
            request, row.region, form, row=row, refusal=refused.sentence, status=INVALID
        )
    messages.success(request, _("Bewaard."))
    return redirect("desk:commission", row.pk)


def _form_page(
    request: Request, region: Region, form: CommissionForm, *, row: Commission | None = None,
    refusal: str = "", status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {"region": region, "place": region.name, "form": form, "row": row, "refusal": refusal}
    return render(request, "desk/commissions/form.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def open_commission(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Open it for everybody."""
    row = _own(request, commission)
    try:
        actions.open_commission(commission=row, by=visitor(request), now=request.now)
        messages.success(request, _("Hij staat open. Iedereen kan hem nu lezen."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("desk:commission", row.pk)


@with_role(COORDINATOR)
@require_POST
def drop_commission(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Throw away what is in the making."""
    row = _own(request, commission)
    try:
        actions.drop_commission(commission=row, by=visitor(request), now=request.now)
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return redirect("desk:commission", row.pk)
    messages.success(request, _("Weggegooid."))
    return redirect("desk:commissions")
