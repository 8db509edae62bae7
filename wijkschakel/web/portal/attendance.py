"""Who comes: the list of names, one tap per person. Each look at it is written down."""

import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import attending, joining
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.forms import WalkInForm
from wijkschakel.web.portal.organisers import role_of, session_to_organise
from wijkschakel.web.portal.sessions import kept_key

MARKS = {"ja": True, "nee": False, "leeg": None}


def _counts(everybody: list[Enrolment]) -> dict[str, int]:
    joined = [one for one in everybody if one.state == Enrolment.State.JOINED]
    return {
        "joined": len(joined),
        "there": sum(one.was_there is True for one in joined),
        "absent": sum(one.was_there is False for one in joined),
        "open": sum(one.was_there is None for one in joined),
        "waiting": len(everybody) - len(joined),
    }


def _read(request: Request, session: Session, action: str) -> list[Enrolment]:
    """Read the list, after noting in the journal whose names are looked at."""
    everybody = queries.attendance_list(session)
    journal.record_reads(
        action=action,
        now=request.now,
        by=visitor(request),
        people=[enrolment.person for enrolment in everybody],
        thing=session,
        role=role_of(request, session.activity),
        why="organise_activity",
    )
    return everybody


def _show(
    request: Request,
    session: Session,
    *,
    form: WalkInForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    everybody = _read(request, session, "read_attendance_list")
    context = {
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "joined": [one for one in everybody if one.state == Enrolment.State.JOINED],
        "waiting": [one for one in everybody if one.state != Enrolment.State.JOINED],
        "counts": _counts(everybody),
        "may_mark": joining.may_mark(session, request.now),
        "is_cancelled": session.state == Session.State.CANCELLED,
        "form": form or WalkInForm(),
        "form_key": kept_key(request),
        "refusal": refusal,
    }
    return render(request, "portal/who_comes.html", context, status=status)


@signed_in
@require_safe
def who_comes(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Show who comes."""
    return _show(request, session_to_organise(request, session_id))


@signed_in
@require_safe
def who_comes_print(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Show the list as a sheet of paper with boxes to tick."""
    session = session_to_organise(request, session_id)
    everybody = _read(request, session, "print_attendance_list")
    context = {"session": session, "activity": session.activity, "everybody": everybody}
    return render(request, "portal/who_comes_print.html", context)


@signed_in
def mark(request: Request, session_id: uuid.UUID, enrolment_id: uuid.UUID) -> HttpResponse:
    """Note that somebody is there or is not; pressing the same again takes the mark away."""
    session = session_to_organise(request, session_id)
    if request.method != "POST":
        return redirect("portal:who_comes", session_id)
    enrolment = found(queries.find_on_list(session, enrolment_id))
    wanted = request.POST.get("was_there", "")
    if wanted not in MARKS:
        return _show(request, session, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        enrolment = joining.mark_attendance(
            enrolment=enrolment, was_there=MARKS[wanted], by=visitor(request), now=request.now
        )
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(request, session, refusal=refused.sentence, status=status)
    if not request.htmx:
        return redirect(f"{request.path.rsplit(str(enrolment_id))[0]}#d-{enrolment_id}")
    counts = _counts(queries.attendance_list(session))
    context = {"one": enrolment, "session": session, "counts": counts, "may_mark": True}
    return render(request, "portal/_marked.html", context)


@signed_in
def add_walk_in(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Add somebody who came without signing up."""
    session = session_to_organise(request, session_id)
    if request.method != "POST":
        return redirect("portal:who_comes", session_id)
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return _show(request, session, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        attending.add_walk_in(
            session=session,
            given_name=form.cleaned_data["given_name"],
            by=visitor(request),
            now=request.now,
            once=kept_key(request),
        )
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(request, session, form=form, refusal=refused.sentence, status=status)
    return redirect("portal:who_comes", session_id)
