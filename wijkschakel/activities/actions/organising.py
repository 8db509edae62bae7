"""Making and changing activities, planning sessions, cancelling, who leads."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities import rules
from wijkschakel.activities.actions import finding, joining, letters, places
from wijkschakel.activities.models import Activity, Enrolment, Lead, Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

CHANGEABLE = frozenset(
    {
        "title", "summary", "description", "language", "spoken", "theme", "venue",
        "organisation", "audience", "is_formal", "is_resident_run", "is_indoors", "is_step_free",
        "price_cents", "capacity", "is_walk_in", "state", "newcomer_places",
        "is_free_with_little_money",
    }
)  # fmt: skip


class FewerPlacesThanPeople(Refused):
    """The new number of places is below the number of people on a list."""

    def __init__(self, taken: int) -> None:
        super().__init__(
            _("Er staan al %(taken)s mensen op een lijst. Kies minstens %(taken)s plekken.")
            % {"taken": taken}
        )


class TooManyKept(Refused):
    """More places would be kept for newcomers than there are."""

    def __init__(self) -> None:
        super().__init__(
            _("Er zijn minder plekken dan je vrijhoudt voor nieuwe mensen. Kies er minder.")
        )


class NothingToPlan(Refused):
    """The series gives no new session."""

    def __init__(self) -> None:
        super().__init__(_("Op deze dagen staat al een bijeenkomst. Er is niets bijgekomen."))


class LastLead(Refused):
    """An activity keeps at least one person who leads it."""

    def __init__(self) -> None:
        super().__init__(_("Iemand moet de trekker zijn. Kies eerst een ander."))


@transaction.atomic
def create_activity(
    *,
    district: District,
    title: str,
    theme: str,
    by: Person | None,
    now: dt.datetime,
    **fields: object,
) -> Activity:
    """Make an activity; who makes it leads it.

    :raises TypeError: for a field that may not be set.
    """
    _only_changeable(fields)
    activity = Activity(
        district=district, title=title, theme=theme, created_at=now, changed_at=now, **fields
    )
    activity.save(force_insert=True)
    finding.put_activities([activity], now)
    if by:
        Lead.objects.create(activity=activity, person=by, role=Lead.Role.LEAD, since=now)
    journal.record(action="create_activity", now=now, by=by, thing=activity)
    return activity


def _only_changeable(fields: dict[str, object]) -> None:
    if strange := set(fields) - CHANGEABLE:
        raise TypeError(f"not fields to set: {', '.join(sorted(strange))}")


@transaction.atomic
def change_activity(
    *, activity: Activity, by: Person, now: dt.datetime, **fields: object
) -> Activity:
    """Change what is said of an activity; a new number of places holds for sessions to come.

    :raises FewerPlacesThanPeople: a session to come has more people than the new number.
    """
    _only_changeable(fields)
    for name, value in fields.items():
        setattr(activity, name, value)
    if activity.capacity is not None and activity.newcomer_places > activity.capacity:
        raise TooManyKept
    activity.changed_at = now
    activity.save()
    finding.put_activities([activity], now)
    if "capacity" in fields:
        _set_places(activity, now)
    journal.record(
        action="change_activity", now=now, by=by, thing=activity, details={"fields": sorted(fields)}
    )
    return activity


def _set_places(activity: Activity, now: dt.datetime) -> None:
    sessions = activity.sessions.select_for_update(no_key=True).filter(starts_at__gt=now)
    # In the order in which every action locks sessions, so that none waits for another in a ring.
    for session in sessions.order_by("pk"):
        if activity.capacity is not None and activity.capacity < session.taken:
            raise FewerPlacesThanPeople(session.taken)
        session.capacity = activity.capacity
        session.save(update_fields=["capacity"])
        places.fill_places(session=session, now=now)


@transaction.atomic
def plan_sessions(
    *,
    activity: Activity,
    starts: Iterable[dt.datetime],
    minutes: int,
    by: Person | None,
    now: dt.datetime,
) -> list[Session]:
    """Plan sessions at these moments; moments that have one already are left as they are.

    :raises NothingToPlan: all moments had one.
    """
    wanted = sorted(set(starts))
    there = set(activity.sessions.filter(starts_at__in=wanted).values_list("starts_at", flat=True))
    sessions = [
        Session(
            activity=activity,
            district_id=activity.district_id,
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=minutes),
            capacity=activity.capacity,
        )
        for start in wanted
        if start not in there
    ]
    if not sessions:
        raise NothingToPlan
    Session.objects.bulk_create(sessions)
    finding.set_next(activity, now)
    journal.record(
        action="plan_sessions", now=now, by=by, thing=activity, details={"sessions": len(sessions)}
    )
    return sessions


def plan_weekly(
    *,
    activity: Activity,
    first: dt.datetime,
    minutes: int,
    weeks: int,
    by: Person | None,
    now: dt.datetime,
    every: int = 1,
) -> list[Session]:
    """Plan a weekly series from its first start, at the same clock time."""
    starts = rules.weekly(first=first, weeks=weeks, every=every)
    return plan_sessions(activity=activity, starts=starts, minutes=minutes, by=by, now=now)


@transaction.atomic
def cancel_session(
    *, session: Session, reason: str, by: Person | None, now: dt.datetime
) -> Session:
    """Say that a session does not take place; everybody on the list is told.

    :raises SessionOver: it has ended. SessionCancelled: it was cancelled before.
    """
    fresh = Session.objects.select_for_update(of=("self",), no_key=True).select_related("activity")
    session = fresh.get(pk=session.pk)
    if session.state == Session.State.CANCELLED:
        raise joining.SessionCancelled
    if not rules.may_still_join(ends_at=session.ends_at, now=now):
        raise joining.SessionOver
    session.state, session.reason = Session.State.CANCELLED, reason
    session.save(update_fields=["state", "reason"])
    finding.set_next(session.activity, now)
    on_the_list = session.enrolments.exclude(state=Enrolment.State.LEFT)
    for enrolment in on_the_list.select_related("person__account", "session__activity"):
        letters.tell_cancelled(enrolment, now)
    journal.record(action="cancel_session", now=now, by=by, thing=session)
    return session


@transaction.atomic
def add_lead(
    *, activity: Activity, person: Person, role: str, by: Person, now: dt.datetime
) -> Lead:
    """Let a resident lead, organise along or help; an earlier role is replaced."""
    lead, _made = Lead.objects.update_or_create(
        activity=activity, person=person, defaults={"role": role, "since": now}
    )
    _keep_a_lead(activity)
    journal.record(
        action="add_lead", now=now, by=by, about=person, thing=activity, details={"role": role}
    )
    return lead


@transaction.atomic
def invite_lead(
    *, activity: Activity, email: str, token: str, by: Person, now: dt.datetime
) -> None:
    """Write somebody, known here or not, a letter with a link to organise along.

    :param token: the signed end of the link; who opens it must sign in first.
    """
    letters.invite(activity, email, token, now)
    journal.record(action="invite_lead", now=now, by=by, thing=activity)


@transaction.atomic
def show_name(*, lead: Lead, shows: bool, by: Person, now: dt.datetime) -> None:
    """Put the given name of a lead on the public page, or take it off."""
    lead.shows_name = shows
    lead.save(update_fields=["shows_name"])
    journal.record(
        action="show_name", now=now, by=by, about=lead.person, thing=lead.activity,
        details={"shows": shows},
    )  # fmt: skip


@transaction.atomic
def remove_lead(*, lead: Lead, by: Person, now: dt.datetime) -> None:
    """Let somebody stop leading or helping.

    :raises LastLead: nobody would lead any more.
    """
    activity, person = lead.activity, lead.person
    lead.delete()
    _keep_a_lead(activity)
    journal.record(action="remove_lead", now=now, by=by, about=person, thing=activity)


def _keep_a_lead(activity: Activity) -> None:
    if not activity.leads.filter(role=Lead.Role.LEAD).exists():
        raise LastLead
