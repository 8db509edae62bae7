"""One session: what it is, and joining, waiting, leaving."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries, rules
from wijkschakel.activities.actions import answering, joining
from wijkschakel.activities.models import (
    Activity,
    Enrolment,
    Feedback,
    Lead,
    Session,
)
from wijkschakel.activities.queries import open_data
from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.network.writers import entries
from wijkschakel.outcomes.queries.studies import has_objected
from wijkschakel.paths.actions.asking import offer_questions
from wijkschakel.paths.queries.asking import has_offer
from wijkschakel.support.queries import needs as need_queries
from wijkschakel.web.common import linked_data
from wijkschakel.web.common import linked_events as events
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.htmx import go_to, render_part, wants_part
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.languages import language_name
from wijkschakel.web.common.place import whereabouts
from wijkschakel.web.common.rows import Row, make_row, point_of
from wijkschakel.web.common.serving import calendar_file
from wijkschakel.web.common.signin import network_of
from wijkschakel.web.portal import tellings
from wijkschakel.web.portal.forms import CompanionForm, FeedbackForm, GuestForm
from wijkschakel.web.portal.organisers import organises

OTHER_DATES = 6
FORM_KEY = re.compile(r"[A-Za-z0-9_-]{32}")
Change = Callable[[Request, uuid.UUID], HttpResponse]


@dataclass
class Whole:
    """The series a session belongs to, for this visitor: in it or not, and how often it is."""

    is_member: bool
    coming: int


@dataclass
class Card:
    """The card with the one button: what holds for this visitor, and what was refused."""

    row: Row
    enrolment: Enrolment | None = None
    form: GuestForm = field(default_factory=GuestForm)
    form_key: str = ""
    refusal: str = ""
    waiting_place: int = 0
    next_with_room: Session | None = None
    whole: Whole | None = None
    company: list[Enrolment] = field(default_factory=list)
    company_form: CompanionForm = field(default_factory=CompanionForm)
    said: Feedback | None = None
    opinion: FeedbackForm = field(default_factory=FeedbackForm)
    faces: list[tuple[str, Any]] = field(default_factory=list)
    asks: bool = False

    @property
    def free(self) -> int:
        """How many places are left."""
        return (self.row.session.capacity or 0) - self.row.session.taken


def sent_or_shown(view: Change) -> Change:
    """Let only a form that was sent change something; an address typed in shows the page."""

    @wraps(view)
    def guarded(request: Request, session_id: uuid.UUID) -> HttpResponse:
        if request.method != "POST":
            return redirect("portal:session", session_id)
        return view(request, session_id)

    return guarded


def load(session_id: uuid.UUID) -> Session:
    """Give a session that anyone may see, or the page that helps to find another."""
    return found(queries.find_session(session_id))


def make_card(
    request: Request,
    session: Session,
    *,
    form: GuestForm | None = None,
    refusal: str = "",
    others: list[Session] | None = None,
    company: CompanionForm | None = None,
    opinion: FeedbackForm | None = None,
) -> Card:
    """Make the card as it is at this moment for this visitor."""
    enrolment, brought = queries.part_of(request.person, session)
    mine = enrolment.state if enrolment else ""
    row = make_row(session, now=request.now, mine=mine, here=whereabouts(request).point)
    card = Card(row=row, enrolment=enrolment, refusal=refusal)
    if request.person is None:
        card.form = form or GuestForm()
        card.form_key = kept_key(request)
    elif enrolment:
        card.company = brought
        _add_mine(request, card, enrolment, company, opinion)
    if request.person and row.state in ("room", "joined", "waiting", "offered"):
        card.whole = _whole(request, session)
    if row.state == "waiting" and enrolment:
        card.waiting_place = queries.waiting_before(enrolment) + 1
    if row.state in ("full", "cancelled", "waiting"):
        others = _others(session, request.now) if others is None else others
        card.next_with_room = next((other for other in others if _has_room(other)), None)
    return card


def _add_mine(
    request: Request,
    card: Card,
    enrolment: Enrolment,
    company: CompanionForm | None,
    opinion: FeedbackForm | None,
) -> None:
    """Add what belongs to taking part: who I bring, and afterwards how it was."""
    if card.row.state == "joined":
        card.company_form = company or CompanionForm()
        card.form_key = kept_key(request)
        card.asks = has_offer(visitor(request), card.row.session.pk, request.now)
    elif card.row.state == "over" and enrolment.state == Enrolment.State.JOINED:
        card.said = queries.find_feedback(enrolment)
        card.opinion = opinion or FeedbackForm()
        if answering.may_say(enrolment, card.row.session, request.now):
            card.faces = list(Feedback.Face.choices)


def _whole(request: Request, session: Session) -> Whole | None:
    """Give the series, when there is more of it to come than this one day."""
    if session.series_id is None:
        return None
    is_member, coming = queries.series_ahead(visitor(request), session.series_id, request.now)
    return Whole(is_member, coming) if coming > 1 or is_member else None


def _has_room(session: Session) -> bool:
    planned = session.state == Session.State.PLANNED
    return planned and rules.has_room(taken=session.taken, capacity=session.capacity)


def kept_key(request: Request) -> str:
    """Keep the key of a form that was sent, so that sending it again does one thing."""
    sent = request.POST.get("once", "")
    return sent if FORM_KEY.fullmatch(sent) else joining.new_form_key()


def _others(session: Session, now: dt.datetime) -> list[Session]:
    rows = queries.upcoming_of(session.activity, now).exclude(pk=session.pk)
    return list(rows[:OTHER_DATES])


def show(
    request: Request,
    session: Session,
    *,
    form: GuestForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
    company: CompanionForm | None = None,
    opinion: FeedbackForm | None = None,
) -> HttpResponse:
    """Show the page, or with htmx the card alone."""
    others = _others(session, request.now)
    card = make_card(
        request, session, form=form, refusal=refusal, others=others, company=company,
        opinion=opinion,
    )  # fmt: skip
    leads = queries.leads_of(session.activity)
    context = {
        "session": session,
        "activity": session.activity,
        "card": card,
        "is_part": wants_part(request),
        "step_free": _step_free(session.activity),
        "debate": queries.find_debate(session),
        "district": session.district,
        "place": session.district,
        "spoken": ", ".join(language_name(code) for code in session.activity.spoken[:6]),
        "others": others,
        "in_circle": _is_in_circle(request, card, leads),
        "back": _back(request),
        "minutes": rules.walk_minutes(whereabouts(request).point, point_of(session.activity.venue)),
        "cited": need_queries.cited_by(session.activity),
        "leads": [lead for lead in leads if lead.shows_name],
        "step": _step(request, leads),
        "may_organise": organises(request, session.activity, leads),
        "linked_data": linked_data.script(events.session(session)),
        **tellings.for_visitor(request, session.activity),
    }
    return render_part(request, "portal/session.html", "portal/_join.html", context, status)


def _is_in_circle(request: Request, card: Card, leads: list[Lead]) -> bool:
    """Say whether the visitor takes part today, in the whole series, or leads: no question more."""
    if request.person is None:
        return False
    leads_it = request.person.pk in {lead.person_id for lead in leads}
    is_member = card.whole is not None and card.whole.is_member
    return leads_it or is_member or card.row.state == "joined"


def _step(request: Request, leads: list[Lead]) -> str:
    """Give the step up the ladder that this visitor may ask for; empty when there is none."""
    if request.person is None:
        return ""
    mine = [lead.role for lead in leads if lead.person_id == request.person.pk]
    return rules.next_step(mine[0] if mine else rules.LADDER[0])


def _back(request: Request) -> str:
    """Give the agenda as the visitor left it, with what was chosen there."""
    agenda = reverse("portal:agenda")
    start = f"{request.build_absolute_uri(agenda)}?"
    came_from = request.headers.get("Referer", "")
    return f"{agenda}?{came_from.removeprefix(start)}" if came_from.startswith(start) else agenda


def _step_free(activity: Activity) -> bool | None:
    """Say whether a wheelchair can come along: the activity knows, else its venue."""
    if activity.is_step_free is None and activity.venue:
        return activity.venue.is_step_free
    return activity.is_step_free


@public
@require_safe
def session(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Show one session."""
    return show(request, load(session_id))


def done(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """After a change: the card anew, or the page by its address so that reloading is safe."""
    if wants_part(request):
        return show(request, load(session_id))
    return redirect("portal:session", session_id)


@public
@sent_or_shown
def join_session(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Join, with an account or with a first name."""
    session = load(session_id)
    if request.person is None:
        return _join_as_guest(request, session)
    try:
        joining.join_session(
            session=session, person=request.person, by=request.person, now=request.now,
            for_free="for_free" in request.POST,
        )  # fmt: skip
    except joining.AlreadyJoined:
        pass  # sent twice: the card says that there is a place
    except Refused as refused:
        return refused_part(request, session_id, refused)
    offer(request, session_id)
    return done(request, session_id)


def offer(request: Request, session_id: uuid.UUID) -> None:
    """Offer the voluntary questions, once; not to who does not want to be counted."""
    person = visitor(request)
    if not has_objected(person):
        offer_questions(person=person, session=session_id, by=person, now=request.now)


def refused_part(
    request: Request,
    session_id: uuid.UUID,
    refused: Refused,
    company: CompanionForm | None = None,
) -> HttpResponse:
    """Show the card again with the sentence that says why not."""
    return show(
        request,
        load(session_id),
        refusal=refused.sentence,
        company=company,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _join_as_guest(request: Request, session: Session) -> HttpResponse:
    form = GuestForm(request.POST)
    if not form.is_valid():
        return show(request, session, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        _limit_guests(request)
        guest = joining.join_as_guest(
            session=session,
            given_name=form.cleaned_data["given_name"],
            phone=form.cleaned_data["phone"],
            for_free="for_free" in request.POST,
            now=request.now,
            once=kept_key(request),
        )
    except Refused as refused:
        return show(
            request,
            load(session.pk),
            form=form,
            refusal=refused.sentence,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return go_to(request, reverse("portal:guest", args=[guest.key]))


def _limit_guests(request: Request) -> None:
    """Refuse when one internet address signs up more guests than a full house holds."""
    if not throttle.allow(
        "join_as_guest",
        network_of(request),
        limit=rules.GUESTS_PER_NETWORK,
        window=rules.GUESTS_WINDOW,
        now=request.now,
    ):
        raise joining.TooManyGuests


@signed_in
@sent_or_shown
def wait(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Go on the waiting list."""
    person = visitor(request)
    try:
        joining.wait_for_place(session=load(session_id), person=person, by=person, now=request.now)
    except joining.AlreadyJoined:
        pass
    except Refused as refused:
        return refused_part(request, session_id, refused)
    return done(request, session_id)


@signed_in
@sent_or_shown
def leave(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Leave the list of a session."""
    person = visitor(request)
    enrolment = queries.find_enrolment(person, load(session_id))
    try:
        if enrolment is None:
            raise joining.NotOnTheList
        joining.leave_session(enrolment=enrolment, by=person, now=request.now)
    except Refused as refused:
        return refused_part(request, session_id, refused)
    return done(request, session_id)


@public
@require_safe
def session_calendar(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Give the session as a file for one's own calendar."""
    session = load(session_id)
    rows = entries.of_sessions([session], open_data.versions_of([session]), request.now)
    name = f"bijeenkomst-{session.starts_at:%Y-%m-%d}"
    return calendar_file(session.activity.title, rows, name)
