"""What parties promised each other on an indicator: written before it is measured."""

import uuid
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.actions import promises as actions
from wijkschakel.outcomes.models import Promise
from wijkschakel.outcomes.queries import deciding
from wijkschakel.places.models import Region
from wijkschakel.web.common import regions
from wijkschakel.web.common.access import visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.regions import COORDINATOR, PARTIES, SIGNERS
from wijkschakel.web.insight.definition_forms import PromiseForm
from wijkschakel.web.insight.definition_words import title_of


@with_role(*PARTIES)
@require_safe
def own_promises(request: Request) -> HttpResponse:
    """Go to the promises of the own region; choose when there are more."""
    found_regions = regions.regions_for(request, PARTIES)
    if len(found_regions) == 1:
        return redirect("insight:promises", found_regions[0].slug)
    context = {"regions": found_regions, "is_about_promises": True}
    return render(request, "insight/define/choose_region.html", context)


@with_role(*PARTIES)
@require_http_methods(["GET", "HEAD", "POST"])
def promises(request: Request, region: str) -> HttpResponse:
    """Show the promises of a region, and write one down."""
    roles = {COORDINATOR} if request.method == "POST" else PARTIES
    where = regions.get_region(request, region, roles)
    form = PromiseForm(request.POST if request.method == "POST" else None, region=where)
    refusal = ""
    if form.is_valid():
        try:
            actions.write_promise(
                region=where, terms=form.terms(), by=visitor(request), now=request.now
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("insight:promises", where.slug)
    context = {
        "place": where.name,
        "region": where,
        "rows": _rows(request, where),
        "form": form,
        "refusal": refusal,
        "decides": regions.decides(request, where),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "insight/define/promises.html", context, status=status)


@dataclass(frozen=True)
class Row:
    """A promise as the page shows it."""

    promise: Promise
    title: str
    is_late: bool
    may_sign: bool


def _rows(request: Request, region: Region) -> list[Row]:
    signs = bool(set(SIGNERS) & {grant.role for grant in request.roles})
    me = visitor(request).pk
    return [
        Row(
            row, title_of(row.definition), _is_late(row),
            signs and row.ended_at is None and row.signed_at is None and row.made_by != me,
        )
        for row in deciding.all_promises(region)
    ]  # fmt: skip


def _is_late(promise: Promise) -> bool:
    """Say whether the baseline began before the definition was registered."""
    return promise.baseline_from < timezone.localdate(promise.definition.registered_at)


@with_role(*SIGNERS)
@require_POST
def sign(request: Request, region: str, promise: uuid.UUID) -> HttpResponse:
    """Sign as the second person: from now on it counts."""
    where = regions.get_region(request, region, SIGNERS)
    row = get_object_or_404(Promise, region=where, pk=promise)
    try:
        actions.sign_promise(promise=row, by=visitor(request), now=request.now)
        messages.success(request, _("Getekend. Vanaf nu telt deze belofte."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("insight:promises", where.slug)


@with_role(COORDINATOR)
@require_POST
def end_promise(request: Request, region: str, promise: uuid.UUID) -> HttpResponse:
    """Stop with a promise; that it was made stays."""
    where = regions.get_region(request, region, {COORDINATOR})
    row = get_object_or_404(Promise, region=where, pk=promise)
    actions.end_promise(promise=row, by=visitor(request), now=request.now)
    return redirect("insight:promises", where.slug)
