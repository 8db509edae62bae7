"""The plan of the night: what it gives beside first come, first served, and what it proposes."""

import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import plans as actions
from wijkschakel.support.models import MatchPlan
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.queries import plans as queries
from wijkschakel.support.rules import helping as rules
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope

SHOWN = 60
AT_ONCE = 200


def _compared(plan: MatchPlan) -> list[tuple[str, object, object]]:
    """Put the plan beside first come, first served; shares in percents."""
    ours, simple = plan.figures, plan.first_come
    lines = (
        (_("mensen geholpen"), "served", 1),
        (_("van wie langer dan 60 dagen wacht"), "served_long_waiting", 1),
        (_("% geholpen in wijken met weinig geld"), "share_low_ses", 100),
        (_("% geholpen in andere wijken"), "share_others", 100),
        (_("mensen bij de drukste helper"), "most_load", 1),
    )
    return [
        (name, round(float(ours.get(key, 0)) * by), round(float(simple.get(key, 0)) * by))
        for name, key, by in lines
    ]


def _page(
    request: Request, scope: Scope, *, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    kinds = kind_queries.all_kinds()
    rows: list[dict[str, Any]] = [
        {
            "one": one,
            "name": kind_queries.name_of(kinds, one.kind),
            "days": rules.waiting_days(one.part.request.asked_at, request.now),
            "where": one.part.request.neighbourhood or one.part.request.district,
        }
        for one in queries.proposals(scope.ids)[:SHOWN]
    ]
    groups = [
        (kind, kind_queries.name_of(kinds, kind), n, [r for r in rows if r["one"].kind == kind])
        for kind, n in queries.groups(scope.ids)
    ]
    context = {
        "place": scope.place, "groups": groups, "total": sum(n for _k, _n, n, _r in groups),
        "plans": [(plan, _compared(plan)) for plan in queries.current_plans(scope.ids)],
        "refusal": refusal,
    }  # fmt: skip
    return render(request, "desk/help/plan.html", context, status=status)


@with_role(COORDINATOR)
@require_GET
def plan(request: Request) -> HttpResponse:
    """Show what the plan of the night proposes, and why."""
    return _page(request, scopes.of(request))


def _do(request: Request, number: uuid.UUID, action: Callable[..., Any], said: str) -> HttpResponse:
    scope = scopes.of(request)
    planned = found(queries.find_planned(scope.ids, number))
    try:
        action(planned=planned, by=scope.coordinator, now=request.now)
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, scope, refusal=refused.sentence, status=status)
    messages.success(request, said)
    return redirect("desk:help_plan")


@with_role(COORDINATOR)
@require_POST
def accept(request: Request, planned: uuid.UUID) -> HttpResponse:
    """Ask both people of one proposal."""
    return _do(request, planned, actions.accept_planned, _("Allebei gevraagd."))


@with_role(COORDINATOR)
@require_POST
def refuse(request: Request, planned: uuid.UUID) -> HttpResponse:
    """Leave one proposal aside."""
    return _do(request, planned, actions.refuse_planned, _("Weggelegd."))


@with_role(COORDINATOR)
@require_POST
def accept_group(request: Request, kind: str) -> HttpResponse:
    """Ask everybody of one group of proposals."""
    scope = scopes.of(request)
    group = queries.proposals(scope.ids).filter(kind=kind)[:AT_ONCE]
    done, gone = actions.accept_group(group=list(group), by=scope.coordinator, now=request.now)
    said = ngettext("%(n)s keer gevraagd.", "%(n)s keer gevraagd.", done) % {"n": done}
    if gone:
        said += " " + ngettext(
            "%(n)s paste niet meer.", "%(n)s pasten niet meer.", gone
        ) % {"n": gone}  # fmt: skip
    messages.success(request, said)
    return redirect("desk:help_plan")
