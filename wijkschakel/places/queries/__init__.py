"""Reads of places for pages and commands."""

from wijkschakel.places.queries.areas import (
    COUNTRY,
    Held,
    codes_of,
    count_held,
    districts_of,
    find_area,
    neighbourhoods_of,
)
from wijkschakel.places.queries.figures import KeyFigure, key_figures
from wijkschakel.places.queries.populations import (
    Population,
    RegionPopulation,
    populations,
    region_population,
)
from wijkschakel.places.queries.regions import (
    Criterion,
    RegionCard,
    RegionOverview,
    RolloutRow,
    find_region,
    region_overview,
    regions,
)

__all__ = [
    "COUNTRY",
    "Criterion",
    "Held",
    "KeyFigure",
    "Population",
    "RegionCard",
    "RegionOverview",
    "RegionPopulation",
    "RolloutRow",
    "codes_of",
    "count_held",
    "districts_of",
    "find_area",
    "find_region",
    "key_figures",
    "neighbourhoods_of",
    "populations",
    "region_overview",
    "region_population",
    "regions",
]
