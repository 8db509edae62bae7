"""Who takes part, per year and neighbourhood: published figures, as everybody has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import dateparse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from wijkschakel.outcomes.queries import published
from wijkschakel.outcomes.queries.published import Shelf
from wijkschakel.outcomes.rules.said import ALL, Figures
from wijkschakel.places.models import Neighbourhood
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR, Scope

TAKING_PART = "taking-part"
YEARS = 4
Counts = tuple[int | None, ...]


@dataclass(frozen=True)
class Area:
    """A region as far as the visitor coordinates it: the whole, its districts, neighbourhoods."""

    name: str
    slug: str
    years: tuple[str, ...]
    steps: list[tuple[str, int | None, int]]  # year, people, part of the highest
    rows: list[tuple[str, str, Counts]]  # neighbourhood, district
    published_on: object


@with_role(COORDINATOR)
@require_GET
def reach(request: Request) -> HttpResponse:
    """Show who takes part, year by year."""
    scope = scopes.of(request)
    hoods = list(
        Neighbourhood.objects.filter(district__in=scope.ids)
        .select_related("district").only("code", "name", "district__code", "district__name")
        .order_by("district__name", "name")
    )  # fmt: skip
    areas = [_area(scope, shelf, hoods) for shelf in published.shelves(scope.ids, [TAKING_PART])]
    told = [area for area in areas if area.years]
    context = {"place": scope.place, "h1": _headline(told), "areas": told}
    return render(request, "desk/reach.html", context)


def _area(scope: Scope, shelf: Shelf, hoods: Sequence[Neighbourhood]) -> Area:
    years = tuple(reversed(shelf.periods(TAKING_PART)[:YEARS]))
    tables = [shelf.figures(TAKING_PART, year, "by_area") for year in years]
    only = scope.districts[0] if len(scope.districts) == 1 else None
    whole = _counts(tables, only.code if only else shelf.region.slug)
    highest = max((people or 0 for people in whole), default=0) or 1
    known = {cell[0] for table in tables for cell in table.cells}
    return Area(
        only.name if only else shelf.region.name, shelf.region.slug, years,
        [(year, people, round(100 * (people or 0) / highest))
         for year, people in zip(years, whole, strict=True)],
        [(hood.name, hood.district.name, _counts(tables, hood.code))
         for hood in hoods if hood.code in known],
        dateparse.parse_date(tables[-1].at[:10]) if tables else None,
    )  # fmt: skip


def _counts(tables: Sequence[Figures], area: str) -> Counts:
    return tuple(table.of(area, ALL).people for table in tables)


def _headline(areas: Sequence[Area]) -> str:
    if not areas:
        return _("Er zijn nog te weinig mensen om te tellen")
    year, people, _part = areas[0].steps[-1]
    if people is None or len(areas) > 1:
        return _("Wie doen er mee?")
    said = ngettext("%(n)s mens deed mee in %(year)s", "%(n)s mensen deden mee in %(year)s", people)
    return said % {"n": people, "year": year}
