"""Who wants a neighbourhood job, for who guides it: without names until there is a yes."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import job_guides
from wijkschakel.support.actions import job_paths as actions
from wijkschakel.support.models import Job, JobPath
from wijkschakel.support.permissions import jobs as permissions
from wijkschakel.support.queries import jobs as queries
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.support.job_forms import ReasonForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
WHY = "job_guide"
State = JobPath.State


def _guided(request: Request, job_id: uuid.UUID) -> Job:
    """Give a job that the visitor guides; to anybody else this page is not there."""
    one = queries.find_job(job_id, visitor(request), request.now)
    return found(one if one and permissions.guides_job(visitor(request), one) else None)


def _page(
    request: Request, one: Job, *, about: JobPath | None = None, form: ReasonForm | None = None,
    refusal: str = "", status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    waiting = queries.wanted_by(one, State.WANTS)
    inside = queries.inside_of(one, visitor(request), request.now)
    journal.record_reads(
        action="read_job_wishes", now=request.now, by=visitor(request),
        people=[path.person for path in (*waiting, *inside.met)], thing=one, why=WHY,
    )  # fmt: skip
    context = {
        "place": one.district, "job": one, "waiting": waiting, "inside": inside, "about": about,
        "form": form or ReasonForm(), "refusal": refusal,
        "free": one.places - one.taken,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "support/job_people.html", context, status=status)


@signed_in
@require_GET
def people(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Show who wants it and who is in it."""
    return _page(request, _guided(request, job_id))


def _wish(one: Job, path_id: uuid.UUID) -> JobPath:
    mine = queries.wanted_by(one, State.WANTS, State.GROWING)
    return found(next((path for path in mine if path.pk == path_id), None))


@signed_in
@require_POST
def say_yes(request: Request, job_id: uuid.UUID, path_id: uuid.UUID) -> HttpResponse:
    """Say yes: from now on both see each other's name."""
    one = _guided(request, job_id)
    path = _wish(one, path_id)
    try:
        actions.say_yes_to(path=path, by=visitor(request), now=request.now)
    except Refused as refused:
        return _page(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Jullie zeiden allebei ja. Je ziet nu elkaars naam en nummer."))
    return redirect("support:job_path", path.pk)


@signed_in
@require_POST
def say_no(request: Request, job_id: uuid.UUID, path_id: uuid.UUID) -> HttpResponse:
    """Say no, with a reason."""
    one = _guided(request, job_id)
    path, form = _wish(one, path_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, one, about=path, form=form, status=INVALID)
    try:
        actions.say_no_to(
            path=path, reason=form.cleaned_data["reason"], by=visitor(request), now=request.now
        )
    except Refused as refused:
        return _page(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("De ander leest waarom."))
    return redirect("support:job_people", job_id)


@signed_in
@require_POST
def take_on(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Say yes, as the new guide, to who is in it already; they hear it, and say yes too."""
    one = _guided(request, job_id)
    try:
        job_guides.take_on(job=one, by=visitor(request), now=request.now)
    except Refused as refused:
        return _page(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Zij horen het. Wie ook ja zegt, zie je hier."))
    return redirect("support:job_people", job_id)
