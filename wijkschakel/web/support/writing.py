"""Writing a referral: where to, is there room, and then the words; also for oneself."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkschakel.activities.models import Initiative, Service
from wijkschakel.activities.queries import initiatives as initiative_queries
from wijkschakel.activities.queries import services as service_queries
from wijkschakel.base.errors import Refused
from wijkschakel.base.text import folding
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person
from wijkschakel.support.actions import referrals as actions
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.queries import referrals as queries
from wijkschakel.support.rules import referring
from wijkschakel.web.common import service_rows
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.support.referral_forms import BY_CODE, CodeForm, MyselfForm, ReferForm
from wijkschakel.web.support.referrals import count_try, resident_for

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
FORMS = ["GET", "HEAD", "POST"]
SHOWN = 30


def _number(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _asked_service(request: Request) -> Service | None:
    number = _number(request.GET.get("dienst"))
    service = service_queries.find_offer(number) if number else None
    return service if service and service.organisation_id else None


def _asked_group(request: Request) -> Initiative | None:
    number = _number(request.GET.get("groep"))
    return initiative_queries.find_initiative(number) if number else None


def _places(request: Request, resident: Person | None = None) -> dict[str, Any]:
    """Give where somebody can be brought, by words, with what is known about room."""
    district = resident.district if resident and resident.district else place_of(request)
    words = " ".join(request.GET.get("zoek", "").replace("\0", " ").split())[:80]
    wanted = folding.fold(words).split()
    services = [
        one
        for one in queries.places_for(district, request.now)
        if all(word in _said(one) for word in wanted)
    ]
    rows = [(one, service_rows.room_words(one)) for one in services[:SHOWN]]
    return {"words": words, "rows": rows, "is_more": len(services) > SHOWN}


def _said(service: Service) -> str:
    return folding.fold(f"{service.name} {service.summary} {service.organisation}")


def _room(service: Service, request: Request) -> dict[str, Any]:
    now = request.now
    return {
        "service": service,
        "room": service_rows.room_words(service),
        "room_moment": service_rows.capacity_moment(service, now),
        "has_room": referring.may_send(service.capacity, service.capacity_at, now),
        "should_ask": referring.should_ask_first(service.capacity, service.capacity_at, now),
    }


@signed_in
@never_cache
@require_http_methods(FORMS)
def refer(request: Request) -> HttpResponse:
    """Bring somebody else to help: for who works here, or decides about a group."""
    group = _asked_group(request)
    found(visitor(request) if permissions.may_refer(request.person, group, request.now) else None)
    service = _asked_service(request)
    if service is None:
        context = _places(request) | {"group": group, "is_for_other": True}
        status = INVALID if request.method == "POST" else HTTPStatus.OK
        return render(request, "support/refer_where.html", context, status=status)
    return _refer_to(request, service, group)


def _refer_to(request: Request, service: Service, group: Initiative | None) -> HttpResponse:
    me = visitor(request)
    people = [one.person for one in people_queries.helps_now(me, request.now)]
    organisations = permissions.organisations_of(me, request.now)
    initial = {"organisation": organisations.first() if group is None else None}
    data = request.POST if request.method == "POST" else None
    form = ReferForm(data, people=people, organisations=organisations, initial=initial)
    if data is not None and form.is_valid():
        words = dict(form.cleaned_data)
        chosen = words.pop("who")
        resident = next((one for one in people if str(one.pk) == chosen), None)
        made = actions.draft_referral(
            to_organisation=_organisation(service),
            service=service,
            resident=None if chosen == BY_CODE else resident,
            from_organisation=words.pop("organisation"),
            from_initiative=group,
            by=me,
            now=request.now,
            **words,
        )
        messages.success(request, _("Bewaard. Het gaat pas weg als de bewoner ja zegt."))
        return redirect("support:referral", made.pk)
    context = _room(service, request) | {"form": form, "group": group, "is_for_other": True}
    context["has_asked"] = queries.has_asked(me, service)
    status = INVALID if data is not None else HTTPStatus.OK
    return render(request, "support/refer.html", context, status=status)


def _organisation(service: Service) -> Organisation:
    return found(service.organisation)


@signed_in
@never_cache
@require_http_methods(FORMS)
def refer_myself(request: Request) -> HttpResponse:
    """Ask for help myself, or together with who I help now; also from out of a group."""
    number = _number(request.GET.get("bewoner"))
    resident = resident_for(request, number) if number else visitor(request)
    service, group = _asked_service(request), _asked_group(request)
    more = {"resident": resident, "is_mine": resident.pk == visitor(request).pk, "group": group}
    if service is None:
        status = INVALID if request.method == "POST" else HTTPStatus.OK
        context = _places(request, resident) | more
        return render(request, "support/refer_where.html", context, status=status)
    data = request.POST if request.method == "POST" else None
    form = MyselfForm(data, resident=resident)
    refusal = ""
    if data is not None and form.is_valid():
        words = dict(form.cleaned_data)
        try:
            made = actions.refer_oneself(
                person=resident,
                to_organisation=_organisation(service),
                service=service,
                title=words["title"],
                question=words["question"],
                items=words.get("items", []),
                until_on=form.last_day(request.now),
                from_initiative=group,
                by=visitor(request),
                now=request.now,
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("Verstuurd. Je hoort het als er antwoord is."))
            return redirect("support:referral", made.pk)
    context = _room(service, request) | more | {"form": form, "refusal": refusal}
    status = INVALID if data is not None else HTTPStatus.OK
    return render(request, "support/refer.html", context, status=status)


@signed_in
@never_cache
@require_http_methods(FORMS)
def claim(request: Request) -> HttpResponse:
    """Type the code on a paper: it is mine, or of who I help now. Nothing is sent yet."""
    number = _number(request.GET.get("bewoner"))
    resident = resident_for(request, number) if number else visitor(request)
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data)
    refusal = ""
    if data is not None and form.is_valid():
        try:
            count_try(request)
            mine = actions.claim_referral(
                code=form.cleaned_data["code"],
                person=resident,
                by=visitor(request),
                now=request.now,
            )
            return redirect("support:referral", mine.pk)
        except Refused as refused:
            refusal = refused.sentence
    status = INVALID if data is not None else HTTPStatus.OK
    context = {"form": form, "refusal": refusal, "resident": resident, "what": "referral"}
    return render(request, "support/code.html", context, status=status)
