"""How moments, amounts and distances are said on a page."""

import math
from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.activities.rules import services as service_rules
from wijkschakel.base.text import markdown as text_markdown

METRES_PER_MINUTE = 75  # an unhurried walk of 4.5 km an hour


def month_and_hour(moment: datetime | None) -> tuple[int, int]:
    """Give the month and the hour of the day here; noon in June when nothing is known."""
    if moment is None:
        return 6, 12
    local = timezone.localtime(moment)
    return local.month, local.hour


def _today(now: datetime | None) -> date | None:
    return timezone.localtime(now).date() if now else None


def _is_moment(value: date) -> bool:
    return isinstance(value, datetime)


def clock(value: datetime) -> str:
    """Say the hour and minute: "14:00"."""
    return f"{timezone.localtime(value):%H:%M}".removeprefix("0")


def short_day(value: date, now: datetime | None) -> str:
    """Say a day in few letters: "vandaag", "morgen", "di 24 nov"."""
    today = _today(now)
    if today is not None:
        away = (value - today).days
        if away == 0:
            return _("vandaag")
        if away == 1:
            return _("morgen")
        if value.year != today.year:
            return formats.date_format(value, "D j M Y").lower()
    return formats.date_format(value, "D j M").lower()


def day(value: date, now: datetime | None = None) -> str:
    """Say a day in words: "vandaag", "morgen", "dinsdag 24 november"."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    today = _today(now)
    if today is not None and 0 <= (value - today).days <= 1:
        return _("vandaag") if value == today else _("morgen")
    other_year = today is not None and value.year != today.year
    return formats.date_format(value, "l j F Y" if other_year else "l j F")


def until(value: datetime, now: datetime | None = None) -> str:
    """Say until when something can be answered: the day, and on the day itself the hour too."""
    ends_today = now is not None and timezone.localdate(value) == timezone.localdate(now)
    return when(value, now) if ends_today else day(value, now)


def when(value: datetime, now: datetime | None = None) -> str:
    """Say a moment: "vandaag 14:00", "di 24 nov 14:00"."""
    return f"{short_day(timezone.localtime(value).date(), now)} {clock(value)}"


def tile(
    start: datetime, now: datetime, state: str = "", end: datetime | None = None
) -> SafeString:
    """Draw a moment as a gable."""
    css = "".join(f" ws-tile--{word}" for word in state.split())
    iso = timezone.localtime(start).isoformat(timespec="minutes")
    if "now" in state.split():
        until = _("tot %(time)s") % {"time": clock(end)} if end else ""
        words = f"<b>{escape(_('nu'))}</b><span>{escape(until)}</span>"
    else:
        local = timezone.localtime(start).date()
        away = (local - timezone.localtime(now).date()).days
        name = short_day(local, now) if 0 <= away <= 1 else formats.date_format(local, "D").lower()
        if not 0 <= away <= 6:
            name = formats.date_format(local, "j M").lower()
        words = f"<span>{escape(name)}</span><b>{clock(start)}</b>"
    return mark_safe(f'<time class="ws-tile{css}" datetime="{iso}">{words}</time>')  # noqa: S308


def money(cents: int | None) -> str:
    """Say an amount: "gratis", "€ 4", "€ 2,50"; nothing when unknown."""
    if cents is None:
        return ""
    if cents == 0:
        return _("gratis")
    whole = cents % 100 == 0
    amount = formats.number_format(cents / 100, 0 if whole else 2, force_grouping=True)
    return f"€\u00a0{amount}"


def phone_uri(value: str) -> str:
    """Give tel:+31880001234 for "088 000 12 34"."""
    kept = "".join(sign for sign in value if sign.isdigit() or sign == "+")
    if kept.startswith("00"):
        kept = "+" + kept[2:]
    elif kept.startswith("0"):
        kept = "+31" + kept[1:]
    return f"tel:{kept}"


def phone_link(value: str) -> SafeString:
    """Make a telephone number one can tap, written as people read it."""
    said = service_rules.say_phone(value)
    return format_html('<a class="ws-phone" href="{}">{}</a>', phone_uri(value), said)


def duration(minutes: int) -> str:
    """Say how long: "45 minuten", "1 uur", "1,5 uur"."""
    if minutes >= 60 and minutes % 30 == 0:
        hours = formats.number_format(minutes / 60, 0 if minutes % 60 == 0 else 1)
        return _("%(hours)s uur") % {"hours": hours}
    if minutes > 60:
        whole, rest = divmod(minutes, 60)
        return _("%(hours)s uur en %(minutes)s minuten") % {"hours": whole, "minutes": rest}
    return ngettext("%(count)s minuut", "%(count)s minuten", minutes) % {"count": minutes}


def walk_minutes(metres: float | None) -> str:
    """Say how far on foot; an hour or more is said in kilometres."""
    if metres is None:
        return ""
    minutes = max(1, math.ceil(metres / METRES_PER_MINUTE))
    if minutes >= 60:
        return _("%(count)s km") % {"count": round(metres / 1000)}
    return _("%(count)s min lopen") % {"count": minutes}


def markdown(value: str) -> SafeString:
    """Show text of a resident with its simple layout, made safe."""
    return mark_safe(text_markdown.safe_html(value))  # noqa: S308 - made safe by safe_html


def room(taken: int, capacity: int, queue: int = 0) -> str:
    """Say how many places are left: "Nog 3 plekken", "Vol, 2 wachten"."""
    left = capacity - taken
    if left > 0:
        return ngettext("Nog %(count)s plek", "Nog %(count)s plekken", left) % {"count": left}
    if queue:
        return ngettext("Vol, %(count)s wacht", "Vol, %(count)s wachten", queue) % {"count": queue}
    return _("Vol")


def day_state(value: date, now: datetime) -> str:
    """Name the state of a day in a week, as a class: past, today or still to come."""
    today = timezone.localtime(now).date()
    if value == today:
        return " ws-day--today"
    return " ws-day--past" if value < today else ""


def day_name(value: date, now: datetime) -> SafeString:
    """Write the name of a day above its column: the whole name for who listens."""
    today = timezone.localtime(now).date()
    short = _("vandaag") if value == today else formats.date_format(value, "D").lower()
    return format_html(
        '<p class="ws-day__name"><span class="ws-hidden">{} </span>'
        '<span aria-hidden="true">{}</span><b>{}</b></p>',
        formats.date_format(value, "l").lower(),
        short,
        value.day,
    )
