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
from wijkschakel.funding.models import Award, Bid, Commission
from wijkschakel.funding.permissions import DECIDERS
from wijkschakel.funding.queries import bids as bid_queries
from wijkschakel.funding.queries import commissions as queries
from wijkschakel.funding.queries import following
from wijkschakel.web.common import commission_words as words
from wijkschakel.web.common.access import found, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.regions import COORDINATOR
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.commission_forms import AwardForm, ReturnForm, ReviewForm
from wijkschakel.web.desk.views.commissions import get_commission, is_coordinator

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
State = Commission.State


@with_role(*DECIDERS)
@never_cache
@require_safe
def commission(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Show one with all that may be seen of it now."""
    return _page(request, get_commission(request, commission, *DECIDERS))


def _page(
    request: Request, row: Commission, *, refusal: str = "", status: int = HTTPStatus.OK,
    **forms: Any,
) -> HttpResponse:  # fmt: skip
    now, award = request.now, queries.live_award(row)
    mine = permissions.standing_of(visitor(request), row, now)
    may_propose = mine.may_propose and award is None
    bids = bid_queries.opened_bids(row, now) if mine.may_read_bids else []
    shown = award if mine.may_read_bids else None
    context = {
        "is_coordinator": is_coordinator(request),
        **words.told(row, now),
        "mine": mine,
        "bids": _side_by_side(bids, shown),
        "award": shown,
        "waits": shown is not None and shown.confirmed_at is None,
        "may_confirm": shown is not None and mine.may_confirm(shown),
        "returned": queries.last_return(row) if may_propose else None,
        "award_form": AwardForm(bids=bids) if may_propose else None,
        "return_form": ReturnForm(),
        "review_form": ReviewForm(),
        "may_finish": mine.coordinates and row.state in (State.AWARDED, State.RUNNING),
        **_followed(row, award, request),
        "refusal": refusal,
    }
    return render(request, "desk/commissions/show.html", context | forms, status=status)


def _side_by_side(bids: list[Bid], award: Award | None) -> list[dict[str, Any]]:
    """Put bids beside each other by name, with what the choice says of each; nobody ranks them."""
    said = {part.bid_id: part for part in award.parts.all()} if award else {}
    return [{"bid": bid, "part": said.get(bid.pk)} for bid in bids]


def _followed(row: Commission, award: Award | None, request: Request) -> dict[str, Any]:
    """Give what takes place; what was spent on it only to who coordinates where it takes place."""
    chosen = queries.chosen_by(award)
    carried = following.carried_out([row.pk], request.now) if chosen else []
    here = set(scopes.of(request).ids) if carried and is_coordinator(request) else set()
    own = [one for one in carried if one.activity.district_id in here]
    spent = following.spent_on(own) if own else {}
    return {
        "carried": [(one, one in own, spent.get(one.delivery.activity_id)) for one in carried],
        **words.progress(row, chosen, carried),
    }


def _try(
    request: Request, row: Commission, act: Callable[[], object], said: str, **forms: Any
) -> HttpResponse:
    """Do it and come back; what is refused stands on the page, with what was typed."""
    try:
        act()
    except Refused as refused:
        return _page(request, row, refusal=refused.sentence, status=INVALID, **forms)
    messages.success(request, said)
    return redirect("desk:commission", row.pk)


@with_role(COORDINATOR)
@require_POST
def propose(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Propose which bids are chosen, or none."""
    row = get_commission(request, commission)
    by, now = visitor(request), request.now
    may_read = permissions.standing_of(by, row, now).may_read_bids
    form = AwardForm(request.POST, bids=bid_queries.opened_bids(row, now) if may_read else [])
    if may_read and not form.is_valid():
        return _page(request, row, status=INVALID, award_form=form)

    def act() -> object:
        choice = form.choice() if may_read else actions.Choice({}, "")
        return actions.propose_award(commission=row, choice=choice, by=by, now=now)

    said = _("Voorgesteld. Een tweede mens kijkt ernaar.")
    return _try(request, row, act, said, **({"award_form": form} if may_read else {}))


def _award(row: Commission, number: uuid.UUID) -> Award:
    return found(
        Award.objects.select_related("commission").filter(commission=row, pk=number).first()
    )


@with_role(*DECIDERS)
@require_POST
def confirm(request: Request, commission: uuid.UUID, award: uuid.UUID) -> HttpResponse:
    """Say yes as the second person."""
    row = get_commission(request, commission, *DECIDERS)
    one, by, now = _award(row, award), visitor(request), request.now
    said = _("Bevestigd. Wie een voorstel deed, krijgt bericht.")
    return _try(request, row, lambda: actions.confirm_award(award=one, by=by, now=now), said)


@with_role(*DECIDERS)
@require_POST
def send_back(request: Request, commission: uuid.UUID, award: uuid.UUID) -> HttpResponse:
    """Send a choice back, with the reason."""
    row = get_commission(request, commission, *DECIDERS)
    one, by, now = _award(row, award), visitor(request), request.now
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, row, status=INVALID, return_form=form)
    why = form.cleaned_data["why"]
    return _try(
        request, row, lambda: actions.return_award(award=one, why=why, by=by, now=now),
        _("Teruggestuurd. Er kan een nieuwe keuze komen."), return_form=form,
    )  # fmt: skip


@with_role(COORDINATOR)
@require_POST
def finish(request: Request, commission: uuid.UUID) -> HttpResponse:
    """Look back, for everybody to read."""
    row = get_commission(request, commission)
    by, now = visitor(request), request.now
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, row, status=INVALID, review_form=form)
    review = form.cleaned_data["review"]
    return _try(
        request, row,
        lambda: commission_actions.finish_commission(commission=row, review=review, by=by, now=now),
        _("Bewaard. Iedereen kan lezen wat ervan kwam."), review_form=form,
    )  # fmt: skip
