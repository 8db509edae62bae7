"""What waits for a coordinator today: built from what is known, without names of residents.

A name appears when a row is opened; that reading is noted in the journal.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.models import Session
from wijkschakel.base.models import OutgoingMail
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import PaperCard
from wijkschakel.web.common import dates
from wijkschakel.web.desk.scope import Scope

LOOK_BACK = dt.timedelta(days=14)
SOON = dt.timedelta(hours=24)
SHOWN = 50


@dataclass(frozen=True)
class Task:
    """One row: what waits, how long, and the page where it can be done."""

    kind: str
    icon: str
    what: str
    note: str
    wait: str
    do: str
    href: str
    order: dt.datetime


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
    ahead = list(
        activity_queries.week_ahead(scope.ids, dates.midnight(now), dates.midnight(now, 8))
    )
    today = [session for session in ahead if session.starts_at < dates.midnight(now, 1)]
    to_come = [s for s in ahead if s.ends_at > now and s.state == Session.State.PLANNED]
    without_lead = [session for session in to_come if _needs_a_lead(session)]
    full = [session for session in to_come if session.waiting]
    soon = now + SOON
    cannot_wait = [
        *(_lead_wanted(s) for s in without_lead if s.starts_at < soon),
        *_cancelled(today, now),
        *(_letter(m) for m in people_queries.letters_given_up(scope.ids, now - LOOK_BACK)),
        *(_card(card) for card in people_queries.blocked_cards(scope.ids)),
    ]
    these_days = [
        *(_full(s) for s in full if s.starts_at < soon),
        *_unmarked(scope, now),
        *_sign_ups(scope, now),
    ]
    this_week = [
        *(_lead_wanted(s) for s in without_lead if s.starts_at >= soon),
        *(_full(s) for s in full if s.starts_at >= soon),
    ]
    groups = [
        Group(_("Kan niet wachten"), _in_order(cannot_wait)),
        Group(_("Vandaag of morgen"), _in_order(these_days)),
        Group(_("Deze week"), _in_order(this_week)),
    ]
    names = {d.pk: d.name for d in scope.districts} if len(scope.districts) > 1 else {}
    return Today(groups, [_hour(session, names, now) for session in today])


def _hour(session: Session, names: Mapping[uuid.UUID, str], now: dt.datetime) -> Hour:
    """Say where, who leads (when the name may be shown) and how many come."""
    activity, planned = session.activity, session.state == Session.State.PLANNED
    leads = [lead.person.given_name for lead in activity.organisers if lead.shows_name]  # type: ignore[attr-defined]
    parts = [
        activity.venue.name if activity.venue else "",
        names.get(session.district_id, ""),
        get_text_list(leads, _("en")),
        _people(session, now) if planned else _("Gaat niet door"),
    ]
    return Hour(
        session=session,
        clock=dates.clock(session.starts_at),
        note=". ".join(part for part in parts if part) + ".",
        is_now=planned and session.starts_at <= now < session.ends_at,
    )


def _people(session: Session, now: dt.datetime) -> str:
    numbers = {"n": session.taken, "places": session.capacity}
    if session.ends_at <= now:
        text = ngettext("%(n)s mens op de lijst", "%(n)s mensen op de lijst", session.taken)
    elif session.activity.is_walk_in and not session.taken:
        text = _("Loop zo binnen")
    elif session.capacity is None:
        text = ngettext("%(n)s mens komt", "%(n)s mensen komen", session.taken)
    else:
        text = ngettext(
            "%(n)s van de %(places)s komt", "%(n)s van de %(places)s komen", session.taken
        )
    return text % numbers


def _in_order(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.order, task.what))


def _needs_a_lead(session: Session) -> bool:
    activity = session.activity
    return not activity.organisers and not activity.source_id  # type: ignore[attr-defined]


def _moment(session: Session) -> str:
    day = formats.date_format(timezone.localtime(session.starts_at), "l j F")
    return f"{day} {dates.clock(session.starts_at)}"


def _where(session: Session) -> str:
    venue = session.activity.venue
    return f"{venue.name}, {_moment(session)}." if venue else f"{_moment(session).capitalize()}."


def _day(moment: dt.datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "D j M").lower()


def _session_page(session: Session) -> str:
    return reverse("desk:session", args=[session.pk])


def _lead_wanted(session: Session) -> Task:
    return Task(
        kind="lead",
        icon="people",
        what=_("Niemand leidt %(title)s") % {"title": session.activity.title},
        note=_where(session),
        wait=_day(session.starts_at),
        do=_("Zoek iemand"),
        href=_session_page(session),
        order=session.starts_at,
    )


def _cancelled(today: Iterable[Session], now: dt.datetime) -> Iterator[Task]:
    for session in today:
        if session.state != Session.State.CANCELLED or session.ends_at <= now:
            continue
        on_list = session.taken + session.waiting
        told = ngettext(
            "%(n)s mens stond op de lijst. Bel wie geen mail heeft.",
            "%(n)s mensen stonden op de lijst. Bel wie geen mail heeft.",
            on_list,
        ) % {"n": on_list}
        yield Task(
            kind="cancelled",
            icon="close",
            what=_("Gaat niet door: %(title)s") % {"title": session.activity.title},
            note=told if on_list else _("Er stond niemand op de lijst."),
            wait=dates.clock(session.starts_at),
            do=_("Bekijk lijst"),
            href=_session_page(session),
            order=session.starts_at,
        )


def _letter(mail: OutgoingMail) -> Task:
    return Task(
        kind="letter",
        icon="mail",
        what=_("Een mail kwam niet aan"),
        note=_("De bewoner weet het nog niet. Bel even."),
        wait=_day(mail.created_at),
        do=_("Wie is het?"),
        href=reverse("desk:resident", args=[mail.person]),
        order=mail.created_at,
    )


def _card(card: PaperCard) -> Task:
    assert card.blocked_at is not None  # noqa: S101
    return Task(
        kind="card",
        icon="card",
        what=_("Een papieren kaart is op slot"),
        note=_("De pincode was te vaak fout. Maak een nieuwe kaart."),
        wait=_day(card.blocked_at),
        do=_("Wie is het?"),
        href=reverse("desk:resident", args=[card.person_id]),
        order=card.blocked_at,
    )


def _full(session: Session) -> Task:
    return Task(
        kind="full",
        icon="clock",
        what=_("%(title)s is vol") % {"title": session.activity.title},
        note=_where(session),
        wait=ngettext("%(n)s wacht", "%(n)s wachten", session.waiting) % {"n": session.waiting},
        do=_("Bekijk lijst"),
        href=_session_page(session),
        order=session.starts_at,
    )


def _unmarked(scope: Scope, now: dt.datetime) -> Iterator[Task]:
    for session in activity_queries.unmarked_before(scope.ids, now - LOOK_BACK, now):
        people = ngettext("%(n)s mens op de lijst.", "%(n)s mensen op de lijst.", session.taken) % {
            "n": session.taken
        }
        yield Task(
            kind="unmarked",
            icon="check",
            what=_("Wie was er bij %(title)s?") % {"title": session.activity.title},
            note=f"{_where(session)} {people}",
            wait=_day(session.starts_at),
            do=_("Vink aan"),
            href=_session_page(session),
            order=session.starts_at,
        )


def _sign_ups(scope: Scope, now: dt.datetime) -> Iterator[Task]:
    """Give one row per session; the names are behind it."""
    fresh: dict[Session, int] = {}
    latest: dict[Session, dt.datetime] = {}
    for enrolment in activity_queries.sign_ups_since(scope.ids, now - SOON):
        session = enrolment.session
        fresh[session] = fresh.get(session, 0) + 1
        latest.setdefault(session, enrolment.joined_at)
    for session, count in fresh.items():
        if session.ends_at <= now or session.state == Session.State.CANCELLED:
            continue
        what = ngettext(
            "%(n)s nieuwe aanmelding voor %(title)s",
            "%(n)s nieuwe aanmeldingen voor %(title)s",
            count,
        ) % {"n": count, "title": session.activity.title}
        yield Task(
            kind="sign_up",
            icon="plus",
            what=what,
            note=_where(session),
            wait=_day(session.starts_at),
            do=_("Bekijk lijst"),
            href=_session_page(session),
            order=latest[session],
        )
