"""A week as a street of seven houses."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from wijkschakel.activities.models import Enrolment
from wijkschakel.web.common import dates


@dataclass
class House:
    """One day: what this person does."""

    day: dt.date
    is_today: bool
    is_past: bool
    enrolments: list[Enrolment] = field(default_factory=list)


def make_week(enrolments: Sequence[Enrolment], first: dt.datetime, now: dt.datetime) -> list[House]:
    """Put what somebody joined, or waits for, under the seven days from `first`."""
    today = timezone.localtime(now).date()
    days = [dates.midnight(first, number).date() for number in range(7)]
    houses = {day: House(day, day == today, day < today) for day in days}
    for enrolment in enrolments:
        day = timezone.localtime(enrolment.session.starts_at).date()
        if day in houses:
            houses[day].enrolments.append(enrolment)
    return list(houses.values())
