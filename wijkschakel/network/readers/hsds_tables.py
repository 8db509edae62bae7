"""Reads the table package of HSDS: a folder or a zip of CSV files that point to each other."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from wijkschakel.network.readers import hsds
from wijkschakel.network.readers.files import (
    MEGABYTE,
    Limits,
    Notes,
    Source,
    UnreadableFile,
    open_raw,
)
from wijkschakel.network.readers.rows import csv_rows
from wijkschakel.network.readers.services import GatheredServices

LIMITS = Limits(file_bytes=50 * MEGABYTE, columns=200)
MOST_FILES = 200
MOST_ROWS = 200_000
Row = dict[str, Any]
# our word for a table -> how packages of all years name its file
NAMES = {
    "services": "services service",
    "organizations": "organizations organization organisations organisation",
    "locations": "locations location",
    "places": "service_at_locations service_at_location services_at_location services_at_locations",
    "phones": "phones phone",
    "schedules": "schedules schedule regular_schedules regular_schedule",
    "holidays": "holiday_schedules holiday_schedule",
    "addresses": "addresses address physical_addresses physical_address",
    "languages": "languages language",
    "costs": "cost_options cost_option",
    "documents": "required_documents required_document",
    "accessibility": "accessibility accessibility_for_disabilities",
    "eligibility": "eligibility",
    "attributes": "attributes attribute services_taxonomy service_taxonomy",
    "terms": "taxonomy_terms taxonomy_term taxonomy",
}
TABLES = {file: table for table, files in NAMES.items() for file in files.split()}
HEADERS = {
    "organisation_id": "organization_id", "organisation": "organization", "naam": "name",
    "website": "url", "service_name": "name", "lat": "latitude", "lon": "longitude",
    "lng": "longitude", "zip": "postal_code", "postcode": "postal_code", "start_date": "valid_from",
    "end_date": "valid_to", "street": "address_1",
}  # fmt: skip


@dataclass(frozen=True)
class Member:
    """A file inside a zip."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    @property
    def name(self) -> str:
        """Give its name."""
        return Path(self.info.filename).name

    @property
    def size(self) -> int:
        """Give how large it says it is."""
        return self.info.file_size

    def open_binary(self) -> BinaryIO:
        """Give a reader."""
        try:
            return self.archive.open(self.info)  # type: ignore[return-value]
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile, ValueError) as error:
            raise UnreadableFile(f"{self.name}: is locked or damaged in the zip.") from error


@dataclass
class Package:
    """All tables, each with its rows, and its rows by what they point to."""

    gathered: GatheredServices
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    indexes: dict[tuple[str, str], dict[str, list[Row]]] = field(default_factory=dict)

    def rows(self, table: str, column: str, key: Any) -> list[Row]:
        """Give the rows of a table that have this in that column."""
        index = self.indexes.get((table, column))
        if index is None:
            index = defaultdict(list)
            for row in self.tables.get(table, []):
                if row.get(column):
                    index[row[column]].append(row)
            self.indexes[table, column] = index
        return index.get(key, []) if key else []

    def one(self, table: str, key: Any, *, column: str = "id") -> Row | None:
        """Give the row something points to; a pointer to nothing is told."""
        rows = self.rows(table, column, key)
        if key and not rows:
            self.gathered.remark(f"points to {table} that are not in the package")
        return rows[0] if rows else None


def read_package(path: Source, notes: Notes) -> GatheredServices:
    """Read a package; its services come out whole, as if they were JSON."""
    gathered = GatheredServices()
    package = Package(gathered)
    with ExitStack() as stack:
        for file in _files(path, stack):
            stem = re.sub(r"[^a-z]+", "_", Path(file.name).stem.lower()).strip("_")
            if stem in TABLES:
                _read_table(file, TABLES[stem], package, notes)
    if "services" not in package.tables:
        raise UnreadableFile(f"{path.name}: no services.csv in it; this is no HSDS package.")
    for row in package.tables["services"]:
        hsds.take(_service(row, package), gathered)
    _tell_strays(package)
    return gathered


def _files(path: Source, stack: ExitStack) -> Iterator[Source]:
    """Give the files of a folder or a zip; nothing is unpacked to disk."""
    if isinstance(path, Path) and path.is_dir():
        yield from sorted(path.rglob("*.csv"))[:MOST_FILES]
        return
    raw, _size = stack.enter_context(open_raw(path))
    try:
        archive = stack.enter_context(zipfile.ZipFile(raw))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{path.name}: is no folder and no zip that can be read.") from error
    files = [info for info in infos if info.filename.lower().endswith(".csv")]
    if len(files) > MOST_FILES:
        raise UnreadableFile(f"{path.name}: more than {MOST_FILES} files; this is no package.")
    if sum(info.file_size for info in files) > LIMITS.file_bytes * 4:
        raise UnreadableFile(f"{path.name}: more than {LIMITS.file_bytes * 4 // MEGABYTE} MB.")
    yield from (Member(archive, info) for info in files if "__MACOSX" not in info.filename)


def _read_table(file: Source, table: str, package: Package, notes: Notes) -> None:
    rows = csv_rows(file, LIMITS, notes)
    titles = [_title(text) for text in next(rows, [])]
    if table == "services" and "name" not in titles:
        few = ", ".join(titles[:8])
        raise UnreadableFile(f"{file.name}: no column 'name'; the columns are {few}.")
    kept = package.tables[table]
    for row in rows:
        if len(kept) >= MOST_ROWS:
            raise UnreadableFile(f"{file.name}: more than {MOST_ROWS} rows. Split the package.")
        if any(text.strip() for text in row):
            kept.append({t: v.strip() for t, v in zip(titles, row, strict=False) if t and v})


def _title(text: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return HEADERS.get(word, word)


def _service(row: Row, package: Package) -> Row:
    key = row.get("id")
    about = _about(package, "service_id", key)
    places = [_place(p, package) for p in package.rows("places", "service_id", key)]
    if row.get("location_id"):
        places.append(_place({"location_id": row["location_id"]}, package))
    made: Row = {"status": ""} | row | about | {"service_at_locations": places}
    made["organization"] = _organisation(row, places, package)
    made["eligibility_description"] = _eligibility(row, package)
    made["attributes"] = _attributes(row, package)
    made["required_documents"] = package.rows("documents", "service_id", key) or _words(
        row, "required_documents", "document"
    )
    made["cost_options"] = package.rows("costs", "service_id", key)
    made["languages"] = about["languages"] or _words(row, "languages", "name")
    return made


def _about(package: Package, column: str, key: Any) -> Row:
    """Give what several tables tell about one thing."""
    schedules = package.rows("schedules", column, key) + package.rows("holidays", column, key)
    return {
        "phones": package.rows("phones", column, key),
        "schedules": schedules,
        "languages": package.rows("languages", column, key),
    }


def _words(row: Row, column: str, name: str) -> list[Row]:
    """Older packages write a list in one cell."""
    return [{name: word.strip()} for word in row.get(column, "").split(",") if word.strip()]


def _eligibility(row: Row, package: Package) -> str:
    rows = package.rows("eligibility", "service_id", row.get("id"))
    own = row.get("eligibility_description") or row.get("eligibility")
    return own or "\n".join(part.get("eligibility", "") for part in rows)


def _place(part: Row, package: Package) -> Row:
    made = part | _about(package, "service_at_location_id", part.get("id"))
    location = package.one("locations", part.get("location_id"))
    if location is None:
        return made
    key = location.get("id")
    accessibility = package.rows("accessibility", "location_id", key) or _words(
        location, "accessibility", "description"
    )
    made["location"] = (
        location
        | _about(package, "location_id", key)
        | {
            "addresses": package.rows("addresses", "location_id", key),
            "accessibility": accessibility,
        }
    )
    return made


def _organisation(row: Row, places: list[Row], package: Package) -> Row:
    made = package.one("organizations", row.get("organization_id"))
    if made is None and places:
        there = places[0].get("location", {})
        made = package.one("organizations", there.get("organization_id"))
    if made is None:
        return {}
    phones = package.rows("phones", "organization_id", made.get("id"))
    own = [phone for phone in phones if not (phone.get("service_id") or phone.get("location_id"))]
    return made | {"phones": own, "website": made.get("url", "")}


def _attributes(row: Row, package: Package) -> list[Row]:
    """Find the subjects, which packages of different years point to in different ways."""
    key = row.get("id")
    parts = package.rows("attributes", "link_id", key)
    parts = parts + package.rows("attributes", "service_id", key)
    names = [part.get("taxonomy_term_id") or part.get("taxonomy_id") for part in parts]
    names += [word.strip() for word in row.get("taxonomy_ids", "").split(",") if word.strip()]
    terms = [_term(package, name) for name in names if name]
    return [{"taxonomy_term": term} for term in terms if term]


def _term(package: Package, key: str) -> Row | None:
    for column in ("id", "taxonomy_id", "code"):
        if rows := package.rows("terms", column, key):
            return rows[0]
    return None


def _tell_strays(package: Package) -> None:
    """Tell of rows that point to services that are not there."""
    known = {row.get("id") for row in package.tables["services"]}
    for table in ("places", "phones", "schedules", "costs", "documents"):
        strays = [r for r in package.tables.get(table, []) if r.get("service_id", "") not in known]
        for row in strays:
            if row.get("service_id"):
                package.gathered.remark(f"a row of {table} points to a service that is not there")
