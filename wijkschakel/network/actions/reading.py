"""Which reader belongs to which format, and what it found as rows."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wijkschakel.network.models import Format, Kind
from wijkschakel.network.readers import (
    calendars,
    feeds,
    hsds,
    hsds_tables,
    openactive_files,
    packing,
    schemaorg,
    schemaorg_services,
    sheet_activities,
    sheet_services,
)
from wijkschakel.network.readers.files import Notes, Source, open_bytes
from wijkschakel.network.readers.found import Gathered, Gathering
from wijkschakel.network.readers.packing import Packed
from wijkschakel.network.readers.services import GatheredServices

SHEETS = {Format.CSV, Format.XLSX}
Chosen = Mapping[int, str] | None


@dataclass
class Found:
    """All that was read: rows to take over, rows that cannot be, what was read otherwise."""

    rows: list[tuple[str, Packed]] = field(default_factory=list)
    rejected: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: dict[str, int] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)


def _events(path: Source, now: dt.datetime, notes: Notes, chosen: Chosen) -> Gathered:
    """Read events; a web page may carry them."""
    with open_bytes(path, schemaorg.LIMITS) as stream:
        start = stream.peek(512)[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
        if start.startswith(b"<"):
            path = schemaorg_services.carried_events(stream.read(), notes)
    return schemaorg.read_events(path, now, notes)


ACTIVITY_READERS: dict[str, Callable[[Source, dt.datetime, Notes, Chosen], Gathered]] = {
    Format.ICS: lambda path, now, notes, _c: calendars.read_calendars(path, now, notes),
    Format.SCHEMAORG: _events,
    Format.OPENACTIVE: lambda path, now, _n, _c: openactive_files.read_activities(path, now),
    Format.CSV: lambda path, now, notes, c: sheet_activities.read_activities(
        path, now, notes, chosen=c
    ),
    Format.XLSX: lambda path, now, notes, c: sheet_activities.read_activities(
        path, now, notes, chosen=c
    ),
}
SERVICE_READERS: dict[str, Callable[[Source, Notes, Chosen], GatheredServices]] = {
    Format.SCHEMAORG: lambda path, notes, _c: schemaorg_services.read_services(path, notes),
    Format.CSV: lambda path, notes, c: sheet_services.read_services(path, notes, chosen=c),
    Format.XLSX: lambda path, notes, c: sheet_services.read_services(path, notes, chosen=c),
    Format.HSDS_JSON: lambda path, notes, _c: hsds.read_services(path, notes),
    Format.HSDS_CSV: lambda path, notes, _c: hsds_tables.read_package(path, notes),
}
READERS = {
    Kind.ACTIVITIES: sorted(str(form) for form in ACTIVITY_READERS),
    Kind.SERVICES: sorted(str(form) for form in SERVICE_READERS),
    Kind.NEWS: [str(Format.RSS)],
}


def read(kind: str, form: str, path: Source, now: dt.datetime, chosen: Chosen = None) -> Found:
    """Read a file or what was fetched.

    :raises UnreadableFile: it is not what it says it is.
    """
    notes = Notes()
    if kind == Kind.ACTIVITIES:
        return of_activities(ACTIVITY_READERS[form](path, now, notes, chosen), notes)
    if kind == Kind.NEWS:
        news = feeds.read_feed(path, now, notes)
        return _found([(one.source_id, packing.pack_news(one)) for one in news.items], news, notes)
    gathered = SERVICE_READERS[form](path, notes, chosen)
    rows = [(key, packing.pack_service(one)) for key, one in gathered.services.items()]
    return _found(rows, gathered, notes)


def of_activities(gathered: Gathered, notes: Notes) -> Found:
    """Give activities that were gathered as rows."""
    rows = [(key, packing.pack_activity(one)) for key, one in gathered.activities.items()]
    return _found(rows, gathered, notes)


def _found(rows: list[tuple[str, Packed]], gathered: Gathering, notes: Notes) -> Found:
    rejected = [(item.source_id, item.reason, item.title) for item in gathered.rejected]
    return Found(rows, rejected, dict(gathered.remarks.most_common()), notes.sentences)


def title_of(kind: str, packed: Packed) -> str:
    """Give the name of what a row is about."""
    title: Any = packed["facts"]["name"] if kind == Kind.SERVICES else packed["title"]
    return str(title)[:200]
