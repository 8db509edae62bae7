"""The page behind the link in a letter: answer with one tap, without signing in."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from wijkschakel.activities import queries
from wijkschakel.activities.actions import answering, joining, places
from wijkschakel.activities.models import Enrolment, Feedback, Session
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.forms import FeedbackForm

State = Enrolment.State


def _answer(request: Request, enrolment: Enrolment) -> None:
    """Do what was tapped: take or leave the place, come or not, how it was."""
    words: dict[str, Any] = {"enrolment": enrolment, "by": enrolment.person, "now": request.now}
    tapped = request.POST.get("antwoord", "")
    if tapped == "neem":
        places.accept_place(**words)
    elif tapped in ("laat", "kom-niet"):
        joining.leave_session(**words)
    elif tapped == "kom":
        answering.answer_reminder(comes=True, **words)
    else:
        form = FeedbackForm(request.POST)
        if form.is_valid():
            answering.give_feedback(**words, **form.cleaned_data)


@public
def my_place(request: Request, key: str) -> HttpResponse:
    """Show one place on one list, and what may be answered now."""
    enrolment = found(queries.find_by_link(key))
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            _answer(request, enrolment)
        except Refused as refused:
            refusal, status = refused.sentence, HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            return redirect("portal:my_place", key)
        enrolment = found(queries.find_by_link(key))
    session = enrolment.session
    is_over = session.ends_at <= request.now
    context = {
        "enrolment": enrolment,
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "refusal": refusal,
        "is_cancelled": session.state == Session.State.CANCELLED,
        "is_over": is_over,
        "said": queries.find_feedback(enrolment) if is_over else None,
        "form": FeedbackForm(),
        "faces": Feedback.Face.choices,
    }
    response = render(request, "portal/my_place.html", context, status=status)
    # The address is a key: it must not stay in a shared store.
    response["Cache-Control"] = "private, no-store"
    return response
