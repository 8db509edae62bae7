"""Consultation hours: who is there now, who comes next, and an appointment of your own."""

import datetime as dt
import uuid
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities import queries
from wijkschakel.activities import rules as activity_rules
from wijkschakel.activities.actions import hours as hour_actions
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Appointment, ConsultationHour
from wijkschakel.activities.permissions.hours import may_host
from wijkschakel.activities.rules import hours as rules
from wijkschakel.base import search, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.web.common import dates, linked_data, linked_events
from wijkschakel.web.common import words as word_forms
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.hour_rows import HourRow, hour_row
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.languages import NAMES, SPOKEN, language_name
from wijkschakel.web.common.place import asked_place, whereabouts
from wijkschakel.web.common.rows import point_of
from wijkschakel.web.common.signin import network_of
from wijkschakel.web.portal.hour_forms import AppointmentForm, GuestAppointmentForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
SHOWN = 60
LIST_DAYS = 7
WORDS_LENGTH = 80
NEXT_SHOWN = 6
FLAGS = {"inloop": "walk_in", "informeel": "informal", "formeel": "formal"}


@dataclass(frozen=True)
class HourDay:
    """The openings of one day under their heading."""

    heading: str
    rows: list[HourRow]


@dataclass(frozen=True)
class HourChoice:
    """What was chosen; what is not understood is left out."""

    flags: frozenset[str]
    spoken: str
    words: str
    district: str

    @classmethod
    def read(cls, request: Request) -> "HourChoice":
        """Read the address."""
        query = request.GET
        spoken = query.get("taal", "")
        return cls(
            flags=frozenset(name for name in FLAGS if query.get(name) == "ja"),
            spoken=spoken if spoken in SPOKEN else "",
            words=" ".join(query.get("zoek", "").replace("\0", " ").split())[:WORDS_LENGTH],
            district=query.get("wijk", "")[:10],
        )

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything was chosen."""
        return bool(self.flags or self.spoken or self.words)


def _found(
    choice: HourChoice, request: Request
) -> tuple[list[queries.OpenHour], dict[str, object]]:
    district, place = asked_place(request, choice.district)
    words = None
    if choice.words:
        hits = search.find(choice.words, kinds=("hour",), now=request.now, limit=200)
        words = [hit.thing_id for hit in hits]
    wish = queries.HourWish(
        district=district,
        only_walk_in="inloop" in choice.flags,
        only_informal="informeel" in choice.flags,
        only_formal="formeel" in choice.flags,
        words=words,
    )
    openings = queries.upcoming_hours(queries.wished(wish), request.now, days=LIST_DAYS)
    return queries.speaking(openings, choice.spoken), {"district": district, "where": place}


def _by_day(rows: list[HourRow], now: dt.datetime) -> list[HourDay]:
    days: list[HourDay] = []
    for row in rows:
        heading = dates.day_heading(row.opening.starts_at, now)
        if not days or days[-1].heading != heading:
            days.append(HourDay(heading, []))
        days[-1].rows.append(row)
    return days


def headline(open_now: int, first: HourRow | None, now: dt.datetime) -> str:
    """Answer who is there now, or when somebody is."""
    if open_now:
        return ngettext(
            "Nu zit er op %(n)s plek iemand voor je klaar",
            "Nu zit er op %(n)s plekken iemand voor je klaar",
            open_now,
        ) % {"n": open_now}
    if first is None:
        return _("De komende week is er geen spreekuur")
    day = dates.day_heading(first.opening.starts_at, now).split(",")[0].lower()
    return _("Je kunt weer terecht: %(day)s om %(clock)s") % {
        "day": day,
        "clock": word_forms.clock(first.opening.starts_at),
    }


@public
@require_safe
def hours(request: Request) -> HttpResponse:
    """Show where somebody sits now, and where next."""
    choice = HourChoice.read(request)
    openings, context = _found(choice, request)
    here = whereabouts(request).point
    rows = [hour_row(one, now=request.now, here=here) for one in openings[:SHOWN]]
    now_open = sorted(
        (row for row in rows if row.is_now),
        key=lambda row: (row.minutes is None, row.minutes or 0, row.opening.ends_at),
    )
    later = [row for row in rows if not row.is_now]
    first = next((row for row in later if not row.opening.is_closed), None)
    context |= {
        "choice": choice,
        "headline": headline(len(now_open), first, request.now),
        "now_open": now_open,
        "days": _by_day(later, request.now),
        "spoken_choices": [(code, NAMES[code]) for code in SPOKEN],
        "place": context["district"],
    }
    return render(request, "portal/hours.html", context)


@dataclass(frozen=True)
class SlotDay:
    """The free times of one day."""

    heading: str
    moments: list[dt.datetime]


def _slot_days(
    hour: ConsultationHour, openings: list[queries.OpenHour], now: dt.datetime
) -> list[SlotDay]:
    if not hour.slot_minutes:
        return []
    taken = queries.taken_moments(hour, now)
    found = []
    for one in openings:
        moments = rules.slots(one.opening, minutes=hour.slot_minutes, taken=taken, now=now)
        if moments:
            found.append(SlotDay(dates.day_heading(one.opening.starts_at, now), moments))
    return found


def _load(hour_id: uuid.UUID) -> ConsultationHour:
    return found(queries.find_hour(hour_id))


def _show(
    request: Request,
    hour: ConsultationHour,
    *,
    form: AppointmentForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    this = queries.visible_hours().filter(pk=hour.pk)
    openings = queries.upcoming_hours(this, request.now)
    days = _slot_days(hour, openings, request.now)
    here = whereabouts(request).point
    person = request.person
    context = {
        "hour": hour,
        "place": hour.district,
        "openings": [hour_row(one, now=request.now, here=here) for one in openings[:NEXT_SHOWN]],
        "is_now": any(one.is_now(request.now) for one in openings),
        "days": days,
        "form": form or _form(request),
        "form_key": joining.new_form_key(),
        "refusal": refusal,
        "spoken": ", ".join(language_name(code) for code in hour.spoken[:6]),
        "minutes": activity_rules.walk_minutes(here, point_of(hour.venue)),
        "mine": queries.appointments_of(person, request.now, hour) if person else [],
        "may_host": may_host(person, hour),
        "linked_data": linked_data.script(linked_events.hour(hour, openings[:NEXT_SHOWN])),
    }
    return render(request, "portal/hour.html", context, status=status)


def _form(request: Request, data: object = None) -> AppointmentForm:
    kind = AppointmentForm if request.person else GuestAppointmentForm
    return kind(data)  # type: ignore[arg-type]


@public
@require_safe
def hour(request: Request, hour_id: uuid.UUID) -> HttpResponse:
    """Show one consultation hour with its free times."""
    return _show(request, _load(hour_id))


@public
def make_appointment(request: Request, hour_id: uuid.UUID) -> HttpResponse:
    """Take a free time, with an account or with a first name."""
    if request.method != "POST":
        return redirect("portal:hour", hour_id)
    asked = _load(hour_id)
    form = _form(request, request.POST)
    if not form.is_valid():
        return _show(request, asked, form=form, status=INVALID)
    try:
        if request.person is None:
            return _as_guest(request, asked, form)
        hour_actions.make_appointment(
            hour=asked,
            starts_at=form.cleaned_data["starts_at"],
            person=request.person,
            about=form.cleaned_data["about"],
            by=request.person,
            now=request.now,
        )
    except Refused as refused:
        return _show(request, asked, form=form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Je afspraak staat vast."))
    return redirect("portal:hour", hour_id)


def _as_guest(request: Request, asked: ConsultationHour, form: AppointmentForm) -> HttpResponse:
    if not throttle.allow(
        "join_as_guest",
        network_of(request),
        limit=activity_rules.GUESTS_PER_NETWORK,
        window=activity_rules.GUESTS_WINDOW,
        now=request.now,
    ):
        raise joining.TooManyGuests
    words = form.cleaned_data
    made = hour_actions.make_appointment_as_guest(
        hour=asked,
        starts_at=words["starts_at"],
        given_name=words["given_name"],
        phone=words["phone"],
        about=words["about"],
        now=request.now,
        once=words["once"] or joining.new_form_key(),
    )
    return redirect("portal:guest_appointment", made.key)


@signed_in
@require_POST
def cancel_appointment(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Give my time back."""
    appointment = found(queries.find_appointment(visitor(request), appointment_id))
    try:
        hour_actions.cancel_appointment(
            appointment=appointment, by=visitor(request), now=request.now
        )
    except Refused as refused:
        return _show(request, _load(appointment.hour_id), refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Je afspraak is afgezegd. Een ander kan nu komen."))
    return redirect("portal:hour", appointment.hour_id)


def _guest_page(request: Request, key: str, refusal: str = "", status: int = 200) -> HttpResponse:
    appointment = found(queries.find_guest_appointment(joining.key_hash(key)))
    context = {
        "appointment": appointment,
        "hour": appointment.hour,
        "place": appointment.hour.district,
        "key": key,
        "refusal": refusal,
        "is_gone": appointment.state == Appointment.State.CANCELLED,
        "is_over": appointment.ends_at <= request.now,
        "address": request.build_absolute_uri(request.path),
    }
    response = render(request, "portal/guest_appointment.html", context, status=status)
    # The address is a key: it must not stay in a shared store.
    response["Cache-Control"] = "private, no-store"
    return response


@public
@require_safe
def guest_appointment(request: Request, key: str) -> HttpResponse:
    """Show the appointment of a guest."""
    return _guest_page(request, key)


@public
@require_POST
def guest_cancel(request: Request, key: str) -> HttpResponse:
    """Give the time of a guest back."""
    appointment = found(queries.find_guest_appointment(joining.key_hash(key)))
    with suppress(hour_actions.AppointmentGone):  # sent twice: the page says so
        hour_actions.cancel_appointment(
            appointment=appointment, by=appointment.person, now=request.now
        )
    return redirect("portal:guest_appointment", key)
