"""Template tags of our own drawings and words. They are always loaded."""

import base64
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from wijkschakel.activities.rules import services as service_rules
from wijkschakel.web.common import (
    controls,
    drawings,
    faces,
    icons,
    kept,
    navigation,
    scenes,
    scripts,
    themes,
    words,
)
from wijkschakel.web.common import street as streets
from wijkschakel.web.common.http import KeptWords
from wijkschakel.web.common.paper import fetching, ink

register = template.Library()
FIT = "<li>{}{}</li>"


def _now(context: template.Context) -> datetime | None:
    """Give the moment of the request; a page of an error may have none."""
    return getattr(context.get("request"), "now", None)


@register.simple_tag
def icon(name: str, style: str = "") -> SafeString:
    """Draw a pictogram; style "duo" gives the colour patch, "flip" turns in right-to-left."""
    if style == "duo":
        return icons.DUO[name]
    return icons.FLIPPED[name] if style == "flip" else icons.LINE[name]


@register.simple_tag
def fitlist(lines: Iterable[tuple[str, str]]) -> SafeString:
    """List why two people fit, a pictogram and a few words each: many of these are on one page."""
    items = ((icons.LINE[name], said) for name, said in lines)
    return format_html('<ul class="ws-fitlist">{}</ul>', format_html_join("", FIT, items))


@register.simple_tag
def theme_icon(theme: str) -> SafeString:
    """Draw the pictogram of a theme; nothing for what is none."""
    return icons.LINE.get(themes.ICONS.get(theme, ""), SafeString(""))


@register.simple_tag
def picto(name: str, size: str = "") -> SafeString:
    """Draw a pictogram with its colour patch in a box of its own; size "big" is possible."""
    return icons.picto(name, size)


@register.simple_tag
def face(name: str) -> SafeString:
    """Draw a face that says how it was: good, fair or bad."""
    return faces.DRAWN[name]


@register.simple_tag
def mark(size: str = "") -> SafeString:
    """Draw the mark."""
    return drawings.mark(size)


@register.simple_tag
def seats(taken: int, capacity: int | None) -> SafeString:
    """Draw the places of a session: lit windows are free."""
    return drawings.seats(taken, capacity) if capacity else SafeString("")


@register.simple_tag
def lamp(on: bool = True) -> SafeString:
    """Draw a window with the light on or off."""
    return drawings.LAMP_ON if on else drawings.LAMP_OFF


@register.simple_tag
def roof() -> SafeString:
    """Draw the roof above the lit house."""
    return drawings.ROOF


@register.simple_tag(takes_context=True)
def street(context: template.Context, kind: str = "wide", seed: int = 1) -> SafeString:
    """Draw the street as it is at this hour; kind "wide" or "mini"."""
    return streets.DRAWINGS[kind](*words.month_and_hour(_now(context)), seed)


@register.simple_tag(takes_context=True)
def sky(context: template.Context) -> str:
    """Name the sky of this hour, a class for ws-hero."""
    return streets.sky_at(*words.month_and_hour(_now(context)))


@register.simple_tag
def bar(done: int) -> SafeString:
    """Draw a bar of progress in percent; the number stands beside it in words."""
    return drawings.progress_bar(int(done))


@register.simple_tag
def tile(
    start: datetime, now: datetime, state: str = "", end: datetime | None = None
) -> SafeString:
    """Draw a moment as a gable. State: "", "now", "mine", "full", with " big" for the large one."""
    return words.tile(start, now, state, end)


@register.filter
def when(value: datetime, now: datetime | None = None) -> str:
    """Say a moment: "vandaag 14:00", "di 24 nov 14:00"."""
    return words.when(value, now)


@register.filter
def day(value: date, now: datetime | None = None) -> str:
    """Say a day: "vandaag", "morgen", "dinsdag 24 november"."""
    return words.day(value, now)


@register.filter("capfirst", is_safe=True)
@stringfilter
def with_capital(value: str) -> str:
    """Begin with a capital, as Django does; "één" loses its first accent then: "Eén"."""
    text = capfirst(value)
    return f"Eé{text[2:]}" if text.startswith("Éé") else text


@register.filter
def until(value: datetime, now: datetime | None = None) -> str:
    """Say until when: "dinsdag 24 november", on the day itself "vandaag 14:00"."""
    return words.until(value, now)


@register.filter
def money(cents: int | None) -> str:
    """Say an amount: "gratis", "€ 4", "€ 2,50"; nothing when unknown."""
    return words.money(cents)


@register.filter
def phone_link(value: str) -> SafeString:
    """Make a telephone number one can tap."""
    return words.phone_link(value)


@register.filter
def phone_uri(value: str) -> str:
    """Give the address of a telephone number, for a href."""
    return words.phone_uri(value)


@register.filter
def phone_said(value: str) -> str:
    """Write a telephone number as people read it."""
    return service_rules.say_phone(value)


@register.filter
def duration(minutes: int) -> str:
    """Say how long: "45 minuten", "1 uur", "1,5 uur"."""
    return words.duration(minutes)


@register.filter
def walk_minutes(metres: float | None) -> str:
    """Say how far on foot: "6 min lopen"."""
    return words.walk_minutes(metres)


@register.filter
def markdown(value: str) -> SafeString:
    """Show text of a resident with its simple layout, made safe."""
    return words.markdown(value)


@register.filter
def in_own_words(row: Any) -> SafeString:
    """Write the language and direction of the title of a row as attributes."""
    return scripts.own_words(row.title, row.language)


@register.filter
def first_letter(value: Any) -> str:
    """Give the first letter of a name, for the round sign of the account."""
    return str(value).strip()[:1].upper()


@register.simple_tag
def theme_link(theme: str) -> SafeString:
    """Link the tokens of another theme, after our own style sheet."""
    return navigation.theme_link(theme or navigation.OWN_THEME)


@register.simple_tag
def font_link(theme: str) -> SafeString:
    """Fetch our letters early; another theme brings its own."""
    return navigation.font_link(theme or navigation.OWN_THEME)


@register.simple_tag(takes_context=True)
def navlink(
    context: template.Context, url_name: str, pictogram: str, word: str, css: str = ""
) -> SafeString:
    """Write an item of the menu; nothing when that page does not exist in this installation."""
    return navigation.item(context.get("request"), url_name, pictogram, word, css)


@register.simple_tag
def page(url_name: str) -> str:
    """Give the address of a page that is one, for what stands on every page; empty without it."""
    return navigation.page(url_name)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Draw the input of a form field in our style, tied to its hint and its error."""
    return controls.control(field)


@register.simple_tag(takes_context=True)
def field_kind(context: template.Context, field: BoundField) -> str:
    """Say how a field looks, "line", "check" or "choices"; words typed before stand in it again."""
    kept.fill_in(field, getattr(context.get("request"), "kept", None))
    return controls.kind(field)


@register.simple_tag(takes_context=True)
def typed_before(context: template.Context, form: BaseForm) -> KeptWords | None:
    """Give the words that somebody typed in this form before their session ended."""
    words = getattr(context.get("request"), "kept", None)
    return words if form and kept.belongs(form, words) else None


@register.simple_tag
def described_by(field: BoundField) -> SafeString:
    """Give the aria-describedby of a group of choices."""
    return controls.described_by(field)


@register.simple_tag
def chain(step: int, steps: int) -> SafeString:
    """Draw how far one is in a form: each step is a link of a chain."""
    return drawings.chain(int(step), int(steps))


@register.simple_block_tag
def notice(content: str, kind: str = "info", css: str = "") -> SafeString:
    """Show a notice around a block; kind info, ok (success), sun (warning) or error."""
    return controls.notice(content, kind, css)


@register.simple_tag
def room_words(taken: int, capacity: int, queue: int = 0) -> str:
    """Say how many places are left: "Nog 3 plekken", "Vol, 2 wachten"."""
    return words.room(int(taken), int(capacity), int(queue or 0))


@register.simple_tag
def scene(name: str, moment: datetime | None = None) -> SafeString:
    """Draw a scene: move, eat, talk, make, learn, music, green, help or lost.

    With a moment, the sky is that of its hour.
    """
    return scenes.scene(name, streets.sky_at(*words.month_and_hour(moment)))


@register.simple_tag
def figure(drawn: str, said: str, on_screen: bool = True, size: str = "") -> SafeString:
    """Give a drawing of figures: as it is on a page, on paper in ink with its words behind it."""
    if on_screen or not drawn:
        return SafeString(drawn)
    body = base64.b64encode(ink.figure(drawn).encode()).decode()
    return format_html(
        '<img class="pp-fig{}" alt="{}" src="{}{}">', size and f" pp-fig--{size}", said,
        fetching.DRAWN, body,
    )  # fmt: skip


@register.simple_tag
def day_state(value: date, now: datetime) -> str:
    """Name the state of a day in a week, as a class: past, today or still to come."""
    return words.day_state(value, now)


@register.simple_tag
def day_name(value: date, now: datetime) -> SafeString:
    """Write the name of a day above its column in a week."""
    return words.day_name(value, now)
