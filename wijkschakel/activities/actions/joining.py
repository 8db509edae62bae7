"""Joining a session, waiting for a place, leaving, being there."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities import rules
from wijkschakel.activities.actions import letters, places
from wijkschakel.activities.models import Activity, Enrolment, FreePlace, Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import joining as people_joining
from wijkschakel.people.models import Person

State = Enrolment.State


class SessionFull(Refused):
    """There is no place left."""

    def __init__(self) -> None:
        super().__init__(
            _("Sorry, alle plekken zijn bezet. Je kunt op de wachtlijst, of iets anders kiezen.")
        )


class SessionOver(Refused):
    """It has ended."""

    def __init__(self) -> None:
        super().__init__(_("Dit is al geweest. Kijk in de agenda wat er nog komt."))


class SessionCancelled(Refused):
    """It does not take place."""

    def __init__(self) -> None:
        super().__init__(_("Dit gaat niet door. Kijk in de agenda wat er nog meer is."))


class AlreadyJoined(Refused):
    """This person is on the list already."""

    def __init__(self) -> None:
        super().__init__(_("Je stond al op de lijst. Je hoeft niets meer te doen."))


class StillRoom(Refused):
    """Nobody has to wait: there is a place."""

    def __init__(self) -> None:
        super().__init__(_("Er is weer een plek vrij. Je kunt meteen meedoen."))


class TooManyGuests(Refused):
    """More guests from one place than live there."""

    def __init__(self) -> None:
        super().__init__(
            _("Vanaf deze plek meldden zich net veel mensen aan. Probeer het straks, of bel ons.")
        )


class NotOnTheList(Refused):
    """There is nothing to leave or to mark."""

    def __init__(self) -> None:
        super().__init__(_("Deze naam staat niet meer op de lijst. Er is niets veranderd."))


class TooEarlyToMark(Refused):
    """Attendance is marked from an hour before the start."""

    def __init__(self) -> None:
        super().__init__(_("Het is nog te vroeg. Aanvinken kan vanaf een uur voor het begin."))


@dataclass(frozen=True)
class GuestEnrolment:
    """What a guest gets: the enrolment, and the key of the link to change it (shown once)."""

    enrolment: Enrolment
    key: str


def key_hash(key: str) -> str:
    """Hash the key of a guest's link; only the hash is kept."""
    return hashlib.sha256(key.encode()).hexdigest()


def locked(session: Session, now: dt.datetime) -> Session:
    """Lock the session, so that joins queue up one behind the other."""
    locked = Session.objects.select_for_update(of=("self",), no_key=True).select_related("activity")
    fresh = locked.get(pk=session.pk)
    if fresh.state == Session.State.CANCELLED:
        raise SessionCancelled
    if fresh.activity.state != Activity.State.PUBLISHED:
        raise SessionCancelled
    if not rules.may_still_join(ends_at=fresh.ends_at, now=now):
        raise SessionOver
    return fresh


def _write(
    session: Session, person: Person, state: str, by: Person, now: dt.datetime, once: str | None
) -> Enrolment:
    """Write the enrolment, new or again after leaving."""
    enrolment = Enrolment.objects.filter(session=session, person=person).first() or Enrolment(
        session=session, person=person
    )
    enrolment.state = state
    enrolment.joined_at = now
    enrolment.left_at = None
    enrolment.offered_until = enrolment.comes = enrolment.reminded_at = None
    enrolment.helped_by = None if by.pk == person.pk else by.pk
    enrolment.once = once
    enrolment.save()
    return enrolment


def _refuse_when_on_the_list(session: Session, person: Person) -> Enrolment | None:
    found = Enrolment.objects.filter(session=session, person=person).first()
    if found and found.state == State.JOINED:
        raise AlreadyJoined
    return found


@transaction.atomic
def join_session(
    *,
    session: Session,
    person: Person,
    by: Person,
    now: dt.datetime,
    once: str | None = None,
    for_free: bool = False,
) -> Enrolment:
    """Give this person a place; one that was offered is taken by joining.

    :param once: key of the form; the same form sent twice joins once.
    :param for_free: this person has little money; it is kept where no organiser looks.
    :raises SessionFull: no place left; SessionOver, SessionCancelled, AlreadyJoined.
    """
    fresh = locked(session, now)
    earlier = _refuse_when_on_the_list(fresh, person)
    was_waiting = bool(earlier and earlier.state == State.WAITING)
    if not (earlier and earlier.state == State.OFFERED):
        if not places.fits(fresh, now, person=person):
            raise SessionFull
        places.count(fresh, taken=1, waiting=-1 if was_waiting else 0)
    enrolment = _write(fresh, person, State.JOINED, by, now, once)
    if for_free:
        ask_free_place(person, fresh, now)
    journal.record(action="join_session", now=now, by=by, about=person, thing=fresh)
    letters.confirm(enrolment, now)
    return enrolment


@transaction.atomic
def join_as_guest(
    *,
    session: Session,
    given_name: str,
    now: dt.datetime,
    once: str,
    phone: str = "",
    for_free: bool = False,
) -> GuestEnrolment:
    """Let somebody without an account join with a name.

    The key is made from the form's key, so that a double submit gives the same link.
    """
    key = hashlib.sha256(f"guest:{once}".encode()).hexdigest()[:32]
    earlier = Enrolment.objects.filter(guest_key=key_hash(key)).first()
    if earlier:
        return GuestEnrolment(earlier, key)
    fresh = locked(session, now)
    earlier = Enrolment.objects.filter(guest_key=key_hash(key)).first()
    if earlier:
        return GuestEnrolment(earlier, key)
    if not rules.has_room(taken=fresh.taken, capacity=fresh.capacity):
        raise SessionFull
    guest = people_joining.welcome_guest(
        given_name=given_name, phone=phone, district=fresh.district, now=now
    )
    places.count(fresh, taken=1)
    enrolment = _write(fresh, guest, State.JOINED, guest, now, once)
    enrolment.guest_key = key_hash(key)
    enrolment.save(update_fields=["guest_key"])
    if for_free:
        ask_free_place(guest, fresh, now)
    journal.record(action="join_as_guest", now=now, by=guest, about=guest, thing=fresh)
    return GuestEnrolment(enrolment, key)


def new_form_key() -> str:
    """A key for a form, so that sending it twice does one thing."""
    return secrets.token_urlsafe(24)


@transaction.atomic
def wait_for_place(*, session: Session, person: Person, by: Person, now: dt.datetime) -> Enrolment:
    """Put this person on the waiting list.

    :raises StillRoom: there is a place; SessionOver, SessionCancelled, AlreadyJoined.
    """
    fresh = locked(session, now)
    earlier = _refuse_when_on_the_list(fresh, person)
    if earlier and earlier.state in (State.WAITING, State.OFFERED):
        raise AlreadyJoined
    if places.fits(fresh, now, person=person):
        raise StillRoom
    places.count(fresh, waiting=1)
    enrolment = _write(fresh, person, State.WAITING, by, now, None)
    journal.record(action="wait_for_place", now=now, by=by, about=person, thing=fresh)
    return enrolment


def ask_free_place(person: Person, session: Session, now: dt.datetime) -> None:
    """Note that this person takes part for free, where the activity offers that."""
    activity = session.activity
    if activity.is_free_with_little_money and activity.price_cents:
        FreePlace.objects.get_or_create(
            person=person,
            session=session,
            defaults={"price_cents": activity.price_cents, "asked_at": now},
        )


@transaction.atomic
def leave_session(*, enrolment: Enrolment, by: Person, now: dt.datetime) -> None:
    """Take this person off the list, and who they brought; the places go to who waited longest.

    :raises NotOnTheList: they left before. SessionOver: it has ended.
    """
    fresh = Session.objects.select_for_update(of=("self",), no_key=True).select_related("activity")
    session = fresh.get(pk=enrolment.session_id)
    mine = Enrolment.objects.select_related("person").get(pk=enrolment.pk)
    if mine.state == State.LEFT:
        raise NotOnTheList
    if not rules.may_still_join(ends_at=session.ends_at, now=now):
        raise SessionOver
    freed = take_off(session, mine, now)
    journal.record(action="leave_session", now=now, by=by, about=mine.person, thing=session)
    if freed:
        places.fill_places(session=session, now=now)


def take_off(session: Session, enrolment: Enrolment, now: dt.datetime) -> int:
    """Take somebody and their company off a locked session; give how many places came free."""
    company = Enrolment.objects.filter(brought_by=enrolment).exclude(state=State.LEFT)
    freed = 0
    for one in [enrolment, *company]:
        had_place = one.state in places.WITH_PLACE
        one.state, one.left_at, one.offered_until = State.LEFT, now, None
        one.save(update_fields=["state", "left_at", "offered_until"])
        places.count(session, taken=-1 if had_place else 0, waiting=0 if had_place else -1)
        freed += had_place
    FreePlace.objects.filter(person=enrolment.person_id, session=session).delete()
    return freed


def may_mark(session: Session, now: dt.datetime) -> bool:
    """Say whether attendance may be marked: from an hour before the start."""
    return now >= session.starts_at - rules.MARK_FROM


@transaction.atomic
def mark_attendance(
    *, enrolment: Enrolment, was_there: bool | None, by: Person, now: dt.datetime
) -> Enrolment:
    """Note that somebody was there, was not, or take the mark away (None).

    :raises NotOnTheList: they left. TooEarlyToMark: more than an hour before the start.
    """
    fresh = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person", "session"
    )
    enrolment = fresh.get(pk=enrolment.pk)
    if enrolment.state != State.JOINED:
        raise NotOnTheList
    if not may_mark(enrolment.session, now):
        raise TooEarlyToMark
    enrolment.was_there = was_there
    enrolment.marked_at = None if was_there is None else now
    enrolment.save(update_fields=["was_there", "marked_at"])
    journal.record(
        action="mark_attendance",
        now=now,
        by=by,
        about=enrolment.person,
        thing=enrolment.session,
        details={"was_there": was_there},
    )
    return enrolment
