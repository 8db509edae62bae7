"""Short words from the system to a person."""

import datetime as dt

from django.db import transaction

from wijkschakel.base import journal
from wijkschakel.people.models import Notice, Person


@transaction.atomic
def give_notice(
    *, person: Person, text: str, by: Person | None, now: dt.datetime, link: str = ""
) -> Notice:
    """Leave a word that the person sees when coming in."""
    notice = Notice(person=person, text=text, link=link, made_at=now)
    notice.save(force_insert=True)
    journal.record(action="give_notice", now=now, by=by, about=person, thing=notice)
    return notice


@transaction.atomic
def read_notice(*, notice: Notice, by: Person, now: dt.datetime) -> None:
    """Note that the person saw it; only the person's own eyes count."""
    is_own = by.pk == notice.person_id
    if is_own and Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now):
        notice.read_at = now
        journal.record(action="read_notice", now=now, by=by, about=by, thing=notice)
