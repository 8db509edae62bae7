"""Calendars as they are out there."""

import datetime as dt

import pytest

from wijkschakel.network.readers.calendars import read_calendars
from wijkschakel.network.readers.files import Notes, UnreadableFile

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
ZONE = """BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
DTSTART:19700308T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
DTSTART:19701101T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE"""


def event(*lines, uid="een@voorbeeld", title="Samen wandelen"):
    rows = [f"UID:{uid}"] if uid else []
    rows += [f"SUMMARY:{title}"] if title else []
    return "\n".join(["BEGIN:VEVENT", *rows, *lines, "END:VEVENT"])


def read(tmp_path, *parts, head="", name="agenda.ics"):
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *([head] if head else []), *parts,
                      "END:VCALENDAR", ""])  # fmt: skip
    path = tmp_path / name
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return read_calendars(path, NOW, Notes())


def moments(gathered):
    return [
        (s.starts_at.isoformat()[:16], s.ends_at.isoformat()[:16])
        for a in gathered.activities.values()
        for s in a.sessions
    ]


def test_a_zone_with_its_own_name_is_followed(tmp_path):
    gathered = read(
        tmp_path, ZONE,
        event("DTSTART;TZID=America/New_York:20260615T180000",
              "DTEND;TZID=America/New_York:20260615T190000"),
    )  # fmt: skip
    assert moments(gathered) == [("2026-06-15T22:00", "2026-06-15T23:00")]


def test_utc_is_utc(tmp_path):
    gathered = read(tmp_path, event("DTSTART:20260615T180000Z", "DTEND:20260615T190000Z"))
    assert moments(gathered) == [("2026-06-15T18:00", "2026-06-15T19:00")]


def test_a_time_without_a_zone_is_dutch_time_unless_the_calendar_says_otherwise(tmp_path):
    floating = event("DTSTART:20260615T100000", "DTEND:20260615T110000")
    gathered = read(tmp_path, floating)
    assert moments(gathered) == [("2026-06-15T08:00", "2026-06-15T09:00")]
    assert gathered.notes() == ["1 times: no time zone; read as Europe/Amsterdam."]
    gathered = read(tmp_path, floating, head="X-WR-TIMEZONE:America/New_York")
    assert moments(gathered) == [("2026-06-15T14:00", "2026-06-15T15:00")]


def test_an_unknown_zone_is_said(tmp_path):
    gathered = read(tmp_path, event("DTSTART:20260615T100000"), head="X-WR-TIMEZONE:Mars/Olympus")
    assert moments(gathered) == [("2026-06-15T08:00", "2026-06-15T09:00")]
    assert "1 times: unknown time zone 'Mars/Olympus'; Dutch time is assumed." in gathered.notes()


def test_a_weekly_series_keeps_its_clock_time_when_the_clock_changes(tmp_path):
    gathered = read(
        tmp_path,
        event("DTSTART;TZID=Europe/Amsterdam:20260322T100000", "DURATION:PT1H30M",
              "RRULE:FREQ=WEEKLY;COUNT=3"),
    )  # fmt: skip
    assert moments(gathered) == [
        ("2026-03-22T09:00", "2026-03-22T10:30"),
        ("2026-03-29T08:00", "2026-03-29T09:30"),
        ("2026-04-05T08:00", "2026-04-05T09:30"),
    ]


def test_a_series_without_end_goes_a_year_ahead_and_no_further(tmp_path):
    gathered = read(
        tmp_path, event("DTSTART:20200101T100000Z", "DTEND:20200101T110000Z", "RRULE:FREQ=WEEKLY")
    )
    [activity] = gathered.activities.values()
    assert 100 <= len(activity.sessions) <= 106
    assert activity.sessions[-1].starts_at <= NOW + dt.timedelta(days=366)
    gathered = read(tmp_path, event("DTSTART:20200101T100000Z", "RRULE:FREQ=DAILY"))
    [activity] = gathered.activities.values()
    assert len(activity.sessions) == 200
    assert activity.sessions[0].ends_at > NOW
    assert "1 times: more than 200 sessions; the nearest are kept." in gathered.notes()


def test_one_occurrence_can_be_moved_left_out_or_cancelled(tmp_path):
    gathered = read(
        tmp_path,
        event("DTSTART:20260310T100000Z", "DTEND:20260310T110000Z", "RRULE:FREQ=WEEKLY;COUNT=4",
              "EXDATE:20260317T100000Z"),
        event("RECURRENCE-ID:20260324T100000Z", "DTSTART:20260325T120000Z",
              "DTEND:20260325T130000Z"),
        event("RECURRENCE-ID:20260331T100000Z", "DTSTART:20260331T100000Z",
              "DTEND:20260331T110000Z", "STATUS:CANCELLED"),
    )  # fmt: skip
    [activity] = gathered.activities.values()
    assert [(s.starts_at.strftime("%d %H"), s.is_cancelled) for s in activity.sessions] == [
        ("10 10", False), ("25 12", False), ("31 10", True),
    ]  # fmt: skip


def test_a_whole_day_is_from_midnight_to_midnight_in_the_netherlands(tmp_path):
    gathered = read(tmp_path, event("DTSTART;VALUE=DATE:20260329"))
    assert moments(gathered) == [("2026-03-28T23:00", "2026-03-29T22:00")]


def test_several_days_become_a_session_per_day(tmp_path):
    gathered = read(
        tmp_path, event("DTSTART;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260404"),
        event("DTSTART;TZID=Europe/Amsterdam:20260501T100000",
              "DTEND;TZID=Europe/Amsterdam:20260502T170000", uid="twee"),
    )  # fmt: skip
    assert moments(gathered) == [
        ("2026-03-31T22:00", "2026-04-01T22:00"),
        ("2026-04-01T22:00", "2026-04-02T22:00"),
        ("2026-04-02T22:00", "2026-04-03T22:00"),
        ("2026-05-01T08:00", "2026-05-01T15:00"),
        ("2026-05-02T08:00", "2026-05-02T15:00"),
    ]


def test_without_an_end_it_lasts_an_hour_and_that_is_said(tmp_path):
    gathered = read(tmp_path, event("DTSTART:20260615T180000Z"))
    assert moments(gathered) == [("2026-06-15T18:00", "2026-06-15T19:00")]
    assert gathered.notes() == ["1 times: no end; one hour is assumed."]


def test_without_an_id_it_gets_the_same_one_every_time(tmp_path):
    lines = event("DTSTART:20260615T180000Z", "DTEND:20260615T190000Z", uid="")
    first, second = read(tmp_path, lines), read(tmp_path, lines)
    assert list(first.activities) == list(second.activities)
    assert next(iter(first.activities)).startswith("made:")


def test_without_an_id_and_with_a_start_that_cannot_be_read_it_is_told(tmp_path):
    good = event("DTSTART:20260615T180000Z", "DTEND:20260615T190000Z")
    gathered = read(tmp_path, event("DTSTART:20260615T180000Zgevouwen", uid=""), good)
    assert list(gathered.activities) == ["een@voorbeeld"]
    assert [r.source_id[:5] for r in gathered.rejected] == ["made:"]


def test_of_two_versions_the_latest_is_kept_and_the_other_told(tmp_path):
    gathered = read(
        tmp_path,
        event("DTSTART:20260615T180000Z", "SEQUENCE:1", title="Oud"),
        event("DTSTART:20260615T180000Z", "SEQUENCE:3", title="Nieuw"),
    )
    assert [a.title for a in gathered.activities.values()] == ["Nieuw"]
    assert [(r.source_id, r.reason) for r in gathered.rejected] == [
        ("een@voorbeeld", "duplicate id: the latest version is kept")
    ]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["DTSTART:20260615T180000Z", "DTEND:20260615T170000Z"], "it ends before it starts"),
        (["DTEND:20260615T170000Z"], "no start"),
        (["DTSTART:09990615T180000Z"], "the year 999 cannot be right"),
        (["DTSTART:20260615T180000Z", "CLASS:PRIVATE"], "marked as private by its maker"),
        (["DTSTART:20260615T180000Z", "RRULE:FREQ=SECONDLY"], "repeats more than four times a day"),
        (["DTSTART:20260615T180000Z", "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2"],
         "repeats more than four times a day"),
        (["DTSTART:20100615T180000Z", "RRULE:FREQ=WEEKLY;COUNT=2"],
         "no session within a year before and after today"),
        (["DTSTART;VALUE=DATE:20260615", "DTEND:20260615T170000Z"],
         "start and end are not of the same kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_rejected_with_its_reason(tmp_path, lines, reason):
    gathered = read(tmp_path, event(*lines), event("DTSTART:20260615T180000Z", uid="goed"))
    assert list(gathered.activities) == ["goed"]
    assert [(r.source_id, r.reason) for r in gathered.rejected] == [("een@voorbeeld", reason)]


def test_an_event_without_a_title_is_rejected(tmp_path):
    gathered = read(tmp_path, event("DTSTART:20260615T180000Z", title=""))
    assert [r.reason for r in gathered.rejected] == ["no title"]


def test_a_broken_line_costs_that_line_and_not_the_event(tmp_path):
    gathered = read(
        tmp_path, event("DTSTART:20260615T180000Z", "zomaar tekst zonder dubbele punt", "X;;=:1")
    )
    assert [a.title for a in gathered.activities.values()] == ["Samen wandelen"]
    assert "1 times: a line that cannot be read is left out." in gathered.notes()


def test_an_event_that_cannot_be_read_at_all_is_rejected_with_its_line(tmp_path):
    gathered = read(tmp_path, event("DTSTART:morgen", "RRULE:FREQ=ELKE DAG"), event(
        "DTSTART:20260615T180000Z", uid="goed"))  # fmt: skip
    assert list(gathered.activities) == ["goed"]
    assert len(gathered.rejected) == 1


def test_a_file_that_stops_halfway_gives_what_was_whole(tmp_path):
    path = tmp_path / "agenda.ics"
    whole = event("DTSTART:20260615T180000Z")
    path.write_text(f"BEGIN:VCALENDAR\n{whole}\nBEGIN:VEVENT\nUID:twee\nSUMM")
    gathered = read_calendars(path, NOW, Notes())
    assert list(gathered.activities) == ["een@voorbeeld"]
    assert [r.reason for r in gathered.rejected] == ["cut off: no END:VEVENT"]


def test_words_lose_their_html_and_signs_that_do_not_show(tmp_path):
    gathered = read(
        tmp_path,
        event(
            "DTSTART:20260615T180000Z",
            "DESCRIPTION:<p>Kom <b>erbij</b></p><script>alert(1)</script>\\n\\nNeem soep mee &amp; "
            "brood\u202e",
            "LOCATION:Buurthuis De Molen\\, Molenstraat 1",
            "URL:javascript:alert(1)",
            "ATTENDEE;CN=Fatma:mailto:fatma@example.org",
            "CATEGORIES:Eten,Koken",
            title="Soep \u0007voor <i>iedereen</i>",
        ),
    )
    [activity] = gathered.activities.values()
    assert activity.title == "Soep voor iedereen"
    assert activity.description == "Kom erbij\n\nNeem soep mee & brood"
    assert (activity.place.name, activity.place.street) == ("Buurthuis De Molen", "Molenstraat 1")
    assert activity.url == ""
    assert activity.keywords == ("Eten", "Koken")
    assert "fatma" not in repr(activity).lower()


@pytest.mark.parametrize("place", ["Online", "https://meet.example.org/a", "Zoom", "Virtual"])
def test_what_is_online_has_no_place(tmp_path, place):
    gathered = read(tmp_path, event("DTSTART:20260615T180000Z", f"LOCATION:{place}"))
    assert next(iter(gathered.activities.values())).place is None


def test_a_folder_is_read_whole_and_an_id_twice_is_told(tmp_path):
    read(tmp_path, event("DTSTART:20260615T180000Z"), name="a.ics")
    read(tmp_path, event("DTSTART:20260615T180000Z"), name="b.ics")
    (tmp_path / "c.ics").write_text("geen agenda")
    gathered = read_calendars(tmp_path, NOW, Notes())
    assert list(gathered.activities) == ["een@voorbeeld"]
    assert [r.reason for r in gathered.rejected] == [
        "duplicate id: the first one is kept",
        "c.ics: no BEGIN:VCALENDAR; this is no iCalendar file.",
    ]


def test_an_empty_folder_and_a_file_of_another_kind_say_so(tmp_path):
    with pytest.raises(UnreadableFile, match=r"no \.ics files"):
        read_calendars(tmp_path, NOW, Notes())
    (tmp_path / "x.ics").write_text("UID:1\n")
    with pytest.raises(UnreadableFile, match="this is no iCalendar file"):
        read_calendars(tmp_path / "x.ics", NOW, Notes())
