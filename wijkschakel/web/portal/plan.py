"""Planning more days, moving and cancelling: one day, or it and all that follow."""

import datetime as dt
import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.activities import queries, rules
from wijkschakel.activities.actions import organising, series
from wijkschakel.activities.models import Activity, Series, Session
from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import for_needs
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.need_choice import NeedChoice
from wijkschakel.web.portal.forms import CancelForm
from wijkschakel.web.portal.organisers import activity_to_organise, session_to_organise
from wijkschakel.web.portal.planning import MomentForm, MoveForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def _plan_page(
    request: Request,
    activity: Activity,
    form: MomentForm,
    needs: NeedChoice | None,
    *,
    refusal: str = "",
) -> HttpResponse:
    is_right = form.is_bound and form.is_valid()
    is_wrong = refusal or (form.is_bound and not is_right) or (needs and needs.errors)
    context = {
        "needs": needs,
        "activity": activity,
        "place": activity.district,
        "moment": form,
        "days": form.days() if is_right else [],
        "refusal": refusal,
    }
    status = INVALID if is_wrong else HTTPStatus.OK
    return render(request, "portal/plan.html", context, status=status)


def _start(request: Request, activity: Activity) -> dict[str, object]:
    """Fill in the week after the last session; or last year's series on the same weekdays."""
    last = queries.latest_series(activity)
    if "kopie" in request.GET and last:
        return _copied(last, request.now)
    session = activity.sessions.order_by("-starts_at").first()
    if session is None:
        return {"minutes": 120}
    start = timezone.localtime(session.starts_at) + dt.timedelta(days=7)
    minutes = int((session.ends_at - session.starts_at).total_seconds() // 60)
    if start <= timezone.localtime(request.now):
        start = timezone.localtime(request.now) + dt.timedelta(days=7)
    return {"day": start.date(), "at": timezone.localtime(session.starts_at).time(),
            "minutes": minutes}  # fmt: skip


def _copied(last: Series, now: dt.datetime) -> dict[str, object]:
    plan = rules.next_year(queries.plan_of(last), timezone.localtime(now).date())
    return {
        "day": min(plan.extras, default=plan.first_on),
        "at": last.clock,
        "minutes": last.minutes,
        "rhythm": plan.rhythm,
        "until": plan.until_on,
        "dates": ", ".join(f"{day:%d-%m-%Y}" for day in sorted(plan.extras)),
    }


@signed_in
def plan(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Plan more days: look at them first, leave some out, then put them in the agenda."""
    activity = activity_to_organise(request, activity_id)
    here = [activity.district]
    asks = for_needs.needs_one(activity)
    needs = NeedChoice(request.POST or None, districts=here) if asks else None
    if request.method != "POST":
        form = MomentForm(initial=_start(request, activity), now=request.now)
        return _plan_page(request, activity, form, needs)
    form = MomentForm(request.POST, now=request.now)
    if "bekijk" in request.POST or not form.is_valid() or (needs and not needs.is_valid()):
        return _plan_page(request, activity, form, needs)
    try:
        sessions = for_needs.plan_more(
            activity=activity,
            cited=needs.cited(activity.district) if needs else for_needs.Cited(),
            plan=form.plan,
            clock=form.cleaned_data["at"],
            minutes=form.cleaned_data["minutes"],
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return _plan_page(request, activity, form, needs, refusal=refused.sentence)
    said = ngettext("Er is %(n)s dag bijgekomen.", "Er zijn %(n)s dagen bijgekomen.", len(sessions))
    messages.success(request, said % {"n": len(sessions)})
    return redirect("portal:change_activity", activity_id)


def _in_series(session: Session) -> bool:
    return session.series_id is not None and session.series_on is not None


@signed_in
def move(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Move a session, or it and all that follow. Who is on the list keeps their place."""
    session = session_to_organise(request, session_id)
    local = timezone.localtime(session.starts_at)
    minutes = int((session.ends_at - session.starts_at).total_seconds() // 60)
    start = {"day": local.date(), "at": local.time(), "minutes": minutes, "what": "one"}
    form = MoveForm(request.POST or None, initial=start, now=request.now)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            _move(request, session, form)
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("Verzet. Wie op de lijst staat, houdt de plek."))
            return redirect("portal:session", session_id)
    context = {
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "moment": form,
        "in_series": _in_series(session),
        "refusal": refusal,
    }
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "portal/move.html", context, status=status)


def _move(request: Request, session: Session, form: MoveForm) -> None:
    kept, by = form.cleaned_data, visitor(request)
    if kept["what"] == "following":
        series.move_following(
            session=session, day=kept["day"], clock=kept["at"], minutes=kept["minutes"], by=by,
            now=request.now,
        )  # fmt: skip
        return
    start = rules.moment(kept["day"], kept["at"], timezone.get_current_timezone())
    series.move_session(
        session=session, start=start, minutes=kept["minutes"], by=by, now=request.now
    )


@signed_in
def cancel(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Say that a session does not take place, or it and all that follow, after asking why."""
    session = session_to_organise(request, session_id)
    form = CancelForm(request.POST) if request.method == "POST" else CancelForm()
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            _cancel(request, session, form)
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
        "in_series": _in_series(session),
        "refusal": refusal,
    }
    return render(request, "portal/cancel.html", context, status=status)


def _cancel(request: Request, session: Session, form: CancelForm) -> None:
    is_all = form.cleaned_data["what"] == "following"
    cancel = series.cancel_following if is_all else organising.cancel_session
    cancel(
        session=session,
        reason=form.cleaned_data["reason"],
        by=visitor(request),
        now=request.now,
    )
