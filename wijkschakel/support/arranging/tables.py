"""Requests, venues and themes from plain CSV files.

requests  id, theme, x_m, y_m, radius_m, times ("mo-morning tu")
venues    id, x_m, y_m, times, seats, cost_cents
themes    id, smallest, largest, cost_cents, alone_cents, alone_minutes, together_minutes
"""

import csv
from pathlib import Path
from typing import Any, TypeVar

from wijkschakel.support.arranging.rules import Ask, Theme, Venue
from wijkschakel.support.matching import times
from wijkschakel.support.matching.errors import BadInput

Thing = TypeVar("Thing", Ask, Venue, Theme)


def read(path: Path, kind: type[Thing]) -> list[Thing]:
    """Read things of one kind; raise BadInput with the row that cannot be right."""
    found: list[Thing] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                try:
                    found.append(_thing(row, kind))
                except (KeyError, ValueError, TypeError) as error:
                    raise BadInput(f"{path.name}, row {number}: {error}.") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path.name} cannot be read: {error}.") from error
    return found


def _thing(row: dict[str, str], kind: type[Thing]) -> Thing:
    values: dict[str, Any] = {}
    for name in kind.__dataclass_fields__:
        if name in ("id", "theme"):
            values[name] = row[name].strip()
        elif name == "times":
            values[name] = times.bits(row[name].split())
        else:
            values[name] = int(row[name])
            if name not in ("x_m", "y_m") and int(row[name]) < 0:
                raise ValueError(f"{name} is below 0")
    return kind(**values)
