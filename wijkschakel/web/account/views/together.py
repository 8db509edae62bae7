"""Helping somebody for an hour: under an own name, agreed by the resident with card and PIN."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions, queries
from wijkschakel.people.actions import cards, delegates
from wijkschakel.people.algorithms import cards as paper
from wijkschakel.people.models import Delegate, Person
from wijkschakel.web.account.forms import TogetherForm
from wijkschakel.web.common import signin
from wijkschakel.web.common.access import signed_in
from wijkschakel.web.common.http import SignedInRequest
from wijkschakel.web.common.slips import make_slips

DAYS = dt.timedelta(days=7)
MOST = 20


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: SignedInRequest) -> HttpResponse:
    """Begin: the resident gives the card to read and types the PIN."""
    form = TogetherForm(request.POST if request.method == "POST" else None)
    status, refusal = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                delegate = _start(request, form)
                return redirect("account:together_with", delegate.person_id)
            except Refused as refused:
                refusal = refused.sentence
    context = {
        "form": form,
        "refusal": refusal,
        "helped": queries.helps_now(request.person, request.now),
        "helpers": queries.running_help(request.person, request.now),
        "unanswered": make_slips(queries.unanswered_of(request.person)[:MOST]),
    }
    return render(request, "account/together.html", context, status=status)


def _start(request: SignedInRequest, form: TogetherForm) -> Delegate:
    """Find the resident by the words and start; wrong words and a wrong PIN answer the same."""
    cards.count_try(network=signin.network_of(request), now=request.now)
    card = cards.find_by_words(paper.read_words(form.cleaned_data["words"]))
    if card is None:
        cards.check_pin(card=None, pin="", now=request.now)
        raise cards.CardNotRight
    try:
        return delegates.start_helping(
            person=card.person,
            helper=request.person,
            confirmed_how="pin",
            pin=form.cleaned_data["pin"],
            by=request.person,
            now=request.now,
        )
    except delegates.NotConfirmed as error:
        raise cards.CardNotRight from error


def _resident(request: SignedInRequest, number: uuid.UUID) -> Person:
    """Give who is helped now by this visitor; anybody else does not exist here."""
    person = get_object_or_404(Person.objects.select_related("district"), pk=number)
    if person.pk == request.person.pk:
        raise Http404
    if not permissions.may_act_for(person, request.person, request.now):
        raise Http404
    return person


@signed_in
@never_cache
@require_safe
def together_with(request: SignedInRequest, person: uuid.UUID) -> HttpResponse:
    """Show what the resident does this week, and what there is to do."""
    resident = _resident(request, person)
    journal.record_read(
        action="act_together",
        now=request.now,
        by=request.person,
        about=resident,
        thing=resident,
        why="together",
    )
    return _page(request, resident)


def _page(
    request: SignedInRequest, resident: Person, refusal: str = "", status: int = 200
) -> HttpResponse:
    now = request.now
    mine = [
        enrolment
        for enrolment in activity_queries.week_of(resident, now)
        if enrolment.session.ends_at > now
    ]
    wish = activity_queries.Wish(start=now, end=now + DAYS, district=resident.district)
    taken = {enrolment.session_id for enrolment in mine}
    found = activity_queries.for_list(activity_queries.agenda(wish))[: MOST + len(taken)]
    offers = [one for one in found if one.pk not in taken and one.state == Session.State.PLANNED]
    context: dict[str, Any] = {
        "resident": resident,
        "delegate": queries.helps_now(request.person, now).get(person=resident),
        "mine": mine,
        "offers": [(session, _has_room(session)) for session in offers[:MOST]],
        "refusal": refusal,
    }
    return render(request, "account/together_with.html", context, status=status)


def _has_room(session: Session) -> bool:
    return session.capacity is None or session.taken < session.capacity


@signed_in
@require_POST
def join_together(request: SignedInRequest, person: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Join for the resident; it is marked as filled in together."""
    resident = _resident(request, person)
    chosen = get_object_or_404(activity_queries.visible_sessions(), pk=session)
    try:
        joining.join_session(session=chosen, person=resident, by=request.person, now=request.now)
    except Refused as refused:
        return _page(request, resident, refused.sentence, status=422)
    messages.success(request, _("%(name)s doet mee.") % {"name": resident.given_name})
    return redirect("account:together_with", resident.pk)


@signed_in
@require_POST
def wait_together(request: SignedInRequest, person: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Wait for a place for the resident."""
    resident = _resident(request, person)
    chosen = get_object_or_404(activity_queries.visible_sessions(), pk=session)
    try:
        joining.wait_for_place(session=chosen, person=resident, by=request.person, now=request.now)
    except Refused as refused:
        return _page(request, resident, refused.sentence, status=422)
    words = _("%(name)s staat op de wachtlijst. Komt er plek, dan hoor je het.")
    messages.success(request, words % {"name": resident.given_name})
    return redirect("account:together_with", resident.pk)


@signed_in
@require_POST
def leave_together(request: SignedInRequest, person: uuid.UUID, session: uuid.UUID) -> HttpResponse:
    """Leave for the resident."""
    resident = _resident(request, person)
    chosen = get_object_or_404(activity_queries.visible_sessions(), pk=session)
    enrolment = activity_queries.find_enrolment(resident, chosen)
    if enrolment is None:
        raise Http404
    try:
        joining.leave_session(enrolment=enrolment, by=request.person, now=request.now)
    except Refused as refused:
        return _page(request, resident, refused.sentence, status=422)
    messages.success(request, _("%(name)s is afgemeld.") % {"name": resident.given_name})
    return redirect("account:together_with", resident.pk)


@signed_in
@require_POST
def stop_together(request: SignedInRequest, delegate: uuid.UUID) -> HttpResponse:
    """Stop: the helper or the resident may, at any moment."""
    me = request.person
    running = get_object_or_404(Delegate.objects.select_related("person", "helper"), pk=delegate)
    if me.pk not in (running.person_id, running.helper_id):
        raise Http404
    delegates.stop_helping(delegate=running, by=me, now=request.now)
    messages.success(request, _("Gestopt. Bedankt voor het samen doen."))
    return redirect("account:together")
