"""Organising: what I lead, making something new, changing it, planning and cancelling."""

import datetime as dt
import uuid
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import organising, series
from wijkschakel.activities.models import Activity, Session
from wijkschakel.base.errors import Refused
from wijkschakel.places.models import District
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.portal.forms import ActivityForm, CancelForm, MomentForm
from wijkschakel.web.portal.organisers import activity_to_organise, session_to_organise

UPCOMING_SHOWN = 60
INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@signed_in
@require_safe
def organise(request: Request) -> HttpResponse:
    """Show what I lead: the next session of each, and lists that wait for a mark."""
    activities = queries.to_organise(visitor(request), request.now)
    to_mark = sorted(
        ((session, activity) for activity in activities for session in activity.to_mark),  # type: ignore[attr-defined]
        key=lambda pair: pair[0].starts_at,
        reverse=True,
    )
    context = {"activities": activities, "to_mark": to_mark, "place": place_of(request)}
    return render(request, "portal/organise.html", context)


def _said(session_count: int) -> str:
    return ngettext(
        "Je activiteit staat in de agenda, op %(n)s dag.",
        "Je activiteit staat in de agenda, op %(n)s dagen.",
        session_count,
    ) % {"n": session_count}


@signed_in
def create(request: Request) -> HttpResponse:
    """Make an activity with its first sessions, on one page."""
    district = place_of(request)
    if district is None:
        where = reverse("portal:choose_place")
        return redirect(f"{where}?{urlencode({'next': request.path})}")
    if request.method != "POST":
        start: dict[str, object] = {
            "theme": request.GET.get("wat"),
            "weeks": 1,
            "price": 0,
            "minutes": 120,
        }
        start |= {"is_resident_run": True, "spoken": ["nl"]}
        form = ActivityForm(initial=start, district=district)
        moment = MomentForm(initial=start, now=request.now)
        return _form_page(request, district, form, moment)
    form = ActivityForm(request.POST, district=district)
    moment = MomentForm(request.POST, now=request.now)
    if not (form.is_valid() & moment.is_valid()):
        return _form_page(request, district, form, moment, status=INVALID)
    sessions = series.start_activity(
        district=district,
        plan=moment.plan,
        clock=moment.cleaned_data["at"],
        minutes=moment.cleaned_data["minutes"],
        by=visitor(request),
        now=request.now,
        **form.facts(),
    )
    messages.success(request, _said(len(sessions)))
    return redirect("portal:session", sessions[0].pk)


def _plan(request: Request, activity: Activity, moment: MomentForm) -> list[Session]:
    return organising.plan_weekly(
        activity=activity,
        first=moment.first,
        minutes=moment.cleaned_data["minutes"],
        weeks=moment.cleaned_data["weeks"],
        by=visitor(request),
        now=request.now,
    )


def _form_page(
    request: Request,
    district: District,
    form: ActivityForm,
    moment: MomentForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"place": district, "form": form, "moment": moment}
    return render(request, "portal/create.html", context, status=status)


def _initial(activity: Activity) -> dict[str, object]:
    cents = activity.price_cents
    names = (
        "title", "theme", "summary", "description", "venue", "capacity", "is_walk_in",
        "audience", "spoken", "is_indoors", "is_step_free", "is_resident_run",
    )  # fmt: skip
    kept: dict[str, object] = {name: getattr(activity, name) for name in names}
    kept["price"] = None if cents is None else (cents // 100 if cents % 100 == 0 else cents / 100)
    return kept


def _change_page(
    request: Request,
    activity: Activity,
    *,
    form: ActivityForm | None = None,
    moment: MomentForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    coming = list(queries.upcoming_of(activity, request.now)[:UPCOMING_SHOWN])
    context = {
        "activity": activity,
        "place": activity.district,
        "form": form or ActivityForm(initial=_initial(activity), district=activity.district),
        "moment": moment or MomentForm(initial=_next_moment(activity, coming), now=request.now),
        "coming": coming,
        "leads": queries.leads_of(activity),
        "refusal": refusal,
    }
    return render(request, "portal/change.html", context, status=status)


def _next_moment(activity: Activity, coming: list[Session]) -> dict[str, object]:
    """Fill in the week after the last session, as a start."""
    last = coming[-1] if coming else activity.sessions.order_by("-starts_at").first()
    if last is None:
        return {"weeks": 1, "minutes": 120}
    start = timezone.localtime(last.starts_at) + dt.timedelta(days=7)
    minutes = int((last.ends_at - last.starts_at).total_seconds() // 60)
    return {"day": start.date(), "at": start.time(), "minutes": minutes, "weeks": 4}


@signed_in
def change(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Change what is said of an activity."""
    activity = activity_to_organise(request, activity_id)
    if request.method != "POST":
        return _change_page(request, activity)
    form = ActivityForm(request.POST, district=activity.district)
    if not form.is_valid():
        return _change_page(request, activity, form=form, status=INVALID)
    try:
        organising.change_activity(
            activity=activity, by=visitor(request), now=request.now, **form.facts()
        )
    except Refused as refused:
        fresh = activity_to_organise(request, activity_id)
        return _change_page(request, fresh, form=form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Opgeslagen."))
    return redirect("portal:change_activity", activity_id)


@signed_in
def plan(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Plan more sessions of an activity."""
    activity = activity_to_organise(request, activity_id)
    if request.method != "POST":
        return redirect("portal:change_activity", activity_id)
    moment = MomentForm(request.POST, now=request.now)
    if not moment.is_valid():
        return _change_page(request, activity, moment=moment, status=INVALID)
    try:
        sessions = _plan(request, activity, moment)
    except Refused as refused:
        return _change_page(
            request, activity, moment=moment, refusal=refused.sentence, status=INVALID
        )
    said = ngettext("Er is %(n)s dag bijgekomen.", "Er zijn %(n)s dagen bijgekomen.", len(sessions))
    messages.success(request, said % {"n": len(sessions)})
    return redirect("portal:change_activity", activity_id)


@signed_in
def cancel(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Say that a session does not take place, after asking why."""
    session = session_to_organise(request, session_id)
    form = CancelForm(request.POST) if request.method == "POST" else CancelForm()
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            organising.cancel_session(
                session=session,
                reason=form.cleaned_data["reason"],
                by=visitor(request),
                now=request.now,
            )
        except Refused as refused:
            refusal, status = refused.sentence, INVALID
        else:
            return redirect("portal:session", session_id)
    elif request.method == "POST":
        status = INVALID
    context = {
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "portal/cancel.html", context, status=status)
