"""CBS codes, sizes of regions, and what the known figures mean: plain Python."""

from wijkschakel.places.rules.codes import (
    DISTRICT,
    MUNICIPALITY,
    NEIGHBOURHOOD,
    district_of,
    kind_of,
    municipality_of,
    placeholder_name,
    plain_name,
)
from wijkschakel.places.rules.indicators import INDICATORS, Indicator
from wijkschakel.places.rules.regions import REGION_RESIDENTS, is_far_from_aim

__all__ = [
    "DISTRICT",
    "INDICATORS",
    "MUNICIPALITY",
    "NEIGHBOURHOOD",
    "REGION_RESIDENTS",
    "Indicator",
    "district_of",
    "is_far_from_aim",
    "kind_of",
    "municipality_of",
    "placeholder_name",
    "plain_name",
]
