"""A week as a street of seven houses."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from wijkschakel.activities.models import Enrolment, GroupDate, Session
from wijkschakel.web.common import dates

LEADS = "leads"


@dataclass(frozen=True)
class Doing:
    """One session in somebody's week: joined, waited for, offered, or led."""

    session: Session
    state: str

    @property
    def takes_part(self) -> bool:
        """Say whether this person is there, unless it is cancelled."""
        is_there = self.state in (LEADS, Enrolment.State.JOINED)
        return is_there and self.session.state == Session.State.PLANNED


@dataclass
class House:
    """One day: what this person does."""

    day: dt.date
    is_today: bool
    is_past: bool
    doings: list[Doing] = field(default_factory=list)
    dates: list[GroupDate] = field(default_factory=list)


def what_they_do(enrolments: Iterable[Enrolment], led: Iterable[Session]) -> list[Doing]:
    """Put what somebody joined and what they lead in one row by time, each session once."""
    doings = {one.session_id: Doing(one.session, one.state) for one in enrolments}
    doings |= {session.pk: Doing(session, LEADS) for session in led}
    return sorted(doings.values(), key=lambda one: (one.session.starts_at, one.session.pk))


def make_week(
    doings: Iterable[Doing], group_dates: Iterable[GroupDate], first: dt.datetime, now: dt.datetime
) -> list[House]:
    """Put what somebody does, alone or with a group, under the seven days from `first`."""
    today = timezone.localtime(now).date()
    days = [dates.midnight(first, number).date() for number in range(7)]
    houses = {day: House(day, day == today, day < today) for day in days}
    for doing in doings:
        day = timezone.localtime(doing.session.starts_at).date()
        if day in houses:
            houses[day].doings.append(doing)
    for date in group_dates:
        day = timezone.localtime(date.starts_at).date()
        if day in houses:
            houses[day].dates.append(date)
    return list(houses.values())
