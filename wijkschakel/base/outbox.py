"""Letters that must arrive: kept in the database until the mail server took them."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from wijkschakel.base import tasks
from wijkschakel.base.models import OutgoingMail


def queue_mail(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    now: dt.datetime,
    person: uuid.UUID | None = None,
) -> OutgoingMail:
    """Put a letter in the outbox, once per `key`, in the transaction of what it tells of.

    It is handed to the task worker when that transaction is committed; should that fail, the
    clockwork finds it within a minute.
    """
    if not to:
        raise ValueError("a letter needs an address")
    mail = OutgoingMail(
        key=key,
        person=person,
        to=to,
        subject=" ".join(subject.split()),
        body=body,
        created_at=now,
        next_try_at=now,
    )
    known = OutgoingMail.objects.filter(key=key).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        return OutgoingMail.objects.get(key=key)
    transaction.on_commit(lambda: tasks.deliver_letter.enqueue(str(mail.pk)), robust=True)
    return mail


@dataclass(frozen=True)
class Letter:
    """One of many letters: its key, to whom, what it says, whose it is."""

    key: str
    to: str
    subject: str
    body: str
    person: uuid.UUID | None = None


def queue_mails(letters: Collection[Letter], *, now: dt.datetime) -> None:
    """Put many letters in the outbox at once, each once per key; the clockwork delivers them."""
    known = set(
        OutgoingMail.objects.filter(key__in=[one.key for one in letters]).values_list(
            "key", flat=True
        )
    )
    rows = [
        OutgoingMail(
            key=one.key,
            person=one.person,
            to=one.to,
            subject=" ".join(one.subject.split()),
            body=one.body,
            created_at=now,
            next_try_at=now,
        )
        for one in letters
        if one.key not in known
    ]
    OutgoingMail.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def subject_of(key: str) -> str:
    """Give the subject of a letter; empty when it is not, or no longer, there."""
    letter = OutgoingMail.objects.filter(key=key).first()
    return letter.subject if letter else ""


def given_up() -> QuerySet[OutgoingMail]:
    """Give the letters that could not be delivered in three days: somebody has to call."""
    return OutgoingMail.objects.filter(state=OutgoingMail.State.GIVEN_UP).order_by("-created_at")
