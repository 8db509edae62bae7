"""Needs at the desk: what was not found, what people look for, and where there is too little."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wijkschakel.activities.models import Activity
from wijkschakel.base.errors import Refused
from wijkschakel.places.models import Neighbourhood
from wijkschakel.support.actions import needs as actions
from wijkschakel.support.models import Need, UnservedNeed
from wijkschakel.support.queries import needs as queries
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.need_forms import NeedForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
SHOWN = 100
UNDO = "needs_put_aside"


def _offer_hoods(scope: Scope, *forms_: NeedForm) -> None:
    """Offer the neighbourhoods on all forms of the page: they are read once."""
    here = Neighbourhood.objects.filter(district__in=scope.ids)
    hoods = list(here.order_by("name").values_list("pk", "name"))
    for form in forms_:
        field: Any = form.fields["neighbourhood"]
        field.choices = [("", field.empty_label), *hoods]


def _page(
    request: Request,
    scope: Scope,
    form: NeedForm | None = None,
    *,
    note: NeedForm | None = None,
    refused: str = "",
    picked: list[UnservedNeed] | None = None,
) -> HttpResponse:
    waiting = list(queries.unserved(scope.ids)[: SHOWN + 1])
    heard = queries.needs_of(scope.ids)
    balance = queries.balance(scope.ids, heard, request.now)
    themes = dict(Activity.Theme.choices)
    sort_form = form or NeedForm(scope=scope)
    note_form = note or NeedForm(scope=scope, auto_id="nieuw_%s")
    _offer_hoods(scope, sort_form, note_form)
    context = {
        "place": scope.place,
        "form": sort_form,
        "note": note_form,
        "refused": refused,
        "unserved": waiting[:SHOWN],
        "is_more": len(waiting) > SHOWN,
        "picked": {row.pk for row in picked or ()},
        "needs": heard,
        "balance": [(row, themes[row.theme]) for row in balance],
        "without": queries.without_need(scope.ids, request.now),
        "put_aside": request.session.pop(UNDO, None),
        "several": len(scope.districts) > 1,
    }
    failed = bool(refused or form or note)
    return render(request, "desk/needs.html", context, status=INVALID if failed else HTTPStatus.OK)


@with_role(COORDINATOR)
@never_cache
def overview(request: Request) -> HttpResponse:
    """Show what was not found and what people look for; note a need."""
    scope = scopes.of(request)
    if request.method != "POST":
        return _page(request, scope)
    form = NeedForm(request.POST, scope=scope, auto_id="nieuw_%s")
    if not form.is_valid():
        return _page(request, scope, note=form)
    actions.note_need(**form.facts(), by=scope.coordinator, now=request.now)
    messages.success(request, _("De behoefte staat erbij."))
    return redirect("desk:needs")


@with_role(COORDINATOR)
@require_POST
def sort(request: Request) -> HttpResponse:
    """Make a need of what was picked, count it with a need, or put it aside."""
    scope = scopes.of(request)
    picked = queries.named(scope.ids, request.POST.getlist("rij"))
    if not picked:
        return _page(request, scope, refused=_("Vink eerst iets aan. Er is niets veranderd."))
    try:
        return _sort(request, scope, picked)
    except Refused as refused:
        return _page(request, scope, refused=refused.sentence, picked=picked)


def _sort(request: Request, scope: Scope, picked: list[UnservedNeed]) -> HttpResponse:
    by, now = scope.coordinator, request.now
    what = request.POST.get("doe", "")
    if what == "weg":
        actions.dismiss_unserved(unserved=picked, by=by, now=now)
        request.session[UNDO] = [str(row.pk) for row in picked]
        return redirect("desk:needs")
    if what == "bij":
        chosen = _need(scope, request.POST.get("behoefte", ""))
        actions.add_to_need(need=chosen, unserved=picked, by=by, now=now)
        messages.success(request, _("Dit telt nu mee bij “%(need)s”.") % {"need": chosen.title})
        return redirect("desk:needs")
    form = NeedForm(request.POST, scope=scope)
    if not form.is_valid():
        return _page(request, scope, form, picked=picked)
    actions.note_need(**form.facts(), unserved=picked, by=by, now=now)
    number = len(picked)
    said = ngettext("Van %(n)s regel is een behoefte gemaakt.",
                    "Van %(n)s regels is een behoefte gemaakt.", number)  # fmt: skip
    messages.success(request, said % {"n": number})
    return redirect("desk:needs")


def _need(scope: Scope, text: str) -> Need:
    try:
        number = uuid.UUID(text)
    except ValueError:
        raise Refused(_("Kies eerst een behoefte. Er is niets veranderd.")) from None
    return found(queries.find_need(scope.ids, number))


@with_role(COORDINATOR)
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take back what was put aside."""
    scope = scopes.of(request)
    rows = queries.named(scope.ids, request.POST.getlist("rij"))
    try:
        actions.undo_dismissal(unserved=rows, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _page(request, scope, refused=refused.sentence)
    messages.success(request, _("Het staat er weer."))
    return redirect("desk:needs")


@with_role(COORDINATOR)
@require_POST
def change(request: Request, need: uuid.UUID) -> HttpResponse:
    """Say that a need is served, or open again."""
    scope = scopes.of(request)
    chosen = found(queries.find_need(scope.ids, need))
    state = Need.State.CLOSED if request.POST.get("staat") == "klaar" else Need.State.OPEN
    actions.set_need_state(need=chosen, state=state, by=scope.coordinator, now=request.now)
    return redirect("desk:needs")
