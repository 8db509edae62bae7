"""Codes of CBS and names of areas."""

import re
from functools import lru_cache

MUNICIPALITY = re.compile(r"GM[0-9]{4}")
DISTRICT = re.compile(r"WK[0-9]{4}[0-9A-Z]{2}")
NEIGHBOURHOOD = re.compile(r"BU[0-9]{4}[0-9A-Z]{4}")
NUMBERED = re.compile(r"(?:Wijk|Buurt)\s*\d{1,4}\s+(?=\S)", re.IGNORECASE)


@lru_cache(maxsize=50_000)  # a file of figures names the same areas again and again
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


def municipality_of(code: str) -> str:
    """Give the code of the municipality that an area lies in."""
    return f"GM{code[2:6]}"


def district_of(code: str) -> str:
    """Give the code of the district that a neighbourhood lies in."""
    return f"WK{code[2:8]}"


def placeholder_name(code: str) -> str:
    """Give a name for an area of which only the code is known."""
    if code.startswith("GM"):
        return f"Gemeente {code[2:]}"
    if code.startswith("WK"):
        return f"Wijk {code[6:]}"
    return f"Buurt {code[6:]}"


def plain_name(name: str) -> str:
    """Leave out the number that CBS writes before a name: Wijk 03 Keizerslanden."""
    words = " ".join(name.split())
    return NUMBERED.sub("", words, count=1) if NUMBERED.match(words) else words
