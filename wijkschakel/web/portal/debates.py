"""Live questions at a debate: asking and supporting from a phone, leading, the big screen."""

import datetime as dt
import secrets
import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.actions import debates as debate_actions
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Debate, LiveQuestion, Session
from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.htmx import render_part
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.signin import network_of
from wijkschakel.web.portal.debate_forms import OutcomeForm, QuestionForm
from wijkschakel.web.portal.organisers import organises, session_to_organise

COOKIE = "ws_room"
COOKIE_AGE = dt.timedelta(days=2)
ASKED_PER_NETWORK = 200
ASKED_WINDOW = dt.timedelta(hours=1)
INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
STATES = {"toon": "shown", "klaar": "answered", "verberg": "hidden"}


def _debate(session_id: uuid.UUID) -> tuple[Session, Debate]:
    session = found(queries.find_session(session_id))
    return session, found(queries.find_debate(session))


def _key(request: Request) -> str:
    """Give what this browser is known by in this room: a keyed hash of a cookie of two days."""
    cookie = request.COOKIES.get(COOKIE, "")
    return salted_hmac("wijkschakel.room", cookie).hexdigest() if cookie else ""


def _page(
    request: Request,
    session: Session,
    debate: Debate,
    *,
    form: QuestionForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "debate": debate,
        "questions": queries.shown_questions(debate),
        "supported": queries.supported(debate, _key(request)),
        "form": form or QuestionForm(initial={"once": joining.new_form_key()[:40]}),
        "refusal": refusal,
        "may_lead": organises(request, session.activity),
    }
    template, part = "portal/debates/questions.html", "portal/debates/_asked.html"
    return render_part(request, template, part, context, status)


@public
@require_safe
def questions(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Show the questions of the room, and ask one."""
    return _page(request, *_debate(session_id))


@public
@require_POST
def ask(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Send a question; who leads shows it."""
    session, debate = _debate(session_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, session, debate, form=form, status=INVALID)
    try:
        if not _may_send(request):
            raise debate_actions.QuestionsClosed
        debate_actions.ask_live(
            debate=debate,
            text=form.cleaned_data["text"],
            now=request.now,
            once=form.cleaned_data["once"] or None,
        )
    except Refused as refused:
        return _page(request, session, debate, form=form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Je vraag is binnen. Straks staat hij op het scherm."))
    return redirect("portal:questions", session_id)


def _may_send(request: Request) -> bool:
    """One room is one network: many ask from there, but not without end."""
    return throttle.allow(
        "ask_live", network_of(request), limit=ASKED_PER_NETWORK, window=ASKED_WINDOW,
        now=request.now,
    )  # fmt: skip


@public
@require_POST
def support(request: Request, session_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    """Say: I want to know this too. One tap per browser."""
    session, debate = _debate(session_id)
    question = found(queries.find_question(debate, question_id))
    found(question if question.state == LiveQuestion.State.SHOWN else None)
    cookie = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    request.COOKIES[COOKIE] = cookie
    debate_actions.support_question(question=question, key=_key(request))
    response = redirect("portal:questions", session.pk)
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@public
@require_safe
def hall(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Show the questions in large letters, for the screen in the room."""
    session, debate = _debate(session_id)
    context = {
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "debate": debate,
        "questions": queries.shown_questions(debate),
        "is_hall": True,
    }
    return render_part(request, "portal/debates/hall.html", "portal/debates/_asked.html", context)


def _lead_page(
    request: Request, session: Session, form: QuestionForm | None = None, status: int = 200
) -> HttpResponse:
    debate = queries.find_debate(session)
    context = {
        "session": session,
        "activity": session.activity,
        "place": session.district,
        "debate": debate,
        "waiting": queries.waiting_questions(debate) if debate else [],
        "questions": queries.shown_questions(debate) if debate else [],
        "form": form or QuestionForm(initial={"once": joining.new_form_key()[:40]}),
        "outcome": OutcomeForm(initial={"outcome": debate.outcome if debate else ""}),
    }
    return render(request, "portal/debates/lead.html", context, status=status)


@signed_in
@require_safe
def lead(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Show what came in, for who leads the debate."""
    return _lead_page(request, session_to_organise(request, session_id))


@signed_in
@require_POST
def open_or_close(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Take questions, or no more."""
    session = session_to_organise(request, session_id)
    debate = queries.find_debate(session)
    if debate and request.POST.get("open") == "nee":
        debate_actions.close_debate(debate=debate, by=visitor(request), now=request.now)
    else:
        debate_actions.open_debate(session=session, by=visitor(request), now=request.now)
    return redirect("portal:lead_debate", session_id)


def _led(request: Request, session_id: uuid.UUID) -> Debate:
    return found(queries.find_debate(session_to_organise(request, session_id)))


@signed_in
@require_POST
def ask_on_paper(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Type in what somebody wrote on paper; it is shown at once."""
    debate = _led(request, session_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _lead_page(request, debate.session, form=form, status=INVALID)
    debate_actions.ask_live(
        debate=debate,
        text=form.cleaned_data["text"],
        now=request.now,
        once=form.cleaned_data["once"] or None,
        by=visitor(request),
    )
    return redirect("portal:lead_debate", session_id)


@signed_in
@require_POST
def set_question(request: Request, session_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    """Show, hide or tick off a question."""
    debate = _led(request, session_id)
    question = found(queries.find_question(debate, question_id))
    state = STATES.get(request.POST.get("wat", ""))
    if state:
        debate_actions.set_question(
            question=question, state=state, by=visitor(request), now=request.now
        )
    return redirect("portal:lead_debate", session_id)


@signed_in
@require_POST
def write_outcome(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Write what came of it."""
    debate = _led(request, session_id)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        debate_actions.write_outcome(
            debate=debate,
            outcome=form.cleaned_data["outcome"],
            by=visitor(request),
            now=request.now,
        )
        messages.success(request, _("Opgeslagen."))
    return redirect("portal:lead_debate", session_id)
