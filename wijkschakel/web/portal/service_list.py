"""Wie helpt? The service map: everything one can go to or call, nearest first."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.activities.queries import services as queries
from wijkschakel.base.text import stems
from wijkschakel.people import queries as people_queries
from wijkschakel.places.models import District
from wijkschakel.web.common import maps
from wijkschakel.web.common.access import public
from wijkschakel.web.common.htmx import render_part
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.languages import NAMES, SPOKEN
from wijkschakel.web.common.place import Place, asked_place
from wijkschakel.web.common.service_rows import ICONS, ServiceRow, make_rows
from wijkschakel.web.portal import district_map
from wijkschakel.web.portal.service_choice import FLAGS, KINDS, SHORT, WALKS, ServiceChoice

PINS = 24


@dataclass(frozen=True)
class Chip:
    """One thing to choose in the form."""

    name: str
    value: str
    label: str
    icon: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Pick:
    """A list to choose one thing from."""

    name: str
    label: str
    options: list[Chip]


def _chips(choice: ServiceChoice) -> dict[str, list[Chip]]:
    kinds = [
        Chip("soort", name, str(SHORT[name]), ICONS[kind], name in choice.kinds)
        for name, kind in KINDS.items()
    ]
    flags = [
        Chip(name, "ja", str(words), icon, name in choice.flags)
        for name, (words, icon) in FLAGS.items()
    ]
    return {"kinds": kinds, "flags": flags}


def _picks(choice: ServiceChoice, place: Place) -> list[Pick]:
    """Give the lists; how far one walks is only asked when we know from where."""
    spoken = {code: str(NAMES[code]) for code in SPOKEN}
    found = [_pick("taal", _("Welke taal spreek je?"), choice.spoken, spoken)]
    if place.point or choice.walk:
        walks = {name: _("%(n)s minuten lopen") % {"n": n} for name, n in WALKS.items()}
        found.append(_pick("lopen", _("Hoe ver wil je lopen?"), choice.walk, walks))
    return found


def _pick(name: str, label: str, chosen: str, said: dict[str, str]) -> Pick:
    options = [Chip(name, "", _("Maakt niet uit"), is_chosen=not chosen)]
    options += [
        Chip(name, value, words, is_chosen=value == chosen) for value, words in said.items()
    ]
    return Pick(name, label, options)


def headline(choice: ServiceChoice, total: int, place: str) -> str:
    """Answer in one sentence who can help."""
    words = {"n": total, "place": place}
    if not total and choice.is_narrowed:
        return _("Niemand past precies bij jouw keuze")
    if not total:
        return _("Hier staat nog niemand op de kaart")
    if choice.is_narrowed:
        return ngettext("%(n)s plek past bij jou", "%(n)s plekken passen bij jou", total) % words
    said = ngettext("%(n)s plek waar je terechtkunt", "%(n)s plekken waar je terechtkunt", total)
    return said % words


def find(
    choice: ServiceChoice, place: Place, district: District | None, now: dt.datetime
) -> list[queries.Near]:
    """Give what fits the choice, in order."""
    wish = choice.wish(now, district)
    found = queries.near(queries.search_services(wish), place.point)
    if choice.spoken:
        found = [one for one in found if choice.spoken in one.spoken]
    if choice.walk and place.point:
        most = WALKS[choice.walk]
        found = [one for one in found if one.minutes is not None and one.minutes <= most]
    return found


def number_places(rows: list[ServiceRow]) -> list[maps.Pin]:
    """Give rows at the same point the same number, in the order of the list."""
    numbers: dict[tuple[float, float], int] = {}
    pins: dict[int, maps.Pin] = {}
    for row in rows:
        for point in row.points[:1]:
            if point not in numbers and len(numbers) == PINS:
                continue
            row.number = numbers.setdefault(point, len(numbers) + 1)
            was_open = row.number in pins and pins[row.number].is_now
            pins[row.number] = maps.Pin(row.number, point, row.opening.is_open or was_open)
    return list(pins.values())


@dataclass(frozen=True)
class WayOut:
    """A choice that finds more."""

    words: str
    query: str
    total: int


def _ways_out(
    choice: ServiceChoice, request: Request, district: District | None, place: Place
) -> list[WayOut]:
    """Say which choice to drop, with what that would give."""
    found = [
        WayOut(words, other.query, len(find(other, place, district, request.now)))
        for words, other in choice.wider()[:4]
    ]
    return [way for way in found if way.total]


@dataclass(frozen=True)
class Group:
    """Rows under one heading: the neighbourhood itself first, then organisations."""

    name: str
    heading: str
    rows: list[ServiceRow]


def _groups(rows: list[ServiceRow]) -> list[Group]:
    informal = [row for row in rows if not row.service.is_formal]
    formal = [row for row in rows if row.service.is_formal]
    found = [
        Group("buurt", _("Van de buurt zelf"), informal),
        Group("organisaties", _("Van organisaties"), formal),
    ]
    return [group for group in found if group.rows]


def _coaches(choice: ServiceChoice, district: District | None, now: dt.datetime) -> bool:
    """Say whether there is who helps with filling in, for who looks for help with a screen."""
    looks = "computer" in choice.kinds or "coach" in stems.fold(choice.words)
    return bool(district and looks and people_queries.has_coaches(district, now))


@public
@require_safe
def services(request: Request) -> HttpResponse:
    """Show who can help, nearest first; informal before formal."""
    choice = ServiceChoice.read(request.GET)
    district, place = asked_place(request, choice.district)
    found = find(choice, place, district, request.now)
    minutes: dict[object, int | None] = {one.pk: one.minutes for one in found}
    shown = queries.with_rows([one.pk for one in found[: choice.shown]]) if found else []
    rows = make_rows(shown, request.now, minutes)
    pins = number_places(rows)
    context = {
        "choice": choice,
        "district": district,
        "place": district,
        "where": place,
        "headline": headline(choice, len(found), district.name if district else ""),
        "groups": _groups(rows),
        "total": len(found),
        "rest": len(found) - len(rows),
        "more": choice.more(),
        "map": district_map.draw(district, place, pins),
        "any_now": any(pin.is_now for pin in pins),
        "ways_out": [] if found else _ways_out(choice, request, district, place),
        "picks": _picks(choice, place),
        "coaches": _coaches(choice, district, request.now),
        **_chips(choice),
    }
    page, part = "portal/services/list.html", "portal/services/_answer.html"
    response = render_part(request, page, part, context)
    response["HX-Push-Url"] = f"{request.path}{choice.query}"
    return response
