"""The secret address of a person's own calendar: made, shown once, taken back."""

import datetime as dt
import secrets

from django.db import transaction

from wijkschakel.base import journal
from wijkschakel.people.models import CalendarLink, Person
from wijkschakel.people.queries.calendars import hash_of

BYTES = 32


@transaction.atomic
def make_calendar_link(*, person: Person, by: Person, now: dt.datetime) -> str:
    """Make an address; an earlier one works no more. Gives the key, which is nowhere else."""
    key = secrets.token_urlsafe(BYTES)
    CalendarLink.objects.update_or_create(
        person=person, defaults={"key_hash": hash_of(key), "made_at": now}
    )
    journal.record(action="make_calendar_link", now=now, by=by, about=person)
    return key


@transaction.atomic
def revoke_calendar_link(*, person: Person, by: Person, now: dt.datetime) -> None:
    """Take the address back: from this moment it does not exist. Twice is once."""
    if CalendarLink.objects.filter(person=person).delete()[0]:
        journal.record(action="revoke_calendar_link", now=now, by=by, about=person)
