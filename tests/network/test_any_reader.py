"""Whatever comes in, the readers of services, tables, news and feeds answer in their own words."""

import datetime as dt
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import levels
from tests.network.workbooks import book
from wijkschakel.network.fetching import NotFetched, safe_target
from wijkschakel.network.readers import (
    feeds,
    hsds,
    hsds_tables,
    openings,
    schemaorg_services,
    sheet_activities,
    sheet_rows,
    sheet_services,
    values,
)
from wijkschakel.network.readers.files import Carried, Notes, UnreadableFile
from wijkschakel.network.readers.openactive import State, harvest
from wijkschakel.network.readers.openactive_events import activities
from wijkschakel.network.readers.sheet_words import FIELDS

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
few = settings(max_examples=levels.size(15, 40))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORDS = st.sampled_from(
    ["name", "id", "status", "organization", "phones", "number", "schedules", "byday", "freq",
     "service_at_locations", "location", "latitude", "longitude", "addresses", "languages",
     "contents",
     "cost_options", "amount", "attributes", "taxonomy_term", "services", "service", "@type",
     "@graph",
     "address", "geo", "telephone", "openingHours", "openingHoursSpecification", "dayOfWeek",
     "opens",
     "items", "next", "state", "kind", "modified", "data", "superEvent", "subEvent", "startDate",
     "facilityUse", "individualFacilityUse", "activity", "eventSchedule", "startTime", "interval"]
)  # fmt: skip
VALUES = st.sampled_from(
    ["active", "updated", "deleted", "Event", "SessionSeries", "ScheduledSession", "Slot", "Place",
     "LocalBusiness", "2026-06-15T10:00:00Z", "PT1H", "MO,TU", "WEEKLY", "09:00", "Mo-Fr 9-17",
     "https://example.org/x"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | VALUES,
    lambda deeper: (
        st.lists(deeper, max_size=4) | st.dictionaries(WORDS | TEXT, deeper | VALUES, max_size=6)
    ),
    max_leaves=25,
)


def all_readers(source):
    notes = Notes()
    return [
        lambda: hsds.read_services(source, notes),
        lambda: hsds_tables.read_package(source, notes),
        lambda: schemaorg_services.read_services(source, notes),
        lambda: sheet_services.read_services(source, notes),
        lambda: sheet_activities.read_activities(source, NOW, notes),
        lambda: sheet_rows.look_at(source, notes),
        lambda: feeds.read_feed(source, NOW, notes),
    ]


def readable(data, name="iets"):
    """Give what every reader makes of it; a sentence about the file is an answer too."""
    for read in all_readers(Carried(name, data)):
        try:
            yield read()
        except UnreadableFile:
            continue


STARTS = st.sampled_from([b"", b"PK\x03\x04", b"<?xml version='1.0'?><rss><item>", b"naam;x\n",
                          b"\xff\xfe", b"{", b"[", b"<html>", b"\x1f\x8b"])  # fmt: skip


@few
@given(start=STARTS, data=st.binary(max_size=300))
def test_any_bytes(start, data):
    list(readable(start + data))


@few
@given(value=JSON)
def test_any_json(value):
    for gathered in readable(json.dumps(value).encode()):
        for service in getattr(gathered, "services", {}).values():
            assert service.name
            assert service.source_id


@few
@given(value=JSON)
def test_any_page_of_a_harvest(value):
    page = value if isinstance(value, dict) else {"items": value, "next": "https://example.org/a"}
    result = harvest(lambda url: json.dumps(page).encode(), "https://example.org/", State(), NOW)
    assert result.is_complete or result.problem
    kept = State.from_json(json.loads(json.dumps(result.state.as_json())))
    for activity in activities(kept, NOW).activities.values():
        assert 1 <= len(activity.sessions) <= 200


ITEM = st.fixed_dictionaries(
    {"state": st.sampled_from(["updated", "deleted"]), "kind": VALUES, "id": st.integers(0, 3),
     "modified": st.integers(0, 9) | VALUES, "data": st.dictionaries(WORDS, JSON, max_size=5)}
)  # fmt: skip


@few
@given(items=st.lists(ITEM, max_size=8))
def test_any_records_in_a_harvest(items):
    pages = iter([items, []])
    answer = lambda url: json.dumps({"items": next(pages, []), "next": "https://e.org/a"}).encode()  # noqa: E731
    result = harvest(answer, "https://e.org/", State(), NOW)
    assert result.is_complete
    activities(result.state, NOW)


CELL = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), TEXT, VALUES,
    st.floats(allow_nan=False, allow_infinity=False), st.dates(), st.times(),
    st.datetimes(min_value=dt.datetime(1900, 3, 1), max_value=dt.datetime(2200, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["=1+1", "+31 6 12345678", "POINT(6 52)", "52,25", "ma-vr 9-17", "ja",
                     "15-6-2026"]),
)  # fmt: skip


@few
@given(
    titles=st.lists(st.sampled_from([*FIELDS, "naam", "datum", "iets"]), min_size=1, max_size=6),
    rows=st.lists(st.lists(CELL, max_size=7), max_size=6),
)
def test_any_cells_in_a_workbook(titles, rows):
    clean = [[_writable(cell) for cell in row] for row in rows]
    for gathered in readable(book(titles, *clean).data, "tabel.xlsx"):
        for service in getattr(gathered, "services", {}).values():
            assert service.name
        for activity in getattr(gathered, "activities", {}).values():
            assert activity.sessions


def _writable(cell):
    """Leave out what no spreadsheet can hold."""
    return "".join(sign for sign in cell if sign.isprintable()) if isinstance(cell, str) else cell


@few
@given(
    tables=st.dictionaries(
        st.sampled_from(["services", "organizations", "locations", "phones", "schedules",
                         "attributes"]),
        st.lists(st.lists(TEXT, min_size=3, max_size=5), max_size=4), max_size=6,
    )
)  # fmt: skip
def test_any_package_of_tables(tables):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, rows in tables.items():
            lines = ["id,name,service_id,location_id,description", *(",".join(row) for row in rows)]
            archive.writestr(f"{name}.csv", "\n".join(lines))
    list(readable(out.getvalue(), "pakket.zip"))


READ_ONE = [
    values.day_of, values.time_of, values.number_of, values.whole_of, values.cents_of,
    values.email_of, values.phone_of, values.url_of, values.postcode_of, values.yes_no,
]  # fmt: skip


@given(TEXT)
def test_any_text_is_a_value_or_none(text):
    for read in READ_ONE:
        read(text)
    for times in openings.read_hours(text):
        assert times.description or (times.days and times.opens_at and times.closes_at)


@given(TEXT)
def test_any_text_as_an_address_is_refused_in_our_own_words(text):
    for url in (text, f"http://127.0.0.1{text}", f"http://{text}@127.0.0.1/", f"http://[{text}]/"):
        with pytest.raises(NotFetched):
            safe_target(url)
