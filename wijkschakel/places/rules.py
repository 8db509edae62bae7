"""CBS codes and sizes of regions: plain Python."""

import re

MUNICIPALITY = re.compile(r"GM\d{4}")
DISTRICT = re.compile(r"WK\d{4}[0-9A-Z]{2}")
NEIGHBOURHOOD = re.compile(r"BU\d{4}[0-9A-Z]{4}")
REGION_RESIDENTS = 100_000


def kind_of(code: str) -> str | None:
    """Say what a CBS code stands for: municipality, district, neighbourhood, or None."""
    for kind, pattern in (
        ("municipality", MUNICIPALITY),
        ("district", DISTRICT),
        ("neighbourhood", NEIGHBOURHOOD),
    ):
        if pattern.fullmatch(code):
            return kind
    return None
