"""Mail servers for tests: one that is down, one that dies, one that is slow."""

import threading
import time
from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as InMemory


class Down(BaseEmailBackend):
    """Does not answer."""

    calls = 0

    def open(self):
        """Fail as a socket does."""
        type(self).calls += 1
        raise ConnectionRefusedError(111, "fatma@example.org")


class RefusesFatma(InMemory):
    """Knows everybody but Fatma."""

    def send_messages(self, messages):
        """Refuse one receiver."""
        if messages[0].to == ["fatma@example.org"]:
            raise SMTPRecipientsRefused({"fatma@example.org": (550, b"unknown")})
        return super().send_messages(messages)


class PowerCut(BaseException):
    """The process ends here."""


class TakesAndDies(InMemory):
    """Takes the letter, and then the worker is killed before it could note so."""

    def send_messages(self, messages):
        """Take, then die."""
        super().send_messages(messages)
        raise PowerCut


class Slow(InMemory):
    """Takes a while, so that two workers meet."""

    taken = []
    lock = threading.Lock()

    def send_messages(self, messages):
        """Take slowly."""
        time.sleep(0.01)
        with self.lock:
            self.taken.extend(message.extra_headers["Message-ID"] for message in messages)
        return len(messages)
