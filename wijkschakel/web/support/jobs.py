"""Neighbourhood jobs: the list for anybody, one job, wanting it, and putting one up."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import job_paths
from wijkschakel.support.actions import jobs as actions
from wijkschakel.support.models import Job, JobStep
from wijkschakel.support.permissions import jobs as permissions
from wijkschakel.support.queries import jobs as queries
from wijkschakel.web.common import guides
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place, whereabouts
from wijkschakel.web.support.job_forms import JobForm, WantForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
WORDS_LENGTH = 80
State = Job.State


@public
@require_GET
def jobs(request: Request) -> HttpResponse:
    """Show which jobs there are, and one's own."""
    words = " ".join(request.GET.get("zoek", "").replace("\0", " ").split())[:WORDS_LENGTH]
    district, _place = asked_place(request, request.GET.get("wijk", "")[:10])
    person = request.person
    context = {
        "place": district,
        "district": district,
        "words": words,
        "jobs": queries.open_jobs(district, words, request.now),
        "mine": queries.paths_of(person) if person else [],
        "offered": queries.jobs_of(person) if person else [],
    }
    return render(request, "support/jobs.html", context)


def _job(request: Request, job_id: uuid.UUID) -> Job:
    return found(queries.find_job(job_id, request.person, request.now))


def _show(
    request: Request, one: Job, *, form: WantForm | None = None, refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    person, today = request.person, timezone.localdate(request.now)
    context: dict[str, Any] = {
        "place": one.district, "job": one, "refusal": refusal,
        "is_open": one.state == State.OPEN and one.until_on >= today,
        "is_full": one.taken >= one.places,  # type: ignore[attr-defined]
        "is_mine": permissions.may_change_job(person, one),
        "guides": permissions.guides_job(person, one),
        "path": queries.live_path(person, one), "steps": JobStep.Kind.choices,
        "form": form or WantForm(brings=person.brings if person else ""),
        "reach": guides.reach(one.district),
    }  # fmt: skip
    return render(request, "support/job.html", context, status=status)


@public
@require_GET
def job(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Show one job: what one does, learns, and what it may lead to."""
    return _show(request, _job(request, job_id))


@signed_in
@require_POST
def want(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Say: I want this."""
    person, one = visitor(request), _job(request, job_id)
    form = WantForm(request.POST, brings=person.brings)
    if not form.is_valid():
        return _show(request, one, form=form, status=INVALID)
    try:
        path = job_paths.want_job(
            job=one, words=form.cleaned_data["words"],
            takes_strengths=form.cleaned_data.get("takes_strengths", False), by=person,
            now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return _show(request, one, form=form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Fijn! Je hoort het als er een antwoord is."))
    return redirect("support:job_path", path.pk)


def _form_page(
    request: Request, form: JobForm, *, job: Job | None = None, refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    district = job.district if job else whereabouts(request).district
    context = {
        "place": district, "district": district, "form": form, "job": job, "refusal": refusal,
        "shown": [field for field in form if not field.is_hidden],
    }  # fmt: skip
    return render(request, "support/job_form.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_job(request: Request) -> HttpResponse:
    """Put a job up; a coordinator reads it first."""
    person, district = visitor(request), whereabouts(request).district
    if district is None:
        return redirect("portal:choose_place")
    if request.method != "POST":
        return _form_page(request, JobForm(person=person, now=request.now))
    form = JobForm(request.POST, person=person, now=request.now)
    if not form.is_valid():
        return _form_page(request, form, status=INVALID)
    try:
        made = actions.offer_job(
            described=form.described(), district=district, by=person, now=request.now,
            key=form.cleaned_data["key"],
        )  # fmt: skip
    except Refused as refused:
        return _form_page(request, form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _said_of(made))
    return redirect("support:job", made.pk)


def _said_of(job: Job) -> str:
    if job.state == State.OPEN:
        return _("Het staat erop.")
    return _("Dank je. Een coördinator leest het eerst. Je hoort het als het erop staat.")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_job(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Change one's own job; it is read again."""
    person, one = visitor(request), _own(request, job_id)
    if request.method != "POST":
        form = JobForm(initial=JobForm.initial_of(one), person=person, now=request.now)
        return _form_page(request, form, job=one)
    form = JobForm(request.POST, person=person, now=request.now)
    if not form.is_valid():
        return _form_page(request, form, job=one, status=INVALID)
    try:
        changed = actions.change_job(
            job=one, described=form.described(), by=person, now=request.now
        )
    except Refused as refused:
        return _form_page(request, form, job=one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _said_of(changed))
    return redirect("support:job", job_id)


def _own(request: Request, job_id: uuid.UUID) -> Job:
    one = _job(request, job_id)
    return found(one if permissions.may_change_job(visitor(request), one) else None)


@signed_in
@require_POST
def close_job(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Close one's own job."""
    one = _own(request, job_id)
    try:
        actions.close_job(job=one, by=visitor(request), now=request.now)
    except Refused as refused:
        return _show(request, one, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("De buurtbaan is dicht. Wie bezig is, gaat gewoon door."))
    return redirect("support:job", job_id)
