"""An organisation: what it does, the networks it belongs to, and joining or leaving them."""

import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from wijkschakel.activities.queries import organisations as activity_queries
from wijkschakel.activities.queries import services as queries
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions
from wijkschakel.people.actions import networks as actions
from wijkschakel.people.models import NetworkMember, Organisation
from wijkschakel.people.queries import networks as network_queries
from wijkschakel.web.common import linked_data, service_rows
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request

WORDS_LENGTH = 80


@public
@require_safe
def organisation(request: Request, organisation_id: uuid.UUID) -> HttpResponse:
    """Show what an organisation does, and which networks it belongs to since when."""
    one = found(network_queries.find_organisation(organisation_id, request.person, request.now))
    services, around = queries.services_of(one, request.now), network_queries.around(one)
    context = {
        "organisation": one,
        "place": one.district,
        "rows": service_rows.make_rows(services, request.now),
        "activities": queries.activities_of(one, request.now),
        "does": activity_queries.what_it_does(one),
        "around": around,
        "over": _with_others(one, around.over),
        "is_mine": one.is_mine,  # type: ignore[attr-defined]
        "linked_data": linked_data.script(linked_data.organisation(one)),
    }
    return render(request, "portal/services/organisation.html", context)


def _with_others(
    one: Organisation, rows: list[NetworkMember]
) -> list[tuple[NetworkMember, Organisation]]:
    """Give with each membership of an organisation the other of the two."""
    return [(row, row.organisation if row.network_id == one.pk else row.network) for row in rows]


def _own(request: Request, organisation_id: uuid.UUID) -> Organisation:
    """Give an organisation to which the visitor belongs; to anybody else this is not there."""
    one = found(queries.find_organisation(organisation_id))
    return found(one if permissions.belongs_to(visitor(request), one, request.now) else None)


def _page(
    request: Request, one: Organisation, *, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    words = " ".join(request.GET.get("zoek", "").replace("\0", " ").split())[:WORDS_LENGTH]
    asked_of_us, asked = network_queries.waiting_of(one)
    around = network_queries.around(one)
    context = {
        "place": one.district,
        "organisation": one,
        "asked_of_us": _with_others(one, asked_of_us),
        "asked": _with_others(one, asked),
        "together": _with_others(one, [*around.networks, *around.members]),
        "words": words,
        "others": network_queries.may_ask(one, words) if words else [],
        "refusal": refusal,
    }
    return render(request, "portal/services/networks.html", context, status=status)


@signed_in
@require_GET
def networks(request: Request, organisation_id: uuid.UUID) -> HttpResponse:
    """Show who asked us, whom we asked, and look for whom to ask."""
    return _page(request, _own(request, organisation_id))


def _do(
    request: Request, one: Organisation, action: Callable[..., Any], said: str, **about: Any
) -> HttpResponse:
    try:
        action(by=visitor(request), now=request.now, **about)
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, one, refusal=refused.sentence, status=status)
    messages.success(request, said)
    return redirect("portal:organisation_networks", one.pk)


@signed_in
@require_POST
def ask(request: Request, organisation_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Ask a network, or as a network an organisation."""
    one = _own(request, organisation_id)
    other = found(queries.find_organisation(other_id))
    joins = other.kind == Organisation.Kind.NETWORK
    pair = {"network": other, "organisation": one} if joins else {
        "network": one, "organisation": other,
    }  # fmt: skip
    side = "organisation" if joins else "network"
    said = _("Gevraagd. Zegt de ander ook ja? Dan begint het die dag.")
    return _do(request, one, actions.ask, said, side=side, **pair)


@signed_in
@require_POST
def agree(request: Request, organisation_id: uuid.UUID, member_id: int) -> HttpResponse:
    """Say yes to who asked us."""
    one = _own(request, organisation_id)
    member = found(network_queries.find_member(one, member_id))
    said = _("Vanaf vandaag horen jullie bij elkaar.")
    return _do(request, one, actions.agree, said, member=member)


@signed_in
@require_POST
def end(request: Request, organisation_id: uuid.UUID, member_id: int) -> HttpResponse:
    """Say no, take a question back, or stop."""
    one = _own(request, organisation_id)
    member = found(network_queries.find_member(one, member_id))
    return _do(request, one, actions.end, _("Het is gestopt. De ander hoort het."), member=member)
