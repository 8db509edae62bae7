"""Wiping a path, and what goes when it was kept long enough."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from wijkschakel.paths.models import (
    Booklet,
    CheckIn,
    CheckInCard,
    Conversation,
    ConversationPartner,
    CourseRecord,
    Measurement,
    Need,
    Path,
    QuestionOffer,
    Step,
    SupportNote,
)
from wijkschakel.people.models import Person

DAY = dt.timedelta(days=1)
CARD_KEPT = dt.timedelta(days=30)
TALK_KEPT = dt.timedelta(days=730)
TRAINING_KEPT = dt.timedelta(days=365)
LESSONS_KEPT = dt.timedelta(days=730)  # also of a training that was noted without an end


def erase(person: Person, now: dt.datetime) -> None:
    """Wipe a path: wiped means wiped. What somebody gave to others stays, without a name."""
    Path.objects.filter(person=person).delete()
    Booklet.objects.filter(person=person).delete()
    ConversationPartner.objects.filter(person=person).delete()
    CourseRecord.objects.filter(person=person).delete()
    QuestionOffer.objects.filter(person=person).delete()
    Conversation.objects.filter(resident=person).delete()
    held = Conversation.objects.filter(partner=person)
    for talk in held:
        talk.notes.all().delete()
    held.update(partner=None)
    SupportNote.objects.filter(author=person).delete()
    for model in (CheckIn, Measurement, Need, Step):
        model._default_manager.filter(helped_by=person.pk).update(helped_by=None)


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget cards and booklets nobody needs, and conversations that were long ago.

    A path is not thrown away by a clock: it goes with its owner, who is warned first.
    """
    today = timezone.localdate(now)
    cards = CheckInCard.objects.filter(
        Q(used_at__lte=now - CARD_KEPT) | Q(until_on__lte=today - CARD_KEPT)
    )
    talks = Conversation.objects.filter(changed_at__lte=now - TALK_KEPT, result="")
    return {
        "path cards": cards.delete()[0],
        "path booklets": Booklet.objects.filter(ordered_at__lte=now - DAY).delete()[0],
        "conversations": talks.delete()[0],
        "conversation partners": ConversationPartner.objects.filter(
            valid_until__lte=today - TRAINING_KEPT
        ).delete()[0],
        "course records": CourseRecord.objects.filter(
            Q(valid_until__lte=today - TRAINING_KEPT)
            | Q(valid_until__isnull=True, changed_at__lte=now - LESSONS_KEPT)
        ).delete()[0],
    }
