"""What waits for a coordinator today: built from what is known, without names of residents.

A name appears when a row is opened; that reading is noted in the journal.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.models import Session
from wijkschakel.people import queries as people_queries
from wijkschakel.web.common import words
from wijkschakel.web.common.dates import midnight
from wijkschakel.web.desk import tasks
from wijkschakel.web.desk import waiting as elsewhere
from wijkschakel.web.desk.scope import Scope
from wijkschakel.web.desk.tasks import Task

LOOK_BACK = dt.timedelta(days=14)
DAYS_AHEAD = 8
SOON = dt.timedelta(hours=24)
SHOWN = 50
State = Session.State
# What only a person can solve: per kind, since when and whose.
Waiting = dict[str, list[tuple[dt.datetime, uuid.UUID]]]


@dataclass(frozen=True)
class Group:
    """Rows of one urgency, most urgent first."""

    title: str
    tasks: list[Task]

    @property
    def shown(self) -> list[Task]:
        """The rows on the page: a list that nobody can see the end of helps nobody."""
        return self.tasks[:SHOWN]

    @property
    def hidden(self) -> int:
        """How many rows come up when some are done."""
        return max(0, len(self.tasks) - SHOWN)


@dataclass(frozen=True)
class Hour:
    """One session of today: when, what, where, who leads and how many come."""

    session: Session
    clock: str
    note: str
    is_now: bool


@dataclass(frozen=True)
class Today:
    """All that the page shows."""

    groups: list[Group]
    hours: list[Hour]

    @property
    def count(self) -> int:
        """How many things wait."""
        return sum(len(group.tasks) for group in self.groups)

    @property
    def urgent(self) -> int:
        """How many cannot wait."""
        return len(self.groups[0].tasks)


def look(scope: Scope, now: dt.datetime) -> Today:
    """Gather everything; the number of queries does not depend on the number of rows."""
    ahead = list(activity_queries.week_ahead(scope.ids, midnight(now), midnight(now, DAYS_AHEAD)))
    today = [session for session in ahead if session.starts_at < midnight(now, 1)]
    coming = [session for session in ahead if session.ends_at > now]
    fresh = list(activity_queries.with_new_sign_ups(scope.ids, now - SOON, now))
    waiting: Waiting = defaultdict(list)
    for kind, since, person in people_queries.waiting_for_a_person(scope.ids, now):
        waiting[kind].append((since, person))
    names = {d.pk: d.name for d in scope.districts} if len(scope.districts) > 1 else {}
    rows = [
        [*_urgent(scope, coming, waiting, now)],
        [*_these_days(scope, coming, fresh, now)],
        [*_later(coming, fresh, waiting, now)],
    ]
    for urgency, task in elsewhere.look(scope.districts, now):
        rows[urgency].append(task)
    titles = (_("Kan niet wachten"), _("Vandaag of morgen"), _("Later"))
    groups = [Group(title, _in_order(some)) for title, some in zip(titles, rows, strict=True)]
    return Today(groups, [_hour(session, names, now) for session in today])


def _in_order(rows: Iterable[Task]) -> list[Task]:
    return sorted(rows, key=lambda task: (task.order, task.what))


def _urgent(
    scope: Scope, coming: list[Session], waiting: Waiting, now: dt.datetime
) -> Iterable[Task]:
    for session in coming:
        if session.state == State.CANCELLED and session.starts_at < midnight(now, 1):
            yield tasks.cancelled(session, now)
    for session, times in _without_lead(coming):
        if session.starts_at < now + SOON:
            yield tasks.without_lead(session, times, now)
    for mail in people_queries.letters_given_up(scope.ids, now - LOOK_BACK):
        yield tasks.letter(mail, now)
    for since, person in waiting["card"]:
        yield tasks.card(since, person, now)
    if untold := waiting["to_tell"]:
        yield tasks.to_tell(len(untold), min(untold)[0], now)
    if wrong := waiting["wrong"]:
        yield tasks.not_right(len(wrong), min(wrong)[0], now)


def _these_days(
    scope: Scope, coming: list[Session], fresh: list[Session], now: dt.datetime
) -> Iterable[Task]:
    for session in coming:
        if _has_people_waiting(session) and session.starts_at < now + SOON:
            yield tasks.full(session, now)
    for session in activity_queries.unmarked_before(scope.ids, now - LOOK_BACK, now):
        yield tasks.unmarked(session, now)
    for session in fresh:
        if session.starts_at < now + SOON:
            yield tasks.sign_ups(session, session.fresh, now)  # type: ignore[attr-defined]


def _later(
    coming: list[Session], fresh: list[Session], waiting: Waiting, now: dt.datetime
) -> Iterable[Task]:
    if late := waiting["unanswered"]:
        yield tasks.unanswered(len(late), min(late)[0], now)
    for session in fresh:
        if session.starts_at >= now + SOON:
            yield tasks.sign_ups(session, session.fresh, now)  # type: ignore[attr-defined]
    for session, times in _without_lead(coming):
        if session.starts_at >= now + SOON:
            yield tasks.without_lead(session, times, now)
    for session in coming:
        if _has_people_waiting(session) and session.starts_at >= now + SOON:
            yield tasks.full(session, now)


def _without_lead(coming: list[Session]) -> list[tuple[Session, int]]:
    """Give the first session of each activity that nobody leads, and how many there are.

    What an organisation runs or what was taken over from elsewhere is led there.
    """
    found: dict[uuid.UUID, list[Session]] = defaultdict(list)
    for session in coming:
        activity = session.activity
        led = activity.organisers  # type: ignore[attr-defined]
        if session.state == State.PLANNED and not (led or activity.is_formal or activity.source_id):
            found[activity.pk].append(session)
    return [(sessions[0], len(sessions)) for sessions in found.values()]


def _has_people_waiting(session: Session) -> bool:
    return session.state == State.PLANNED and session.waiting > 0


def _hour(session: Session, names: Mapping[uuid.UUID, str], now: dt.datetime) -> Hour:
    """Say where, who leads (when that name may be shown) and how many come."""
    activity, planned = session.activity, session.state == State.PLANNED
    organisers = activity.organisers  # type: ignore[attr-defined]
    leads = [lead.person.given_name for lead in organisers if lead.shows_name]
    parts = [
        activity.venue.name if activity.venue else "",
        names.get(session.district_id, ""),
        get_text_list(leads, _("en")),
        _people(session, now) if planned else _("Gaat niet door"),
    ]
    return Hour(
        session=session,
        clock=words.clock(session.starts_at),
        note=". ".join(part for part in parts if part) + ".",
        is_now=planned and session.starts_at <= now < session.ends_at,
    )


def _people(session: Session, now: dt.datetime) -> str:
    numbers = {"n": session.taken, "places": session.capacity}
    if session.activity.is_walk_in and not session.taken:
        return "" if session.ends_at <= now else _("Loop zo binnen")
    if session.ends_at <= now:
        text = ngettext("%(n)s mens op de lijst", "%(n)s mensen op de lijst", session.taken)
    elif session.capacity is None:
        text = ngettext("%(n)s mens komt", "%(n)s mensen komen", session.taken)
    else:
        text = ngettext(
            "%(n)s van de %(places)s komt", "%(n)s van de %(places)s komen", session.taken
        )
    return text % numbers
