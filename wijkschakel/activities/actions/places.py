"""Places of a session: counting, filling what came free, offering it to who waits."""

import datetime as dt
import uuid
from dataclasses import replace

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from wijkschakel.activities import rules
from wijkschakel.activities.actions import letters, letters_of_places, marking
from wijkschakel.activities.models import Enrolment, SeriesEnrolment, Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person

State = Enrolment.State
WITH_PLACE = (State.JOINED, State.OFFERED)


class OfferGone(Refused):
    """The place that was offered went to somebody else."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze plek is niet meer voor jou vrij. Wil je toch? Zet je weer op de wachtlijst.")
        )


def count(session: Session, *, taken: int = 0, waiting: int = 0) -> None:
    """Change the counters of a session that is locked."""
    Session.objects.filter(pk=session.pk).update(
        taken=F("taken") + taken, waiting=F("waiting") + waiting
    )
    marking.mark([session.activity_id])


def room_of(session: Session) -> rules.Room:
    """Give the places as they are; who is in the series is counted only when that matters."""
    kept = session.activity.newcomer_places if session.series_id else 0
    by_series = 0
    if kept and session.capacity is not None:
        rows = session.enrolments.filter(state__in=WITH_PLACE)
        by_series = (
            rows.filter(series_enrolment__left_at__isnull=True)
            .exclude(series_enrolment=None)
            .count()
        )
    return rules.Room(session.capacity, session.taken, by_series, kept)


def fits(session: Session, now: dt.datetime, *, person: Person | None = None) -> bool:
    """Say whether there is a place for this person in a locked session."""
    room = room_of(session)
    in_series = bool(room.newcomer_places and person and _is_member(session, person))
    return room.fits(in_series=in_series, is_last_day=rules.is_last_day(session.starts_at, now))


def _is_member(session: Session, person: Person) -> bool:
    return SeriesEnrolment.objects.filter(
        series=session.series_id, person=person, left_at__isnull=True
    ).exists()


def fill_places(*, session: Session, now: dt.datetime) -> int:
    """Give free places to who waited longest. Call it inside the transaction that freed them.

    Who reads mail is offered the place while there is a day to answer; others get it at once.
    """
    session.refresh_from_db(fields=["taken", "waiting", "capacity", "state", "starts_at"])
    if session.state == Session.State.CANCELLED or not session.waiting:
        return 0
    room, given = room_of(session), 0
    is_last_day = rules.is_last_day(session.starts_at, now)
    waiting = session.enrolments.filter(state=State.WAITING).select_related("person__account")
    for enrolment in waiting.order_by("joined_at", "id"):
        if not room.fits():
            break
        in_series = enrolment.series_enrolment_id is not None
        if not room.fits(in_series=in_series, is_last_day=is_last_day):
            continue
        _give(session, enrolment, now)
        given += 1
        room = replace(room, taken=room.taken + 1, by_series=room.by_series + in_series)
    if given:
        count(session, taken=given, waiting=-given)
    return given


def _give(session: Session, enrolment: Enrolment, now: dt.datetime) -> None:
    """Offer a place, or give it when there is no time or no mail to ask."""
    enrolment.session = session
    may_ask = not rules.is_last_day(session.starts_at, now)
    if may_ask and letters.address_of(enrolment.person):
        enrolment.state = State.OFFERED
        enrolment.offered_until = rules.offer_ends(session.starts_at, now)
        letters_of_places.offer(enrolment, now)
        action = "offer_place"
    else:
        enrolment.state = State.JOINED
        letters.tell_place(enrolment, now)
        action = "fill_place"
    enrolment.save(update_fields=["state", "offered_until"])
    journal.record(action=action, now=now, by=None, about=enrolment.person, thing=session)


@transaction.atomic
def accept_place(*, enrolment: Enrolment, by: Person, now: dt.datetime) -> Enrolment:
    """Take the place that was offered; also when its time passed and nobody else has it yet.

    :raises OfferGone: it went to somebody else, or it does not take place.
    """
    session = Session.objects.select_for_update(no_key=True).get(pk=enrolment.session_id)
    fresh = Enrolment.objects.select_related("person").get(pk=enrolment.pk)
    if fresh.state == State.JOINED:
        return fresh
    is_planned = session.state == Session.State.PLANNED and now < session.ends_at
    if fresh.state != State.OFFERED or not is_planned:
        raise OfferGone
    fresh.state, fresh.offered_until = State.JOINED, None
    fresh.save(update_fields=["state", "offered_until"])
    journal.record(action="accept_place", now=now, by=by, about=fresh.person, thing=session)
    return fresh


@transaction.atomic
def _let_go(session_id: uuid.UUID, now: dt.datetime) -> int:
    """Pass on the offers of one session whose time is over."""
    rows = Session.objects.select_for_update(of=("self",), no_key=True).select_related("activity")
    session = rows.get(pk=session_id)
    late = session.enrolments.filter(state=State.OFFERED, offered_until__lte=now)
    expired = list(late.select_related("person__account").order_by("pk"))
    for enrolment in expired:
        enrolment.session = session
        enrolment.state, enrolment.left_at, enrolment.offered_until = State.LEFT, now, None
        enrolment.save(update_fields=["state", "left_at", "offered_until"])
        letters_of_places.tell_expired(enrolment, now)
        journal.record(
            action="expire_offer", now=now, by=None, about=enrolment.person, thing=session
        )
    if expired:
        count(session, taken=-len(expired))
    fill_places(session=session, now=now)
    return len(expired)


def pass_places_on(*, now: dt.datetime) -> dict[str, int]:
    """Pass offers on whose time is over, and give on the last day what was kept for newcomers.

    Called every hour; each session is a transaction of its own.
    """
    coming = Session.objects.filter(state=Session.State.PLANNED, starts_at__gt=now)
    expired = Q(enrolments__state=State.OFFERED, enrolments__offered_until__lte=now)
    last_day = Q(waiting__gt=0, starts_at__lte=now + rules.LAST_DAY) & (
        Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
    )
    wanted = coming.filter(expired | last_day).order_by("pk").values_list("pk", flat=True)
    return {"offers expired": sum(_let_go(number, now) for number in wanted.distinct())}
