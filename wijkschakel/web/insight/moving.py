"""Who comes into motion: from knowing to doing in two groups, and the seven of a life."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.outcomes.rules.countable import KNOW, MOVING, SEVEN, STAGES
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.hundred import bar_of_hundred
from wijkschakel.web.insight import shelves
from wijkschakel.web.insight.codes import period_word
from wijkschakel.web.insight.together import Share
from wijkschakel.web.insight.words import of_hundred

HERE = "insight:moving"
KNOWS = "answers-knows-the-movement.knows"


@dataclass(frozen=True)
class Stair:
    """One step of a group: how many people stand on it, or that we do not say."""

    words: str
    people: int | None
    picture: SafeString


@dataclass(frozen=True)
class Group:
    """Residents, or professionals, on their way."""

    title: str
    stairs: list[Stair]


@dataclass(frozen=True)
class Seven:
    """The seven of a life: shares of those who answered and let it count."""

    rows: list[Share]
    told: int
    period: str


def groups_of(one: shelves.Opened) -> list[Group]:
    """Give both groups with their three steps; the pictures of both have one measure."""
    told = (
        (_("Bewoners"), KNOWS, "good", f"{MOVING}residents"),
        (_("Professionals"), KNOW, "yes", f"{MOVING}professionals"),
    )
    found = [
        (title, [_newest(one, asked, yes), *(one.people(topic, "", stage) for stage in STAGES)])
        for title, asked, yes, topic in told
    ]
    most = max((n for _title, numbers in found for n in numbers if n), default=1)
    words = (_("Kent de wijkbeweging"), _("Is opgeleid"), _("Is aan het werk"))
    return [
        Group(
            title,
            [
                Stair(word, n, bar_of_hundred(round(100 * n / most), None) if n else SafeString(""))
                for word, n in zip(words, numbers, strict=True)
            ],
        )
        for title, numbers in found
    ]


def _newest(one: shelves.Opened, topic: str, answer: str) -> int | None:
    """Give how many gave this answer in the newest quarter in which that may be told."""
    told = (
        one.figures(topic, period).of(one.region.slug, answer).people
        for period in _quarters(one, topic)
    )
    return next((people for people in told if people is not None), None)


def _quarters(one: shelves.Opened, topic: str) -> list[str]:
    """Give the quarters of the year that is looked at, the newest first."""
    return [period for period in one.shelf.periods(topic) if period[:4] == one.period[:4]]


def seven_of(one: shelves.Opened, area: str) -> Seven:
    """Give of each of the seven how many of a hundred give a seven or more."""
    rows: list[Share] = []
    newest = ""
    for item in shipped.instruments_shipped()[SEVEN].items:
        topic = f"answers-{SEVEN}.{item.id}"
        title = instruments.words_of(item.words, get_language() or "nl")
        row = Share(title, None, SafeString(""), _("te weinig om iets te zeggen"))
        for period in _quarters(one, topic):
            table = one.figures(topic, period)
            everybody, good = table.of(area, ALL).people, table.of(area, "good").people
            if everybody and good is not None:
                share = of_hundred(good / everybody)
                said = _("%(n)s van de 100 geven een 7 of meer") % {"n": share}
                row, newest = Share(title, everybody, bar_of_hundred(share, None), said), period
                break
        rows.append(row)
    told = sum(row.people is not None for row in rows)
    return Seven(rows, told, period_word(newest) if newest else "")


def _headline(one: shelves.Opened) -> str:
    people = one.people(f"{MOVING}residents")
    if people is None:
        return _("Hier komt wie er in beweging komt")
    return ngettext(
        "%(n)s bewoner is opgeleid of aan het werk",
        "%(n)s bewoners zijn opgeleid of aan het werk",
        people,
    ) % {"n": people}


@public
@require_safe
def moving(request: Request, region: str) -> HttpResponse:
    """Show who knows, who was trained and who is at work; and the seven."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area, ["answers-", MOVING, KNOW])
    return render(
        request,
        "insight/moving.html",
        {
            **shelves.context(request, one, HERE),
            "h1": _headline(one),
            "groups": groups_of(one),
            "seven": seven_of(one, area.slug),
        },
    )
