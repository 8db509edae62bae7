"""Taking along: the path, the conversations, and what was written as a partner."""

import json

from wijkschakel.paths.models import (
    Conversation,
    ConversationNote,
    ConversationPartner,
    CourseRecord,
    Path,
    QuestionOffer,
    SupportNote,
)
from wijkschakel.paths.queries import telling
from wijkschakel.paths.queries.telling import row_of
from wijkschakel.people.models import Person


def export(person: Person) -> dict[str, object]:
    """Give the whole path; conversations and what was written as a partner also without one."""
    path = Path.objects.filter(person=person).first()
    found: dict[str, object] = {}
    if path is not None:
        found = telling.told(path)
        # A yes of here: it does not go along to another installation.
        counted = path.measurements.filter(is_counted=True).order_by("at", "pk")
        found["answers_that_count"] = [row_of(one, "pack", "at") for one in counted]
        found["programmes_of_path"] = _programmes(path)
    talks = Conversation.objects.filter(resident=person).order_by("made_at", "pk")
    found["conversations"] = [
        row_of(
            talk, "card", "question", "where", "planned_at", "result", "state", "made_at",
            notes=[note.words for note in talk.notes.order_by("made_at", "pk")],
        )
        for talk in talks
    ]  # fmt: skip
    notes = ConversationNote.objects.filter(conversation__partner=person)
    found["notes_as_partner"] = [
        row_of(note, "words", "made_at") for note in notes.order_by("made_at", "pk")
    ]
    support = SupportNote.objects.filter(author=person).order_by("made_at", "pk")
    found["support_given"] = [row_of(one, "words", "made_at") for one in support]
    found["conversation_partner"] = _partner(person)
    learned = CourseRecord.objects.filter(person=person)
    found["courses"] = [
        row_of(one, "followed_on", "valid_until", "is_own", "changed_at")
        | row_of(one, content=json.loads(one.content or "{}"))
        for one in learned.order_by("is_own", "followed_on", "pk")
    ]
    offer = QuestionOffer.objects.filter(person=person).first()
    found["question_offer"] = row_of(offer, "made_at", "closed_at") if offer else None
    return found


def _programmes(path: Path) -> dict[str, object]:
    """Give which programmes the path holds; another installation does not know them."""
    goals = path.ambitions.filter(programme__isnull=False).select_related("programme")
    asked = path.measurements.filter(programme__isnull=False).select_related("programme")
    return {
        "kept_together": [str(one.programme) for one in goals.order_by("made_at", "pk")],
        "answered": [row_of(one, "programme", "moment") for one in asked.order_by("at", "pk")],
        "passed_by": path.passed_by,
    }


def _partner(person: Person) -> dict[str, object] | None:
    one = ConversationPartner.objects.filter(person=person).first()
    return row_of(one, "languages", "about", "trained_on", "valid_until") if one else None
