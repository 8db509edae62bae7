"""Which areas there are, and how much is held of them."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Substr

from wijkschakel.places import rules
from wijkschakel.places.models import Area, District, Figure, Municipality, Neighbourhood

COUNTRY = "NL"
MODELS: dict[str, type[Area]] = {
    "municipality": Municipality,
    "district": District,
    "neighbourhood": Neighbourhood,
}
PARENTS: dict[str, tuple[str, ...]] = {
    "municipality": (),
    "district": ("municipality",),
    "neighbourhood": ("district__municipality",),
}


def find_area(code: str, year: int | None = None) -> Area | None:
    """Give the area with a code, of the newest division that has it."""
    kind = rules.kind_of(code)
    if kind is None:
        return None
    areas = MODELS[kind].objects.filter(code=code)  # type: ignore[attr-defined]
    if year is not None:
        areas = areas.filter(division_year=year)
    return areas.select_related(*PARENTS[kind]).order_by("-division_year").first()


def codes_of(year: int) -> set[str]:
    """Give all codes that are known in a division."""
    return {
        code
        for model in MODELS.values()
        for code in model.objects.filter(division_year=year).values_list("code", flat=True)  # type: ignore[attr-defined]
    }


def districts_of(municipality: Municipality) -> list[District]:
    """Give the districts of a municipality, by name."""
    return list(municipality.districts.order_by("name", "code"))


def neighbourhoods_of(district: District) -> list[Neighbourhood]:
    """Give the neighbourhoods of a district, by name."""
    return list(district.neighbourhoods.order_by("name", "code"))


@dataclass(frozen=True)
class Held:
    """How much is known of a number of municipalities."""

    municipalities: int
    districts: int
    neighbourhoods: int
    figures: int
    withheld: int


def count_held(municipalities: set[str], year: int) -> Held:
    """Count the areas of municipalities and the figures that belong to them."""
    figures = (
        Figure.objects.filter(division_year=year)
        .exclude(area_code=COUNTRY)
        .annotate(digits=Substr("area_code", 3, 4))
        .filter(digits__in=[code[2:6] for code in municipalities])
        .aggregate(
            published=Count("pk", filter=Q(status=Figure.Status.PUBLISHED)),
            withheld=Count("pk", filter=Q(status=Figure.Status.WITHHELD)),
        )
    )
    here = Municipality.objects.filter(division_year=year, code__in=municipalities)
    districts = District.objects.filter(municipality__in=here)
    return Held(
        here.count(),
        districts.count(),
        Neighbourhood.objects.filter(district__municipality__in=here).count(),
        figures["published"],
        figures["withheld"],
    )
