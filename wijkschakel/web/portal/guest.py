"""The page behind the link that a guest keeps: see, and leave."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries, rules
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request


def _load(key: str) -> Enrolment:
    return found(queries.find_guest_enrolment(joining.key_hash(key)))


def _show(request: Request, key: str, *, refusal: str = "", status: int = 200) -> HttpResponse:
    enrolment = _load(key)
    session = enrolment.session
    context = {
        "enrolment": enrolment,
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "key": key,
        "refusal": refusal,
        "has_left": enrolment.state == Enrolment.State.LEFT,
        "is_cancelled": session.state == Session.State.CANCELLED,
        "is_over": not rules.may_still_join(ends_at=session.ends_at, now=request.now),
        "address": request.build_absolute_uri(request.path),
    }
    response = render(request, "portal/guest.html", context, status=status)
    # The address is a key: it must not stay in a shared store.
    response["Cache-Control"] = "private, no-store"
    return response


@public
@require_safe
def guest(request: Request, key: str) -> HttpResponse:
    """Show what a guest signed up for."""
    return _show(request, key)


@public
def guest_leave(request: Request, key: str) -> HttpResponse:
    """Take the guest off the list."""
    if request.method != "POST":
        return redirect("portal:guest", key)
    enrolment = _load(key)
    try:
        joining.leave_session(enrolment=enrolment, by=enrolment.person, now=request.now)
    except joining.NotOnTheList:
        return redirect("portal:guest", key)  # sent twice: the page says that they left
    except Refused as refused:
        return _show(request, key, refusal=refused.sentence, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("portal:guest", key)
