"""My path: what I want, how close I am, my steps, my marks, my year."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import goals as goal_actions
from wijkschakel.paths.actions import owning
from wijkschakel.paths.models import Heading, Path
from wijkschakel.paths.queries import following, goals, programmes
from wijkschakel.paths.rules import shipped
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path import drawings, year
from wijkschakel.web.path.forms import CheckInForm, NeedForm
from wijkschakel.web.path.owner import again, form_key, language, once, own_path

ICONS = {"happy": "coffee", "join_in": "people", "healthy": "walk", "strength": "key"}


def begin_context(request: Request, form: NeedForm) -> dict[str, Any]:
    """Give what the page to begin shows."""
    picked = request.POST.getlist("pictures") if form.is_bound else []
    heading = form.data.get("heading", "") if form.is_bound else ""
    code = language()
    return {
        "place": place_of(request),
        "form": form,
        "once": form_key(request),
        "pictures": [
            (one, one.words.get(code, one.words["nl"]), one.key in picked)
            for one in shipped.pictures().values()
        ],
        "headings": [
            (value, word, ICONS[value], value == heading) for value, word in Heading.choices
        ],
    }


@signed_in
@require_safe
def show(request: Request) -> HttpResponse:
    """Show my path; who has none begins."""
    path = programmes.path_with_offers(visitor(request), request.now)
    whole = goals.whole_path(path, request.now) if path else None
    if path is None or whole is None or not (whole.goals or whole.wishes):
        return render(request, "path/begin.html", begin_context(request, NeedForm()))
    return render(request, "path/show.html", page_context(request, path, whole))


def page_context(request: Request, path: Path, whole: goals.Whole) -> dict[str, Any]:
    """Give what my path shows."""
    measured = following.measurements_of(path)
    now_six, before_six = following.radar_of(measured)
    first = whole.first
    return {
        "place": place_of(request),
        "whole": whole,
        "goal": first,
        "others": whole.goals[1:],
        "picture": drawings.ambition(first.ambition.heading if first else "happy"),
        "radar": drawings.radar_of(now_six, before_six, language()),
        "houses": year.houses(first.street) if first else [],
        "due": following.due_moment(path, measured, request.now),
        "offered": programmes.is_offered(path, measured),
        "form": CheckInForm(),
        "once": form_key(request),
    }


@signed_in
@require_safe
def begin(request: Request) -> HttpResponse:
    """Ask what somebody wants."""
    return render(request, "path/begin.html", begin_context(request, NeedForm()))


@signed_in
@require_POST
def note_need(request: Request) -> HttpResponse:
    """Keep what somebody wants."""
    form = NeedForm(request.POST)
    if not form.is_valid():
        return again(request, "path/begin.html", begin_context(request, form))
    heading, words = form.need(language())
    try:
        need = goal_actions.note_need(
            person=visitor(request),
            heading=heading,
            words=words,
            strengths=form.cleaned_data["strengths"],
            by=visitor(request),
            now=request.now,
            once=once(request),
        )
    except Refused as refused:
        return again(request, "path/begin.html", begin_context(request, form), refused)
    return redirect("path:need", need.pk)


@signed_in
@require_POST
def change(request: Request) -> HttpResponse:
    """Say whether being there counts by itself."""
    path = own_path(request)
    try:
        owning.change_path(
            path=path,
            revision=path.revision,
            follows_attendance=request.POST.get("volg") == "ja",
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Bewaard."))
    return redirect("path:show")
