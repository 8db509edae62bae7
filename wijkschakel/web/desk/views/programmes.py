"""Programmes at the desk: choose a package, look, take it over, tell how it goes, pass it on."""

import datetime as dt
import json
import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.activities.actions import programmes as actions
from wijkschakel.activities.models import Adoption
from wijkschakel.activities.queries import packages as queries
from wijkschakel.activities.rules import packages as rules
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.queries import published
from wijkschakel.paths.queries import programmes as path_queries
from wijkschakel.people.models import Organisation
from wijkschakel.support.actions import for_needs
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.need_choice import NeedChoice
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.programme_forms import AdoptForm, PackageFileForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
UNDO = dt.timedelta(seconds=30)


@with_role(COORDINATOR)
@require_safe
def packages(request: Request) -> HttpResponse:
    """Show the packages, and what was taken over here."""
    return _list(request, scopes.of(request), PackageFileForm())


def _list(request: Request, scope: Scope, form: PackageFileForm, refusal: str = "") -> HttpResponse:
    context = {
        "place": scope.place,
        "packages": queries.all_packages(translation.get_language() or "nl"),
        "adoptions": queries.adoptions_in(scope.ids),
        "form": form,
        "refusal": refusal,
    }
    status = INVALID if refusal or form.errors else HTTPStatus.OK
    return render(request, "desk/programmes/list.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def read_package(request: Request) -> HttpResponse:
    """Read a package of another city."""
    scope = scopes.of(request)
    form = PackageFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, scope, form)
    content = form.cleaned_data["file"]
    try:
        actions.read_package(content=content, by=scope.coordinator, now=request.now)
    except Refused as refused:
        return _list(request, scope, PackageFileForm(), refused.sentence)
    return redirect("desk:package", content["id"], content["version"])


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def package(request: Request, code: str, version: int) -> HttpResponse:
    """Show a package on the calendar, and take it over."""
    scope = scopes.of(request)
    content = found(queries.find_content(code, version))
    today = timezone.localdate(request.now)
    language = translation.get_language() or "nl"
    start = {
        "first_on": today + dt.timedelta(days=21),
        "clock": dt.time(10),
        "district": scope.districts[0] if scope.districts else None,
    }
    asked = request.POST if request.method == "POST" else request.GET
    is_bound = request.method == "POST" or "first_on" in request.GET
    form = AdoptForm(
        asked if is_bound else None, initial=start, districts=list(scope.districts), today=today
    )
    needs = NeedChoice(request.POST or None, districts=list(scope.districts))
    is_valid = form.is_valid()
    refusal = ""
    if request.method == "POST" and is_valid and needs.is_valid():
        try:
            programme = _adopt(request, scope, content, form, needs, language)
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("desk:programme", programme)
    first = form.cleaned_data["first_on"] if is_valid else start["first_on"]
    one = rules.package_of(content, language)
    context = {
        "place": scope.place,
        "package": one,
        "phases": rules.on_the_calendar(one, first),  # type: ignore[arg-type]
        "form": form,
        "needs": needs,
        "refusal": refusal,
        "notes": queries.notes_on(code),
    }
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/programmes/package.html", context, status=status)


def _adopt(
    request: Request,
    scope: Scope,
    content: rules.Content,
    form: AdoptForm,
    needs: NeedChoice,
    language: str,
) -> uuid.UUID:
    data = form.cleaned_data
    number = scope.organisation_for(data["district"].pk)
    programme = for_needs.adopt_for_needs(
        cited=needs.cited(data["district"]),
        district=data["district"],
        content=content,
        choice=actions.Choice(
            data["first_on"],
            data["clock"],
            language if language in rules.LANGUAGES else "nl",
            data["venue"],
        ),
        owner=Organisation(pk=number) if number else None,
        by=scope.coordinator,
        now=request.now,
    )
    return programme.pk


def _adoption(request: Request, programme: uuid.UUID) -> tuple[Scope, Adoption]:
    scope = scopes.of(request)
    return scope, found(queries.find_adoption(scope.ids, programme))


@with_role(COORDINATOR)
@require_safe
def programme(request: Request, programme: uuid.UUID) -> HttpResponse:
    """Show a programme that was taken over."""
    _scope, adoption = _adoption(request, programme)
    return _show(request, adoption)


def _show(request: Request, adoption: Adoption, refusal: str = "") -> HttpResponse:
    one = rules.package_of(adoption.content, adoption.programme.language)
    phases = list(adoption.programme.phases.order_by("number"))
    context = {
        "place": adoption.programme.district.name,
        "adoption": adoption,
        "programme": adoption.programme,
        "package": one,
        "phases": phases,
        "notes": list(adoption.notes.order_by("-on")),
        "told": path_queries.told_of(adoption, phases, request.now),
        "has_begun": queries.has_begun(adoption.programme),
        "just_now": request.now - adoption.adopted_at < UNDO,
        "refusal": refusal,
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "desk/programmes/programme.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def discard(request: Request, programme: uuid.UUID) -> HttpResponse:
    """Throw it away, while nobody joined."""
    scope, adoption = _adoption(request, programme)
    try:
        actions.discard_adoption(
            programme=adoption.programme, by=scope.coordinator, now=request.now
        )
    except Refused as refused:
        return _show(request, adoption, refused.sentence)
    return redirect("desk:packages")


@with_role(COORDINATOR)
@require_POST
def tell(request: Request, programme: uuid.UUID) -> HttpResponse:
    """Tell the package how it goes, in numbers."""
    scope, adoption = _adoption(request, programme)
    try:
        topic = f"initiative-{adoption.programme_id}"
        told = published.newest_of(adoption.programme.district, (topic,))[topic]
        actions.note_adoption(
            adoption=adoption, people=told.people(), by=scope.coordinator, now=request.now
        )
    except Refused as refused:
        return _show(request, adoption, refused.sentence)
    return redirect("desk:programme", programme)


@with_role(COORDINATOR)
@require_safe
def pass_on(request: Request, programme: uuid.UUID) -> HttpResponse:
    """Give the programme as a package for another city."""
    _scope, adoption = _adoption(request, programme)
    content = queries.exported(adoption, request.now)
    answer = HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="{content["id"]}.json"'
    return answer
