"""Neighbourhood jobs at the desk: what waits to be placed, and what stands there."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import jobs as actions
from wijkschakel.support.models import Job
from wijkschakel.support.queries import jobs as queries
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.post_forms import DeclineForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

SHOWN = 60
INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def _page(
    request: Request, scope: Scope, *, form: DeclineForm | None = None, about: Job | None = None,
    refusal: str = "", status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    waiting = list(queries.waiting_jobs(scope.ids)[:SHOWN])
    people = {job.offered_by.pk: job.offered_by for job in waiting if job.offered_by}
    scopes.note_reading(request, scope, people.values(), action="read_jobs_at_desk")
    rest = queries.jobs_at_desk(scope.ids).exclude(state=Job.State.WAITING)
    context = {
        "place": scope.place, "waiting": waiting, "others": rest[:SHOWN], "about": about,
        "form": form or DeclineForm(), "refusal": refusal,
    }  # fmt: skip
    return render(request, "desk/jobs.html", context, status=status)


def _job(scope: Scope, number: uuid.UUID) -> Job:
    return found(queries.jobs_at_desk(scope.ids).filter(pk=number).first())


@with_role(COORDINATOR)
@require_GET
def jobs(request: Request) -> HttpResponse:
    """Show what waits to be read, and what stands there."""
    return _page(request, scopes.of(request))


@with_role(COORDINATOR)
@require_POST
def place(request: Request, job: uuid.UUID) -> HttpResponse:
    """Put a job where all can see it."""
    scope = scopes.of(request)
    read = _job(scope, job)
    try:
        actions.place_job(job=read, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _page(request, scope, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Het staat erop."))
    return redirect("desk:jobs")


@with_role(COORDINATOR)
@require_POST
def decline(request: Request, job: uuid.UUID) -> HttpResponse:
    """Do not place it, and say why."""
    scope = scopes.of(request)
    read, form = _job(scope, job), DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, scope, form=form, about=read, status=INVALID)
    try:
        actions.decline_job(
            job=read, reason=form.cleaned_data["reason"], by=scope.coordinator, now=request.now
        )
    except Refused as refused:
        return _page(request, scope, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("De schrijver leest waarom."))
    return redirect("desk:jobs")


@with_role(COORDINATOR)
@require_POST
def close(request: Request, job: uuid.UUID) -> HttpResponse:
    """Close a job that should not stand there any more."""
    scope = scopes.of(request)
    read = _job(scope, job)
    try:
        actions.close_job(job=read, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _page(request, scope, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("De buurtbaan is dicht. Wie bezig is, gaat gewoon door."))
    return redirect("desk:jobs")
