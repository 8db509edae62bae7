"""Taking part in a whole series: on every list now, and on each new one while there is room."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities import rules
from wijkschakel.activities.actions import joining, letters_of_series, places
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


class AlreadyInSeries(Refused):
    """This person takes part in the whole series already."""

    def __init__(self) -> None:
        super().__init__(_("Je doet al mee met de hele reeks. Je hoeft niets meer te doen."))


class NotInSeries(Refused):
    """There is nothing to stop."""

    def __init__(self) -> None:
        super().__init__(_("Je doet niet mee met de hele reeks. Er is niets veranderd."))


class SeriesOver(Refused):
    """No session of it is still to come."""

    def __init__(self) -> None:
        super().__init__(_("Deze reeks is voorbij. Kijk in de agenda wat er nog komt."))


def _lock(series: Series) -> Series:
    """Lock the series before its sessions: new ones wait until we are done."""
    rows = Series.objects.select_for_update(of=("self",), no_key=True).select_related("activity")
    return rows.get(pk=series.pk)


def _coming(series: Series, now: dt.datetime) -> list[Session]:
    """Lock what is still to come, in the order in which every action locks sessions."""
    rows = Session.objects.select_for_update(of=("self",), no_key=True).filter(
        series=series, ends_at__gt=now, state=Session.State.PLANNED
    )
    return list(rows.select_related("activity").order_by("pk"))


@transaction.atomic
def join_series(
    *, series: Series, person: Person, by: Person, now: dt.datetime, for_free: bool = False
) -> SeriesEnrolment:
    """Put somebody on all lists to come: with a place where one is free, else waiting.

    Places for newcomers are left alone. Who stood on a list already stays there.

    :param for_free: this person has little money; it is kept where no organiser looks.
    :raises AlreadyInSeries, SeriesOver.
    """
    fresh = _lock(series)
    sessions = _coming(fresh, now)
    if not sessions or fresh.activity.state != Activity.State.PUBLISHED:
        raise SeriesOver
    member = SeriesEnrolment.objects.filter(series=fresh, person=person).first()
    if member and member.left_at is None:
        raise AlreadyInSeries
    member = member or SeriesEnrolment(series=fresh, person=person)
    member.joined_at, member.left_at = now, None
    member.save()
    earlier = {
        row.session_id: row for row in Enrolment.objects.filter(person=person, session__in=sessions)
    }
    states = [
        _put_on_list(session, earlier.get(session.pk), member, by, now) for session in sessions
    ]
    if for_free:
        _ask_free(member, fresh, now)
    joined, waiting = states.count(State.JOINED), states.count(State.WAITING)
    letters_of_series.confirm_series(member, fresh.activity, joined, waiting, now)
    journal.record(
        action="join_series", now=now, by=by, about=person, thing=fresh,
        details={"joined": joined, "waiting": waiting},
    )  # fmt: skip
    return member


def _put_on_list(
    session: Session,
    earlier: Enrolment | None,
    member: SeriesEnrolment,
    by: Person,
    now: dt.datetime,
) -> str:
    """Put a member on the list of one locked session; say how they stand there."""
    enrolment = earlier or Enrolment(session=session, person=member.person, state=State.LEFT)
    enrolment.series_enrolment = member
    if enrolment.state == State.LEFT:
        is_last_day = rules.is_last_day(session.starts_at, now)
        fits = places.room_of(session).fits(in_series=True, is_last_day=is_last_day)
        enrolment.state = State.JOINED if fits else State.WAITING
        enrolment.joined_at, enrolment.left_at = now, None
        enrolment.offered_until = enrolment.comes = enrolment.reminded_at = None
        enrolment.helped_by = None if by.pk == member.person_id else by.pk
        places.count(session, taken=int(fits), waiting=int(not fits))
    enrolment.save()
    return str(enrolment.state)


def _ask_free(member: SeriesEnrolment, series: Series, now: dt.datetime) -> None:
    activity = series.activity
    if activity.is_free_with_little_money and activity.price_cents:
        FreePlace.objects.get_or_create(
            person=member.person,
            series=series,
            defaults={"price_cents": activity.price_cents, "asked_at": now},
        )


@transaction.atomic
def leave_series(*, member: SeriesEnrolment, by: Person, now: dt.datetime) -> int:
    """Take somebody off all lists to come that they were put on by the series.

    :raises NotInSeries: they stopped before.
    """
    series = _lock(member.series)
    fresh = SeriesEnrolment.objects.select_related("person").get(pk=member.pk)
    if fresh.left_at is not None:
        raise NotInSeries
    mine = Enrolment.objects.filter(series_enrolment=fresh, session__ends_at__gt=now).exclude(
        state=State.LEFT
    )
    by_session = {row.session_id: row for row in mine}
    rows = Session.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=list(by_session)
    )
    fresh.left_at = now
    fresh.save(update_fields=["left_at"])
    for session in rows.select_related("activity").order_by("pk"):
        if joining.take_off(session, by_session[session.pk], now):
            places.fill_places(session=session, now=now)
    FreePlace.objects.filter(person=fresh.person, series=series).delete()
    journal.record(action="leave_series", now=now, by=by, about=fresh.person, thing=series)
    return len(by_session)
