"""Letters that must arrive: kept in the database until the mail server took them."""

import datetime as dt
import uuid

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
    """Put a letter in the outbox, once per `key`, in the transaction of what it tells of."""
    mail = OutgoingMail.objects.filter(key=key).first()
    if mail is None:
        mail = OutgoingMail(
            key=key,
            person=person,
            to=to,
            subject=subject,
            body=body,
            created_at=now,
            next_try_at=now,
        )
        mail.save(force_insert=True)
    return mail
