"""What stands on a printed product. Nothing about residents: only what anyone may read."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from wijkschakel.activities import queries
from wijkschakel.activities.models import Activity, PrintedProduct, Session
from wijkschakel.places.models import District
from wijkschakel.web.common import dates, scripts, steady, words
from wijkschakel.web.common.paper.laying import qr_code
from wijkschakel.web.common.rows import by_day, make_rows

Kind = PrintedProduct.Kind
Facts = dict[str, Any]
MOST_ROWS = 400
SHOWN_STEADY = 3
SHOWN_ROWS = 4
HANGER_STEADY = 2
DATES_SHOWN = 3
LONG, LONGER = 36, 90
CLOCK = ("start", "end")


def facts_of(product: PrintedProduct, now: dt.datetime) -> Facts:
    """Give what stands on this product, in the language that is on."""
    facts = _shared(product)
    if product.kind == Kind.AGENDA:
        return facts | _week(product.district, now)
    if product.kind == Kind.INVITATION:
        return facts | _invitation(product)
    if product.kind == Kind.HANGER:
        heading = _("Het licht is aan")
        lines = _week(product.district, now)["steady"][:HANGER_STEADY]
        return facts | _headed(heading) | {"two": range(2), "title": heading, "steady": lines}
    if product.activity is not None:
        return facts | _activity(product.activity, now)
    return facts | _neighbourhood(product.district, now)


def _shared(product: PrintedProduct) -> Facts:
    district = product.district
    return {
        "language": product.language,
        "flow": "rtl" if translation.get_language_bidi() else "ltr",
        "district": district,
        "activity": product.activity,
        "phone": district.contact_phone or settings.HELP_PHONE,
        "code": qr_code(_target(product)),
        "address": settings.BASE_URL.split("://", 1)[-1] + reverse("account:invited"),
    }


def _target(product: PrintedProduct) -> str:
    """Give the address behind the QR code."""
    if product.kind == Kind.INVITATION:
        return settings.BASE_URL + reverse("account:invited_with", args=["-".join(_words(product))])
    return f"{settings.BASE_URL}{reverse('portal:agenda')}?wijk={product.district.code}"


def _headed(heading: str) -> Facts:
    size = "" if len(heading) <= LONG else "pp-long" if len(heading) <= LONGER else "pp-longer"
    return {"heading": heading, "length": size}


def _week(district: District, now: dt.datetime) -> Facts:
    span = dates.seven_days(now)
    wish = queries.Wish(start=span.start, end=span.end, district=district)
    planned = queries.agenda(wish).filter(state=Session.State.PLANNED)
    folded = steady.fold(planned, now)
    rows = make_rows(queries.for_list(folded.others)[:MOST_ROWS], now=now)
    return {
        "title": _("Deze week in %(name)s") % {"name": district.name},
        "first_day": span.first_day,
        "last_day": span.last_day,
        "steady": folded.lines,
        "days": by_day(rows, now),
    }


def _neighbourhood(district: District, now: dt.datetime) -> Facts:
    """The lights that are on every week, and what comes first."""
    week = _week(district, now)
    lines = week["steady"][:SHOWN_STEADY]
    rows = [row for day in week["days"] for row in day.rows]
    heading = _("Het licht is aan in %(name)s") % {"name": district.name}
    return _headed(heading) | {
        "title": heading,
        "kicker": _("Je bent welkom"),
        "lead": _("Samen eten, wandelen, leren of gewoon koffie. Om de hoek, met je buren."),
        "steady": lines,
        "rows": rows[: SHOWN_ROWS - len(lines)],
    }


def _activity(activity: Activity, now: dt.datetime) -> Facts:
    sessions = list(queries.upcoming_of(activity, now).filter(state=Session.State.PLANNED)[:8])
    venue = activity.venue
    street = ", ".join(part for part in (venue.street, venue.town) if part) if venue else ""
    everyone = activity.audience == Activity.Audience.EVERYONE
    audience = "" if everyone else _("Voor %(whom)s") % {"whom": activity.get_audience_display()}
    return _headed(activity.title) | {
        "title": activity.title,
        "kicker": _("Kom je ook?"),
        "own": scripts.own_words(activity.title, activity.language),
        "lead": activity.summary,
        "when": _steady_when(activity, now) or when_of(sessions),
        "where": (venue.name, street) if venue else None,
        "cost": words.money(activity.price_cents).capitalize(),
        "who": audience or _("Iedereen is welkom"),
    }


def _steady_when(activity: Activity, now: dt.datetime) -> list[str]:
    """Say when a walk-in is there, if that is on most days."""
    wish = queries.Wish(start=now, end=dates.seven_days(now).end, district=activity.district)
    lines = steady.fold(queries.agenda(wish).filter(activity=activity), now).lines
    clocks = [
        _("van %(start)s tot %(end)s") % dict(zip(CLOCK, one.clock, strict=True)) for one in lines
    ]
    return [
        f"{one.days_said}, {clock}".capitalize() for one, clock in zip(lines, clocks, strict=True)
    ]


def when_of(sessions: Iterable[Session]) -> list[str]:
    """Say when: one rule when it comes back every week at the same hour, else the first days."""
    moments = [(timezone.localtime(s.starts_at), timezone.localtime(s.ends_at)) for s in sessions]
    said = [_("van %(start)s tot %(end)s") % _clocks(moment) for moment in moments]
    days = [start.date() for start, _end in moments]
    gaps = {(after - before).days for before, after in pairwise(days)}
    if len(days) > 2 and gaps == {7} and len(set(said)) == 1:
        day = formats.date_format(days[0], "l")
        return [_("Elke %(day)s, %(clock)s") % {"day": day, "clock": said[0]}]
    named = [formats.date_format(day, "l j F") for day in days]
    return [f"{day}, {clock}".capitalize() for day, clock in zip(named, said, strict=True)][
        :DATES_SHOWN
    ]


def _clocks(moment: tuple[dt.datetime, dt.datetime]) -> dict[str, str]:
    return {"start": words.clock(moment[0]), "end": words.clock(moment[1])}


def _words(product: PrintedProduct) -> list[str]:
    assert product.invitation is not None  # noqa: S101 - a constraint of the table
    return product.invitation.words.split()


def _invitation(product: PrintedProduct) -> Facts:
    assert product.invitation is not None  # noqa: S101 - a constraint of the table
    heading = _("Doe je mee in %(name)s?") % {"name": product.district.name}
    return _headed(heading) | {
        "title": heading,
        "four": range(4),
        "words": _words(product),
        "until": product.invitation.ends_on,
    }
