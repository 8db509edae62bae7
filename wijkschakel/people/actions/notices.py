"""Short words from the system to a person."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal, outbox
from wijkschakel.people import queries
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


def mail_notice(
    *, person: Person, key: str, subject: str, text: str, link: str, now: dt.datetime
) -> None:
    """Mail a word with where to look, once per key, to who has an address."""
    if address := queries.mail_address(person):
        look = _("Kijk hier: %(url)s") % {"url": f"{settings.BASE_URL}{link}"}
        outbox.queue_mail(
            key=key, to=address, person=person.pk, now=now,
            subject=subject, body=f"{text}\n\n{look}",
        )  # fmt: skip


@transaction.atomic
def read_notice(*, notice: Notice, by: Person, now: dt.datetime) -> None:
    """Note that the person saw it; only the person's own eyes count."""
    is_own = by.pk == notice.person_id
    if is_own and Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now):
        notice.read_at = now
        journal.record(action="read_notice", now=now, by=by, about=by, thing=notice)
