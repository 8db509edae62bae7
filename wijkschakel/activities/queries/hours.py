"""Which consultation hours are open now, and which come next. One query however many there are."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from wijkschakel.activities.models import Appointment, ConsultationHour, HourChange
from wijkschakel.activities.rules import holidays, rhythm
from wijkschakel.activities.rules import hours as rules
from wijkschakel.activities.rules.rhythm import Plan
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

DAYS_AHEAD = 14
State = ConsultationHour.State


@dataclass(frozen=True)
class OpenHour:
    """One opening of a consultation hour."""

    hour: ConsultationHour
    opening: rules.Opening

    def is_now(self, now: dt.datetime) -> bool:
        """Say whether somebody sits there at this moment."""
        opening = self.opening
        return not opening.is_closed and opening.starts_at <= now < opening.ends_at


@dataclass(frozen=True)
class HourWish:
    """What somebody looks for."""

    district: District | None = None
    spoken: str = ""
    only_walk_in: bool = False
    only_informal: bool = False
    only_formal: bool = False
    words: Collection[uuid.UUID] | None = None


def visible_hours() -> QuerySet[ConsultationHour]:
    """Hours anyone may see, with venue and organisation in the same query."""
    hours = ConsultationHour.objects.filter(state=State.PUBLISHED)
    return hours.select_related("venue", "organisation")


def wished(wish: HourWish) -> QuerySet[ConsultationHour]:
    """Keep what was asked for; the language is looked up afterwards, in `speaking`."""
    found = visible_hours()
    if wish.district:
        found = found.filter(district=wish.district)
    if wish.only_walk_in:
        found = found.filter(is_walk_in=True)
    if wish.only_informal != wish.only_formal:
        found = found.filter(is_formal=wish.only_formal)
    if wish.words is not None:
        found = found.filter(pk__in=wish.words)
    return found.order_by("opens", "title", "pk")


def _with_changes(
    hours: QuerySet[ConsultationHour], start: dt.date, end: dt.date
) -> QuerySet[ConsultationHour]:
    changes = HourChange.objects.filter(day__range=(start, end))
    return hours.prefetch_related(Prefetch("changes", changes, to_attr="near_changes"))


def times_of(hour: ConsultationHour, changes: Iterable[HourChange]) -> rules.Times:
    """Say in the words of the rules when an hour is open."""
    return rules.Times(
        plan=Plan(hour.rhythm, hour.first_on, until_on=hour.until_on),
        clock=rules.Clock(hour.opens, hour.closes),
        changes={change.day: _change(change) for change in changes},
        closes_on_holidays=hour.closes_on_holidays,
    )


def _change(change: HourChange) -> rules.Change:
    clock = None
    if change.opens and change.closes:
        clock = rules.Clock(change.opens, change.closes)
    return rules.Change(clock, change.note)


def upcoming_hours(
    hours: QuerySet[ConsultationHour], now: dt.datetime, days: int = DAYS_AHEAD
) -> list[OpenHour]:
    """Give the openings of the coming days that are not over, the soonest first."""
    zone = timezone.get_current_timezone()
    today = now.astimezone(zone).date()
    end = today + dt.timedelta(days=days)
    found = [
        OpenHour(hour, opening)
        for hour in _with_changes(hours, today, end)
        for opening in rules.openings(
            times_of(hour, hour.near_changes),  # type: ignore[attr-defined]
            zone,
            start=today,
            end=end,
        )
        if opening.ends_at > now
    ]
    return sorted(found, key=lambda one: (one.opening.starts_at, one.hour.title, one.hour.pk))


def open_hours_now(hours: QuerySet[ConsultationHour], now: dt.datetime) -> list[OpenHour]:
    """Give where somebody sits at this moment."""
    return [one for one in upcoming_hours(hours, now, days=0) if one.is_now(now)]


def speaking(found: Iterable[OpenHour], code: str) -> list[OpenHour]:
    """Keep where a language is spoken."""
    return [one for one in found if not code or code in one.hour.spoken]


def find_hour(hour_id: uuid.UUID) -> ConsultationHour | None:
    """Give an hour anyone may see."""
    return visible_hours().select_related("district").filter(pk=hour_id).first()


def taken_moments(hour: ConsultationHour, now: dt.datetime) -> set[dt.datetime]:
    """Give the starts that somebody has already."""
    rows = hour.appointments.filter(state=Appointment.State.BOOKED, ends_at__gt=now)
    return set(rows.values_list("starts_at", flat=True))


def appointments_of(
    person: Person, now: dt.datetime, hour: ConsultationHour | None = None
) -> list[Appointment]:
    """Give the appointments of this person that are still to come, everywhere or at one hour."""
    rows = Appointment.objects.filter(
        person=person, state=Appointment.State.BOOKED, ends_at__gt=now
    )
    if hour:
        rows = rows.filter(hour=hour)
    return list(rows.select_related("hour__venue").order_by("starts_at", "pk"))


def find_appointment(person: Person, appointment_id: uuid.UUID) -> Appointment | None:
    """Give an appointment of this person."""
    rows = Appointment.objects.filter(person=person, pk=appointment_id)
    return rows.select_related("hour__venue", "person").first()


def who_comes(hour: ConsultationHour, now: dt.datetime) -> list[Appointment]:
    """Give the appointments from the start of today on, for who sits there."""
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = hour.appointments.filter(state=Appointment.State.BOOKED, starts_at__gte=since)
    return list(rows.select_related("person").order_by("starts_at", "pk"))


def hours_of_host(person: Person) -> list[ConsultationHour]:
    """Give the hours at which this person sits."""
    rows = visible_hours().filter(hosts__person=person)
    return list(rows.order_by("title", "pk"))


def find_guest_appointment(key_hash: str) -> Appointment | None:
    """Give the appointment behind the link of a guest."""
    rows = Appointment.objects.filter(guest_key=key_hash)
    return rows.select_related("hour__venue", "hour__district", "person").first()


def changes_from(hour: ConsultationHour, today: dt.date) -> list[HourChange]:
    """Give the days from today on that are otherwise."""
    return list(hour.changes.filter(day__gte=today).order_by("day"))


def free_days(hour: ConsultationHour, today: dt.date) -> list[dt.date]:
    """Give the national holidays of the coming half year on which it would have been open."""
    end = today + dt.timedelta(days=183)
    plan = Plan(hour.rhythm, hour.first_on, until_on=hour.until_on)
    changed = set(hour.changes.filter(day__range=(today, end)).values_list("day", flat=True))
    return [
        day
        for day in rhythm.days(plan, start=today, end=end)
        if day in holidays.national(day.year) and day not in changed
    ]


def hours_at_desk(districts: Collection[uuid.UUID]) -> QuerySet[ConsultationHour]:
    """Every hour of these districts, also what stopped, for their coordinators."""
    rows = ConsultationHour.objects.filter(district__in=districts)
    related = rows.select_related("venue", "organisation", "district")
    return related.defer("district__boundary").order_by("state", "title", "pk")
