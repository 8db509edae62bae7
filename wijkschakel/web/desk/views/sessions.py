"""One session at the desk: who is on the list, who was there, who leads."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities import rules
from wijkschakel.activities.actions import joining, organising
from wijkschakel.activities.models import Lead, Session
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope

MOST_FOUND = 20
MARKS = {"ja": True, "nee": False, "": None}


@with_role(COORDINATOR)
@require_GET
def session(request: Request, session: uuid.UUID) -> HttpResponse:
    """Show the list of a session, and look for somebody to lead it."""
    scope = scopes.of(request)
    return _session(request, scope, scopes.get_session(scope, session))


def _session(request: Request, scope: Scope, shown: Session, refused: str = "") -> HttpResponse:
    words = request.GET.get("naam", "").strip()
    people = list(people_queries.people_named(scope.ids, words)[:MOST_FOUND])
    on_list = activity_queries.attendance_list(shown)
    leads = activity_queries.leads_of(shown.activity)
    about = {p.pk: p for p in [*people, *(e.person for e in on_list), *(x.person for x in leads)]}
    scopes.note_reading(request, scope, about.values(), action="see_list_at_desk", thing=shown)
    joined = [enrolment for enrolment in on_list if enrolment.state == joining.State.JOINED]
    context = {
        "place": scope.place,
        "session": shown,
        "joined": joined,
        "unmarked": sum(enrolment.was_there is None for enrolment in joined),
        "there": sum(enrolment.was_there is True for enrolment in joined),
        "waiting": [e for e in on_list if e.state != joining.State.JOINED],
        "leads": leads,
        "words": words,
        "people": people,
        "may_mark": request.now >= shown.starts_at - rules.MARK_FROM,
        "is_over": shown.ends_at <= request.now,
        "own": {district.pk for district in scope.districts},
        "refused": refused,
    }
    return render(request, "desk/session.html", context, status=422 if refused else 200)


@with_role(COORDINATOR)
@require_POST
def mark(request: Request, session: uuid.UUID, enrolment: uuid.UUID) -> HttpResponse:
    """Note that somebody was there, was not, or take the mark away."""
    scope = scopes.of(request)
    shown = scopes.get_session(scope, session)
    marked = found(shown.enrolments.filter(pk=enrolment).first())
    was_there = MARKS.get(request.POST.get("was_er", ""))
    try:
        fresh = joining.mark_attendance(
            enrolment=marked, was_there=was_there, by=scope.coordinator, now=request.now
        )
    except Refused as refused:
        return _session(request, scope, shown, refused.sentence)
    if request.htmx:
        own = {district.pk for district in scope.districts}
        context = {"enrolment": fresh, "session": shown, "may_mark": True, "own": own}
        return render(request, "desk/_on_list.html", context)
    return redirect("desk:session", shown.pk)


@with_role(COORDINATOR)
@require_POST
def lead(request: Request, session: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Let a resident lead the activity of a session."""
    scope = scopes.of(request)
    shown = scopes.get_session(scope, session)
    organising.add_lead(
        activity=shown.activity,
        person=scopes.get_resident(scope, person),
        role=Lead.Role.LEAD,
        by=scope.coordinator,
        now=request.now,
    )
    return redirect("desk:session", shown.pk)
