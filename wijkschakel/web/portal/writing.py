"""Writing to who takes part, and the paper list of whom to call."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import letters, writing
from wijkschakel.activities.models import Session
from wijkschakel.base import journal, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.forms import LetterForm
from wijkschakel.web.portal.organisers import role_of, session_to_organise
from wijkschakel.web.portal.sessions import kept_key

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


def _people(session: Session, to: str, request: Request) -> list[Person]:
    if to == "all":
        return queries.on_all_lists(session.activity, request.now)
    return queries.on_the_list(session)


def _without_mail(people: list[Person]) -> list[Person]:
    return [person for person in people if not letters.address_of(person)]


@signed_in
def write(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Write to who comes: one letter each, nobody sees an address."""
    session = session_to_organise(request, session_id)
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm()
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            sent = _send(request, session, form)
        except Refused as refused:
            refusal = refused.sentence
        else:
            said = ngettext("%(n)s brief is onderweg.", "%(n)s brieven zijn onderweg.", sent)
            messages.success(request, said % {"n": sent})
            return redirect("portal:call_list", session_id)
    on_list = queries.on_the_list(session)
    context = {
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "form": form,
        "form_key": kept_key(request),
        "refusal": refusal,
        "reading": len(on_list) - len(_without_mail(on_list)),
        "calling": len(_without_mail(on_list)),
    }
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "portal/write.html", context, status=status)


def _send(request: Request, session: Session, form: LetterForm) -> int:
    by = visitor(request)
    if not throttle.allow(
        "write_to_participants",
        str(by.pk),
        limit=writing.LETTERS_A_DAY,
        window=writing.WINDOW,
        now=request.now,
    ):
        raise writing.EnoughLetters
    return writing.write_to_participants(
        session=session,
        people=_people(session, form.cleaned_data["to"], request),
        text=form.cleaned_data["text"],
        by=by,
        now=request.now,
        once=kept_key(request),
    )


@signed_in
@require_safe
def call_list(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Show who reads no mail, as a sheet of paper to call or tell them."""
    session = session_to_organise(request, session_id)
    people = _without_mail(queries.on_the_list(session))
    journal.record_reads(
        action="read_call_list",
        now=request.now,
        by=visitor(request),
        people=people,
        thing=session,
        role=role_of(request, session.activity),
        why="organise_activity",
    )
    context = {"session": session, "activity": session.activity, "people": people}
    return render(request, "portal/call_list.html", context)
