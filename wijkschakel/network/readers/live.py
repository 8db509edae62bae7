"""Gets boundaries from PDOK and figures from CBS, as files that the other readers read."""

import csv
import json
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from wijkschakel.network.fetching import Limits, NotFetched, fetch
from wijkschakel.network.readers.files import MEGABYTE, UnreadableFile
from wijkschakel.places import rules

Tell = Callable[[str], None]
PDOK = "https://api.pdok.nl"
CBS = "https://datasets.cbs.nl"
COLLECTIONS = ("gemeenten", "wijken", "buurten")
# key figures of districts and neighbourhoods: the table of each year
TABLES = {
    2018: "84286NED", 2019: "84583NED", 2020: "84799NED", 2021: "85039NED",
    2022: "85318NED", 2023: "85618NED", 2024: "85984NED",
}  # fmt: skip
MOST_PAGES = 400


@dataclass
class Service:
    """A known service; what it gives is held to a size and a time over all its pages."""

    base: str
    allowed: Collection[str] = ()
    most_bytes: int = 600 * MEGABYTE
    seconds: float = 900.0

    def __post_init__(self) -> None:
        self.left = self.most_bytes
        self.ends = time.monotonic() + self.seconds

    def get(self, path: str) -> bytes:
        """Give what stands at a path."""
        limits = Limits(self.left, self.ends - time.monotonic())
        try:
            page = fetch(
                urljoin(self.base, path), limits=limits, allowed=self.allowed,
                accept="application/json",
            )  # fmt: skip
        except NotFetched as error:
            raise UnreadableFile(f"{error}.") from error
        self.left -= len(page.body)
        return page.body

    def path_of(self, address: str) -> str:
        """Give the path of a link to a next page; a link elsewhere is refused."""
        parts, here = urlsplit(address), urlsplit(self.base)
        if (parts.scheme, parts.netloc) != (here.scheme, here.netloc):
            raise self.fault("it points to another address for the next page")
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def fault(self, why: str) -> UnreadableFile:
        """Give the error."""
        return UnreadableFile(f"{urlsplit(self.base).hostname}: {why}.")


def fetch_boundaries(service: Service, year: int, folder: Path, tell: Tell) -> list[Path]:
    """Get the areas of a year from the OGC API, a file per page."""
    files = []
    for collection in COLLECTIONS:
        path = f"/cbs/wijken-en-buurten-{year}/ogc/v1/collections/{collection}/items"
        path += "?f=json&limit=1000"
        for number, page in enumerate(_pages(service, path), start=1):
            tell(f"got {collection}, page {number}")
            place = folder / f"{collection}-{number}"
            place.mkdir()
            file = place / f"PDOK {collection} {year}.json"
            file.write_text(json.dumps(page))
            files.append(file)
    return files


def _pages(service: Service, path: str) -> Iterator[dict[str, Any]]:
    for _number in range(MOST_PAGES):
        page = _json(service, path)
        if not isinstance(page.get("features"), list):
            raise service.fault("it gives no features")
        yield page
        links = [link for link in page.get("links") or [] if isinstance(link, dict)]
        following = next((link.get("href") for link in links if link.get("rel") == "next"), None)
        if not following or not page["features"]:
            return
        path = service.path_of(str(following))
    raise service.fault(f"more than {MOST_PAGES} pages")


def _json(service: Service, path: str) -> dict[str, Any]:
    try:
        page = json.loads(service.get(path))
    except (ValueError, RecursionError) as error:
        raise service.fault("it answers with something that is no JSON") from error
    if not isinstance(page, dict):
        raise service.fault("it answers with another kind of JSON")
    return page


def fetch_figures(
    service: Service, year: int, municipalities: set[str], folder: Path, tell: Tell
) -> list[Path]:
    """Get the key figures of municipalities from OData version 4, as one table."""
    if year not in TABLES:
        years = ", ".join(map(str, sorted(TABLES)))
        raise UnreadableFile(f"CBS: no table known for {year}; there is one for {years}.")
    if not municipalities:
        raise UnreadableFile("CBS: name the municipalities with --municipality.")
    table = f"/odata/v1/CBS/{TABLES[year]}"
    titles = dict(_values(service, f"{table}/MeasureCodes", "Identifier", "Title"))
    names = dict(_values(service, f"{table}/WijkenEnBuurtenCodes", "Identifier", "Title"))
    rows: dict[str, dict[str, str]] = {}
    for municipality in sorted(municipalities):
        tell(f"getting the figures of {municipality}")
        query = quote(_filter(municipality))
        for item in _items(service, f"{table}/Observations?$filter={query}"):
            code, measure = str(item.get("WijkenEnBuurten", "")).strip(), item.get("Measure")
            value = item.get("Value")
            title = str(titles.get(str(measure), measure))
            rows.setdefault(code, {})[title] = "." if value is None else str(value)
    return [_write(rows, names, folder / f"CBS {TABLES[year]} {year}.csv")]


def _filter(municipality: str) -> str:
    digits = municipality[2:]
    return " or ".join(
        f"startswith(WijkenEnBuurten,'{kind}{digits}')" for kind in ("GM", "WK", "BU")
    )


def _items(service: Service, path: str) -> Iterator[dict[str, Any]]:
    for _number in range(MOST_PAGES):
        page = _json(service, path)
        values = page.get("value")
        if not isinstance(values, list):
            raise service.fault("it gives no values")
        yield from (value for value in values if isinstance(value, dict))
        following = page.get("@odata.nextLink")
        if not following:
            return
        path = service.path_of(str(following))
    raise service.fault(f"more than {MOST_PAGES} pages")


def _values(service: Service, path: str, *names: str) -> Iterator[tuple[str, str]]:
    for item in _items(service, path):
        yield str(item.get(names[0], "")).strip(), str(item.get(names[1], "")).strip()


def _write(rows: dict[str, dict[str, str]], names: dict[str, str], file: Path) -> Path:
    titles = sorted({title for row in rows.values() for title in row})
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["code", "naam", *titles])
        for code, row in sorted(rows.items()):
            if rules.kind_of(code):
                cells = [row.get(title, "") for title in titles]
                writer.writerow([code, names.get(code, ""), *cells])
    return file
