"""Whatever a file holds, a reader gives what it found or says in a sentence what is wrong."""

import csv
import datetime as dt
import io
import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import levels
from wijkschakel.network.readers.areas import Joiner, read_figures
from wijkschakel.network.readers.calendars import read_calendars
from wijkschakel.network.readers.files import Limits, Notes, UnreadableFile
from wijkschakel.network.readers.geometry import read_boundaries
from wijkschakel.network.readers.plaintext import line, plain, web_address
from wijkschakel.network.readers.schemaorg import read_events
from wijkschakel.network.readers.tables import number, open_table, read_rows

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
# A new file for every example: writing over the last one is fine.
fuzz = settings(
    max_examples=levels.size(20, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda deeper: st.lists(deeper, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["@type", "@graph", "@id", "name", "startDate", "endDate", "location", "geo", "offers",
             "price", "subEvent", "eventSchedule", "features", "geometry", "coordinates", "type",
             "properties", "statcode", "objects", "arcs", "transform", "id", "crs", "geometries"]
        ) | TEXT,
        deeper | st.sampled_from(
            ["Event", "2026-06-01T10:00:00Z", "2026-06-01", "Polygon", "WK015001", "Topology",
             "FeatureCollection", "GeometryCollection", "P1W"]
        ),
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip
CODES = st.sampled_from(["GM0150", "WK015001", "WK015002", "BU01500101", "BU01500102", "NL01"])
VALUES = st.sampled_from([".", "", "12", "12.5", " 7 ", "0", "x", "-99997"]) | TEXT


def readable(read):
    """Run a reader; a sentence about the file is an answer too."""
    try:
        return read()
    except UnreadableFile:
        return None


@fuzz
@given(data=st.binary(max_size=300))
def test_any_bytes(tmp_path, data):
    path = tmp_path / "iets"
    path.write_bytes(data)
    readable(lambda: list(read_rows(open_table(path, Limits(), Notes()), Notes())))
    readable(lambda: list(read_boundaries(path, Limits(), Notes())))
    readable(lambda: read_calendars(path, NOW, Notes()))
    readable(lambda: read_events(path, NOW, Notes()))


@fuzz
@given(value=JSON)
def test_any_json(tmp_path, value):
    path = tmp_path / "iets.json"
    path.write_text(json.dumps(value))
    readable(lambda: read_events(path, NOW, Notes()))
    for found in readable(lambda: list(read_boundaries(path, Limits(), Notes()))) or []:
        assert found.problem or found.polygon or found.point


@fuzz
@given(
    rows=st.lists(
        st.sampled_from(
            ["DTSTART:20260615T180000Z", "DTSTART;VALUE=DATE:20260615", "DTEND:20260615T190000Z",
             "DTEND;TZID=Mars/Stad:20260615T190000", "DURATION:PT1H", "DURATION:-P1D", "UID:een",
             "RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=DAILY;UNTIL=20260701", "RRULE:ONZIN",
             "RRULE:FREQ=YEARLY;BYMONTH=13", "RDATE:20260620T100000Z", "EXDATE:20260622T180000Z",
             "RECURRENCE-ID:20260622T180000Z", "STATUS:CANCELLED", "SEQUENCE:x", "GEO:1;2",
             "GEO:noord", "BEGIN:VEVENT", "END:VEVENT", "LOCATION:", " gevouwen", "CATEGORIES:a,b"]
        )
        | TEXT,
        max_size=14,
    )
)  # fmt: skip
def test_any_calendar(tmp_path, rows):
    path = tmp_path / "iets.ics"
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:x", *rows, "END:VEVENT", "END:VCALENDAR"]
    path.write_text("\r\n".join(lines))
    gathered = readable(lambda: read_calendars(path, NOW, Notes()))
    for activity in gathered.activities.values() if gathered else []:
        assert activity.title
        assert 1 <= len(activity.sessions) <= 200
        for session in activity.sessions:
            assert session.starts_at.tzinfo is not None
            length = session.ends_at - session.starts_at
            assert dt.timedelta(0) < length <= dt.timedelta(hours=25)


def table_of(rows, delimiter, encoding):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["code", "aantal_inwoners_2020", "Roker_1", "leeftijdsgroep"])
    writer.writerows([code, a, b, "18plus"] for code, a, b in rows)
    return out.getvalue().encode(encoding, "replace")


@fuzz
@given(
    rows=st.lists(st.tuples(CODES, VALUES, VALUES), min_size=1, max_size=12),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_every_code_of_a_table_is_joined_or_told(tmp_path, rows, delimiter, encoding):
    path = tmp_path / "iets_2020.csv"
    path.write_bytes(table_of(rows, delimiter, encoding))
    joiner = Joiner(boundaries=[], figures=[path], known=lambda year: set(), tell=lambda text: None)
    joined = readable(joiner.join)
    if joined is None:
        return
    codes = {code for code, _a, _b in rows if code != "NL01"}
    assert codes <= set(joined.areas) | {code for code, _reason in joined.unmatched}
    figures = list(read_figures(joined, lambda text: None))
    keys = [(f.area_code, f.indicator, f.year, f.ages, f.source) for f in figures]
    assert len(keys) == len(set(keys))
    for figure in figures:
        assert (figure.value is not None) == (figure.status == "published")
        assert figure.value is None or math.isfinite(figure.value)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text):
    value = number(text)
    assert value is None or math.isfinite(value)


@given(st.text(max_size=300))
def test_any_text_becomes_plain(text):
    for made in (plain(text), line(text, 50)):
        assert "\x00" not in made
        assert "\u202e" not in made
    assert "\n" not in line(text, 50)
    assert len(line(text, 50)) <= 50


@given(st.text(max_size=60))
def test_any_text_is_a_safe_address_or_none(text):
    for made in (web_address(text), web_address(f"https://{text}")):
        assert made == "" or made.startswith(("http://", "https://"))
        assert not set(made) & set(' "<>\n\t')


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://x.nl", "https://",
             "https://x.nl/" + "a" * 700, "https://x.nl/a b", "http://[::1", 7, None]
)  # fmt: skip
def test_what_is_no_safe_address_gives_none(text):
    assert web_address(text) == ""
