"""Where in a district there is something to do, and where there is nothing yet."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.activities.models import Activity, Initiative
from wijkschakel.activities.queries import coverage as queries
from wijkschakel.activities.queries import initiatives as initiative_queries
from wijkschakel.places import queries as place_queries
from wijkschakel.places.models import District
from wijkschakel.support.queries import bundles
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal import area_pages

MOST_ASKED = 3


@dataclass(frozen=True)
class Line:
    """A neighbourhood in the list beside the map."""

    number: int
    url: str
    row: queries.Covered
    asked: list[str]


def _about(request: Request) -> Initiative | None:
    text = request.GET.get("initiatief", "")
    if not text:
        return None
    try:
        number = uuid.UUID(text)
    except ValueError:
        return found(None)
    return found(initiative_queries.find_initiative(number))


@public
@require_safe
def coverage(request: Request, district: str) -> HttpResponse:
    """Show per neighbourhood what comes: of everything, of a theme, or of one programme."""
    area = place_queries.find_area(district)
    one = found(area if isinstance(area, District) else None)
    theme = request.GET.get("thema", "")
    theme = theme if theme in Activity.Theme.values else ""
    about = _about(request)
    rows = queries.coverage_of(one, request.now, theme=theme, initiative=about)
    asked = bundles.asked_in(one)
    lines = [
        Line(
            number,
            area_pages.address_of(row.neighbourhood),
            row,
            asked.get(row.neighbourhood.pk, [])[:MOST_ASKED],
        )
        for number, row in enumerate(rows, start=1)
    ]
    lit = sum(not row.is_gap for row in rows)
    context = {
        "district": one,
        "place": one,
        "about": about,
        "chosen_theme": theme,
        "themes": _themes(theme, about),
        "lines": lines,
        "h1": _headline(lit, len(rows)),
        "map": _map(one, lines),
        "with_services": not (theme or about),
    }
    return render(request, "portal/areas/coverage.html", context)


def _headline(lit: int, total: int) -> str:
    if not total:
        return _("We kennen hier nog geen buurten")
    return ngettext(
        "In %(lit)s van de %(total)s buurt is iets te doen",
        "In %(lit)s van de %(total)s buurten is iets te doen",
        total,
    ) % {"lit": lit, "total": total}


def _themes(chosen: str, about: Initiative | None) -> list[tuple[str, str, bool]]:
    kept = {"initiatief": str(about.pk)} if about else {}
    links = [("", _("Alles")), *Activity.Theme.choices]
    return [
        (f"?{urlencode(kept | ({'thema': code} if code else {}))}", str(name), code == chosen)
        for code, name in links
    ]


def _map(district: District, lines: list[Line]) -> SafeString | str:
    shapes = [
        area_pages.shape(
            line.row.neighbourhood,
            line.url,
            number=line.number,
            look="" if line.row.is_gap else "lit",
            note=_("nog niets") if line.row.is_gap else _("er is iets te doen"),
        )
        for line in lines
    ]
    if not shapes:
        return ""
    title = _("Kaart van %(name)s. De buurten staan ook in de lijst.") % {"name": district.name}
    return area_pages.area_map(title, shapes, district, [])
