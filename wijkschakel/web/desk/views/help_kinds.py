"""Kinds of help at the desk: what they are called, and the sentences by which they are found."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from wijkschakel.support.actions import kinds as actions
from wijkschakel.support.queries import kinds as queries
from wijkschakel.support.rules.kinds import HelpKindSaid
from wijkschakel.web.common import helping
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.help_forms import KindForm
from wijkschakel.web.desk.scope import COORDINATOR


@with_role(COORDINATOR)
@require_GET
def kinds(request: Request) -> HttpResponse:
    """Show every kind, per group."""
    known = queries.all_kinds()
    groups = [
        (name, [(one, queries.name_of(known, one.code)) for one in known.values()
                if one.group == code])
        for code, name in helping.GROUPS
    ]  # fmt: skip
    context = {"place": scopes.of(request).place, "groups": groups, "total": len(known)}
    return render(request, "desk/help/kinds.html", context)


@with_role(COORDINATOR)
def new_kind(request: Request) -> HttpResponse:
    """Add a kind."""
    return _edit(request, None)


@with_role(COORDINATOR)
def kind(request: Request, help_kind: str) -> HttpResponse:
    """Change a kind."""
    return _edit(request, found(queries.find_kind(help_kind)))


def _edit(request: Request, one: HelpKindSaid | None) -> HttpResponse:
    scope = scopes.of(request)
    if request.method == "POST":
        form = KindForm(request.POST)
        if form.is_valid():
            actions.save_kind(
                code=one.code if one else "", said=form.said(), by=scope.coordinator,
                now=request.now,
            )  # fmt: skip
            messages.success(request, _("Bewaard."))
            return redirect("desk:help_kinds")
    else:
        form = KindForm(initial=KindForm.initial_of(one) if one else None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"place": scope.place, "form": form, "kind": one}
    return render(request, "desk/help/kind.html", context, status=status)
