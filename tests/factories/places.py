"""Makes places for tests."""

import itertools
from typing import Any

from wijkschakel.places.models import (
    District,
    Municipality,
    Neighbourhood,
    Region,
    RegionDistrict,
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
