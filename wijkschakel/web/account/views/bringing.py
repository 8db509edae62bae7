"""Bringing my data along from another installation: choose the file, look, confirm, take away."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.paths.queries import goals
from wijkschakel.people import queries
from wijkschakel.people.actions import carrying as records
from wijkschakel.upkeep import carrying
from wijkschakel.web.common.access import signed_in
from wijkschakel.web.common.brought import Brought, FileForm
from wijkschakel.web.common.http import SignedInRequest


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: SignedInRequest) -> HttpResponse:
    """Choose the file; show what was brought before."""
    form, refusal = FileForm.of(request), ""
    if request.method == "POST" and form.is_valid():
        try:
            record = carrying.bring(
                raw=form.raw, person=request.person, by=request.person, now=request.now
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("account:brought", record.pk)
    context = {
        "form": form,
        "refusal": refusal,
        "has_path": goals.find_path(request.person) is not None,
        "brought": [Brought(record) for record in queries.brought_by(request.person)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "account/bring.html", context, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def brought(request: SignedInRequest, record: uuid.UUID) -> HttpResponse:
    """Show in plain words what comes in and what does not, and confirm it."""
    mine = get_object_or_404(request.person.carried, pk=record)
    if request.method == "POST":
        carrying.confirm(record=mine, by=request.person, now=request.now)
        messages.success(request, _("Je gegevens zijn meegekomen."))
        return redirect("account:bring")
    if mine.confirmed_at is not None:
        messages.success(request, _("Dit bestand is er al. Er is niets veranderd."))
        return redirect("account:bring")
    context = {"record": mine, "one": Brought(mine, records.fields_to_fill(mine))}
    return render(request, "account/brought.html", context)


@signed_in
@require_POST
def remove_brought(request: SignedInRequest, record: uuid.UUID) -> HttpResponse:
    """Take away what I brought."""
    mine = get_object_or_404(request.person.carried, pk=record)
    was_in = mine.confirmed_at is not None
    carrying.take_away(record=mine, by=request.person, now=request.now)
    words = _("Het is weer weg.") if was_in else _("Er is niets overgenomen.")
    messages.success(request, words)
    return redirect("account:bring")
