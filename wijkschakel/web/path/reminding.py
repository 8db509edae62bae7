"""Reminders as I set them."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import reminding
from wijkschakel.paths.models import Ambition, Reminder
from wijkschakel.paths.queries import goals, talking
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.people import queries as people_queries
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.forms import ReminderForm
from wijkschakel.web.path.owner import again, number_of, own_goal


def _context(request: Request, ambition: Ambition, form: ReminderForm) -> dict[str, Any]:
    opened = Opened()
    open_steps = ambition.steps.filter(state="doing").order_by("made_at")
    reminders = talking.reminders_of(ambition.path)
    things = [("", opened.text(ambition, "words"), reminders.get(ambition.pk))]
    things += [
        (str(step.pk), opened.text(step, "words"), reminders.get(step.pk)) for step in open_steps
    ]
    return {
        "place": place_of(request),
        "ambition": ambition,
        "things": things,
        "has_mail": bool(people_queries.mail_address(visitor(request))),
        "form": form,
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Set a reminder for this goal or one of its steps, or stop one."""
    ambition = own_goal(request, goal_id)
    if request.method != "POST":
        form = ReminderForm(initial={"medium": Reminder.Medium.SCREEN})
        return render(request, "path/remind.html", _context(request, ambition, form))
    if request.POST.get("stop"):
        return _stop(request, ambition)
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return again(request, "path/remind.html", _context(request, ambition, form))
    about: Any = ambition
    if form.cleaned_data["about"]:
        about = found(goals.find_step(ambition.path.person, number_of(form.cleaned_data["about"])))
    try:
        reminding.set_reminder(
            about=about,
            medium=form.cleaned_data["medium"],
            every=form.cleaned_data["every"],
            clock=dt.time(form.cleaned_data["clock"]),
            has_words=form.cleaned_data["has_words"],
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return again(request, "path/remind.html", _context(request, ambition, form), refused)
    if form.cleaned_data["medium"] == Reminder.Medium.PAPER:
        messages.success(
            request, _("Je seintje staat op papier. Print het, of vraag het de balie.")
        )
        return redirect("path:cards", ambition.pk)
    messages.success(request, _("Je krijgt een seintje. Hooguit twee voor één ding."))
    return redirect("path:goal", ambition.pk)


def _stop(request: Request, ambition: Ambition) -> HttpResponse:
    one = found(talking.find_reminder(ambition.path, number_of(request.POST["stop"])))
    reminding.stop_reminder(reminder=one, by=visitor(request), now=request.now)
    messages.success(request, _("Gestopt. Je krijgt hier geen seintje meer over."))
    return redirect("path:remind", ambition.pk)
