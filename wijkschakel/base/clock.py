"""The one place that asks what time it is. Everything else is told."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Give the present moment, aware, in UTC."""
    return timezone.now()
