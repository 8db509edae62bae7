"""Being asked whether something together would solve one's request: look, and say yes or no."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities import queries as activity_queries
from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import arrangements as actions
from wijkschakel.support.arranging import together as rules
from wijkschakel.support.models import ArrangementInvite
from wijkschakel.support.queries import arrangement_teams as teams
from wijkschakel.support.queries import arrangements as queries
from wijkschakel.web.common import guides, helping
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@signed_in
@require_GET
def together(request: Request, invite_id: uuid.UUID) -> HttpResponse:
    """Show what somebody is asked to do together, where, when and with how many."""
    return _page(request, found(queries.find_invite(visitor(request), invite_id)))


def _page(request: Request, invite: ArrangementInvite, refusal: str = "") -> HttpResponse:
    arrangement = invite.arrangement
    theme = rules.themes()[arrangement.theme]
    language = (get_language() or "nl")[:2]
    session = None
    if arrangement.activity and invite.state == ArrangementInvite.State.SOLVED:
        coming = activity_queries.visible_sessions().filter(activity=arrangement.activity)
        session = coming.filter(ends_at__gt=request.now).order_by("starts_at").first()
    context = {
        "place": arrangement.district,
        "invite": invite,
        "arrangement": arrangement,
        "asks": theme.said("asks", language),
        "name": theme.said("name", language),
        "icon": theme.icon,
        "metres": queries.metres_to(invite),
        "others": max(0, arrangement.invites.count() - 1),
        "host": helping.task_said(teams.tasks_of(arrangement).get("host")),
        "session": session,
        "can_answer": invite.state in ("asked", "yes", "no")
        and arrangement.state in ("asking", "going")
        and arrangement.starts_at > request.now,
        "refusal": refusal,
        "reach": guides.reach(arrangement.district),
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "support/together.html", context, status=status)


@signed_in
@require_POST
def say_yes(request: Request, invite_id: uuid.UUID) -> HttpResponse:
    """Say yes; with enough yeses it goes on."""
    return _answer(request, invite_id, says_yes=True)


@signed_in
@require_POST
def say_no(request: Request, invite_id: uuid.UUID) -> HttpResponse:
    """Say no; the own request stays as it is."""
    return _answer(request, invite_id, says_yes=False)


def _answer(request: Request, invite_id: uuid.UUID, *, says_yes: bool) -> HttpResponse:
    invite = found(queries.find_invite(visitor(request), invite_id))
    try:
        actions.answer_together(
            invite=invite, says_yes=says_yes, by=visitor(request), now=request.now
        )
    except Refused as refused:
        return _page(request, invite, refused.sentence)
    invite.refresh_from_db(fields=["state"])
    if invite.state == ArrangementInvite.State.SOLVED:
        messages.success(request, _("Fijn! Het gaat door."))
    elif says_yes:
        messages.success(request, _("Fijn! Je hoort het als het doorgaat."))
    else:
        messages.success(request, _("Goed. Je vraag blijft gewoon staan."))
    return redirect("support:together", invite_id)
