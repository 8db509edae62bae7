"""One referral: the resident decides, the receiver answers, the sender hears what is allowed."""

import uuid
from http import HTTPStatus
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import referral_steps, referrals
from wijkschakel.support.models import Referral, ReferralStep
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.permissions.referrals import Reach
from wijkschakel.support.queries import referrals as queries
from wijkschakel.support.rules import referring
from wijkschakel.support.rules.referring import Actor, Level, State
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.support import said
from wijkschakel.web.support.referral_forms import FeedbackForm, WordsForm, YesForm
from wijkschakel.web.support.referrals import note_reading

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


class Seen(NamedTuple):
    """A referral, as what the visitor stands before it, and how far it may be seen."""

    referral: Referral
    actors: frozenset[Actor]
    reach: Reach


def seen(request: Request, number: uuid.UUID) -> Seen:
    """Give a referral and as what the visitor stands before it; for others it does not exist."""
    referral = found(queries.find_referral(number))
    reach = permissions.reach_of(referral, request.now)
    actors = permissions.actors_of(visitor(request), referral, request.now, reach)
    found(actors or None)
    return Seen(referral, actors, reach)


def viewer_of(actors: frozenset[Actor]) -> Actor:
    """Choose how somebody reads the page who is more than one."""
    return next(one for one in (Actor.RESIDENT, Actor.RECEIVER, Actor.SENDER) if one in actors)


def note_seen(request: Request, referral: Referral) -> None:
    """Note that somebody reads about the resident."""
    if referral.resident is not None:
        note_reading(request, [referral.resident], "read_referral", referral)


def _steps(referral: Referral, shown: State, viewer: Actor, level: Level) -> list[ReferralStep]:
    """Give what happened, for a sender only as far as they may hear."""
    steps = list(queries.steps_of(referral))
    if viewer != Actor.SENDER or level == Level.WORDS:
        return steps
    hidden = {State.COMPLETED, State.FAILED} if level == Level.STARTED else set(referring.ENDED)
    if level == Level.NOTHING:
        hidden |= {State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD}
    hidden -= {shown}
    return [step for step in steps if State(step.state) not in hidden]


def page(request: Request, asked: Seen, **more: Any) -> HttpResponse:
    """Show it as the visitor may see it."""
    status = INVALID if more else HTTPStatus.OK
    referral, actors, reach = asked
    note_seen(request, referral)
    viewer, state = viewer_of(actors), State(referral.state)
    level = reach.level
    shown = referring.shown_to_sender(state, level) if viewer == Actor.SENDER else state
    context: dict[str, Any] = {
        "referral": referral,
        "viewer": viewer.value,
        "is_both": Actor.SENDER in actors and viewer == Actor.RESIDENT,
        "heading": said.heading(referral, shown, viewer),
        "state_tag": said.tag(shown),
        "state_word": said.word(shown),
        "link": said.LINKS.get(shown, 0),
        "sender": said.sender(referral),
        "name": said.name_of(referral),
        "steps": [
            (step, said.step_word(State(step.state)))
            for step in _steps(referral, shown, viewer, level)
        ],
        "level": level.value,
        "hears_reasons": viewer != Actor.SENDER or level == Level.WORDS,
        "contact": {
            name: getattr(referral.resident, name)
            for name in referring.OPTIONAL
            if referral.resident and name in reach.items
        },
        "may_cancel": referring.may_become(state, State.CANCELLED, actors),
        "may_error": referring.may_become(state, State.ENTERED_IN_ERROR, actors),
        "back": _back(actors, request),
    }
    context |= _of_viewer(referral, viewer, state, level)
    return render(request, "support/referral.html", context | more, status=status)


def _back(actors: frozenset[Actor], request: Request) -> str:
    if Actor.RECEIVER in actors:
        return reverse("support:referrals")
    return reverse("support:my_referrals")


def _of_viewer(referral: Referral, viewer: Actor, state: State, level: Level) -> dict[str, Any]:
    """Give what only the resident or only the receiver can do here."""
    if viewer == Actor.RECEIVER:
        return {"buttons": said.buttons(state)}
    if viewer != Actor.RESIDENT or referral.resident is None:
        return {}
    has_sender = referral.from_person_id not in (None, referral.resident_id)
    if state == State.DRAFT:
        return {"yes": YesForm(resident=referral.resident, has_sender=has_sender)}
    found: dict[str, Any] = {}
    if has_sender:
        found["feedback"] = FeedbackForm(initial={"level": level})
    if state in referring.MAY_TELL:
        found["words_form"] = WordsForm(initial={"words": referral.words})
    return found


@signed_in
@never_cache
@require_safe
def show(request: Request, referral: uuid.UUID) -> HttpResponse:
    """Show a referral."""
    return page(request, seen(request, referral))


def _as_resident(request: Request, number: uuid.UUID) -> Seen:
    asked = seen(request, number)
    return found(asked if Actor.RESIDENT in asked.actors and asked.referral.resident else None)


@signed_in
@require_POST
def say_yes(request: Request, referral: uuid.UUID) -> HttpResponse:
    """Let it go: what goes along, until when, and what the sender hears."""
    asked = _as_resident(request, referral)
    resident, sender = asked.referral.resident, asked.referral.from_person_id
    assert resident is not None  # noqa: S101
    form = YesForm(request.POST, resident=resident, has_sender=sender not in (None, resident.pk))
    if not form.is_valid():
        return page(request, asked, yes=form)
    try:
        referrals.send_referral(
            referral=asked.referral,
            items=form.cleaned_data.get("items", []),
            level=form.cleaned_data.get("level", Level.NOTHING),
            until_on=form.last_day(request.now),
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return page(request, asked, yes=form, refusal=refused.sentence)
    messages.success(request, _("Verstuurd. Je hoort het als er antwoord is."))
    return redirect("support:referral", asked.referral.pk)


@signed_in
@require_POST
def step(request: Request, referral: uuid.UUID) -> HttpResponse:
    """Take the next step, or take it back."""
    asked = seen(request, referral)
    reason = request.POST.get("reason", "").replace("\0", "")[:500]
    wanted = request.POST.get("stap", "")
    try:
        referral_steps.step_referral(
            referral=asked.referral,
            wanted=wanted,
            reason=reason,
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return page(request, asked, refusal=refused.sentence, reason=reason)
    messages.success(request, _("Bewaard. Wie het aangaat, hoort het."))
    return _after(request, asked.referral)


def _after(request: Request, referral: Referral) -> HttpResponse:
    """Go on to the page when it is still there for the visitor."""
    fresh = found(queries.find_referral(referral.pk))
    if permissions.actors_of(visitor(request), fresh, request.now):
        return redirect("support:referral", referral.pk)
    return redirect("support:my_referrals")


@signed_in
@require_POST
def words(request: Request, referral: uuid.UUID) -> HttpResponse:
    """Say how it goes, as the resident."""
    asked = _as_resident(request, referral)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return page(request, asked, words_form=form)
    try:
        referral_steps.tell_how_it_went(
            referral=asked.referral,
            words=form.cleaned_data["words"],
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return page(request, asked, refusal=refused.sentence)
    messages.success(request, _("Dank je. Bewaard."))
    return redirect("support:referral", asked.referral.pk)


@signed_in
@require_POST
def feedback(request: Request, referral: uuid.UUID) -> HttpResponse:
    """Choose anew what the sender hears."""
    asked = _as_resident(request, referral)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return page(request, asked, feedback=form)
    try:
        referral_steps.choose_feedback(
            referral=asked.referral,
            level=form.cleaned_data["level"],
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return page(request, asked, refusal=refused.sentence)
    messages.success(request, _("Bewaard. Dit werkt meteen."))
    return redirect("support:referral", asked.referral.pk)


@signed_in
@never_cache
@require_safe
def paper(request: Request, referral: uuid.UUID) -> HttpResponse:
    """Print the paper with the code, for who has no account yet or no screen."""
    asked, actors, _reach = seen(request, referral)
    found(asked if asked.code and Actor.SENDER in actors else None)
    context = {
        "back": reverse("support:referral", args=[asked.pk]),
        "code": asked.code,
        "name": said.name_of(asked),
        "sender": said.sender(asked),
        "receiver": asked.to_organisation.name,
        "question": asked.question,
        "where": reverse("support:claim_referral"),
    }
    return render(request, "support/paper.html", context)
