"""Days and moments as people say them: today, tomorrow, this week."""

import datetime as dt
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Span:
    """A stretch of time, from a moment until a midnight."""

    start: dt.datetime
    end: dt.datetime

    @property
    def first_day(self) -> dt.date:
        """The day it begins."""
        return timezone.localtime(self.start).date()

    @property
    def last_day(self) -> dt.date:
        """The last day that counts."""
        return (timezone.localtime(self.end) - dt.timedelta(minutes=1)).date()


def midnight(moment: dt.datetime, days: int = 0) -> dt.datetime:
    """Give the start of the day of this moment, or of a day before or after it."""
    day = timezone.localtime(moment).date() + dt.timedelta(days=days)
    return start_of(day)


def start_of(day: dt.date) -> dt.datetime:
    """Give the first moment of a day, in the zone of the people."""
    return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())


def at_clock(day: dt.date, clock: dt.time) -> dt.datetime:
    """Give a time of a day, in the zone of the people."""
    return start_of(day).replace(hour=clock.hour, minute=clock.minute)


def monday_of(moment: dt.datetime) -> dt.datetime:
    """Give the start of the Monday of the week of this moment."""
    return midnight(moment, -timezone.localtime(moment).weekday())


def today(now: dt.datetime) -> Span:
    """From now until midnight."""
    return Span(now, midnight(now, 1))


def tomorrow(now: dt.datetime) -> Span:
    """The whole of tomorrow."""
    return Span(midnight(now, 1), midnight(now, 2))


def seven_days(now: dt.datetime) -> Span:
    """From now until six days after today: each day of the week once."""
    return Span(now, midnight(now, 7))


def weekend(now: dt.datetime) -> Span:
    """Saturday and Sunday that come, or what is left of them."""
    saturday = 5 - timezone.localtime(now).weekday()
    return Span(max(now, midnight(now, saturday)), midnight(now, saturday + 2))


def four_weeks(now: dt.datetime) -> Span:
    """From now until four weeks after today."""
    return Span(now, midnight(now, 28))


def day_heading(moment: dt.datetime, now: dt.datetime) -> str:
    """Give the heading of a day in a list: Vandaag, dinsdag 24 november."""
    long = formats.date_format(timezone.localtime(moment), "l j F")
    distance = (timezone.localtime(moment).date() - timezone.localtime(now).date()).days
    words = {0: _("Vandaag, %(day)s"), 1: _("Morgen, %(day)s")}.get(distance)
    return words % {"day": long} if words else long[:1].upper() + long[1:]


def local(moment: dt.datetime) -> dt.datetime:
    """Give a moment on the clock of the people."""
    return timezone.localtime(moment)
