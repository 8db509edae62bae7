"""How many people live somewhere: counted there, or added up from what lies in it."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Substr

from wijkschakel.places import rules
from wijkschakel.places.models import Area, District, Figure, Region, RegionDistrict

Numbers = dict[str, tuple[int, int, str]]  # code -> (year, residents, source)


@dataclass(frozen=True)
class Population:
    """How many people live in an area."""

    residents: int
    year: int
    source: str
    is_summed: bool


@dataclass(frozen=True)
class RegionPopulation:
    """How many people live in a region, and of which districts we do not know."""

    residents: int
    years: tuple[int, ...]
    unknown: tuple[str, ...]
    is_far: bool


def populations(areas: Collection[Area]) -> dict[str, Population]:
    """Give the residents of areas of one division, by code; without figures an area is absent."""
    found: dict[str, Population] = {}
    years = {area.division_year for area in areas}
    numbers = {year: _numbers(areas, year) for year in years}
    for area in areas:
        known = _of(area.code, numbers[area.division_year])
        if known:
            found[area.code] = known
    return found


def _numbers(areas: Iterable[Area], year: int) -> Numbers:
    rows = (
        Figure.objects.filter(
            indicator="residents", ages="", status=Figure.Status.PUBLISHED, division_year=year
        )
        .annotate(digits=Substr("area_code", 3, 4))
        .filter(digits__in={area.code[2:6] for area in areas})
        .values_list("area_code", "year", "value", "source")
    )
    numbers: Numbers = {}
    for code, when, value, source in rows:
        numbers[code] = max(numbers.get(code, (0, 0, "")), (when, round(value or 0), source))
    return numbers


def _of(code: str, numbers: Numbers) -> Population | None:
    if code in numbers:
        year, residents, source = numbers[code]
        return Population(residents, year, source, is_summed=False)
    parts: list[Population] = []
    if code.startswith("WK"):
        inside = [c for c in numbers if c.startswith("BU") and rules.district_of(c) == code]
        parts = [part for c in inside if (part := _of(c, numbers))]
    elif code.startswith("GM"):
        around = {c if c.startswith("WK") else rules.district_of(c) for c in numbers
                  if c[2:6] == code[2:6]}  # fmt: skip
        parts = [part for c in around if (part := _of(c, numbers))]
    if not parts:
        return None
    return Population(
        sum(part.residents for part in parts),
        max(part.year for part in parts),
        "; ".join(sorted({part.source for part in parts})),
        is_summed=True,
    )


def region_population(region: Region) -> RegionPopulation:
    """Add up the residents of a region; a whole municipality counts by its own figure."""
    members = RegionDistrict.objects.filter(region=region).annotate(around=districts_around())
    rows = list(members.select_related("district__municipality"))
    districts = [row.district for row in rows]
    sizes = {row.district.municipality_id: row.around for row in rows}
    return population_of(districts, sizes, with_municipalities(districts))


def districts_around() -> Subquery:
    """Count, for a district of a region, the districts of its municipality."""
    inside = District.objects.filter(municipality=OuterRef("district__municipality")).order_by()
    return Subquery(inside.values("municipality").annotate(n=Count("pk")).values("n"))


def with_municipalities(districts: Collection[District]) -> dict[str, Population]:
    """Give the residents of districts and of their municipalities, which must be loaded."""
    municipalities = {d.municipality_id: d.municipality for d in districts}
    return populations([*districts, *municipalities.values()])


def population_of(
    districts: Collection[District],
    sizes: Mapping[uuid.UUID, int],
    known: Mapping[str, Population],
) -> RegionPopulation:
    """Add up the residents of districts.

    :param sizes: how many districts each municipality has.
    :param known: the residents of the districts and of their municipalities.
    """
    total, years, unknown = 0, set(), []
    for pk, municipality in {d.municipality_id: d.municipality for d in districts}.items():
        inside = [d for d in districts if d.municipality_id == pk]
        whole = known.get(municipality.code)
        counted: list[Area] = list(inside)
        if whole and not whole.is_summed and len(inside) == sizes[pk]:
            counted = [municipality]
        for area in counted:
            if part := known.get(area.code):
                total += part.residents
                years.add(part.year)
            else:
                unknown.append(area.name)
    return RegionPopulation(
        total, tuple(sorted(years)), tuple(sorted(unknown)), rules.is_far_from_aim(total)
    )
