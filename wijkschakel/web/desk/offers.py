"""The week of somebody at the desk: what they do, what they could do, what was just done."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities import rules
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.people.models import Person
from wijkschakel.web.common import words
from wijkschakel.web.common.dates import midnight

DAYS = 7
MOST_SHOWN = 20
UNDO = dt.timedelta(seconds=30)
State = Enrolment.State


@dataclass(frozen=True)
class Offer:
    """One session and how this resident stands with it.

    `do` is what can be done: join, wait, leave, or nothing (empty).
    """

    session: Session
    day: str
    clock: str
    where: str
    state: str
    do: str
    is_now: bool


@dataclass(frozen=True)
class Week:
    """All that the page of a resident shows about activities."""

    words: str
    mine: list[Offer]
    others: list[Offer]
    is_more: bool
    done: Enrolment | None

    @property
    def done_left(self) -> bool:
        """Say whether the last thing done was leaving."""
        return self.done is not None and self.done.state == State.LEFT


def week_for(person: Person, wanted: str, now: dt.datetime) -> Week:
    """Look seven days ahead, in the district where the resident lives."""
    enrolments = activity_queries.week_of(person, midnight(now))
    states = {enrolment.session_id: enrolment.state for enrolment in enrolments}
    mine = [enrolment.session for enrolment in enrolments if enrolment.session.ends_at > now]
    wish = activity_queries.Wish(
        start=now, end=midnight(now, DAYS), district=person.district, words=wanted
    )
    found = activity_queries.agenda(wish)[: MOST_SHOWN + len(enrolments) + 1]
    others = [session for session in found if session.pk not in states]
    return Week(
        words=wanted,
        mine=[_offer(session, states, now) for session in mine],
        others=[_offer(session, states, now) for session in others[:MOST_SHOWN]],
        is_more=len(others) > MOST_SHOWN,
        done=activity_queries.find_latest_change(person, now - UNDO),
    )


@dataclass(frozen=True)
class Day:
    """A day on paper."""

    date: dt.date
    enrolments: list[Enrolment]


def paper_week(person: Person, now: dt.datetime) -> list[Day]:
    """Give seven days from today, with what this resident does on each."""
    enrolments = activity_queries.week_of(person, midnight(now))
    days = [midnight(now, number).date() for number in range(DAYS)]
    on = {day: [e for e in enrolments if _day_of(e) == day] for day in days}
    return [Day(day, on[day]) for day in days]


def _day_of(enrolment: Enrolment) -> dt.date:
    return timezone.localtime(enrolment.session.starts_at).date()


def _offer(session: Session, states: Mapping[uuid.UUID, str], now: dt.datetime) -> Offer:
    mine = states.get(session.pk, "")
    state, do = _say(session, mine)
    return Offer(
        session=session,
        day=words.short_day(timezone.localtime(session.starts_at).date(), now),
        clock=words.clock(session.starts_at),
        where=_where(session),
        state=state,
        do=do,
        is_now=session.starts_at <= now and session.state == Session.State.PLANNED,
    )


def _where(session: Session) -> str:
    activity = session.activity
    parts = [activity.venue.name if activity.venue else "", words.money(activity.price_cents)]
    return ", ".join(part for part in parts if part)


def _say(session: Session, mine: str) -> tuple[str, str]:
    """Say how it stands, and what can be done."""
    if session.state == Session.State.CANCELLED:
        return _("Gaat niet door"), "leave" if mine else ""
    if mine == State.WAITING:
        return _("Staat op de wachtlijst"), "leave"
    if mine == State.JOINED:
        return _("Doet mee"), "leave"
    if not rules.has_room(taken=session.taken, capacity=session.capacity):
        waiting = session.waiting
        if not waiting:
            return _("Vol"), "wait"
        return (
            ngettext("Vol, %(n)s wacht", "Vol, %(n)s wachten", waiting) % {"n": waiting},
            "wait",
        )
    if session.activity.is_walk_in:
        return _("Loop zo binnen"), "join"
    if session.capacity is None:
        return _("Er is plek"), "join"
    free = session.capacity - session.taken
    return ngettext("Nog %(n)s plek", "Nog %(n)s plekken", free) % {"n": free}, "join"
