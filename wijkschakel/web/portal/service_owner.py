"""The page behind a personal link: one tap for "it is right" and for room, and everything else."""

import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkschakel.activities.actions import service_editors, service_suggestions
from wijkschakel.activities.actions.services import ChangedMeanwhile
from wijkschakel.activities.models import Service, ServiceEditor
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries import services as queries
from wijkschakel.base.errors import Refused
from wijkschakel.web.common import service_editing, service_rows
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.service_forms import DAYS, ServiceForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def with_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the page for who holds a live link; forged, revoked and expired are all the same."""

    @wraps(view)
    def opened(request: Request, owner_token: str, **parts: Any) -> HttpResponse:
        editor = queries.find_editor(owner_token, request.now)
        if editor is None:
            page = "portal/services/link_gone.html"
            return render(request, page, status=HTTPStatus.GONE)
        return view(request, editor, owner_token, **parts)

    return opened


@public
@with_link
def own(request: Request, editor: ServiceEditor, token: str) -> HttpResponse:
    """Show everything of a service to its owner, and keep what they change."""
    service = editor.service
    facts = service_facts.facts_of(service)
    if request.method != "POST":
        return _page(request, editor, token, ServiceForm(facts=facts, district=service.district))
    form = ServiceForm(request.POST, facts=facts, district=service.district)
    if not form.is_valid():
        return _page(request, editor, token, form, status=INVALID)
    version = service_editing.seen_version(request.POST)
    try:
        service_editors.change_as_owner(
            editor=editor,
            version=version,
            facts=form.facts(),
            is_checked=form.cleaned_data["is_checked"],
            now=request.now,
        )
    except ChangedMeanwhile as refused:
        meeting = service_editing.meet(service, version, form.facts())
        form = ServiceForm(facts=meeting.facts, district=service.district)
        return _page(request, editor, token, form, refused.sentence, INVALID, meeting.both)
    messages.success(request, _("Bewaard. Iedereen in de wijk ziet het nu zo."))
    return redirect("portal:own_service", token)


def _page(
    request: Request,
    editor: ServiceEditor,
    token: str,
    form: ServiceForm,
    refusal: str = "",
    status: int = HTTPStatus.OK,
    both: Any = (),
) -> HttpResponse:
    service = editor.service
    suggestions = service.suggestions.filter(state="open").order_by("made_at", "pk")
    context = {
        "service": service,
        "place": service.district,
        "editor": editor,
        "token": token,
        "form": form,
        "days": [form[name] for name, _day, _label in DAYS],
        "refusal": refusal,
        "both": both,
        "checked": service_rows.freshness_sentence(service, request.now),
        "freshness": queries.freshness_of(service, request.now),
        "room": service_rows.room_words(service),
        "capacity_day": service_rows.capacity_moment(service, request.now),
        "capacities": Service.Capacity.choices,
        "suggestions": [(one, service_rows.proposed(one)) for one in suggestions],
    }
    return render(request, "portal/services/own.html", context, status=status)


def _shown_again(request: Request, editor: ServiceEditor, token: str, said: str) -> HttpResponse:
    form = ServiceForm(
        facts=service_facts.facts_of(editor.service), district=editor.service.district
    )
    return _page(request, editor, token, form, said, INVALID)


@public
@require_POST
@with_link
def check(request: Request, editor: ServiceEditor, token: str) -> HttpResponse:
    """Say in one tap that everything is still right."""
    service_editors.check_as_owner(editor=editor, now=request.now)
    messages.success(request, _("Dank je wel! Er staat nu dat jij het vandaag nakeek."))
    return redirect("portal:own_service", token)


@public
@require_POST
@with_link
def capacity(request: Request, editor: ServiceEditor, token: str) -> HttpResponse:
    """Say in one tap whether there is room."""
    said = request.POST.get("plek", "")
    try:
        service_editors.set_capacity_as_owner(editor=editor, capacity=said, now=request.now)
    except Refused as refused:
        return _shown_again(request, editor, token, refused.sentence)
    messages.success(request, _("Bewaard. Iedereen ziet het nu."))
    return redirect("portal:own_service", token)


@public
@require_POST
@with_link
def decide(
    request: Request, editor: ServiceEditor, token: str, suggestion_id: uuid.UUID
) -> HttpResponse:
    """Agree with a suggestion, or leave things as they are."""
    suggestion = found(queries.find_suggestion(suggestion_id))
    found(suggestion if suggestion.service_id == editor.service_id else None)
    try:
        if request.POST.get("besluit") == "nee":
            service_suggestions.decline_suggestion(
                suggestion=suggestion, reason="", by=None, editor=editor, now=request.now
            )
        else:
            service_suggestions.approve_suggestion(
                suggestion=suggestion,
                version=service_editing.seen_version(request.POST),
                by=None,
                editor=editor,
                now=request.now,
            )
    except Refused as refused:
        return _shown_again(request, editor, token, refused.sentence)
    messages.success(request, _("Dank je wel. Je keuze is bewaard."))
    return redirect("portal:own_service", token)
