"""What the pages of areas show, gathered from the rooms."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.models import Session
from wijkschakel.places import queries as place_queries
from wijkschakel.places import rules
from wijkschakel.places.models import Area, District, Municipality, Neighbourhood
from wijkschakel.places.queries import KeyFigure, Population, RegionOverview
from wijkschakel.support.queries import bundles
from wijkschakel.web.common.hundred import bar_of_hundred, hundred
from wijkschakel.web.portal.area_drawings import houses
from wijkschakel.web.portal.area_map import Shape, draw

AHEAD = dt.timedelta(days=60)
SOON = 5
HEADLINES = 8


@dataclass(frozen=True)
class Line:
    """An area in the list beside the map."""

    number: int
    name: str
    url: str
    note: str


def address_of(area: Area) -> str:
    """Give the address of the page of an area."""
    kind = area._meta.model_name or ""
    return reverse(f"portal:{kind}", kwargs={kind: area.code})


def people(count: int) -> str:
    """Say how many people: "12.340 mensen"."""
    number = number_format(count, 0, force_grouping=True)
    return ngettext("%(number)s mens", "%(number)s mensen", count) % {"number": number}


def headline(name: str, population: Population | None, figures: Sequence[KeyFigure]) -> str:
    """Answer the first question: how many people live here, or how do they feel."""
    if population:
        return ngettext(
            "In %(name)s woont %(people)s", "In %(name)s wonen %(people)s", population.residents
        ) % {"name": name, "people": people(population.residents)}
    health = next((f for f in figures if f.indicator == "good_health" and f.number), None)
    if health:
        return _("In %(name)s voelen %(count)s van de 100 volwassenen zich gezond") % {
            "name": name,
            "count": health.of_hundred,
        }
    return _("Welkom in %(name)s") % {"name": name}


def lines(
    areas: Sequence[Area], known: dict[str, Population], first: int = 1
) -> tuple[list[Line], list[Shape]]:
    """Number areas for the list and for the map."""
    listed, shapes = [], []
    for number, area in enumerate(areas, start=first):
        population = known.get(area.code)
        note = people(population.residents) if population else ""
        url = address_of(area)
        listed.append(Line(number, area.name, url, note))
        shapes.append(shape(area, url, number=number, note=note))
    return listed, shapes


def shape(area: Area, url: str, *, number: int = 0, look: str = "", note: str = "") -> Shape:
    """Make an area ready for the map."""
    return Shape(number, area.name, url, area.boundary, area.longitude, area.latitude, look, note)


def area_map(title: str, inside: Sequence[Shape], here: Area, around: Sequence[Area]) -> SafeString:
    """Draw what lies in an area, with its surroundings; parts without boundary are points."""
    behind = [shape(a, address_of(a), look="around") for a in around if a.pk != here.pk]
    whole = shape(here, "", look="here")
    if any(s.boundary for s in inside):
        return draw(title, inside, behind)
    return draw(title, [whole, *inside], behind)


def boundary_note(areas: Iterable[Area]) -> str:
    """Say of which year the boundaries are, when it is another year than that of the codes."""
    years = {a.boundary_year for a in areas if a.boundary and a.boundary_year}
    if not years:
        return ""
    return _("De grenzen zijn van %(years)s.") % {"years": ", ".join(map(str, sorted(years)))}


@dataclass(frozen=True)
class Soon:
    """A session that comes, with the address of its page."""

    session: Session
    url: str


def soon(district: District, now: dt.datetime) -> list[Soon]:
    """Give the next few sessions in a district."""
    found = activity_queries.sessions_between([district.pk], now, now + AHEAD)
    rows = found.filter(state=Session.State.PLANNED)[:SOON]
    return [Soon(s, reverse("portal:session", args=[s.pk])) for s in rows]


@dataclass(frozen=True)
class Drawn:
    """A figure with its drawing."""

    figure: KeyFigure
    drawing: SafeString


def figures_of(area: Area, population: Population | None) -> dict[str, Any]:
    """Split the figures: one in a large drawing, a few as bars, all in a table."""
    figures = place_queries.key_figures(area)
    told = [(f, f.of_hundred) for f in figures if f.headline and f.of_hundred is not None]
    first = Drawn(told[0][0], hundred(told[0][1])) if told else None
    bars = [
        Drawn(f, bar_of_hundred(count, None if f.country is None else round(f.country)))
        for f, count in told[1:HEADLINES]
    ]
    return {
        "figures": figures,
        "first": first,
        "told": bars,
        "told_origin": bars[0].figure.origin if len({b.figure.origin for b in bars}) == 1 else "",
        "population": population,
        "h1": headline(area.name, population, figures),
    }


def contact_of(district: District | None) -> dict[str, str]:
    """Say whom to call: the contact of the district, else that of the installation."""
    if district and district.contact_phone:
        return {
            "name": district.contact_name,
            "phone": district.contact_phone,
            "hours": district.contact_hours,
        }
    return {"name": "", "phone": settings.HELP_PHONE, "hours": settings.HELP_HOURS}


def municipality_page(municipality: Municipality) -> dict[str, Any]:
    """Gather the page of a municipality."""
    inside = place_queries.districts_of(municipality)
    known = place_queries.populations([municipality, *inside])
    listed, shapes = lines(inside, known)
    title = _("Kaart van %(name)s. De wijken staan ook in de lijst.") % {"name": municipality.name}
    return {
        **figures_of(municipality, known.get(municipality.code)),
        "area": municipality,
        "lines": listed,
        "map": area_map(title, shapes, municipality, []),
        "boundary_note": boundary_note(inside),
        "contact": contact_of(None),
    }


def district_page(district: District, now: dt.datetime) -> dict[str, Any]:
    """Gather the page of a district."""
    inside = place_queries.neighbourhoods_of(district)
    around = place_queries.districts_of(district.municipality)
    known = place_queries.populations([district, *inside])
    listed, shapes = lines(inside, known)
    title = _("Kaart van %(name)s. De buurten staan ook in de lijst.") % {"name": district.name}
    return {
        **figures_of(district, known.get(district.code)),
        "area": district,
        "district": district,
        "up": district.municipality,
        "up_url": address_of(district.municipality),
        "lines": listed,
        "map": area_map(title, shapes, district, around),
        "boundary_note": boundary_note([district, *inside]),
        "contact": contact_of(district),
        **_what_to_do(district, now),
    }


def neighbourhood_page(neighbourhood: Neighbourhood, now: dt.datetime) -> dict[str, Any]:
    """Gather the page of a neighbourhood, with the others of the district around it."""
    district = neighbourhood.district
    others = place_queries.neighbourhoods_of(district)
    known = place_queries.populations(others)
    listed, shapes = lines(others, known)
    title = _("Kaart van %(name)s en de buurten eromheen.") % {"name": neighbourhood.name}
    marked = [
        replace(s, look="here", url="") if s.url == address_of(neighbourhood) else s for s in shapes
    ]
    return {
        **figures_of(neighbourhood, known.get(neighbourhood.code)),
        "area": neighbourhood,
        "district": district,
        "up": district,
        "up_url": address_of(district),
        "lines": listed,
        "here_url": address_of(neighbourhood),
        "bundles": bundles.bundles_of(neighbourhood, now),
        "map": area_map(title, marked, district, []),
        "boundary_note": boundary_note([district, *others]),
        "contact": contact_of(district),
        **_what_to_do(district, now),
    }


def _what_to_do(district: District, now: dt.datetime) -> dict[str, Any]:
    return {
        "sessions": soon(district, now),
        "coverage_url": reverse("portal:coverage", args=[district.code]),
        "agenda_url": f"{reverse('portal:agenda')}?wijk={district.code}",
        "join_url": reverse("account:join_neighbourhood", args=[district.code]),
    }


def region_page(overview: RegionOverview, may_tick: Callable[[District], bool]) -> dict[str, Any]:
    """Gather the page of a region, without the map of what was taken over where."""
    rows = []
    for number, row in enumerate(overview.rows, start=1):
        url = address_of(row.district)
        population = people(row.population.residents) if row.population else ""
        rows.append(
            {
                "number": number,
                "url": url,
                "row": row,
                "people": population,
                "may_tick": may_tick(row.district),
            }
        )
    return {
        "region": overview.region,
        "overview": overview,
        "rows": rows,
        "houses": houses(overview.up, overview.total),
        "people": people(overview.population.residents),
        "aim": people(rules.REGION_RESIDENTS),
        "boundary_note": boundary_note(row.district for row in overview.rows),
        "contact": contact_of(None),
    }
