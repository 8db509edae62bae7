"""Counts attempts in the database, so that a limit holds over all processes at once."""

import datetime as dt

from django.db import IntegrityError, models, transaction
from django.utils.crypto import salted_hmac

from wijkschakel.base.models import Attempts


def allow(name: str, subject: str, *, limit: int, window: dt.timedelta, now: dt.datetime) -> bool:
    """Count one attempt and say whether it stays within `limit` per `window`.

    Call this outside the transaction of the write: an attempt counts also when the rest fails.

    :param name: what is attempted, as a code.
    :param subject: whose attempts are counted; it is kept as a keyed hash only.
    """
    key = salted_hmac(f"wijkschakel.throttle.{name}", subject, algorithm="sha256").hexdigest()
    while True:
        row = Attempts.objects.filter(key=key)
        current = row.filter(until__gt=now, until__lte=now + window)
        if current.filter(count__lt=limit).update(count=models.F("count") + 1):
            return True
        if current.exists():
            return False
        row.exclude(until__gt=now, until__lte=now + window).delete()
        try:
            with transaction.atomic():
                Attempts.objects.create(key=key, count=0, until=now + window)
        except IntegrityError:
            continue  # somebody else began this window at the same moment


def forget_old(*, now: dt.datetime) -> int:
    """Delete counts whose window has passed."""
    return Attempts.objects.filter(until__lte=now).delete()[0]
