"""Makes places for tests."""

import itertools
from typing import Any

from wijkschakel.places.models import (
    District,
    Figure,
    Municipality,
    Neighbourhood,
    Region,
    RegionDistrict,
    RolloutCriterion,
    Venue,
)

_number = itertools.count(1)


def make_municipality(**changes: Any) -> Municipality:
    """Make a municipality with a code of its own."""
    number = next(_number)
    values = {"code": f"GM{number:04}", "division_year": 2024, "name": f"Lindestad {number}"}
    return Municipality.objects.create(**values | changes)


def make_district(**changes: Any) -> District:
    """Make a district, in a municipality of its own unless told otherwise."""
    number = next(_number)
    municipality = changes.pop("municipality", None) or make_municipality()
    values = {
        "code": f"WK{number:06}",
        "division_year": 2024,
        "name": f"Lindewijk {number}",
        "municipality": municipality,
        "contact_name": "Noor",
        "contact_phone": "088 000 12 34",
    }
    return District.objects.create(**values | changes)


def make_neighbourhood(**changes: Any) -> Neighbourhood:
    """Make a neighbourhood, in a district of its own unless told otherwise."""
    number = next(_number)
    district = changes.pop("district", None) or make_district()
    values = {
        "code": f"BU{number:08}",
        "division_year": 2024,
        "name": f"Lindebuurt {number}",
        "district": district,
    }
    return Neighbourhood.objects.create(**values | changes)


def make_region(*districts: District, **changes: Any) -> Region:
    """Make a region of these districts."""
    number = next(_number)
    values = {"name": f"Leerregio {number}", "slug": f"leerregio-{number}"}
    region = Region.objects.create(**values | changes)
    for district in districts:
        RegionDistrict.objects.create(region=region, district=district)
    return region


def make_venue(**changes: Any) -> Venue:
    """Make a community house, in a district of its own unless told otherwise."""
    number = next(_number)
    district = changes.pop("district", None) or make_district()
    values = {
        "name": f"Buurthuis {number}",
        "kind": Venue.Kind.COMMUNITY,
        "street": "Lindestraat 1",
        "postcode": "7411 AA",
        "town": "Lindestad",
        "district": district,
    }
    return Venue.objects.create(**values | changes)


def make_criterion(region: Region, **changes: Any) -> RolloutCriterion:
    """Make something that must be there before a district counts as up and running."""
    number = next(_number)
    values = {"text": f"Elke week spreekuur {number}", "position": number}
    return RolloutCriterion.objects.create(region=region, **values | changes)


def make_figure(area: Any, indicator: str = "residents", **changes: Any) -> Figure:
    """Make a published number about an area."""
    values = {
        "area_code": area if isinstance(area, str) else area.code,
        "division_year": 2024,
        "indicator": indicator,
        "year": 2024,
        "value": 12340.0,
        "source": "CBS",
    }
    return Figure.objects.create(**values | changes)


def square(west: float = 6.0, south: float = 52.0, side: float = 0.01) -> dict[str, Any]:
    """Give a square boundary, a MultiPolygon in degrees."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}
