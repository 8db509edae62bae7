"""Agreements at the desk: writing, laying before the parties, a next version, stopping."""

import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation
from wijkschakel.support.actions import agreements as actions
from wijkschakel.support.models import AgreementVersion
from wijkschakel.support.queries import agreements as queries
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.rules import helping as rules
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.check_forms import ChecksForm
from wijkschakel.web.desk.help_forms import AgreementForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
SAVED = gettext_lazy("Bewaard. Leg het nu voor aan de partijen.")


@with_role(COORDINATOR)
@require_GET
def agreements(request: Request) -> HttpResponse:
    """Show what was agreed here, and what ends soon."""
    return _list(request, scopes.of(request))


def _list(
    request: Request, scope: Scope, *, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    today = timezone.localdate(request.now)
    agreements = queries.at_desk(scope.ids)
    running = queries.running_under([agreement.pk for agreement in agreements])
    rows = [
        {
            "version": version,
            "agreement": agreement,
            "running": running.get(version.pk, 0),
            "is_older": version is not agreement.versions.all()[0],
            "is_ending": version.state == AgreementVersion.State.SIGNED
            and today <= version.ends_on <= today + rules.WARN_BEFORE_END,
        }
        for agreement in agreements
        for version in agreement.versions.all()
    ]
    context = {"place": scope.place, "rows": rows, "refusal": refusal, "today": today}
    return render(request, "desk/help/agreements.html", context, status=status)


def _version(scope: Scope, number: uuid.UUID) -> AgreementVersion:
    """Give a version that this coordinator may write, as `may_write_agreement` says it."""
    return found(queries.find_version(number, scope.ids))


def _form(scope: Scope, *args: Any, **kwargs: Any) -> AgreementForm:
    return AgreementForm(
        *args,
        kinds=kind_queries.active_kinds(),
        regions=queries.regions_with(scope.ids),
        parties=Organisation.objects.order_by("name"),
        **kwargs,
    )


def _edit(
    request: Request, scope: Scope, form: AgreementForm,
    write: Callable[[AgreementForm], AgreementVersion], old: AgreementVersion | None,
    *, is_next: bool = False,
) -> HttpResponse:  # fmt: skip
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = write(form)
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, SAVED)
            return redirect("support:agreement", made.pk)
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    context = {
        "place": scope.place, "form": form, "refusal": refusal, "old": old, "is_next": is_next,
    }  # fmt: skip
    return render(request, "desk/help/agreement.html", context, status=status)


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: Request, version: uuid.UUID) -> HttpResponse:
    """Choose per kind of help which checks are needed, and how far the agreement goes."""
    scope = scopes.of(request)
    one = _version(scope, version)
    data = request.POST if request.method == "POST" else None
    form, refusal = ChecksForm(data, version=one, kinds=kind_queries.all_kinds()), ""
    if form.is_valid():
        try:
            actions.ask_checks(
                version=one, terms=form.terms(), by=scope.coordinator, now=request.now
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, SAVED)
            return redirect("support:agreement", one.pk)
    status = INVALID if data is not None else HTTPStatus.OK
    context = {"place": scope.place, "form": form, "refusal": refusal, "version": one}
    return render(request, "desk/help/checks.html", context, status=status)


@with_role(COORDINATOR)
def new_agreement(request: Request) -> HttpResponse:
    """Begin an agreement."""
    scope = scopes.of(request)

    def write(form: AgreementForm) -> AgreementVersion:
        return actions.write_agreement(
            name=form.cleaned_data["name"], region=form.cleaned_data["region"],
            written=form.written(), by=scope.coordinator, now=request.now,
        )  # fmt: skip

    form = _form(scope, request.POST if request.method == "POST" else None)
    return _edit(request, scope, form, write, None)


@with_role(COORDINATOR)
def agreement(request: Request, version: uuid.UUID) -> HttpResponse:
    """Change a version that nobody signed yet."""
    scope = scopes.of(request)
    one = _version(scope, version)

    def write(form: AgreementForm) -> AgreementVersion:
        return actions.change_version(
            version=one, written=form.written(one.terms.all()), by=scope.coordinator,
            now=request.now,
        )  # fmt: skip

    start = AgreementForm.initial_of(one)
    form = _form(scope, request.POST if request.method == "POST" else None, initial=start)
    return _edit(request, scope, form, write, one)


@with_role(COORDINATOR)
def new_version(request: Request, version: uuid.UUID) -> HttpResponse:
    """Begin the next version; what runs stays under its own."""
    scope = scopes.of(request)
    one = _version(scope, version)

    def write(form: AgreementForm) -> AgreementVersion:
        return actions.write_version(
            agreement=one.agreement, written=form.written(one.terms.all()),
            by=scope.coordinator, now=request.now,
        )  # fmt: skip

    start = AgreementForm.initial_of(one)
    form = _form(scope, request.POST if request.method == "POST" else None, initial=start)
    return _edit(request, scope, form, write, one, is_next=True)


def _do(
    request: Request, number: uuid.UUID, action: Callable[..., None], said: str
) -> HttpResponse:
    scope = scopes.of(request)
    version = _version(scope, number)
    try:
        action(version=version, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _list(request, scope, refusal=refused.sentence, status=INVALID)
    messages.success(request, said)
    return redirect("desk:agreements")


@with_role(COORDINATOR)
@require_POST
def ask(request: Request, version: uuid.UUID) -> HttpResponse:
    """Lay a version before the parties."""
    return _do(request, version, actions.ask_signatures, _("De partijen kunnen nu tekenen."))


@with_role(COORDINATOR)
@require_POST
def stop(request: Request, version: uuid.UUID) -> HttpResponse:
    """Stop a version: nothing new begins under it."""
    return _do(request, version, actions.stop_agreement, _("Gestopt. Wat loopt, loopt door."))
