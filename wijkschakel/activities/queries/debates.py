"""The questions of a debate: what the room sees, what waits for who leads it."""

import uuid

from django.db.models import QuerySet

from wijkschakel.activities.models import Debate, LiveQuestion, QuestionSupport, Session

State = LiveQuestion.State


def find_debate(session: Session) -> Debate | None:
    """Give the debate of a session, if it is one; a session may come with it."""
    try:
        return session.debate
    except Debate.DoesNotExist:
        return None


def shown_questions(debate: Debate) -> list[LiveQuestion]:
    """What everyone sees: most supported first, answered last."""
    rows = debate.questions.filter(state__in=[State.SHOWN, State.ANSWERED])
    return sorted(
        rows, key=lambda q: (q.state == State.ANSWERED, -q.supporters, q.asked_at, q.pk.int)
    )


def waiting_questions(debate: Debate) -> QuerySet[LiveQuestion]:
    """What who leads has to look at, the oldest first."""
    return debate.questions.filter(state=State.WAITING).order_by("asked_at", "pk")


def find_question(debate: Debate, question_id: uuid.UUID) -> LiveQuestion | None:
    """Give a question of this debate."""
    return debate.questions.filter(pk=question_id).first()


def supported(debate: Debate, key: str) -> set[uuid.UUID]:
    """Give what this browser supported."""
    if not key:
        return set()
    rows = QuestionSupport.objects.filter(question__debate=debate, key=key)
    return set(rows.values_list("question_id", flat=True))
