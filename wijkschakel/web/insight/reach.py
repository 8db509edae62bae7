"""The page about reach: which neighbourhoods, and the one voluntary question."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.outcomes.queries import deciding, living
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.hundred import bar_of_hundred, hundred
from wijkschakel.web.insight import reaching, shelves
from wijkschakel.web.insight.words import of_hundred

HERE = "insight:reach"
GET_BY = "get-by"


@dataclass(frozen=True)
class GetBy:
    """What people themselves answered about getting by."""

    sentence: str
    picture: SafeString


def _get_by(one: shelves.Opened) -> GetBy:
    hard, everybody = one.people(GET_BY, answer="hard"), one.people(GET_BY)
    said = one.figures(GET_BY).of(one.region.slug, "hard")
    if hard is not None and everybody:
        count = of_hundred(hard / everybody)
        sentence = _("%(n)s van de 100 mensen die antwoordden, hebben moeite met rondkomen.")
        return GetBy(sentence % {"n": count}, hundred(count))
    if said.word == "under_10_percent":
        return GetBy(_("Minder dan 10 van de 100 mensen hebben er moeite mee."), SafeString(""))
    if said.word == "over_90_percent":
        return GetBy(_("Meer dan 90 van de 100 mensen hebben er moeite mee."), SafeString(""))
    return GetBy(_("Nog te weinig mensen antwoordden om iets te zeggen."), SafeString(""))


@dataclass(frozen=True)
class Row:
    """A neighbourhood in the table."""

    code: str
    name: str
    district: str
    people: int | None
    per_thousand: int | None


def _rows(one: shelves.Opened, lives: living.Lives) -> list[Row]:
    table = one.figures(shelves.TAKING_PART)
    hoods = living.neighbourhoods(one.region)
    rows = []
    for hood in sorted(hoods, key=lambda hood: (hood.district.name, hood.name)):
        people, residents = table.of(hood.code, ALL).people, lives.residents.get(hood.code)
        rate = round(1000 * people / residents) if people is not None and residents else None
        rows.append(Row(hood.code, hood.name, hood.district.name, people, rate))
    return rows


@dataclass(frozen=True)
class Focus:
    """A neighbourhood that gets attention first: who takes part beside the whole region."""

    title: str
    people: int | None
    picture: SafeString
    words: str


def _focus(one: shelves.Opened, rows: Sequence[Row], lives: living.Lives) -> list[Focus]:
    """Tell of each chosen neighbourhood, from the same cells as the table below it."""
    chosen = {area.neighbourhood.code: area for area in deciding.focus_areas(one.region)}
    rates = {row.code: row for row in rows if row.code in chosen}
    everybody, residents = one.people(shelves.TAKING_PART), sum(lives.residents.values())
    whole = round(1000 * everybody / residents) if everybody and residents else None
    most = max((row.per_thousand or 0 for row in rates.values()), default=0)
    scale = 100 / max(1, 1.25 * max(most, whole or 0))
    mark = None if whole is None else round(whole * scale)
    return [_focus_of(row, mark, scale, whole) for row in rates.values()]


def _focus_of(row: Row, mark: int | None, scale: float, whole: int | None) -> Focus:
    if row.per_thousand is None:
        return Focus(row.name, None, SafeString(""), _("hierover zeggen we niets"))
    words = _("%(n)s van elke 1.000 mensen doen mee.") % {"n": row.per_thousand}
    if whole is not None:
        words += " " + _("In de hele regio: %(n)s.") % {"n": whole}
    return Focus(row.name, row.people, bar_of_hundred(round(row.per_thousand * scale), mark), words)


@public
@require_safe
def reach(request: Request, region: str) -> HttpResponse:
    """Show who is reached."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area, [GET_BY, "counts"])
    lives = living.low_neighbourhoods(area)
    found = reaching.reach_of(one, lives)
    index = found.reach.index if found.reach else None
    rows = _rows(one, lives) if one.shelf.newest else []
    return render(
        request,
        "insight/reach.html",
        {
            **shelves.context(request, one, HERE),
            "reach": found,
            "per_hundred": None if index is None else round(index * 100),
            "everybody": one.people(shelves.TAKING_PART),
            "get_by": _get_by(one),
            "rows": rows,
            "focus": _focus(one, rows, lives),
        },
    )
