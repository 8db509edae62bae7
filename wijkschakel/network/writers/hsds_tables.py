"""HSDS as tables: a folder of CSV files with a description, as others exchange service maps."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from wijkschakel.base.text import sheets
from wijkschakel.network.writers import hsds

# A list or thing inside another, and the table in which it stands.
TABLES = {
    "phones": "phones", "schedules": "schedules", "service_areas": "service_areas",
    "service_at_locations": "service_at_locations", "languages": "languages",
    "cost_options": "cost_options", "required_documents": "required_documents",
    "attributes": "attributes", "addresses": "addresses", "accessibility": "accessibility",
    "organization": "organizations", "location": "locations", "taxonomy_term": "taxonomy_terms",
}  # fmt: skip
Rows = dict[str, dict[str, Any]]


def tables(services: Iterable[dict[str, Any]]) -> dict[str, Rows]:
    """Take whole services apart into rows per table, each thing once."""
    found: dict[str, Rows] = {"services": {}}
    for service in services:
        _take(found, "services", service)
    found["taxonomies"] = {code: hsds.taxonomy(code) for code in sorted(hsds.TAXONOMIES)}
    return found


def _take(found: dict[str, Rows], table: str, thing: dict[str, Any]) -> None:
    plain: dict[str, Any] = {}
    for name, value in thing.items():
        if name in TABLES:
            for inner in value if isinstance(value, list) else [value]:
                _take(found, TABLES[name], inner)
        else:
            plain[name] = value
    found.setdefault(table, {})[plain["id"]] = plain


def package(services: Iterable[dict[str, Any]], licence: str) -> bytes:
    """Write the folder as one file; the same services give the same bytes."""
    file = io.BytesIO()
    found = tables(services)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        for name in sorted(found):
            _put(folder, f"{name}.csv", _csv(list(found[name].values())))
        _put(folder, "datapackage.json", json.dumps(_description(found, licence), indent=1))
    return file.getvalue()


def _put(folder: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    folder.writestr(entry, text)


def _columns(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(["id", *(name for row in rows for name in row)]))


def _csv(rows: list[dict[str, Any]]) -> str:
    buffer = io.StringIO()
    columns = _columns(rows)
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([sheets.safe_cell(row.get(name, "")) for name in columns])
    return buffer.getvalue()


def _description(found: dict[str, Rows], licence: str) -> dict[str, Any]:
    return {
        "name": "human_services_data",
        "title": "HSDS-NL (Wijkschakel)",
        "licenses": [{"path": licence}],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "profile": "tabular-data-resource",
                "schema": {
                    "primaryKey": "id",
                    "fields": [{"name": one} for one in _columns(list(found[name].values()))],
                },
            }
            for name in sorted(found)
        ],
    }
