"""A service as one row in a list, and its opening hours in words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.models import OpeningTime, Service, ServiceSuggestion
from wijkschakel.activities.models.services import WEEKDAYS
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries import services as queries
from wijkschakel.activities.rules import services as rules
from wijkschakel.web.common import dates, words
from wijkschakel.web.common.rows import point_of

Kind = Service.Kind
Capacity = Service.Capacity
ICONS: dict[str, str] = {
    Kind.HEALTH: "help",
    Kind.MOVING: "walk",
    Kind.MIND: "talk",
    Kind.MEETING: "coffee",
    Kind.FOOD: "eat",
    Kind.MONEY: "money",
    Kind.LAW: "letter",
    Kind.WORK: "tool",
    Kind.LEARNING: "learn",
    Kind.DIGITAL: "mobile",
    Kind.HOME: "key",
    Kind.THINGS: "shopping",
    Kind.FAMILY: "people",
    Kind.CARING: "hand",
    Kind.TRANSPORT: "bus",
}
# What a scene on the page of a service shows, per kind.
SCENES: dict[str, str] = {
    Kind.MOVING: "move",
    Kind.MIND: "talk",
    Kind.MEETING: "talk",
    Kind.FOOD: "eat",
    Kind.LEARNING: "learn",
    Kind.DIGITAL: "learn",
    Kind.WORK: "make",
    Kind.HOME: "make",
    Kind.THINGS: "make",
}
DAYS_AHEAD = 7


@dataclass(frozen=True)
class Opening:
    """Whether it is open now, until when, and what to say about it."""

    is_open: bool
    until: str
    said: str


def opening(service: Service, now: dt.datetime) -> Opening:
    """Say when somebody can come: now, later today, or on another day."""
    if service.state != Service.State.ACTIVE:
        return Opening(False, "", str(service.get_state_display()).capitalize())
    times = list(service.times.all())
    local = timezone.localtime(now)
    clock = local.time().replace(tzinfo=None)
    today = _on(times, local.date())
    current = next((time for time in today if time.opens <= clock < time.closes), None)
    if current and not service.is_by_appointment:
        until = rules.say_clock(current.closes)
        return Opening(True, until, _("Nu open, tot %(time)s") % {"time": until})
    if service.is_by_appointment:
        return Opening(False, "", _("Op afspraak"))
    later = next((time for time in today if time.opens > clock), None)
    if later:
        return Opening(False, "", _("Vandaag vanaf %(t)s") % {"t": rules.say_clock(later.opens)})
    return Opening(False, "", _next_day(times, local.date()))


def _on(times: Iterable[OpeningTime], day: dt.date) -> list[OpeningTime]:
    """Give the times that hold on this day, in order."""
    found = [
        time
        for time in times
        if time.weekday == day.weekday()
        and (time.valid_from is None or time.valid_from <= day)
        and (time.valid_to is None or day <= time.valid_to)
    ]
    return sorted(found, key=lambda time: (time.opens, time.closes))


def _next_day(times: list[OpeningTime], today: dt.date) -> str:
    for ahead in range(1, DAYS_AHEAD + 1):
        day = today + dt.timedelta(days=ahead)
        if found := _on(times, day):
            said = _("Morgen") if ahead == 1 else formats.date_format(day, "l").capitalize()
            clock = rules.say_clock(found[0].opens)
            return _("%(day)s vanaf %(time)s") % {"day": said, "time": clock}
    return ""


@dataclass(frozen=True)
class Day:
    """One day of the week: its name, its hours in words, and whether it is today."""

    name: str
    hours: str
    is_today: bool


def week(service: Service, now: dt.datetime) -> list[Day]:
    """Give the seven days from Monday; empty when no hours are known."""
    times = list(service.times.all())
    today = timezone.localdate(now)
    if not times:
        return []
    monday = today - dt.timedelta(days=today.weekday())
    found = []
    for number, name in WEEKDAYS:
        # What holds in the coming seven days: a day that is over tells of next week.
        day = monday + dt.timedelta(days=number + (7 if number < today.weekday() else 0))
        spans = [_said(time) for time in _on(times, day)]
        hours = _(" en ").join(spans) or _("dicht")
        found.append(Day(str(name).capitalize(), hours, day == today))
    return found


def _said(time: OpeningTime) -> str:
    span = _("%(opens)s tot %(closes)s") % {
        "opens": rules.say_clock(time.opens),
        "closes": rules.say_clock(time.closes),
    }
    return f"{span} ({time.note})" if time.note else span


def room_words(service: Service) -> str:
    """Say whether there is room, in a few words; nothing when nobody said."""
    return {
        Capacity.ROOM: _("Er is plek"),
        Capacity.WAITING: _("Er is een wachtlijst"),
        Capacity.NONE: _("Nu geen plek"),
        Capacity.TALK: _("Eerst een gesprek"),
    }.get(Capacity(service.capacity), "")


def capacity_moment(service: Service, now: dt.datetime) -> str:
    """Say when it was last heard whether there is room."""
    return words.day(service.capacity_at, now) if service.capacity_at else ""


@dataclass
class ServiceRow:
    """One service, ready to show."""

    service: Service
    url: str
    icon: str
    venue: str
    minutes: int | None
    opening: Opening
    room: str
    is_room_old: bool
    is_old: bool
    number: int | None = None
    found_by: str = ""
    points: list[tuple[float, float]] = field(default_factory=list)


def make_row(service: Service, now: dt.datetime, minutes: int | None = None) -> ServiceRow:
    """Make a row of a service that came with its places and times."""
    places = list(service.places.all())
    said_at = service.capacity_at
    return ServiceRow(
        service=service,
        url=reverse("portal:service", args=[service.pk]),
        icon=ICONS[service.kind],
        venue=places[0].venue.name if places else "",
        minutes=minutes,
        opening=opening(service, now),
        room=room_words(service),
        is_room_old=bool(said_at and said_at <= now - rules.CAPACITY_IS_NEWS),
        is_old=queries.freshness_of(service, now) in ("old", "hidden"),
        points=[point for place in places if (point := point_of(place.venue))],
    )


def make_rows(
    services: Iterable[Service],
    now: dt.datetime,
    minutes: Mapping[object, int | None] | None = None,
) -> list[ServiceRow]:
    """Make rows, in the same order."""
    known = minutes or {}
    return [make_row(service, now, known.get(service.pk)) for service in services]


def freshness_sentence(service: Service, now: dt.datetime) -> str:
    """Say who checked it last and when."""
    if service.assured_on is None:
        return _("Nog niemand keek dit na.")
    day = words.day(service.assured_on, now)
    if dates.midnight(now).date() == service.assured_on:
        day = _("vandaag")
    if not service.assured_by:
        return _("Nagekeken op %(day)s.") % {"day": day}
    return _("Nagekeken op %(day)s door %(who)s.") % {"day": day, "who": service.assured_by}


def proposed(suggestion: ServiceSuggestion) -> list[service_facts.Difference]:
    """Say what a suggestion would change, beside what stands there now."""
    now = service_facts.facts_of(suggestion.service)
    after = {name: change["to"] for name, change in suggestion.changes.items()}
    return service_facts.differences(now, after)
