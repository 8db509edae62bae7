"""Voluntary questions: offered once, after joining something, and never again."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from wijkschakel.base import journal
from wijkschakel.paths.models import Measurement, QuestionOffer
from wijkschakel.people.models import Person

# Asked of groups only; each is voluntary.
VOLUNTARY = ("get-by", "knows-the-movement")


@transaction.atomic
def offer_questions(*, person: Person, session: uuid.UUID, by: Person, now: dt.datetime) -> bool:
    """Offer the voluntary questions after joining a session; say whether that was done.

    Only to the person self, who was not offered them before and answered none of them.
    """
    if by.pk != person.pk or QuestionOffer.objects.filter(person=person).exists():
        return False
    if Measurement.objects.filter(path__person=person, pack__in=VOLUNTARY).exists():
        return False
    made = QuestionOffer(person=person, session_id=session, made_at=now)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # joined two things at once: one of them asks
        return False
    return True


@transaction.atomic
def close_offer(*, person: Person, is_skipped: bool, by: Person, now: dt.datetime) -> None:
    """Close it: skipped, or looked at. It does not come back."""
    if by.pk != person.pk:
        return
    mine = QuestionOffer.objects.filter(person=person, closed_at__isnull=True)
    if mine.update(closed_at=now) and is_skipped:
        journal.record(action="skip_questions", now=now, by=by, about=person)
