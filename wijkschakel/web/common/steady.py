"""Walk-ins that come back at the same hour: one line in the agenda instead of one a day."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from wijkschakel.activities import queries
from wijkschakel.activities.models import Session
from wijkschakel.web.common import dates, words
from wijkschakel.web.common.rows import Row, make_row

# A walk-in that is there on this many days of the week gets one line.
OFTEN = 3
MOST_LOOKED_AT = 400
Clock = tuple[str, str]
Key = tuple[uuid.UUID, Clock]


@dataclass
class Steady:
    """One walk-in at one hour: the first time it is there, and on which days of the week.

    Of a list of a week the day of today may be missing only because its hour has passed.
    """

    row: Row
    clock: Clock
    days: set[int]
    over_today: int | None = None

    @property
    def days_said(self) -> str:
        """Say on which days of the week: elke dag, maandag tot en met vrijdag, or each by name."""
        days = sorted(self.days)
        names = [str(WEEKDAYS[day]) for day in days]
        missing = set(WEEKDAYS) - self.days
        if missing <= {self.over_today}:
            return _("elke dag")
        if len(missing) == 1:
            return _("elke dag behalve %(day)s") % {"day": WEEKDAYS[missing.pop()]}
        if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
            return _("%(first)s tot en met %(last)s") % {"first": names[0], "last": names[-1]}
        return ", ".join(names)


@dataclass(frozen=True)
class Folded:
    """The walk-ins in one line each, how many sessions these stand for, and all the others."""

    others: QuerySet[Session]
    lines: list[Steady] = field(default_factory=list)
    count: int = 0


NOTHING = Folded(Session.objects.none())


def fold(
    sessions: QuerySet[Session], now: dt.datetime, here: tuple[float, float] | None = None
) -> Folded:
    """Take the walk-ins that come back out of an agenda: one question, whatever their number."""
    by_key: dict[Key, list[Session]] = {}
    walk_ins = sessions.filter(activity__is_walk_in=True, state=Session.State.PLANNED)
    for session in queries.for_list(walk_ins)[:MOST_LOOKED_AT]:
        by_key.setdefault(_key(session), []).append(session)
    often = {key: found for key, found in by_key.items() if len(_days(found)) >= OFTEN}
    taken = [session.pk for found in often.values() for session in found]
    lines = [
        Steady(make_row(found[0], now=now, here=here), clock, _days(found), _passed(found, now))
        for (_activity, clock), found in often.items()
    ]
    return Folded(sessions.filter(~Q(pk__in=taken)) if taken else sessions, lines, len(taken))


def _key(session: Session) -> Key:
    return session.activity_id, (words.clock(session.starts_at), words.clock(session.ends_at))


def _passed(sessions: list[Session], now: dt.datetime) -> int | None:
    """Give the weekday of today when these are of less than a week."""
    is_one_week = sessions[-1].starts_at - now < dt.timedelta(days=7)
    return dates.local(now).weekday() if is_one_week else None


def _days(sessions: list[Session]) -> set[int]:
    return {dates.local(session.starts_at).weekday() for session in sessions}
