"""The permission matrix, as people wrote it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "privacy" / "matrix"
ROLES = ["outsider", "resident", "organiser", "coordinator_own", "coordinator_other"]
ROLES += ["professional", "safeguarding", "funder", "researcher", "administrator"]
COLUMNS = ["url", "method", *ROLES, "note"]


@dataclass(frozen=True)
class Row:
    """One address, asked in one way; an address with kinds has a row of each, after a space."""

    file: str
    url: str
    method: str
    cells: dict[str, str]
    note: str

    @property
    def name(self) -> str:
        """Give the name of the address alone."""
        return self.url.split(" ")[0]

    @property
    def kind(self) -> str:
        """Give which kind of thing is asked for; empty where there are none."""
        return self.url.partition(" ")[2]


@cache
def rows() -> tuple[Row, ...]:
    """Read all rows."""
    found = []
    for file in sorted(FOLDER.glob("*.csv")):
        with file.open(newline="") as lines:
            reader = csv.DictReader(lines)
            assert reader.fieldnames == COLUMNS, f"{file.name}: {reader.fieldnames}"
            for line in reader:
                cells = {role: line[role] for role in ROLES}
                found.append(Row(file.name, line["url"], line["method"], cells, line["note"]))
    return tuple(found)


@dataclass(frozen=True)
class Address:
    """One pattern of the addresses, with its whole name and the names of its parts."""

    name: str
    route: str
    pattern: URLPattern

    @property
    def view(self) -> Any:
        """Give the view."""
        return self.pattern.callback

    @property
    def access(self) -> str | None:
        """Give the access decision that the view carries."""
        return getattr(self.view, "access", None)


def addresses() -> list[Address]:
    """Give every address of the pages."""
    return list(_walk(get_resolver().url_patterns, "", ""))


@cache
def known() -> dict[str, Address]:
    """Give every address by its name."""
    return {address.name: address for address in addresses()}


def is_word(part: Any) -> bool:
    """Say whether a part of an address is one of a few words."""
    return bool(re.fullmatch(r"[a-z-]+(\|[a-z-]+)+", part.regex))


def asked() -> list[str]:
    """Give everything that is asked for: every address, and each kind of one that has kinds."""
    return sorted({row.url for row in rows()})


def _walk(patterns: list[Any], space: str, route: str) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, here)
        else:
            yield Address(f"{space}{pattern.name or here}", here, pattern)
