"""One commission at the desk: reading bids side by side, proposing, confirming, looking back."""

import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.funding import permissions
from wijkschakel.funding.actions import awards as actions
from wijkschakel.funding.actions import commissions as commission_actions
from wijkschakel.funding.models import Award, AwardPart, Bid, Commission
from wijkschakel.funding.permissions import DECIDERS, Standing
from wijkschakel.funding.queries import bids as bid_queries
from wijkschakel.funding.queries import commissions as queries
from wijkschakel.funding.queries import following
from wijkschakel.funding.queries.following import Carried
from wijkschakel.places.models import RegionDistrict
from wijkschakel.web.common import commission_words as words
from wijkschakel.web.common.access import found, holds, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.regions import COORDINATOR
from wijkschakel.web.desk.commission_forms import AwardForm, ReturnForm, ReviewForm
from wijkschakel.web.desk.views.commissions import is_coordinator

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
State = Commission.State


def _standing(request: Request, number: uuid.UUID) -> tuple[Commission, Standing]:
    """Give a commission and what the visitor may do; of another region it does not exist."""
    row = found(queries.find_commission(number))
    mine = permissions.standing_of(visitor(request), row, request.now, request.roles)
    return row, found(mine if mine.decides else None)


@with_role(*DECIDERS)
@never_cache
@require_safe
def commission(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Show one with all that may be seen of it now."""
    return _page(request, commission)


def _page(
    request: Request, number: uuid.UUID, *, refusal: str = "", status: int = HTTPStatus.OK,
    **forms: Any,
) -> HttpResponse:  # fmt: skip
    row, mine = _standing(request, number)
    award, returned = queries.awards_of(row)
    parts = queries.parts_of(award) if award else []
    bids = _bids(row, mine, award, parts, request)
    shown = award if mine.may_read_bids else None
    may_propose = mine.may_propose and award is None
    context = {
        "is_coordinator": is_coordinator(request),
        **words.told(row, request.now),
        "mine": mine,
        "bids": bids,
        "award": shown,
        "waits": shown is not None and shown.confirmed_at is None,
        "may_confirm": shown is not None and mine.may_confirm(shown),
        "returned": returned,
        "award_form": AwardForm(bids=[bid for bid, _part in bids]) if may_propose else None,
        "return_form": ReturnForm(),
        "review_form": ReviewForm(),
        "may_finish": mine.coordinates and row.state in (State.AWARDED, State.RUNNING),
        **_followed(row, queries.chosen_of(award, parts) if award else [], request),
        "refusal": refusal,
    }
    return render(request, "desk/commissions/show.html", context | forms, status=status)


def _bids(
    row: Commission, mine: Standing, award: Award | None, parts: list[AwardPart], request: Request
) -> list[tuple[Bid, AwardPart | None]]:
    """Put bids beside each other by name, with what the choice says of each; nobody ranks them."""
    if not mine.may_read_bids:
        return []
    if award:
        return [(part.bid, part) for part in parts]
    return [(bid, None) for bid in bid_queries.opened_bids(row, request.now)]


def _followed(row: Commission, chosen: list[Bid], request: Request) -> dict[str, Any]:
    """Give what takes place; what was spent on it only to who coordinates where it takes place."""
    carried = following.carried_out(row, request.now) if chosen else []
    return {
        "carried": [(one, _coordinates_there(request, row, one)) for one in carried],
        **words.progress(row, chosen, carried),
    }


def _coordinates_there(request: Request, row: Commission, one: Carried) -> bool:
    """Say whether the visitor coordinates where an activity is; of regions this one is known."""
    district = one.activity.district
    here = [RegionDistrict(region_id=row.region_id, district=district)] if one.is_in_region else []
    district._prefetched_objects_cache = {"memberships": here}  # type: ignore[attr-defined]
    return holds(request, {COORDINATOR}, district)


def _try(
    request: Request, row: Commission, act: Callable[[], object], said: str, **forms: Any
) -> HttpResponse:
    """Do it and come back; what is refused stands on the page, with what was typed."""
    try:
        act()
    except Refused as refused:
        return _page(request, row.pk, refusal=refused.sentence, status=INVALID, **forms)
    messages.success(request, said)
    return redirect("desk:commission", row.pk)


@with_role(COORDINATOR)
@require_POST
def propose(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Propose which bids are chosen, or none."""
    row, mine = _standing(request, commission)
    found(row if mine.coordinates else None)
    by, now = visitor(request), request.now
    bids = bid_queries.opened_bids(row, now) if mine.may_read_bids else []
    form = AwardForm(request.POST, bids=bids)
    if mine.may_read_bids and not form.is_valid():
        return _page(request, row.pk, status=INVALID, award_form=form)

    def act() -> object:
        choice = form.choice() if mine.may_read_bids else actions.Choice({}, "")
        return actions.propose_award(commission=row, choice=choice, by=by, now=now)

    said = _("Voorgesteld. Een tweede mens kijkt ernaar.")
    return _try(request, row, act, said, **({"award_form": form} if mine.may_propose else {}))


def _award(row: Commission, number: uuid.UUID) -> Award:
    return found(
        Award.objects.select_related("commission").filter(commission=row, pk=number).first()
    )


@with_role(*DECIDERS)
@require_POST
def confirm(request: Request, commission: uuid.UUID, award: uuid.UUID) -> HttpResponse:
    """Say yes as the second person."""
    row, _mine = _standing(request, commission)
    one, by, now = _award(row, award), visitor(request), request.now
    said = _("Bevestigd. Wie een voorstel deed, krijgt bericht.")
    return _try(request, row, lambda: actions.confirm_award(award=one, by=by, now=now), said)


@with_role(*DECIDERS)
@require_POST
def send_back(request: Request, commission: uuid.UUID, award: uuid.UUID) -> HttpResponse:
    """Send a choice back, with the reason."""
    row, _mine = _standing(request, commission)
    one, by, now = _award(row, award), visitor(request), request.now
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, row.pk, status=INVALID, return_form=form)
    why = form.cleaned_data["why"]
    return _try(
        request, row, lambda: actions.return_award(award=one, why=why, by=by, now=now),
        _("Teruggestuurd. Er kan een nieuwe keuze komen."), return_form=form,
    )  # fmt: skip


@with_role(COORDINATOR)
@require_POST
def finish(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Look back, for everybody to read."""
    row, mine = _standing(request, commission)
    found(row if mine.coordinates else None)
    by, now = visitor(request), request.now
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, row.pk, status=INVALID, review_form=form)
    review = form.cleaned_data["review"]
    return _try(
        request, row,
        lambda: commission_actions.finish_commission(commission=row, review=review, by=by, now=now),
        _("Bewaard. Iedereen kan lezen wat ervan kwam."), review_form=form,
    )  # fmt: skip
