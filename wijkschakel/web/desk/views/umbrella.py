"""What a district carries: labels, small needs, counts per theme, and beginning like another."""

import datetime as dt
import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wijkschakel.activities.actions import labels as label_actions
from wijkschakel.activities.models import Label
from wijkschakel.activities.queries import initiatives as queries
from wijkschakel.activities.queries import packages as package_queries
from wijkschakel.base import search
from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import beginning
from wijkschakel.paths.queries import talking as path_queries
from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import District
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.programme_forms import BeginForm, LabelForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope

ADMINISTRATOR = RoleGrant.Role.ADMINISTRATOR
INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
QUARTER = dt.timedelta(days=91)
KINDS = ("activity", "service", "hour", "initiative")
SHOWN = 20


@with_role(COORDINATOR)
@require_safe
def needs(request: Request) -> HttpResponse:
    """Show what initiatives need: a room, some money, a helper."""
    scope = scopes.of(request)
    context = {"place": scope.place, "asks": queries.open_asks(scope.ids)}
    return render(request, "desk/programmes/needs.html", context)


@with_role(COORDINATOR)
@require_safe
def themes(request: Request) -> HttpResponse:
    """Count per theme what there is, for staff only."""
    scope = scopes.of(request)
    rows = package_queries.counts_per_theme(scope.ids, request.now - QUARTER, request.now)
    context = {"place": scope.place, "rows": rows}
    return render(request, "desk/programmes/themes.html", context)


@with_role(COORDINATOR, ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """Let a district begin like another one, after a look at what comes along."""
    scope = scopes.of(request, COORDINATOR, ADMINISTRATOR)
    posted = request.POST if request.method == "POST" else None
    looks = posted is not None and "kijk" in posted
    form = BeginForm(posted, districts=list(scope.districts))
    refusal, preview = "", None
    if form.is_valid():
        data = form.cleaned_data
        preview = package_queries.what_to_take(data["source"])
        preview["questions"] = path_queries.questions_of(data["source"])
        if not looks:
            try:
                beginning.begin_district(by=scope.coordinator, now=request.now, **data)
            except Refused as refused:
                refusal = refused.sentence
            else:
                return redirect("desk:begin_district")
    context = {
        "place": scope.place,
        "form": form,
        "preview": preview,
        "source": form.cleaned_data.get("source") if posted else None,
        "refusal": refusal,
        "beginnings": queries.beginnings_in(scope.ids),
    }
    is_fine = posted is None or (looks and form.is_valid())
    status = HTTPStatus.OK if is_fine else INVALID
    return render(request, "desk/programmes/begin.html", context, status=status)


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: Request) -> HttpResponse:
    """Show the labels, and make one for the own district."""
    scope = scopes.of(request)
    form = LabelForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if form.is_valid():
        district = scope.districts[0] if len(scope.districts) == 1 else None
        try:
            label = label_actions.create_label(
                district=district, by=scope.coordinator, now=request.now, **form.cleaned_data
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("desk:label", label.slug)
    rows = {one.pk: one for here in [None, *scope.districts] for one in _labels(here)}
    context = {"place": scope.place, "form": form, "labels": rows.values(), "refusal": refusal}
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/programmes/labels.html", context, status=status)


def _labels(district: District | None) -> list[Label]:
    return queries.labels_for(district)


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def label(request: Request, slug: str) -> HttpResponse:
    """Search things of the own districts, and put the label on or take it off."""
    scope = scopes.of(request)
    one = found(queries.find_label(slug))
    found(one if one.district is None or one.district_id in scope.ids else None)
    words = request.GET.get("zoek", "")[:80].replace("\x00", "")
    carried = queries.carried_by(one)
    if request.method == "POST":
        _carry(request, scope, one)
        return redirect(request.get_full_path())
    codes = [district.code for district in scope.districts]
    hits = search.find(words, kinds=KINDS, district_codes=codes, now=request.now, limit=SHOWN)
    things = queries.named([(hit.kind, hit.thing_id) for hit in hits] if words else [
        (kind, number) for kind in KINDS for number in carried.get(kind, ())
    ])  # fmt: skip
    context = {
        "place": scope.place,
        "label": one,
        "words": words,
        "things": [(kind, pk, name, pk in carried.get(kind, ())) for kind, pk, name in things],
    }
    return render(request, "desk/programmes/label.html", context)


def _carry(request: Request, scope: Scope, one: Label) -> None:
    """Put the label on one thing of the own districts, or take it off."""
    kind, _colon, number = request.POST.get("ding", "").partition(":")
    try:
        thing = uuid.UUID(number)
    except ValueError:
        thing = found(None)
    here = queries.named([(kind, thing)], districts=scope.ids) if kind in KINDS else []
    found(here or None)
    act = label_actions.drop_label if request.POST.get("af") else label_actions.carry_label
    act(label=one, kind=kind, thing_id=thing, by=scope.coordinator, now=request.now)
