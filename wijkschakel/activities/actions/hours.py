"""Making and changing consultation hours, closing a day, and appointments in them."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities import queries
from wijkschakel.activities.actions import finding_hours
from wijkschakel.activities.actions import hour_letters as letters
from wijkschakel.activities.actions.joining import key_hash
from wijkschakel.activities.models import Appointment, ConsultationHour, HourChange, HourHost
from wijkschakel.activities.rules import hours as rules
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import joining as people_joining
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

CHANGEABLE = frozenset(
    {
        "title", "summary", "who", "language", "spoken", "theme", "state", "venue", "organisation",
        "phone", "is_formal", "is_walk_in", "slot_minutes", "rhythm", "first_on", "until_on",
        "opens", "closes", "closes_on_holidays",
    }
)  # fmt: skip
APPOINTMENTS_AHEAD = 3
State = Appointment.State


class MomentTaken(Refused):
    """Somebody else has this time, or it is not one of the times."""

    def __init__(self) -> None:
        super().__init__(_("Deze tijd is niet meer vrij. Kies een andere tijd."))


class EnoughAppointments(Refused):
    """One person cannot keep a whole consultation hour."""

    def __init__(self) -> None:
        super().__init__(
            _("Je hebt hier al %(n)s afspraken. Zeg er eerst een af. Er is niets veranderd.")
            % {"n": APPOINTMENTS_AHEAD}
        )


class AppointmentGone(Refused):
    """It was cancelled before, or it is over."""

    def __init__(self) -> None:
        super().__init__(_("Deze afspraak staat niet meer. Er is niets veranderd."))


@dataclass(frozen=True)
class GuestAppointment:
    """What a guest gets: the appointment, and the key of the link to cancel it."""

    appointment: Appointment
    key: str


@transaction.atomic
def create_hour(
    *, district: District, by: Person | None, now: dt.datetime, **fields: object
) -> ConsultationHour:
    """Make a consultation hour.

    :raises TypeError: for a field that may not be set.
    """
    _only_changeable(fields)
    hour = ConsultationHour(district=district, created_at=now, changed_at=now, **fields)
    hour.save(force_insert=True)
    finding_hours.put_hour(hour)
    journal.record(action="create_hour", now=now, by=by, thing=hour)
    return hour


def _only_changeable(fields: dict[str, object]) -> None:
    if strange := set(fields) - CHANGEABLE:
        raise TypeError(f"not fields to set: {', '.join(sorted(strange))}")


@transaction.atomic
def change_hour(
    *, hour: ConsultationHour, by: Person, now: dt.datetime, **fields: object
) -> ConsultationHour:
    """Change what is said of an hour; appointments at times that are gone are told."""
    _only_changeable(fields)
    for name, value in fields.items():
        setattr(hour, name, value)
    hour.changed_at = now
    hour.save()
    finding_hours.put_hour(hour)
    journal.record(
        action="change_hour", now=now, by=by, thing=hour, details={"fields": sorted(fields)}
    )
    _cancel_what_falls_out(hour, by, now)
    return hour


@transaction.atomic
def change_day(
    *,
    hour: ConsultationHour,
    day: dt.date,
    opens: dt.time | None,
    closes: dt.time | None,
    note: str,
    by: Person,
    now: dt.datetime,
) -> HourChange:
    """Close one day, or open it at another time; who had an appointment then is told."""
    change, _made = HourChange.objects.update_or_create(
        hour=hour, day=day, defaults={"opens": opens, "closes": closes, "note": note}
    )
    journal.record(
        action="change_hour_day", now=now, by=by, thing=hour, details={"day": day.isoformat()}
    )
    _cancel_what_falls_out(hour, by, now)
    return change


@transaction.atomic
def undo_day(*, change: HourChange, by: Person, now: dt.datetime) -> None:
    """Let a day be as every other."""
    hour = change.hour
    change.delete()
    journal.record(action="undo_hour_day", now=now, by=by, thing=hour)
    _cancel_what_falls_out(hour, by, now)


def _cancel_what_falls_out(hour: ConsultationHour, by: Person, now: dt.datetime) -> None:
    """Cancel appointments that no opening holds any more, and tell who had them."""
    # "of": an account may be absent, and PostgreSQL locks no row that may be absent.
    booked = hour.appointments.select_for_update(of=("self",), no_key=True).filter(
        state=State.BOOKED, starts_at__gt=now
    )
    for appointment in booked.select_related("person__account").order_by("starts_at"):
        if not _is_open(hour, appointment.starts_at, appointment.ends_at):
            appointment.state = State.CANCELLED
            appointment.save(update_fields=["state"])
            letters.tell_cancelled(appointment, now)
            journal.record(
                action="cancel_appointment", now=now, by=by, about=appointment.person, thing=hour
            )


def _openings_of(hour: ConsultationHour, moment: dt.datetime) -> list[rules.Opening]:
    zone = timezone.get_current_timezone()
    day = moment.astimezone(zone).date()
    changes = hour.changes.filter(day=day)
    return rules.openings(queries.times_of(hour, changes), zone, start=day, end=day)


def _is_open(hour: ConsultationHour, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
    return hour.state == ConsultationHour.State.PUBLISHED and any(
        not one.is_closed and one.starts_at <= starts_at and ends_at <= one.ends_at
        for one in _openings_of(hour, starts_at)
    )


@transaction.atomic
def make_appointment(
    *,
    hour: ConsultationHour,
    starts_at: dt.datetime,
    person: Person,
    about: str,
    by: Person,
    now: dt.datetime,
) -> Appointment:
    """Give this person a time of their own; asking for the same time again gives the same one.

    :raises MomentTaken: it is not free. EnoughAppointments: they have some already.
    """
    fresh = ConsultationHour.objects.select_for_update().get(pk=hour.pk)
    mine = fresh.appointments.filter(person=person, state=State.BOOKED, ends_at__gt=now)
    if same := mine.filter(starts_at=starts_at).first():
        return same
    if mine.count() >= APPOINTMENTS_AHEAD:
        raise EnoughAppointments
    _refuse_when_not_free(fresh, starts_at, now)
    appointment = _book(fresh, starts_at, person, about, by, now)
    letters.confirm(appointment, now)
    return appointment


def _refuse_when_not_free(hour: ConsultationHour, starts_at: dt.datetime, now: dt.datetime) -> None:
    taken = queries.taken_moments(hour, now)
    free = [
        moment
        for opening in _openings_of(hour, starts_at)
        for moment in rules.slots(opening, minutes=hour.slot_minutes or 1, taken=taken, now=now)
    ]
    is_bookable = hour.slot_minutes and hour.state == ConsultationHour.State.PUBLISHED
    if not is_bookable or starts_at not in free:
        raise MomentTaken


def _book(
    hour: ConsultationHour,
    starts_at: dt.datetime,
    person: Person,
    about: str,
    by: Person,
    now: dt.datetime,
) -> Appointment:
    appointment = Appointment(
        hour=hour,
        person=person,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=hour.slot_minutes or 1),
        about=about,
        made_at=now,
        helped_by=None if by.pk == person.pk else by.pk,
    )
    appointment.save(force_insert=True)
    journal.record(action="make_appointment", now=now, by=by, about=person, thing=hour)
    return appointment


@transaction.atomic
def make_appointment_as_guest(
    *,
    hour: ConsultationHour,
    starts_at: dt.datetime,
    given_name: str,
    phone: str,
    about: str,
    now: dt.datetime,
    once: str,
) -> GuestAppointment:
    """Let somebody without an account make an appointment with a name.

    The key is made from the form's key, so that a double submit gives the same link.

    :raises MomentTaken: it is not free.
    """
    key = hashlib.sha256(f"appointment:{once}".encode()).hexdigest()[:32]
    fresh = ConsultationHour.objects.select_for_update().get(pk=hour.pk)
    if earlier := Appointment.objects.filter(guest_key=key_hash(key)).first():
        return GuestAppointment(earlier, key)
    _refuse_when_not_free(fresh, starts_at, now)
    guest = people_joining.welcome_guest(
        given_name=given_name, phone=phone, district=fresh.district, now=now
    )
    appointment = _book(fresh, starts_at, guest, about, guest, now)
    appointment.guest_key = key_hash(key)
    appointment.save(update_fields=["guest_key"])
    return GuestAppointment(appointment, key)


@transaction.atomic
def cancel_appointment(*, appointment: Appointment, by: Person, now: dt.datetime) -> None:
    """Give the time back.

    :raises AppointmentGone: it was cancelled before, or it is over.
    """
    fresh = Appointment.objects.select_for_update(of=("self",)).select_related("person", "hour")
    found = fresh.get(pk=appointment.pk)
    if found.state != State.BOOKED or found.ends_at <= now:
        raise AppointmentGone
    found.state = State.CANCELLED
    found.save(update_fields=["state"])
    journal.record(
        action="cancel_appointment", now=now, by=by, about=found.person, thing=found.hour
    )


@transaction.atomic
def add_host(*, hour: ConsultationHour, person: Person, by: Person, now: dt.datetime) -> HourHost:
    """Let somebody sit there: they see who has an appointment."""
    host, _made = HourHost.objects.get_or_create(hour=hour, person=person, defaults={"since": now})
    journal.record(action="add_host", now=now, by=by, about=person, thing=hour)
    return host


@transaction.atomic
def remove_host(*, host: HourHost, by: Person, now: dt.datetime) -> None:
    """Let somebody no longer sit there."""
    journal.record(action="remove_host", now=now, by=by, about=host.person, thing=host.hour)
    host.delete()
