"""Taking a step: from the neighbourhood, from the library, or an own one."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.activities import queries
from wijkschakel.activities.models import Activity, Session
from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import steps
from wijkschakel.paths.models import Ambition, Step
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.paths.rules import shipped
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.hour_rows import HourRow, hour_row
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import whereabouts
from wijkschakel.web.common.rows import Row, make_rows
from wijkschakel.web.path.forms import LearnForm, StepForm
from wijkschakel.web.path.owner import (
    again,
    form_key,
    language,
    number_of,
    once,
    own_goal,
    own_step,
)

NEAR, HOURS, LIBRARY, MOST_WORDS = 4, 2, 4, 200
AHEAD = dt.timedelta(days=14)
WHERE = {"ask": "support:ask", "give": "support:new_offer"}
THEME = Activity.Theme
# What fits a heading when the words of the goal find too little.
THEMES = {
    "happy": (THEME.MUSIC, THEME.MAKE, THEME.GREEN, THEME.EAT),
    "join_in": (THEME.TALK, THEME.EAT, THEME.MUSIC),
    "healthy": (THEME.MOVE, THEME.GREEN, THEME.EAT),
    "strength": (THEME.LEARN, THEME.HELP, THEME.TALK),
}


def _near(request: Request, ambition: Ambition) -> list[Row]:
    """Give what fits from the neighbourhood: by the words of the goal first, then by theme."""
    here = whereabouts(request)
    if here.district is None:
        return []
    wish = queries.Wish(
        start=request.now, end=request.now + AHEAD, district=here.district, only_room=True
    )
    words = Opened().text(ambition, "words")[:MOST_WORDS]
    chosen: dict[uuid.UUID, Session] = {}
    for asked in (
        replace(wish, words=words),
        replace(wish, themes=tuple(THEMES[ambition.heading])),
        wish,
    ):
        rows = queries.agenda(asked).filter(starts_at__gt=request.now, state=Session.State.PLANNED)
        for session in queries.for_list(rows)[: NEAR * 3]:
            chosen.setdefault(session.activity_id, session)
        if len(chosen) >= NEAR:
            break
    sessions = list(chosen.values())[:NEAR]
    mine = queries.states_of(request.person, sessions)
    return make_rows(sessions, now=request.now, mine=mine, here=here.point)


def _hours(request: Request) -> list[HourRow]:
    here = whereabouts(request)
    if here.district is None:
        return []
    wish = queries.HourWish(district=here.district)
    openings = queries.upcoming_hours(queries.wished(wish), request.now, days=7)
    there = [one for one in openings if not one.opening.is_closed][:HOURS]
    return [hour_row(one, now=request.now, here=here.point) for one in there]


def _library(heading: str) -> list[tuple[shipped.LibraryStep, str]]:
    code = language()
    rows = sorted(shipped.library(), key=lambda one: one.heading != heading)
    return [(one, one.words.get(code, one.words["nl"])) for one in rows[:LIBRARY]]


def _context(request: Request, ambition: Ambition, form: StepForm) -> dict[str, Any]:
    return {
        "place": whereabouts(request).district,
        "ambition": ambition,
        "words": Opened().text(ambition, "words"),
        "rows": _near(request, ambition),
        "hours": _hours(request),
        "library": _library(ambition.heading),
        "form": form,
        "once": form_key(request),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Offer what fits, and take a step of one's own."""
    ambition = own_goal(request, goal_id)
    if request.method != "POST":
        start = {"words": _from_library(request.GET.get("stap", ""))}
        return render(
            request, "path/step.html", _context(request, ambition, StepForm(initial=start))
        )
    form = StepForm(request.POST)
    if not form.is_valid():
        return again(request, "path/step.html", _context(request, ambition, form))
    given = form.cleaned_data
    try:
        steps.take_step(
            ambition=ambition,
            words=given["words"],
            rhythm=given["rhythm"] or Step.Rhythm.ONCE,
            kind=Step.Kind.EXPERIMENT if given["look"] else Step.Kind.OWN,
            look=given["look"],
            ends_on=form.ends_on(timezone.localdate(request.now)),
            by=visitor(request),
            now=request.now,
            once=once(request),
        )
    except Refused as refused:
        return again(request, "path/step.html", _context(request, ambition, form), refused)
    messages.success(request, _("Mooi. Dit is je stap."))
    return redirect("path:show")


def _from_library(key: str) -> str:
    code = language()
    found_step = next((one for one in shipped.library() if one.key == key), None)
    return found_step.words.get(code, found_step.words["nl"]) if found_step else ""


@signed_in
@require_POST
def join(request: Request, goal_id: uuid.UUID, session_id: uuid.UUID) -> HttpResponse:
    """Join something in the neighbourhood: that is the step."""
    ambition = own_goal(request, goal_id)
    session = found(queries.find_session(session_id))
    try:
        steps.join_as_step(ambition=ambition, session=session, by=visitor(request), now=request.now)
    except Refused as refused:
        return again(request, "path/step.html", _context(request, ambition, StepForm()), refused)
    messages.success(request, _("Je doet mee. Dit is je stap."))
    return redirect("path:show")


@signed_in
@require_POST
def plan(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Choose a step that is done on a page of the neighbourhood, and go there."""
    ambition = own_goal(request, goal_id)
    wanted = request.POST.get("wat", "")
    session = None if wanted in WHERE else found(queries.find_session(number_of(wanted)))
    try:
        steps.plan_step(
            ambition=ambition,
            kind=Step.Kind.ACTIVITY if session else wanted,
            activity=session.activity if session else None,
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return again(request, "path/step.html", _context(request, ambition, StepForm()), refused)
    messages.success(request, _("Dit staat op je pad. Doe je het, dan telt het vanzelf."))
    return redirect("portal:session", session.pk) if session else redirect(WHERE[wanted])


@signed_in
@require_POST
def done(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """Note that it was done today."""
    steps.do_step(step=own_step(request, step_id), by=visitor(request), now=request.now)
    messages.success(request, _("Gedaan. Er brandt een lampje bij deze week."))
    return redirect("path:show")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, step_id: uuid.UUID) -> HttpResponse:
    """Finish a step and say what came of it; or stop it."""
    one = own_step(request, step_id)
    opened = Opened()
    context = {
        "place": whereabouts(request).district,
        "step": one,
        "words": opened.text(one, "words"),
        "look": opened.text(one, "look"),
    }
    if request.method != "POST":
        start = {"learned": opened.text(one, "learned")}
        return render(request, "path/end.html", context | {"form": LearnForm(initial=start)})
    form = LearnForm(request.POST)
    if not form.is_valid():
        return again(request, "path/end.html", context, form=form)
    worked = {"ja": True, "nee": False}.get(form.cleaned_data["worked"])
    steps.end_step(
        step=one,
        state=Step.State.STOPPED if request.POST.get("doe") == "stop" else Step.State.DONE,
        learned=form.cleaned_data["learned"],
        worked=worked,
        by=visitor(request),
        now=request.now,
    )
    messages.success(request, _("Bewaard. Dank je, hier leer je van."))
    return redirect("path:goal", one.ambition_id)
