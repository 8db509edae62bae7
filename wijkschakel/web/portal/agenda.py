"""The agenda: everything there is to do, as a list, on a map and on paper."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.models import Session
from wijkschakel.places.models import District
from wijkschakel.web.common import maps, steady, themes
from wijkschakel.web.common.access import public
from wijkschakel.web.common.htmx import render_part
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import Place, asked_place
from wijkschakel.web.common.rows import Row, by_day, make_rows, point_of
from wijkschakel.web.portal import district_map
from wijkschakel.web.portal.choice import FLAGS, SPANS, THEMES, Choice
from wijkschakel.web.portal.picks import picks

PAPER_ROWS = 120
PINS = 24


@dataclass(frozen=True)
class Chip:
    """One thing to choose in the form."""

    name: str
    value: str
    label: str
    icon: str = ""
    is_chosen: bool = False


def _spans(choice: Choice) -> list[Chip]:
    return [
        Chip("wanneer", name, str(period.chip), is_chosen=name == choice.span)
        for name, period in SPANS.items()
    ]


def _themes(choice: Choice) -> list[Chip]:
    return [
        Chip("wat", name, str(theme.label), themes.ICONS[theme], name in choice.themes)
        for name, theme in THEMES.items()
    ]


def _flags(choice: Choice) -> list[Chip]:
    return [
        Chip(name, "ja", str(words), icon, name in choice.flags)
        for name, (words, icon) in FLAGS.items()
    ]


def headline(choice: Choice, total: int) -> str:
    """Answer in one sentence what there is to do."""
    words = {"when": SPANS[choice.span].opening, "n": total}
    if not total:
        nothing = (
            _("%(when)s past er niets bij jouw keuze")
            if choice.is_narrowed
            else _("%(when)s staat er nog niets in de agenda")
        )
        return nothing % words
    if choice.is_narrowed:
        found = ngettext(
            "%(when)s past er %(n)s ding bij jouw keuze",
            "%(when)s passen er %(n)s dingen bij jouw keuze",
            total,
        )
    else:
        found = ngettext(
            "%(when)s is er %(n)s ding te doen", "%(when)s zijn er %(n)s dingen te doen", total
        )
    return found % words


def _number_venues(rows: list[Row]) -> list[maps.Pin]:
    """Give rows at the same venue the same number, in the order of the list."""
    numbers: dict[object, int] = {}
    pins: dict[int, maps.Pin] = {}
    for row in rows:
        venue = row.session.activity.venue
        point = point_of(venue)
        if venue is None or point is None:
            continue
        if venue.pk not in numbers and len(numbers) == PINS:
            continue
        row.number = numbers.setdefault(venue.pk, len(numbers) + 1)
        is_now = row.is_now or (row.number in pins and pins[row.number].is_now)
        pins[row.number] = maps.Pin(row.number, point, is_now)
    return list(pins.values())


@dataclass(frozen=True)
class WayOut:
    """A choice that finds more."""

    words: str
    query: str
    total: int
    drops: bool


def _ways_out(
    choice: Choice, request: Request, district: District | None, place: Place, heard: queries.Heard
) -> list[WayOut]:
    """Say which choice to drop, with what that would give; the best first."""
    wider = choice.wider()
    dropped = len(wider)
    if choice.is_narrowed:
        everything = Choice(span=choice.span, district=choice.district)
        wider.append((_("Alles laten zien"), everything))
    if choice.span != "maand":
        wider.append((_("Verder kijken: deze maand"), replace(choice, span="maand")))
    wishes = {
        str(i): other.wish(request.now, district, place.point)
        for i, (_w, other) in enumerate(wider)
    }
    counts = queries.totals(wishes, heard)
    return [
        WayOut(words, other.query, counts[str(i)], drops=i < dropped)
        for i, (words, other) in enumerate(wider)
        if counts[str(i)]
    ]


@public
@require_safe
def agenda(request: Request) -> HttpResponse:
    """Show what there is to do."""
    choice = Choice.read(request.GET)
    district, place = asked_place(request, choice.district)
    heard: queries.Heard = {}
    found = queries.agenda(choice.wish(request.now, district, place.point), heard)
    listed, total = queries.count_listed(found)
    folded = steady.fold(found, request.now, place.point) if listed else steady.NOTHING
    sessions = list(queries.for_list(folded.others)[: choice.shown]) if listed else []
    mine = queries.states_of(request.person, sessions)
    rows = make_rows(sessions, now=request.now, mine=mine, here=place.point)
    pins = _number_venues([one.row for one in folded.lines] + rows)
    context = {
        "choice": choice,
        "district": district,
        "place": district,
        "where": place,
        "more": choice.more(),
        "headline": headline(choice, total),
        "first_day": choice.times(request.now).first_day,
        "last_day": choice.times(request.now).last_day,
        "days": by_day(rows, request.now),
        "steady": folded.lines,
        "total": total,
        "rest": listed - folded.count - len(rows),
        "map": district_map.draw(district, place, pins),
        "any_now": any(pin.is_now for pin in pins),
        "ways_out": [] if listed else _ways_out(choice, request, district, place, heard),
        "spans": _spans(choice),
        "themes": _themes(choice),
        "flags": _flags(choice),
        "picks": picks(choice, place),
        "may_save": request.person is not None and choice.is_narrowed,
    }
    response = render_part(request, "portal/agenda.html", "portal/_agenda.html", context)
    response["HX-Push-Url"] = f"{request.path}{choice.query}"
    return response


@public
@require_safe
def agenda_print(request: Request) -> HttpResponse:
    """Show the agenda as a sheet of paper."""
    choice = Choice.read(request.GET)
    district, place = asked_place(request, choice.district)
    span = choice.times(request.now)
    found = queries.agenda(choice.wish(request.now, district, place.point))
    folded = steady.fold(found.filter(state=Session.State.PLANNED), request.now)
    others = queries.for_list(folded.others)[:PAPER_ROWS]
    context = {
        "district": district,
        "choice": choice,
        "steady": folded.lines,
        "days": by_day(make_rows(others, now=request.now), request.now),
        "first_day": span.first_day,
        "last_day": span.last_day,
    }
    return render(request, "portal/agenda_print.html", context)
