"""Taking over what others made: choose, look, confirm, see what became of it, take it back."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.network import queries
from wijkschakel.network.actions import imports as actions
from wijkschakel.network.actions import starting, undoing
from wijkschakel.network.models import Import
from wijkschakel.web.common import maps
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import import_rows
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.import_forms import ColumnsForm, ImportForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
PER_PAGE = 50
MOST_EARLIER = 20
SAMPLES = 5
State = Import.State


def get_import(scope: Scope, number: uuid.UUID) -> Import:
    """Give an import of these districts; any other does not exist here."""
    return found(queries.find_import(number, scope.ids))


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    """Choose a file or an address; below it what was taken over before."""
    scope = scopes.of(request)
    form, refusal = ImportForm.of(request, scope), ""
    if request.method == "POST" and form.is_valid():
        try:
            run = _start(form, scope, request)
        except Refused as refused:
            refusal = refused.sentence
        else:
            if run is None:
                messages.success(request, _("We volgen deze bron. Er is nu niets nieuws."))
                return redirect("desk:import_sources")
            step = "desk:import_columns" if run.state == State.COLUMNS else "desk:import"
            return redirect(step, run.pk)
    context = {
        "place": scope.place,
        "form": form,
        "refusal": refusal,
        "earlier": import_rows.lines(queries.earlier_imports(scope.ids)[:MOST_EARLIER]),
        "failed": queries.failed_runs(scope.ids).count(),
    }
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/imports/start.html", context, status=status)


def _start(form: ImportForm, scope: Scope, request: Request) -> Import | None:
    data = form.cleaned_data
    return starting.start(
        kind=data["kind"],
        form=data["form"],
        district=data["district"],
        name=data["name"],
        url=data["url"],
        upload=form.upload,
        is_followed=data["is_followed"],
        by=scope.coordinator,
        now=request.now,
    )


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, run: uuid.UUID) -> HttpResponse:
    """Say what each column tells; we guessed, a person corrects."""
    scope = scopes.of(request)
    record = get_import(scope, run)
    if record.state not in (State.COLUMNS, State.PREVIEWED):
        return redirect("desk:import", record.pk)
    guesses = actions.look_at_columns(record)
    if not guesses:
        starting.look(run=record, by=scope.coordinator, now=request.now)
        return redirect("desk:import", record.pk)
    form = ColumnsForm(request.POST or None, guesses=guesses[0])
    if request.method == "POST" and form.is_valid():
        starting.look(run=record, chosen=form.chosen, by=scope.coordinator, now=request.now)
        return redirect("desk:import", record.pk)
    rows = actions.sample_rows(record, SAMPLES)
    context = {
        "place": scope.place,
        "run": record,
        "form": form,
        "table": guesses[0],
        "rows": rows,
        "titles": [column.title or str(column.index + 1) for column in guesses[0].columns],
    }
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/imports/columns.html", context, status=status)


@with_role(COORDINATOR)
@require_GET
def one(request: Request, run: uuid.UUID) -> HttpResponse:
    """Show how an import stands: what would be taken over, how far it is, what became of it."""
    scope = scopes.of(request)
    return page(request, scope, get_import(scope, run))


def page(request: Request, scope: Scope, record: Import, refusal: str = "") -> HttpResponse:
    """Show one import."""
    outcome = request.GET.get("toon", "")
    words = request.GET.get("zoek", "").replace("\0", " ").strip()[:80]
    rows = queries.rows_of(record, queries.RowWish(outcome, words))
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("blad"))
    pins = import_rows.pins_of(record) if record.state != State.FAILED else []
    context: dict[str, Any] = {
        "place": scope.place,
        "run": record,
        "refusal": refusal,
        "counts": import_rows.counts(record),
        "outcome": outcome,
        "words": words,
        "page": shown,
        "rows": [import_rows.row_of(record, row) for row in shown],
        "notes": import_rows.notes(record),
        "done": import_rows.share_done(record),
        "pins": len(pins),
        "map": maps.draw(title=_("Wat er op de kaart komt"), pins=pins) if pins else None,
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "desk/imports/import.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def confirm(request: Request, run: uuid.UUID) -> HttpResponse:
    """Take it over."""
    scope = scopes.of(request)
    record = get_import(scope, run)
    try:
        starting.take_over(run=record, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return page(request, scope, record, refused.sentence)
    return redirect("desk:import", record.pk)


@with_role(COORDINATOR)
@require_POST
def drop(request: Request, run: uuid.UUID) -> HttpResponse:
    """Take nothing over."""
    scope = scopes.of(request)
    record = get_import(scope, run)
    try:
        actions.drop_import(run=record, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return page(request, scope, record, refused.sentence)
    messages.success(request, _("Er is niets overgenomen."))
    return redirect("desk:imports")


@with_role(COORDINATOR)
@require_POST
def undo(request: Request, run: uuid.UUID) -> HttpResponse:
    """Take it back, but for what people went on with."""
    scope = scopes.of(request)
    record = get_import(scope, run)
    try:
        undoing.undo_run(run=record, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return page(request, scope, record, refused.sentence)
    messages.success(request, _("Teruggedraaid. Bij elke regel staat wat er blijft en waarom."))
    return redirect("desk:import", record.pk)
