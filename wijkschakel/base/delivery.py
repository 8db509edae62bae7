"""Hands letters to the mail server: claimed one by one, so that two workers never send one twice.

A letter is claimed and that claim is committed before the mail server sees it. When a worker dies
between the server's "taken" and our note of it, the letter is sent once more after a quarter of an
hour, under the same Message-ID, by which mail servers and readers recognise the double. That is as
close to "exactly once" as mail comes.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q

from wijkschakel.base.fields import CannotDecrypt
from wijkschakel.base.models import OutgoingMail

State = OutgoingMail.State
Clock = Callable[[], dt.datetime]

FIRST_PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
LATER_PAUSE = dt.timedelta(hours=1)
LATER_ATTEMPTS = 72
MOST_ATTEMPTS = len(FIRST_PAUSES) + LATER_ATTEMPTS
CLAIM_LASTS = dt.timedelta(minutes=15)
LETTERS_A_ROUND = 500
# What may go wrong with one letter or with the server; anything else is an error of ours.
FAULTS = (OSError, SMTPException, ValueError, CannotDecrypt)


def pause_after(attempts: int) -> dt.timedelta | None:
    """Say how long to wait after so many attempts; None when it is time to give up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return FIRST_PAUSES[attempts - 1] if attempts <= len(FIRST_PAUSES) else LATER_PAUSE


def is_due(now: dt.datetime) -> Q:
    """Keep the letters to try now: waiting long enough, or left behind by a worker that died."""
    return Q(state=State.WAITING, next_try_at__lte=now) | Q(
        state=State.SENDING, claimed_at__lte=now - CLAIM_LASTS
    )


def deliver_outbox(*, clock: Clock, numbers: Iterable[str | uuid.UUID] | None = None) -> int:
    """Try the letters that are due, or of these `numbers` those that are; count what was taken.

    The round ends when the mail server does not answer: the other letters wait for the next
    round instead of each waiting for the same silence.
    """
    due = OutgoingMail.objects.filter(is_due(clock()))
    if numbers is not None:
        due = due.filter(pk__in=list(numbers))
    waiting = list(due.order_by("created_at", "id").values_list("pk", flat=True)[:LETTERS_A_ROUND])
    taken = 0
    with _mail_server() as server:
        for number in waiting:
            letter = _claim(number, clock())
            if letter is None:
                continue
            try:
                _send(letter, server)
            except FAULTS as fault:
                _put_back(letter, fault, clock())
                if _is_of_the_server(fault):
                    break
            else:
                _note_sent(letter, clock())
                taken += 1
    return taken


@contextmanager
def _mail_server() -> Iterator[BaseEmailBackend]:
    """Give the mail server; the connection is made with the first letter and used for all."""
    server = django_mail.get_connection(settings.OUTBOX_BACKEND)
    try:
        yield server
    finally:
        with suppress(*FAULTS):
            server.close()


@transaction.atomic(durable=True)
def _claim(number: str | uuid.UUID, now: dt.datetime) -> OutgoingMail | None:
    """Take the letter, unless another worker was first. Committed before anything is sent."""
    due = OutgoingMail.objects.filter(is_due(now), pk=number)
    if not due.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    return OutgoingMail.objects.get(pk=number)


def message_id(letter: OutgoingMail) -> str:
    """Give the Message-ID of a letter: the same at every attempt."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{letter.pk}@{domain}>"


def _send(letter: OutgoingMail, server: BaseEmailBackend) -> None:
    message = django_mail.EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.to],
        headers={"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"},
    )
    server.open()
    server.send_messages([message])


def _is_of_the_server(fault: Exception) -> bool:
    """Say whether the next letter would meet the same fault."""
    return isinstance(fault, OSError) and not isinstance(fault, SMTPRecipientsRefused)


def _own_claim(letter: OutgoingMail) -> Q:
    return Q(pk=letter.pk, state=State.SENDING, claimed_at=letter.claimed_at)


def _note_sent(letter: OutgoingMail, now: dt.datetime) -> None:
    OutgoingMail.objects.filter(_own_claim(letter)).update(
        state=State.SENT, sent_at=now, next_try_at=None, last_error=""
    )


def _put_back(letter: OutgoingMail, fault: Exception, now: dt.datetime) -> None:
    """Let the letter wait for its next attempt, or give up after three days."""
    pause = pause_after(letter.attempts)
    OutgoingMail.objects.filter(_own_claim(letter)).update(
        state=State.WAITING if pause else State.GIVEN_UP,
        next_try_at=now + pause if pause else None,
        last_error=type(fault).__name__,
    )
