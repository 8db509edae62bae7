"""Neighbourhood jobs at the desk: what waits to be placed, and what stands there."""

import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkschakel.support.actions import job_guides
from wijkschakel.support.actions import jobs as actions
from wijkschakel.support.models import Job
from wijkschakel.support.queries import jobs as queries
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.deciding import INVALID, Pile
from wijkschakel.web.desk.help_forms import GuideForm
from wijkschakel.web.desk.post_forms import DeclineForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

SHOWN = 60


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


PILE = Pile(_page, "desk:jobs")


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
    said = _("Het staat erop.")
    return PILE.decide(request, scope, said, actions.place_job, job=_job(scope, job))


@with_role(COORDINATOR)
@require_POST
def decline(request: Request, job: uuid.UUID) -> HttpResponse:
    """Do not place it, and say why."""
    scope = scopes.of(request)
    return PILE.decline(request, scope, actions.decline_job, job=_job(scope, job))


@with_role(COORDINATOR)
@require_POST
def close(request: Request, job: uuid.UUID) -> HttpResponse:
    """Close a job that should not stand there any more."""
    scope = scopes.of(request)
    said = _("De buurtbaan is dicht. Wie bezig is, gaat gewoon door.")
    return PILE.decide(request, scope, said, actions.close_job, job=_job(scope, job))


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: Request, job: uuid.UUID) -> HttpResponse:
    """Choose who guides a job, when who did it stops or is gone."""
    scope = scopes.of(request)
    read = _job(scope, job)
    may = queries.possible_guides(read, scope.coordinator, timezone.localdate(request.now))
    form = GuideForm(request.POST if request.method == "POST" else None, may=may)
    if form.is_valid():
        said = _("Wie jij koos, hoort het. De anderen ook.")
        chosen = form.cleaned_data["guide"]
        return PILE.decide(request, scope, said, job_guides.name_guide, job=read, guide=chosen)
    people = [*may, *([read.guide] if read.guide else [])]
    scopes.note_reading(request, scope, people, action="read_who_may_guide", thing=read)
    context = {"place": scope.place, "job": read, "form": form}
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/job_guide.html", context, status=status)
