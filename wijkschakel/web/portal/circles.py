"""The circle of an activity: who takes part reads and writes; nobody else comes in."""

import uuid
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wijkschakel.activities import permissions, queries
from wijkschakel.activities.actions import circles as actions
from wijkschakel.activities.models import Activity
from wijkschakel.activities.queries import circles
from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


class MessageForm(forms.Form):
    """What somebody writes to the circle."""

    text = forms.CharField(
        label=gettext_lazy("Wat wil je zeggen?"),
        help_text=gettext_lazy("Alleen wie hier meedoet, leest het. Je voornaam staat erbij."),
        max_length=1000,
        error_messages={
            "required": gettext_lazy("Schrijf eerst iets."),
            "max_length": gettext_lazy("Dit is te lang. Kort het in."),
        },
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


def _mine(request: Request, activity_id: uuid.UUID) -> Activity:
    """Give the activity to who is in its circle; for others there is no circle."""
    activity = found(queries.find_activity(activity_id))
    inside = circles.is_in_circle(visitor(request), activity, request.now)
    return found(activity if inside else None)


@signed_in
@never_cache
def circle(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Read what the others wrote, and write."""
    activity = _mine(request, activity_id)
    if request.method != "POST":
        return _show(request, activity, MessageForm())
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, activity, form, status=INVALID)
    try:
        _write(request, activity, form.cleaned_data["text"])
    except Refused as refused:
        return _show(request, activity, form, refused.sentence, INVALID)
    return redirect("portal:circle", activity_id)


def _write(request: Request, activity: Activity, text: str) -> None:
    by = visitor(request)
    if not throttle.allow(
        "write_to_circle",
        str(by.pk),
        limit=actions.MESSAGES_A_DAY,
        window=actions.WINDOW,
        now=request.now,
    ):
        raise actions.EnoughMessages
    actions.write_to_circle(activity=activity, text=text, by=by, now=request.now)


def _show(
    request: Request,
    activity: Activity,
    form: MessageForm,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "activity": activity,
        "place": activity.district,
        "messages_here": circles.messages_of(activity),
        "people": circles.circle_of(activity, request.now).count(),
        "may_tidy": permissions.may_organise(request.person, activity),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "portal/circle.html", context, status=status)


@signed_in
@require_POST
def take_back(request: Request, activity_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Take away what I wrote, or as organiser what somebody wrote."""
    activity, by = _mine(request, activity_id), visitor(request)
    message = found(activity.circle_messages.filter(pk=message_id).first())
    may = message.author_id == by.pk or permissions.may_organise(by, activity)
    actions.take_back_message(message=found(message if may else None), by=by, now=request.now)
    messages.success(request, _("Het bericht is weg."))
    return redirect("portal:circle", activity_id)
