"""Owners' links and suggestions of readers, at the desk."""

import uuid
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities.actions import service_editors, service_suggestions
from wijkschakel.activities.models import ServiceSuggestion
from wijkschakel.activities.queries import services as queries
from wijkschakel.activities.rules import services as rules
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.web.common import service_editing, service_rows
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, WHY, Scope
from wijkschakel.web.desk.views.services import get_service, page

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


class LinkForm(forms.Form):
    """Who gets a link."""

    email = forms.EmailField(
        error_messages={
            "required": gettext_lazy("Vul een mailadres in."),
            "invalid": gettext_lazy("Dit mailadres klopt niet."),
        }
    )
    function = forms.CharField(
        max_length=120,
        error_messages={"required": gettext_lazy("Vul in namens wie: een organisatie of functie.")},
    )


@with_role(COORDINATOR)
@require_POST
def give_link(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Send somebody a personal link to a service."""
    scope = scopes.of(request)
    one = get_service(scope, service_id)
    form = LinkForm(request.POST)
    if not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return page(request, scope, one, refusal=said, status=INVALID)
    service_editors.give_link(
        service=one,
        email=form.cleaned_data["email"],
        function=form.cleaned_data["function"],
        by=scope.coordinator,
        now=request.now,
    )
    messages.success(request, _("De link is onderweg."))
    return redirect("desk:service", one.pk)


@with_role(COORDINATOR)
@require_POST
def revoke_link(request: Request, service_id: uuid.UUID, editor_id: uuid.UUID) -> HttpResponse:
    """Let a link stop working."""
    scope = scopes.of(request)
    one = get_service(scope, service_id)
    editor = found(one.editors.filter(pk=editor_id).first())
    service_editors.revoke_link(editor=editor, by=scope.coordinator, now=request.now)
    messages.success(request, _("De link werkt niet meer."))
    return redirect("desk:service", one.pk)


def _suggestion(scope: Scope, number: uuid.UUID) -> ServiceSuggestion:
    suggestion = queries.find_suggestion(number)
    is_here = suggestion is not None and suggestion.service.district_id in scope.ids
    return found(suggestion if is_here else None)


@with_role(COORDINATOR)
@require_GET
def suggestion(request: Request, suggestion_id: uuid.UUID) -> HttpResponse:
    """Show what stands there and what somebody suggests, side by side."""
    scope = scopes.of(request)
    return _page(request, scope, _suggestion(scope, suggestion_id))


def _page(
    request: Request, scope: Scope, one: ServiceSuggestion, refusal: str = ""
) -> HttpResponse:
    if one.proposed_by:
        journal.record_read(
            action="see_suggestion",
            now=request.now,
            by=scope.coordinator,
            about=one.proposed_by,
            thing=one,
            role=COORDINATOR,
            why=WHY,
        )
    agreed = list(one.approvals.all())
    context = {
        "place": scope.place,
        "suggestion": one,
        "service": one.service,
        "changes": service_rows.proposed(one),
        "agreed": len(agreed),
        "needed": rules.APPROVALS_NEEDED,
        "is_mine": one.proposed_by_id == scope.coordinator.pk,
        "did_agree": any(row.person_id == scope.coordinator.pk for row in agreed),
        "refusal": refusal,
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "desk/services/suggestion.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def approve(request: Request, suggestion_id: uuid.UUID) -> HttpResponse:
    """Agree; the second who agrees lets it happen."""
    scope = scopes.of(request)
    one = _suggestion(scope, suggestion_id)
    try:
        done = service_suggestions.approve_suggestion(
            suggestion=one,
            version=service_editing.seen_version(request.POST),
            by=scope.coordinator,
            now=request.now,
        )
    except Refused as refused:
        return _page(request, scope, one, refused.sentence)
    said = _("Overgenomen.") if done.decided_at else _("Bewaard. Nu moet nog iemand anders kijken.")
    messages.success(request, said)
    return redirect("desk:services")


@with_role(COORDINATOR)
@require_POST
def decline(request: Request, suggestion_id: uuid.UUID) -> HttpResponse:
    """Leave things as they are."""
    scope = scopes.of(request)
    one = _suggestion(scope, suggestion_id)
    try:
        service_suggestions.decline_suggestion(
            suggestion=one,
            reason=request.POST.get("reden", ""),
            by=scope.coordinator,
            now=request.now,
        )
    except Refused as refused:
        return _page(request, scope, one, refused.sentence)
    messages.success(request, _("Niet overgenomen. De dienst blijft zoals hij was."))
    return redirect("desk:services")
