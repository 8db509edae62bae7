"""Wanting to do more, taking over, and what an activity does in numbers."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import dateparse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import permissions, queries
from wijkschakel.activities.actions import ladder
from wijkschakel.activities.models import Activity
from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.queries import published
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.organisers import activity_to_organise

YEAR = dt.timedelta(days=365)


@signed_in
@require_POST
def wish_role(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Say that I want to help, or to do more than I do."""
    activity = found(queries.find_activity(activity_id))
    found(activity if activity.state == Activity.State.PUBLISHED else None)
    person = visitor(request)
    try:
        ladder.wish_role(activity=activity, person=person, by=person, now=request.now)
        messages.success(request, _("Fijn! De trekker hoort het. Je krijgt antwoord."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("portal:my_week")


@signed_in
@require_POST
def ask_to_lead(request: Request, activity_id: uuid.UUID, lead_id: int) -> HttpResponse:
    """Ask somebody who helps already to take over."""
    activity = activity_to_organise(request, activity_id)
    lead = found(next((one for one in queries.leads_of(activity) if one.pk == lead_id), None))
    try:
        ladder.ask_to_lead(lead=lead, by=visitor(request), now=request.now)
        messages.success(request, _("Gevraagd. Er verandert pas iets na een ja."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("portal:together", activity_id)


@signed_in
@require_POST
def answer_wish(request: Request, wish_id: uuid.UUID) -> HttpResponse:
    """Say yes or no to who wants to help, or to taking over."""
    person, wish = visitor(request), queries.find_wish(wish_id)
    wish = found(wish if wish and permissions.may_answer(person, wish) else None)
    accepts = request.POST.get("antwoord") == "ja"
    try:
        ladder.answer_wish(wish=wish, accepts=accepts, by=person, now=request.now)
        messages.success(request, _("Je antwoord is verstuurd."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("portal:organise")


@signed_in
@require_safe
def numbers(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Show how often an activity went on, and what was published of who came. No person."""
    activity = activity_to_organise(request, activity_id)
    since = request.now - YEAR
    reached, liked = (f"{kind}-{activity.pk}" for kind in ("activity", "face"))
    told = published.newest_of(activity.district, (reached, liked))
    people, faces = told[reached], told[liked]
    context = {
        "activity": activity, "place": activity.district,
        "numbers": queries.numbers_of(activity, since=since, now=request.now),
        "organisations": queries.organisations_there(activity, since=since, now=request.now),
        "people": people.people(), "period": people.figures.period,
        "published_on": dateparse.parse_date(people.figures.at[:10]),
        "good": faces.people("good"), "answered": faces.people(),
    }  # fmt: skip
    return render(request, "portal/numbers.html", context)
