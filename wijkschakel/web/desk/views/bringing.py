"""At the desk: a resident brings a file from another neighbourhood. What it tells stays theirs."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import carrying as records
from wijkschakel.upkeep import carrying
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.brought import Brought, FileForm
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR


@with_role(COORDINATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Request, person: uuid.UUID) -> HttpResponse:
    """Choose the file of this resident."""
    scope = scopes.of(request)
    resident = scopes.get_resident(scope, person)
    scopes.note_reading(request, scope, [resident], action="help_at_desk", thing=resident)
    form, refusal = FileForm.of(request), ""
    if request.method == "POST" and form.is_valid():
        try:
            record = carrying.bring(
                raw=form.raw, person=resident, by=scope.coordinator, now=request.now
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("desk:brought", resident.pk, record.pk)
    context = {"resident": resident, "form": form, "refusal": refusal, "place": scope.place}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/bring.html", context, status=status)


@with_role(COORDINATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def brought(request: Request, person: uuid.UUID, record: uuid.UUID) -> HttpResponse:
    """Say what comes in, without what the file tells; the resident says yes or no."""
    scope = scopes.of(request)
    resident = scopes.get_resident(scope, person)
    found = get_object_or_404(resident.carried, pk=record)
    if request.method == "POST" and request.POST.get("answer") == "no":
        if found.confirmed_at is None:
            carrying.take_away(record=found, by=scope.coordinator, now=request.now)
        messages.success(request, _("Er is niets overgenomen."))
        return redirect("desk:resident", resident.pk)
    if request.method == "POST":
        carrying.confirm(record=found, by=scope.coordinator, now=request.now)
        messages.success(request, _("De gegevens zijn meegekomen."))
        return redirect("desk:resident", resident.pk)
    scopes.note_reading(request, scope, [resident], action="help_at_desk", thing=resident)
    context = {
        "resident": resident,
        "one": Brought(found, records.fields_to_fill(found)),
        "is_in": found.confirmed_at is not None,
        "place": scope.place,
    }
    return render(request, "desk/brought.html", context)
