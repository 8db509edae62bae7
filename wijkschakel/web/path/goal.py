"""One goal: its picture of reached, its words, its end."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import goals as goal_actions
from wijkschakel.paths.models import Ambition, Need
from wijkschakel.paths.queries import goals, sharing, talking
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path import year
from wijkschakel.web.path.forms import CheckInForm, GoalForm, PictureForm
from wijkschakel.web.path.owner import again, form_key, own_goal, own_need

State = Ambition.State
SHOWN_MARKS = 60


def _need_context(request: Request, need: Need) -> dict[str, Any]:
    return {
        "place": place_of(request),
        "need": need,
        "words": Opened().text(need, "words"),
        "form": PictureForm(),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: Request, need_id: uuid.UUID) -> HttpResponse:
    """Make a goal of a wish, with a picture of reached; or let it stay a wish."""
    wish = own_need(request, need_id)
    if request.method != "POST":
        return render(request, "path/need.html", _need_context(request, wish))
    if request.POST.get("doe") == "loslaten":
        goal_actions.let_go_of_need(need=wish, by=visitor(request), now=request.now)
        messages.success(request, _("Losgelaten. Dat mag altijd."))
        return redirect("path:show")
    form = PictureForm(request.POST)
    if not form.is_valid():
        return again(request, "path/need.html", _need_context(request, wish), form=form)
    try:
        ambition = goal_actions.make_ambition(
            need=wish, by=visitor(request), now=request.now, **form.cleaned_data
        )
    except Refused as refused:
        return again(request, "path/need.html", _need_context(request, wish), refused, form)
    return redirect("path:step", ambition.pk)


@signed_in
@require_safe
def show(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Show one goal with all that belongs to it."""
    ambition = own_goal(request, goal_id)
    goal, unreadable = goals.one_goal(ambition, request.now, is_owner=True)
    shares = sharing.shares_of(ambition.path, request.now)
    context = {
        "place": place_of(request),
        "goal": goal,
        "unreadable": unreadable,
        "houses": year.houses(goal.street),
        "all_marks": goal.every_mark[::-1][:SHOWN_MARKS],
        "shares": [one for one in shares if one.ambition_id == ambition.pk],
        "reminders": talking.reminders_of(ambition.path),
        "form": CheckInForm(),
        "once": form_key(request),
    }
    return render(request, "path/goal.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Put a goal in other words."""
    ambition = own_goal(request, goal_id)
    context = {"place": place_of(request), "ambition": ambition}
    if request.method != "POST":
        # What no key opens is not asked anew: an empty field would be saved over it.
        names = ("words", "a_little_better", "reached")
        start: dict[str, Any] = {name: getattr(ambition, name) for name in names}
        start |= {"is_horizon": ambition.is_horizon, "revision": ambition.revision}
        return render(request, "path/words.html", context | {"form": GoalForm(initial=start)})
    form = GoalForm(request.POST)
    if not form.is_valid():
        return again(request, "path/words.html", context, form=form)
    try:
        goal_actions.change_ambition(
            ambition=ambition, by=visitor(request), now=request.now, **form.cleaned_data
        )
    except Refused as refused:
        # What is there now may be saved over: the next try carries its number.
        newest = request.POST.copy()
        newest["revision"] = str(ambition.revision)
        there = Opened().text(ambition, "words")
        kept = GoalForm(newest)
        kept.is_valid()
        return again(request, "path/words.html", context | {"there": there}, refused, kept)
    messages.success(request, _("Bewaard."))
    return redirect("path:goal", ambition.pk)


@signed_in
@require_POST
def move(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Reach it, let it rest, let it go, or take it up again."""
    ambition = own_goal(request, goal_id)
    state = request.POST.get("doe", "")
    if state not in State.values:
        return redirect("path:goal", ambition.pk)
    goal_actions.move_ambition(
        ambition=ambition,
        state=state,
        outcome=request.POST.get("uitkomst", ""),
        by=visitor(request),
        now=request.now,
    )
    messages.success(request, _("Bewaard."))
    return redirect("path:goal", ambition.pk)
