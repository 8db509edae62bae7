"""Tables of activities: rows become activities with their moments, in any way of writing days."""

import datetime as dt

import pytest

from tests.network.workbooks import book
from wijkschakel.network.readers import sheet_activities
from wijkschakel.network.readers.files import Carried, Notes

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TITLES = "Activiteit;Datum;Van;Tot;Locatie;Adres;Postcode;Kosten;Soort\n"


def read(text):
    source = text if isinstance(text, Carried) else Carried("agenda.csv", text.encode())
    gathered = sheet_activities.read_activities(source, NOW, Notes())
    return list(gathered.activities.values()), gathered


def moments(activity):
    return [(f"{s.starts_at:%Y-%m-%dT%H:%M}", f"{s.ends_at:%H:%M}") for s in activity.sessions]


def test_rows_of_one_name_and_place_are_one_activity():
    (walk, soup), gathered = read(
        TITLES + "Wandelen;15-6-2026;19:00;20.30 uur;De Molen;Molenstraat 1;7411 AB;gratis;lopen\n"
        "Wandelen;22-6-2026;19:00;20.30 uur;De Molen;Molenstraat 1;7411 AB;gratis;lopen\n"
        "Soep;16 juni 2026;12:00;13:00;Kerk;;;€ 2,50;eten, samen\n"
        "Soep;16-06-2026;12:00;13:00;Kerk;;;€ 2,50;eten, samen\n"
    )
    assert moments(walk) == [("2026-06-15T17:00", "18:30"), ("2026-06-22T17:00", "18:30")]
    assert (walk.place.name, walk.place.street, walk.place.postcode) == (
        "De Molen", "Molenstraat 1", "7411AB",
    )  # fmt: skip
    assert (walk.price_cents, soup.price_cents, soup.keywords) == (0, 250, ("eten", "samen"))
    assert [(r.source_id, r.reason) for r in gathered.rejected] == [
        ("line 5", "the same activity at the same moment")
    ]


@pytest.mark.parametrize(
    ("day", "start"),
    [("2026-06-15", "2026-06-15"), ("15/06/26", "2026-06-15"), ("15.6.2026", "2026-06-15"),
     ("ma 15 juni 2026", "2026-06-15"), ("06-15-2026", "2026-06-15"), ("46188", "2026-06-15"),
     ("Monday, 15 June 2026", "2026-06-15"), ("March 9, 2026", "2026-03-09"),
     ("2026-06-15T00:00:00", "2026-06-15")],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(day, start):
    (activity,), _gathered = read(f"naam;datum;van;tot\nWandelen;{day};12:00;13:00\n")
    assert moments(activity)[0][0][:10] == start


def test_day_and_time_in_one_cell():
    (activity,), _gathered = read(
        "title;start date;end date\nWalk;2026-06-15 19:00;2026-06-15 20:00\n"
    )
    assert moments(activity) == [("2026-06-15T17:00", "18:00")]


def test_a_workbook_gives_the_same():
    (activity,), _gathered = read(book(
        ("Activiteit", "Datum", "Van", "Tot"),
        ("Wandelen", dt.datetime(2026, 6, 15), dt.time(19), dt.time(20)),  # noqa: DTZ001
    ))  # fmt: skip
    assert moments(activity) == [("2026-06-15T17:00", "18:00")]


def test_over_the_change_of_the_clock_the_hour_stays():
    (activity,), _gathered = read(
        "naam;startdatum;einddatum;dag;van;tot\nKoffie;20-3-2026;5-4-2026;zondag;10:00;11:00\n"
    )
    assert [start for start, _end in moments(activity)] == [
        "2026-03-22T09:00", "2026-03-29T08:00", "2026-04-05T08:00",
    ]  # fmt: skip


def test_only_a_day_of_the_week_is_kept_for_half_a_year_and_said():
    (activity,), gathered = read("naam;wanneer\nKoffie;di en do 10.00-12.00 uur\n")
    assert (len(activity.sessions), moments(activity)[0]) == (52, ("2026-03-03T09:00", "11:00"))
    assert list(gathered.remarks) == ["only a day of the week; kept for half a year"]


def test_without_an_end_an_hour_and_without_a_time_a_day_is_taken_and_said():
    found, gathered = read("naam;datum;van\nA1;15-6-2026;19:00\nB2;16-6-2026;\n")
    assert [moments(activity) for activity in found] == [
        [("2026-06-15T17:00", "18:00")], [("2026-06-15T22:00", "22:00")],
    ]  # fmt: skip
    assert sorted(gathered.remarks) == [
        "no end; one hour is assumed",
        "no time; the whole day is taken",
    ]


def test_past_midnight_is_the_next_day():
    (activity,), _gathered = read("naam;datum;van;tot\nFeest;15-6-2026;22:00;01:00\n")
    assert moments(activity) == [("2026-06-15T20:00", "23:00")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [(";15-6-2026;;", "no name"), ("x1;;;", "no date that can be read"),
     ("x1;ooit;;", "no date that can be read"), ("x1;31-2-2026;;", "no date that can be read"),
     ("x1;1-1-1970;10:00;11:00", "the year 1970 cannot be right")],
)  # fmt: skip
def test_a_row_that_is_not_taken_says_why(row, reason):
    found, gathered = read(f"naam;datum;van;tot\n{row}\nGoed;15-6-2026;10:00;11:00\n")
    assert [a.title for a in found] == ["Goed"]
    assert [(r.source_id, r.reason) for r in gathered.rejected] == [("line 2", reason)]


def test_ten_years_of_weeks_are_cut_to_one():
    (activity,), _gathered = read(
        "naam;startdatum;einddatum;dag;van;tot\nKoffie;1-1-2026;1-1-2036;dinsdag;10:00;11:00\n"
    )
    assert len(activity.sessions) == 52
