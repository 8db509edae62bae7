"""Opening a debate, asking from a phone or on paper, supporting, answering, and the outcome."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Debate, LiveQuestion, QuestionSupport, Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person

MOST_QUESTIONS = 500
SUPPORT_KEPT = dt.timedelta(days=30)
State = LiveQuestion.State


class QuestionsClosed(Refused):
    """No questions are taken (any more)."""

    def __init__(self) -> None:
        super().__init__(
            _("De vragen zijn gesloten. Steek je hand op, of praat na afloop met ons.")
        )


@transaction.atomic
def open_debate(*, session: Session, by: Person, now: dt.datetime) -> Debate:
    """Let people ask at a session; opening twice is opening once."""
    debate, _made = Debate.objects.get_or_create(session=session, defaults={"made_at": now})
    debate.is_open = True
    debate.save(update_fields=["is_open"])
    journal.record(action="open_debate", now=now, by=by, thing=session)
    return debate


@transaction.atomic
def close_debate(*, debate: Debate, by: Person, now: dt.datetime) -> None:
    """Take no more questions."""
    debate.is_open = False
    debate.save(update_fields=["is_open"])
    journal.record(action="close_debate", now=now, by=by, thing=debate.session)


@transaction.atomic
def write_outcome(*, debate: Debate, outcome: str, by: Person, now: dt.datetime) -> None:
    """Write what was said and agreed; everyone can read it."""
    debate.outcome = outcome
    debate.save(update_fields=["outcome"])
    journal.record(action="write_outcome", now=now, by=by, thing=debate.session)


@transaction.atomic
def ask_live(
    *, debate: Debate, text: str, now: dt.datetime, once: str | None, by: Person | None = None
) -> LiveQuestion:
    """Send a question; without a name. From who leads it was on paper, and is shown at once.

    :param once: key of the form; the same form sent twice asks once.
    :param by: who leads, typing in what was written on paper.
    :raises QuestionsClosed: the debate takes no questions.
    """
    fresh = Debate.objects.select_for_update().get(pk=debate.pk)
    if once and (same := LiveQuestion.objects.filter(once=once).first()):
        return same
    if not by and (not fresh.is_open or fresh.questions.count() >= MOST_QUESTIONS):
        raise QuestionsClosed
    question = LiveQuestion.objects.create(
        debate=fresh,
        text=text,
        state=State.SHOWN if by else State.WAITING,
        medium=LiveQuestion.Medium.PAPER if by else LiveQuestion.Medium.PHONE,
        asked_at=now,
        once=once,
    )
    journal.record(action="ask_live", now=now, by=by, thing=fresh.session)
    return question


@transaction.atomic
def support_question(*, question: LiveQuestion, key: str) -> None:
    """Count one tap of this browser; tapping again changes nothing."""
    _row, is_new = QuestionSupport.objects.get_or_create(question=question, key=key)
    if is_new:
        LiveQuestion.objects.filter(pk=question.pk).update(supporters=F("supporters") + 1)


@transaction.atomic
def set_question(
    *, question: LiveQuestion, state: str, by: Person, now: dt.datetime
) -> LiveQuestion:
    """Show, hide or tick off a question."""
    question.state = state
    question.save(update_fields=["state"])
    journal.record(
        action="set_question", now=now, by=by, thing=question.debate.session,
        details={"state": state},
    )  # fmt: skip
    return question


def forget_supports(now: dt.datetime) -> dict[str, int]:
    """Forget which browser tapped, and what was hidden, a month after the session."""
    old = {"question__debate__session__ends_at__lte": now - SUPPORT_KEPT}
    supports = QuestionSupport.objects.filter(**old).delete()[0]
    hidden = LiveQuestion.objects.filter(
        state=State.HIDDEN, debate__session__ends_at__lte=now - SUPPORT_KEPT
    )
    return {"supports": supports, "hidden questions": hidden.delete()[0]}
