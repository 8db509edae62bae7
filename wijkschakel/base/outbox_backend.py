"""Django's way of mailing, led through the outbox: a code to sign in may not get lost either."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from wijkschakel.base import clock, outbox


class OutboxBackend(BaseEmailBackend):
    """Puts letters in the outbox. Letters are plain text, without attachments."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue one letter per receiver."""
        for message in email_messages:
            if message.attachments:
                raise ValueError("letters of this system have no attachments")
            for address in message.recipients():
                outbox.queue_mail(
                    key=f"mail:{uuid.uuid4()}",
                    to=address,
                    subject=str(message.subject),
                    body=str(message.body),
                    now=clock.now(),
                )
        return len(email_messages)
