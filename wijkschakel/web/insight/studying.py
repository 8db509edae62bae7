"""Studies: proposed by a researcher, opened by a coordinator, delivered without names."""

import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.outcomes import permissions
from wijkschakel.outcomes.actions import studies as actions
from wijkschakel.outcomes.models import Study
from wijkschakel.outcomes.queries import studies as queries
from wijkschakel.outcomes.rules.studies import FEWEST_ALIKE, FEWEST_ROWS
from wijkschakel.people import queries as people_queries
from wijkschakel.places import permissions as place_permissions
from wijkschakel.web.common import regions
from wijkschakel.web.common.access import found, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.regions import COORDINATOR, RESEARCHER
from wijkschakel.web.common.study_words import said
from wijkschakel.web.insight.study_forms import StudyForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
WHO = (RESEARCHER, COORDINATOR)


@with_role(*WHO)
@require_safe
def studies(request: Request) -> HttpResponse:
    """Show the own studies, and those of the regions one coordinates."""
    rows = queries.studies_of(visitor(request), regions.regions_for(request, {COORDINATOR}))
    context = {
        "rows": rows,
        "may_propose": any(grant.role == RESEARCHER for grant in request.roles),
    }
    return render(request, "insight/define/studies.html", context)


@with_role(RESEARCHER)
@require_http_methods(["GET", "HEAD", "POST"])
def propose_study(request: Request) -> HttpResponse:
    """Propose a study, in words that residents read."""
    by = visitor(request)
    form = StudyForm(
        request.POST if request.method == "POST" else None,
        regions=place_permissions.regions_of(request.roles, {RESEARCHER}),
        organisations=people_queries.organisations_of(by, timezone.localdate(request.now)),
    )
    refusal = ""
    if form.is_valid():
        try:
            study = actions.propose_study(by=by, now=request.now, **form.cleaned_data)
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("insight:study", study.pk)
    context = {"form": form, "refusal": refusal}
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "insight/define/study_form.html", context, status=status)


def _get(request: Request, number: uuid.UUID) -> Study:
    own = regions.regions_for(request, {COORDINATOR})
    return found(queries.find_study(number, visitor(request), own))


@with_role(*WHO)
@never_cache
@require_safe
def study(request: Request, study: uuid.UUID) -> HttpResponse:
    """Show a study: what it asks, how far it is, what was delivered."""
    return _show(request, _get(request, study))


def _show(request: Request, row: Study, refusal: str = "") -> HttpResponse:
    by = visitor(request)
    context = {
        "study": row,
        "columns": said(row.columns),
        "deliveries": list(row.exports.order_by("-made_at")),
        "is_enough": len(queries.consenting(row)) >= FEWEST_ROWS,
        "fewest": FEWEST_ROWS,
        "alike": FEWEST_ALIKE,
        "may_open": row.state == Study.State.PROPOSED
        and permissions.may_open_study(by, row, request.now),
        "may_close": row.state != Study.State.CLOSED
        and permissions.may_close_study(by, row, request.now),
        "may_export": permissions.may_export(by, row, request.now),
        "refusal": refusal,
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "insight/define/study.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def open_study(request: Request, study: uuid.UUID) -> HttpResponse:
    """Open a study for residents of the region."""
    row = _get(request, study)
    try:
        actions.open_study(study=row, by=visitor(request), now=request.now)
    except Refused as refused:
        return _show(request, row, refused.sentence)
    return redirect("insight:study", row.pk)


@with_role(*WHO)
@require_POST
def close_study(request: Request, study: uuid.UUID) -> HttpResponse:
    """Close a study; its key is gone at once."""
    row = _get(request, study)
    try:
        actions.close_study(study=row, by=visitor(request), now=request.now)
    except Refused as refused:
        return _show(request, row, refused.sentence)
    return redirect("insight:study", row.pk)


@with_role(RESEARCHER)
@never_cache
@require_POST
def deliver_study(request: Request, study: uuid.UUID) -> HttpResponse:
    """Give the rows to the researcher, once it is noted for everybody in them."""
    row = _get(request, study)
    try:
        made = actions.deliver(study=row, by=visitor(request), now=request.now)
    except Refused as refused:
        return _show(request, row, refused.sentence)
    answer = HttpResponse(made.content, content_type="text/csv; charset=utf-8")
    day = timezone.localdate(request.now)
    # The name says what was done to the rows: nothing in the table itself does.
    told = f"{made.rows}-rijen-{made.coarser}-grover-{made.left_out}-weggelaten"
    answer["Content-Disposition"] = f'attachment; filename="onderzoek-{day:%Y-%m-%d}-{told}.csv"'
    return answer
