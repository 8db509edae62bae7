"""Planning a series, moving and cancelling what follows, ending it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities import queries, rules
from wijkschakel.activities.actions import (
    finding,
    joining,
    letters_of_places,
    letters_of_series,
    organising,
    planning_ahead,
)
from wijkschakel.activities.models import (
    Activity,
    Enrolment,
    FreePlace,
    Series,
    SeriesEnrolment,
    Session,
)
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person

State = Enrolment.State


class NoSeries(Refused):
    """A session was planned on its own."""

    def __init__(self) -> None:
        super().__init__(_("Deze dag hoort niet bij een reeks. Wijzig alleen deze dag."))


class MomentTaken(Refused):
    """Another session of the activity is at that moment."""

    def __init__(self) -> None:
        super().__init__(_("Op dat moment is er al een bijeenkomst. Er is niets veranderd."))


class InThePast(Refused):
    """A session moves to a moment that is still to come."""

    def __init__(self) -> None:
        super().__init__(_("Dat moment is al geweest. Kies een moment dat nog komt."))


def zone() -> dt.tzinfo:
    """Give the zone of the people."""
    return timezone.get_current_timezone()


@transaction.atomic
def start_series(
    *,
    activity: Activity,
    plan: rules.Plan,
    clock: dt.time,
    minutes: int,
    by: Person | None,
    now: dt.datetime,
) -> list[Session]:
    """Plan a series, and make its sessions a year ahead; one single day needs no series.

    :raises NothingToPlan: no day is left, or all have a session already.
    """
    days = rules.days(plan, start=plan.first_on, end=_horizon(plan, now))
    if len(days) == 1 and plan.until_on == days[0]:
        moment = rules.moment(days[0], clock, zone())
        return organising.plan_sessions(
            activity=activity, starts=[moment], minutes=minutes, by=by, now=now
        )
    series = Series.objects.create(
        activity=activity,
        planned_until=plan.first_on - dt.timedelta(days=1),
        created_at=now,
        clock=clock,
        minutes=minutes,
        **_fields(plan),
    )
    sessions = planning_ahead.expand([series], _horizon(plan, now), now)
    if not sessions:
        raise organising.NothingToPlan
    finding.set_next(activity, now)
    journal.record(
        action="start_series", now=now, by=by, thing=activity, details={"sessions": len(sessions)}
    )
    return sorted(sessions, key=lambda session: session.starts_at)


def _fields(plan: rules.Plan) -> dict[str, object]:
    return {
        "rhythm": plan.rhythm,
        "first_on": plan.first_on,
        "skips": sorted(day.isoformat() for day in plan.skips),
        "extras": sorted(day.isoformat() for day in plan.extras),
        "until_on": plan.until_on,
    }


def _horizon(plan: rules.Plan, now: dt.datetime) -> dt.date:
    """A year ahead of today, and of a first day that is later; chosen days all."""
    today = timezone.localtime(now).date()
    return max([max(today, plan.first_on) + rules.AHEAD, *plan.extras])


@transaction.atomic
def start_activity(
    *,
    district: object,
    plan: rules.Plan,
    clock: dt.time,
    minutes: int,
    by: Person,
    now: dt.datetime,
    **fields: object,
) -> list[Session]:
    """Make an activity with its first sessions: both or nothing."""
    activity = organising.create_activity(district=district, by=by, now=now, **fields)  # type: ignore[arg-type]
    return start_series(activity=activity, plan=plan, clock=clock, minutes=minutes, by=by, now=now)


def _locked(session: Session, now: dt.datetime) -> Session:
    """Lock a session that is still to come."""
    rows = Session.objects.select_for_update(of=("self",), no_key=True).select_related(
        "activity", "series"
    )
    fresh = rows.get(pk=session.pk)
    if fresh.state == Session.State.CANCELLED:
        raise joining.SessionCancelled
    if not rules.may_still_join(ends_at=fresh.ends_at, now=now):
        raise joining.SessionOver
    return fresh


def _lock_series(session: Session) -> Series:
    """Lock the series: always before its sessions."""
    if session.series_id is None or session.series_on is None:
        raise NoSeries
    return Series.objects.select_for_update(no_key=True).get(pk=session.series_id)


def _shift(session: Session, start: dt.datetime, minutes: int) -> None:
    session.moved_from = session.moved_from or session.starts_at
    session.starts_at = start
    session.ends_at = start + dt.timedelta(minutes=minutes)
    if session.moved_from == session.starts_at:
        session.moved_from = None
    taken = Session.objects.filter(activity=session.activity_id, starts_at=start)
    if taken.exclude(pk=session.pk).exists():
        raise MomentTaken
    session.save(update_fields=["moved_from", "starts_at", "ends_at", "series", "series_on"])
    on_it = session.enrolments.exclude(state=State.LEFT)
    on_it.update(comes=None, reminded_at=None)


@transaction.atomic
def move_session(
    *, session: Session, start: dt.datetime, minutes: int, by: Person, now: dt.datetime
) -> Session:
    """Move one session; who is on the list keeps their place and is told.

    :raises SessionOver, SessionCancelled, InThePast, MomentTaken.
    """
    fresh = _locked(session, now)
    if start <= now:
        raise InThePast
    before = fresh.starts_at
    _shift(fresh, start, minutes)
    for enrolment in _on_lists([fresh]):
        enrolment.session = fresh
        letters_of_places.tell_moved(enrolment, before, now)
    finding.set_next(fresh.activity, now)
    journal.record(action="move_session", now=now, by=by, thing=fresh)
    return fresh


def _on_lists(sessions: Iterable[Session]) -> list[Enrolment]:
    rows = Enrolment.objects.filter(session__in=[one.pk for one in sessions])
    return list(rows.exclude(state=State.LEFT).select_related("person__account").order_by("pk"))


@transaction.atomic
def move_following(
    *, session: Session, day: dt.date, clock: dt.time, minutes: int, by: Person, now: dt.datetime
) -> list[Session]:
    """Move a session and all that follow: the rule goes on from the new day and time.

    Sessions that were moved by hand before stay where they are. People keep their places, and
    get one letter each.

    :raises NoSeries, SessionOver, SessionCancelled, InThePast, MomentTaken.
    """
    old = _lock_series(session)
    sessions = list(queries.following(session).select_for_update(of=("self",), no_key=True))
    first = next(one for one in sessions if one.pk == session.pk)
    if first.state == Session.State.CANCELLED:
        raise joining.SessionCancelled
    if rules.moment(day, clock, zone()) <= now:
        raise InThePast
    old_day = first.series_on or day
    plan = queries.plan_of(old)
    fresh = rules.moved(plan, old_day, day)
    new = _split(old, fresh, old_day, clock, minutes, now)
    where = rules.shift(
        plan, fresh, [one.series_on for one in sessions if one.series_on], old_day, day - old_day
    )
    moved = _move_all(sessions, new, where, backwards=day > old_day)
    _tell_once(moved, now)
    finding.set_next(old.activity, now)
    journal.record(
        action="move_following", now=now, by=by, thing=first, details={"sessions": len(moved)}
    )
    return moved


def _split(
    old: Series, plan: rules.Plan, old_day: dt.date, clock: dt.time, minutes: int, now: dt.datetime
) -> Series:
    """End the old rule the day before, and begin the new one with the same people."""
    new = Series.objects.create(
        activity=old.activity, planned_until=old.planned_until, created_at=now,
        clock=clock, minutes=minutes, **_fields(plan),
    )  # fmt: skip
    old.until_on = old_day - dt.timedelta(days=1)
    old.save(update_fields=["until_on"])
    SeriesEnrolment.objects.filter(series=old, left_at__isnull=True).update(series=new)
    FreePlace.objects.filter(series=old, settled_at__isnull=True).update(series=new)
    return new


def _move_all(
    sessions: list[Session], new: Series, where: dict[dt.date, dt.date], *, backwards: bool
) -> list[Session]:
    """Move sessions to the new rule; the furthest first, so that none lands on another."""
    moved = []
    for session in sorted(sessions, key=lambda one: one.starts_at, reverse=backwards):
        old_day = session.series_on
        session.series = new
        session.series_on = where[old_day] if old_day else None
        if session.state == Session.State.CANCELLED or session.moved_from or not old_day:
            session.save(update_fields=["series", "series_on"])
            continue
        _shift(session, rules.moment(where[old_day], new.clock, zone()), new.minutes)
        moved.append(session)
    return sorted(moved, key=lambda one: one.starts_at)


def _tell_once(sessions: list[Session], now: dt.datetime, reason: str | None = None) -> None:
    """Write everybody on these lists one letter that names their days."""
    by_number = {session.pk: session for session in sessions}
    mine: dict[Person, list[Session]] = defaultdict(list)
    for enrolment in _on_lists(sessions):
        mine[enrolment.person].append(by_number[enrolment.session_id])
    for person, theirs in mine.items():
        theirs.sort(key=lambda session: session.starts_at)
        activity = theirs[0].activity
        if reason is None:
            letters_of_series.tell_moved(person, activity, theirs, now)
        else:
            letters_of_series.tell_cancelled(person, activity, theirs, reason, now)


@transaction.atomic
def cancel_following(
    *, session: Session, reason: str, by: Person | None, now: dt.datetime
) -> list[Session]:
    """Cancel a session and all that follow, and end the series before it.

    Days on which nobody ever was on the list go from the agenda; the others stay, crossed out.

    :raises NoSeries, SessionOver, SessionCancelled.
    """
    series = _lock_series(session)
    sessions = list(queries.following(session).select_for_update(of=("self",), no_key=True))
    first = next(one for one in sessions if one.pk == session.pk)
    if first.state == Session.State.CANCELLED:
        raise joining.SessionCancelled
    if not rules.may_still_join(ends_at=first.ends_at, now=now):
        raise joining.SessionOver
    planned = [one for one in sessions if one.state == Session.State.PLANNED]
    _tell_once(planned, now, reason)
    known = set(Enrolment.objects.filter(session__in=planned).values_list("session_id", flat=True))
    empty = [one.pk for one in planned if one.pk not in known and one.pk != first.pk]
    Session.objects.filter(pk__in=empty).delete()
    kept = [one.pk for one in planned if one.pk not in empty]
    Session.objects.filter(pk__in=kept).update(state=Session.State.CANCELLED, reason=reason)
    from_on = first.series_on or timezone.localdate(first.starts_at)
    series.until_on = from_on - dt.timedelta(days=1)
    series.save(update_fields=["until_on"])
    SeriesEnrolment.objects.filter(series=series, left_at__isnull=True).update(left_at=now)
    finding.set_next(series.activity, now)
    journal.record(
        action="cancel_following", now=now, by=by, thing=first, details={"sessions": len(planned)}
    )
    return planned
