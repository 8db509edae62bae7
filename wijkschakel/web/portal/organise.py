"""Organising: what I lead, making something new, changing it, planning and cancelling."""

import uuid
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.activities import permissions, queries
from wijkschakel.activities.actions import organising
from wijkschakel.activities.models import Activity, RoleWish
from wijkschakel.activities.queries import rooms as activity_rooms
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import for_needs
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.need_choice import NeedChoice
from wijkschakel.web.common.place import place_of
from wijkschakel.web.portal.forms import ActivityForm
from wijkschakel.web.portal.organisers import activity_to_organise
from wijkschakel.web.portal.planning import MomentForm

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
    wishes = _wishes(request, activities)
    context = {
        "activities": activities,
        "to_mark": to_mark,
        "wishes": wishes,
        "place": place_of(request),
    }
    return render(request, "portal/organise.html", context)


def _wishes(request: Request, activities: list[Activity]) -> list[RoleWish]:
    """Read who wants to help here and what is asked of me, after noting whose names these are."""
    person = visitor(request)
    wishes = queries.open_wishes(activities, person)
    mine = [wish for wish in wishes if permissions.is_handover(wish) == (wish.person == person)]
    if people := [wish.person for wish in mine if wish.person != person]:
        journal.record_reads(
            action="read_role_wishes",
            now=request.now,
            by=person,
            people=people,
            role="organiser",
            why="organise_activity",
        )
    return mine


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
    mine = activity_rooms.businesses_of(visitor(request), request.now)
    if request.method != "POST":
        start: dict[str, object] = {"theme": request.GET.get("wat"), "price": 0, "minutes": 120}
        start |= {"is_resident_run": True, "spoken": ["nl"]}
        form = ActivityForm(initial=start, district=district, mine=mine)
        moment = MomentForm(initial=start, now=request.now)
        return _form_page(request, form, moment, NeedChoice(districts=[district]))
    moment = MomentForm(request.POST, now=request.now)
    needs = NeedChoice(request.POST, districts=[district])
    if "bekijk" in request.POST:
        form = ActivityForm(initial=_typed(request), district=district, mine=mine)
        return _form_page(request, form, moment, needs, status=looked_at(moment))
    form = ActivityForm(request.POST, district=district, mine=mine)
    if not (form.is_valid() & moment.is_valid() & needs.is_valid()):
        return _form_page(request, form, moment, needs, status=INVALID)
    return _create(request, form, moment, needs)


def _create(
    request: Request, form: ActivityForm, moment: MomentForm, needs: NeedChoice
) -> HttpResponse:
    try:
        sessions = for_needs.plan_activity(
            cited=needs.cited(form.district),
            district=form.district,
            plan=moment.plan,
            clock=moment.cleaned_data["at"],
            minutes=moment.cleaned_data["minutes"],
            by=visitor(request),
            now=request.now,
            **form.facts(),
        )
    except for_needs.NoNeed as refused:
        needs.add_error("needs", refused.sentence)
    except for_needs.NoVenue as refused:
        form.add_error("venue", refused.sentence)
    except Refused as refused:
        moment.add_error("day", refused.sentence)
    else:
        messages.success(request, _said(len(sessions)))
        return redirect("portal:session", sessions[0].pk)
    return _form_page(request, form, moment, needs, status=INVALID)


def _typed(request: Request) -> dict[str, object]:
    """Give what was typed so far, to show it again without judging it."""
    return request.POST.dict() | {"spoken": request.POST.getlist("spoken")}


def looked_at(moment: MomentForm) -> HTTPStatus:
    """Say whether the days can be shown."""
    return HTTPStatus.OK if moment.is_valid() else INVALID


def _form_page(
    request: Request,
    form: ActivityForm,
    moment: MomentForm,
    needs: NeedChoice,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "place": form.district,
        "form": form,
        "moment": moment,
        "needs": needs,
        "days": moment.days() if moment.is_bound and moment.is_valid() else [],
    }
    return render(request, "portal/create.html", context, status=status)


def _initial(activity: Activity) -> dict[str, object]:
    cents = activity.price_cents
    names = (
        "title", "theme", "summary", "description", "venue", "capacity", "is_walk_in",
        "audience", "spoken", "is_indoors", "is_step_free", "is_resident_run", "newcomer_places",
        "is_free_with_little_money",
    )  # fmt: skip
    kept: dict[str, object] = {name: getattr(activity, name) for name in names}
    kept["price"] = None if cents is None else (cents // 100 if cents % 100 == 0 else cents / 100)
    return kept


def _change_page(
    request: Request,
    activity: Activity,
    *,
    form: ActivityForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    coming = list(queries.upcoming_of(activity, request.now)[:UPCOMING_SHOWN])
    leads = queries.leads_of(activity)
    organisers = {lead.person_id for lead in leads if lead.role in permissions.ORGANISERS}
    context = {
        "activity": activity,
        "place": activity.district,
        "form": form or ActivityForm(initial=_initial(activity), district=activity.district),
        "has_series": queries.latest_series(activity) is not None,
        "coming": coming,
        "leads": leads,
        "is_organiser": visitor(request).pk in organisers,
        "refusal": refusal,
    }
    return render(request, "portal/change.html", context, status=status)


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
