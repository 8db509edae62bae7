"""Finds CBS codes in what others write."""

import re

from wijkschakel.places import rules

SHAPED = re.compile(r"(?:\d{4})?((?:GM\d{4})|(?:WK\d{4}[0-9A-Z]{2})|(?:BU\d{4}[0-9A-Z]{4}))")
WIDER = re.compile(r"(NL|LD|PV|CR|CP|RP|GG|VR|JZ|LB|AM|RE|PO|SS|TR|UW|ZK)\d{2,4}")


def clean_code(text: object) -> str:
    """Give a code as CBS writes it: no padding, capitals, no year in front."""
    word = str(text or "").strip().upper()
    match = SHAPED.fullmatch(word)
    return match.group(1) if match else word


def year_in_front(text: object) -> int | None:
    """Give the year of a code that carries one (2020GM0150)."""
    word = str(text or "").strip().upper()
    if SHAPED.fullmatch(word) and word[:4].isdigit():
        return int(word[:4])
    return None


def is_area(code: str) -> bool:
    """Say whether this is the code of a municipality, a district or a neighbourhood."""
    return rules.kind_of(code) is not None


def is_wider(code: str) -> bool:
    """Say whether this is the code of something larger: country, province, health region."""
    return WIDER.fullmatch(code) is not None
