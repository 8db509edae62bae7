"""Letters and lines of a person: taking along, wiping, and how long they are kept."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q

from wijkschakel.base import throttle
from wijkschakel.base.models import JournalEntry, OutgoingMail

TEXT_KEPT = dt.timedelta(days=30)
ROW_KEPT = dt.timedelta(days=365)
# A little over five years, leap days and all: the database's own clock has the last word.
JOURNAL_KEPT = dt.timedelta(days=5 * 365 + 3)


def export(person: uuid.UUID) -> dict[str, object]:
    """Give the letters to this person whose text is still here."""
    letters = OutgoingMail.objects.filter(person=person).order_by("created_at", "id")
    return {
        "letters": [
            {
                "to": letter.to,
                "subject": letter.subject,
                "body": letter.body,
                "written_at": letter.created_at.isoformat(),
                "state": letter.state,
            }
            for letter in letters
            if letter.body
        ]
    }


def erase(person: uuid.UUID, addresses: Iterable[str]) -> None:
    """Throw away the letters to this person, also those known by their address only."""
    OutgoingMail.objects.filter(person=person).delete()
    known = {address.casefold() for address in addresses if address}
    for letter in OutgoingMail.objects.filter(person__isnull=True).exclude(to="").iterator():
        if letter.to.casefold() in known:
            letter.delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Wipe what was kept long enough."""
    done = Q(state__in=[OutgoingMail.State.SENT, OutgoingMail.State.GIVEN_UP])
    old_text = OutgoingMail.objects.filter(done, created_at__lte=now - TEXT_KEPT).exclude(body="")
    return {
        "letters wiped": old_text.update(to="", subject="", body="", person=None),
        "letters forgotten": OutgoingMail.objects.filter(
            done, created_at__lte=now - ROW_KEPT
        ).delete()[0],
        "journal lines": JournalEntry.objects.filter(at__lte=now - JOURNAL_KEPT).delete()[0],
        "attempts": throttle.forget_old(now=now),
    }
