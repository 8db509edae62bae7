"""Requests, offers and agreements from plain files, and back: CSV or Parquet, and JSON.

Words in one cell are separated by spaces. Every column but `id` and the kind may be absent.

requests  id, kind, x_m and y_m (metres) or longitude and latitude (degrees), radius_m, times
          ("mo-morning tu" - a day alone is the whole day), need (blocks), languages (preferred
          first), interests, helpers, checks, risk (0-3), wait_days, low_ses (yes or no), refused
offers    id, kinds (most liked first), the place as above, radius_m, comes (yes or no), times,
          languages, interests, helper, checks ("vog:2027-03-01"), load, most
agreement a JSON list of {id, starts_on, ends_on, parties, signed, helpers, most_per_helper,
          kinds: {kind: {checks: [...], max_risk: 0-3}}}

A row that cannot be right is not used and is reported with its number and the reason.
"""

import csv
import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from wijkschakel.support.matching import rules, times
from wijkschakel.support.matching.errors import BadInput, require
from wijkschakel.support.matching.rules import Agreement, Offer, Request, Terms

MOST_ROWS = 2_000_000
MIDDLE_LONGITUDE = 5.387
METRES_PER_DEGREE = 111_320.0
YES = {"yes", "true", "1", "ja", "y"}
NO = {"no", "false", "0", "nee", "n", ""}
Thing = TypeVar("Thing", Request, Offer)
Row = Mapping[str, Any]


@dataclass
class Read(Generic[Thing]):
    """What was read, and the rows that were not used: number, id, reason."""

    things: list[Thing] = field(default_factory=list)
    rejected: list[tuple[int, str, str]] = field(default_factory=list)


def places_on_a_map(longitude: float, latitude: float) -> tuple[int, int]:
    """Put degrees on a flat map in metres (sinusoidal around the middle of the Netherlands).

    Distances of a few kilometres are right within 1.5 % anywhere in the Netherlands.
    """
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError("longitude or latitude is no number of degrees")
    east = METRES_PER_DEGREE * math.cos(math.radians(latitude)) * (longitude - MIDDLE_LONGITUDE)
    return round(east), round(METRES_PER_DEGREE * latitude)


def read_requests(path: Path) -> "Read[Request]":
    """Read requests."""
    return _read(path, _request)


def read_offers(path: Path) -> "Read[Offer]":
    """Read offers."""
    return _read(path, _offer)


def read_agreements(path: Path) -> list[Agreement]:
    """Read agreements; raise BadInput when one cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        return [_agreement(each) for each in (found if isinstance(found, list) else [found])]
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path.name} cannot be read: {error}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"{path.name} is not a list of agreements as documented: {error}."
        ) from error


def _agreement(found: dict[str, Any]) -> Agreement:
    kinds = {
        kind: Terms(
            frozenset(terms.get("checks", ())), int(terms.get("max_risk", max(rules.RISKS)))
        )
        for kind, terms in found["kinds"].items()
    }
    return Agreement(
        str(found["id"]),
        kinds,
        dt.date.fromisoformat(found["starts_on"]),
        dt.date.fromisoformat(found["ends_on"]),
        tuple(found.get("parties", ())),
        bool(found.get("signed", True)),
        frozenset(found.get("helpers", ())),
        int(found.get("most_per_helper", rules.MOST_ROOM)),
    )


def _read(path: Path, make: "Callable[[Row], Thing]") -> "Read[Thing]":
    read: Read[Thing] = Read()
    seen: set[str] = set()
    for number, row in enumerate(_rows(path), 2):
        name = str(row.get("id") or "").strip()
        try:
            if not name or name in seen:
                raise ValueError("the id is missing or was there before")
            read.things.append(make(row))
            seen.add(name)
        except (ValueError, TypeError, OverflowError, KeyError) as error:
            read.rejected.append((number, name[:60], _reason(error)))
    return read


def _reason(error: Exception) -> str:
    return f"unknown word {error}" if isinstance(error, KeyError) else str(error)


def _rows(path: Path) -> Iterator[Row]:
    rows = _parquet_rows(path) if path.suffix.lower() == ".parquet" else _csv_rows(path)
    try:
        for number, row in enumerate(rows):
            if number >= MOST_ROWS:
                raise BadInput(f"{path.name} has more than {MOST_ROWS} rows. Make it smaller.")
            yield row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path.name} cannot be read: {error}.") from error


def _csv_rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = file.read(4096)
        file.seek(0)
        yield from csv.DictReader(
            file, delimiter=";" if start.count(";") > start.count(",") else ","
        )


def _parquet_rows(path: Path) -> Iterator[Row]:
    require("pyarrow")
    from pyarrow import ArrowException, parquet  # noqa: PLC0415  # slow import

    try:
        for batch in parquet.ParquetFile(path).iter_batches():
            yield from batch.to_pylist()
    except ArrowException as error:
        raise BadInput(f"{path.name} is not a Parquet file: {error}.") from error


def _whole(row: Row, column: str, default: int, most: int = 10_000_000) -> int:
    value = row.get(column)
    if value is None or value == "":
        return default
    number = float(value)
    if not math.isfinite(number) or number != int(number) or not 0 <= number <= most:
        raise ValueError(f"{column} is {value!r}, not a whole number from 0 to {most}")
    return int(number)


def _yes(row: Row, column: str, default: bool) -> bool:
    value = row.get(column)
    if value is None or value == "":
        return default
    word = str(value).strip().lower()
    if word not in YES | NO:
        raise ValueError(f"{column} is {value!r}, not yes or no")
    return word in YES


def _words(row: Row, column: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    value = row.get(column)
    if value is None or value == "":
        return default
    return tuple(str(value).split()) if isinstance(value, str) else tuple(map(str, value))


def _place(row: Row) -> tuple[int | None, int | None]:
    for columns in (("x_m", "y_m"), ("longitude", "latitude")):
        values = [row.get(column) for column in columns]
        if any(value in (None, "") for value in values):
            continue
        x, y = (float(value) for value in values)  # type: ignore[arg-type]
        if not (math.isfinite(x) and math.isfinite(y)) or max(abs(x), abs(y)) > 10_000_000:
            raise ValueError(f"the place {values} is no place")
        return (round(x), round(y)) if columns[0] == "x_m" else places_on_a_map(x, y)
    return None, None


def _request(row: Row) -> Request:
    x, y = _place(row)
    return Request(
        id=str(row["id"]).strip(),
        kind=_kind(row, "kind"),
        x_m=x,
        y_m=y,
        radius_m=_whole(row, "radius_m", 1_000),
        times=times.bits(_words(row, "times")),
        need=_whole(row, "need", 1, len(times.BLOCKS)),
        languages=_words(row, "languages", ("nl",)),
        interests=frozenset(_words(row, "interests")),
        helpers=frozenset(_words(row, "helpers")),
        checks=frozenset(_words(row, "checks")),
        risk=_whole(row, "risk", 0, max(rules.RISKS)),
        wait_days=_whole(row, "wait_days", 0, 36_500),
        low_ses=_yes(row, "low_ses", False),
        refused=frozenset(_words(row, "refused")),
    )


def _kind(row: Row, column: str) -> str:
    words = _words(row, column)
    if not words:
        raise ValueError(f"{column} is missing")
    return words[0]


def _offer(row: Row) -> Offer:
    x, y = _place(row)
    _kind(row, "kinds")
    checks = (word.partition(":") for word in _words(row, "checks"))
    return Offer(
        id=str(row["id"]).strip(),
        kinds=_words(row, "kinds"),
        x_m=x,
        y_m=y,
        radius_m=_whole(row, "radius_m", 2_000),
        comes=_yes(row, "comes", True),
        times=times.bits(_words(row, "times")),
        languages=_words(row, "languages", ("nl",)),
        interests=frozenset(_words(row, "interests")),
        helper=_words(row, "helper", ("volunteer",))[0],
        checks={name: dt.date.fromisoformat(until) for name, _, until in checks},
        load=_whole(row, "load", 0, 10_000),
        most=_whole(row, "most", 1, 10_000),
    )


def write(path: Path, things: "Iterable[Request] | Iterable[Offer]") -> None:
    """Write requests or offers as CSV, or as Parquet when the name ends so."""
    rows = [_written(thing) for thing in things]
    if path.suffix.lower() == ".parquet":
        require("pyarrow")
        import pyarrow  # noqa: PLC0415  # slow import
        from pyarrow import parquet  # noqa: PLC0415

        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else ["id"])
        writer.writeheader()
        writer.writerows(rows)


def _written(thing: Request | Offer) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in type(thing).__dataclass_fields__:
        value = getattr(thing, name)
        if name == "times":
            value = " ".join(times.names(value))
        elif isinstance(value, Mapping):
            value = " ".join(f"{key}:{day.isoformat()}" for key, day in sorted(value.items()))
        elif isinstance(value, frozenset):
            value = " ".join(sorted(value))
        elif isinstance(value, tuple):
            value = " ".join(value)
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        row[name] = value
    return row


def as_json(agreements: Iterable[Agreement]) -> str:
    """Write agreements as `read_agreements` reads them."""
    return json.dumps(
        [
            {
                "id": each.id,
                "starts_on": each.starts_on.isoformat(),
                "ends_on": each.ends_on.isoformat(),
                "parties": list(each.parties),
                "signed": each.signed,
                "helpers": sorted(each.helpers),
                "most_per_helper": each.most_per_helper,
                "kinds": {
                    kind: {"checks": sorted(terms.checks), "max_risk": terms.max_risk}
                    for kind, terms in each.kinds.items()
                },
            }
            for each in agreements
        ],
        indent=1,
    )
