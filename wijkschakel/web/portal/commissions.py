"""What a region asks for, for everybody; making a bid and carrying it out, for organisations."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.funding.actions import bids as actions
from wijkschakel.funding.actions import deliveries
from wijkschakel.funding.models import Bid, Commission, Delivery
from wijkschakel.funding.queries import bids as bid_queries
from wijkschakel.funding.queries import commissions as queries
from wijkschakel.funding.queries import following
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Region
from wijkschakel.web.common import commission_words as words
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.bid_forms import BidForm, LinkForm, start_of

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def _mine(request: Request) -> list[Organisation]:
    """Give the organisations for which the visitor may speak today."""
    day = timezone.localdate(request.now)
    return list(people_queries.organisations_of(visitor(request), day))


def _public(number: uuid.UUID) -> Commission:
    """Give what everybody may read; what is in the making does not exist here."""
    one = found(queries.find_commission(number))
    return found(one if one.state != Commission.State.DRAFT else None)


@public
@require_safe
def commissions(request: Request, region: str) -> HttpResponse:
    """Show what a region asks for, and what came of what it asked."""
    where = get_object_or_404(Region, slug=region)
    rows = words.rows_of(queries.public_in(where), request.now)
    now_or_later = ("open",), ("closed", "awarded", "running"), words.ENDED
    context = {
        "region": where,
        "open": [row for row in rows if row.stage in now_or_later[0]],
        "running": [row for row in rows if row.stage in now_or_later[1]],
        "ended": [row for row in rows if row.stage in now_or_later[2]],
    }
    return render(request, "portal/commissions/list.html", context)


@public
@require_safe
def commission(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Show what is asked and why, who was chosen, and what came of it."""
    row, now = _public(commission), request.now
    mine = bid_queries.own_bids(row, request.person, now) if request.person else []
    award, _back = queries.awards_of(row)
    decided = award if award and award.confirmed_at else None
    parts = queries.parts_of(decided) if decided else []
    chosen = queries.chosen_of(decided, parts) if decided else []
    said = {part.bid_id: part for part in parts}
    carried = following.carried_out(row, now) if chosen else []
    context = {
        **words.told(row, now),
        "award": decided,
        "mine": [(bid, said.get(bid.pk)) for bid in mine],
        "carried": carried,
        **words.progress(row, chosen, carried),
    }
    return render(request, "portal/commissions/show.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bid(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Make a bid or change it; `namens` names the organisation."""
    row, mine = _public(commission), _mine(request)
    own = bid_queries.own_bids(row, visitor(request), request.now)
    asked = request.GET.get("namens", "")
    standing = next((one for one in own if str(one.organisation_id) == asked), None)
    standing = standing or next(iter(own), None)
    is_post = request.method == "POST"
    form = BidForm(request.POST if is_post else None, mine=mine, initial=start_of(standing, row))
    page = {"row": row, "mine": mine, "own": own, "form": form}
    if not mine or not form.is_valid():
        return _bid_page(request, page, INVALID if is_post else HTTPStatus.OK)
    try:
        actions.write_bid(
            commission=row, organisation=form.for_organisation, terms=form.terms(),
            by=visitor(request), now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return _bid_page(request, page, INVALID, refusal=refused.sentence)
    messages.success(request, _("Verstuurd. Tot het sluit, kun je het nog veranderen."))
    return redirect("portal:commission", row.pk)


def _bid_page(
    request: Request, page: dict[str, Any], status: int, *, refusal: str = ""
) -> HttpResponse:
    context = page | words.told(page["row"], request.now) | {"refusal": refusal}
    return render(request, "portal/commissions/bid.html", context, status=status)


def _own_bid(request: Request, commission: uuid.UUID, number: uuid.UUID) -> Bid:
    """Give a bid of an organisation of the visitor; any other does not exist."""
    own = bid_queries.own_bids(_public(commission), visitor(request), request.now)
    return found(next((one for one in own if one.pk == number), None))


@signed_in
@require_POST
def take_back(request: Request, commission: uuid.UUID, bid: uuid.UUID) -> HttpResponse:
    """Take a bid back."""
    one = _own_bid(request, commission, bid)
    try:
        actions.take_back_bid(bid=one, by=visitor(request), now=request.now)
        messages.success(request, _("Je voorstel is ingetrokken."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("portal:commission", one.commission_id)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request: Request, commission: uuid.UUID, bid: uuid.UUID) -> HttpResponse:
    """Name the own activities by which it is done."""
    one = _own_bid(request, commission, bid)
    activities = following.linkable(one)
    is_post = request.method == "POST"
    form = LinkForm(request.POST if is_post else None, activities=activities)
    refusal = ""
    if form.is_valid():
        try:
            deliveries.link_activity(
                bid=one, activity=form.cleaned_data["activity"], by=visitor(request),
                now=request.now,
            )  # fmt: skip
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("Gekoppeld. Wat er gebeurt, telt nu mee."))
            return redirect("portal:carry_out", one.commission_id, one.pk)
    carried = following.carried_out(one.commission, request.now)
    context = {
        "bid": one,
        "row": one.commission,
        "form": form,
        "activities": activities,
        "carried": [row for row in carried if row.delivery.bid_id == one.pk],
        "refusal": refusal,
    }
    status = INVALID if is_post else HTTPStatus.OK
    return render(request, "portal/commissions/carry_out.html", context, status=status)


@signed_in
@require_POST
def unlink(request: Request, commission: uuid.UUID, bid: uuid.UUID, delivery: int) -> HttpResponse:
    """Take an activity away that does not belong to it."""
    one = _own_bid(request, commission, bid)
    row = found(Delivery.objects.filter(bid=one, pk=delivery).first())
    try:
        deliveries.unlink_activity(delivery=row, by=visitor(request), now=request.now)
        messages.success(request, _("Weggehaald."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("portal:carry_out", one.commission_id, one.pk)
