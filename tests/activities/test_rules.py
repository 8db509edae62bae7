"""Rules without a database."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.activities import rules

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@given(taken=st.integers(0, 50), capacity=st.none() | st.integers(0, 50))
def test_there_is_room_exactly_when_one_more_fits(taken, capacity):
    assert rules.has_room(taken=taken, capacity=capacity) == (capacity is None or taken < capacity)


@pytest.mark.parametrize(
    ("first", "utc_hours"),
    [
        (dt.datetime(2026, 3, 23, 10, tzinfo=AMSTERDAM), [9, 8]),
        (dt.datetime(2026, 10, 19, 10, tzinfo=AMSTERDAM), [8, 9]),
    ],
)
def test_ten_o_clock_stays_ten_o_clock_when_summer_time_begins_and_ends(first, utc_hours):
    starts = list(rules.weekly(first=first, weeks=2))
    assert [start.hour for start in starts] == [10, 10]
    assert [start.astimezone(dt.UTC).hour for start in starts] == utc_hours


def test_every_other_week_skips_the_days_named():
    first = dt.datetime(2026, 1, 5, 10, tzinfo=AMSTERDAM)
    starts = rules.weekly(first=first, weeks=6, every=2, skip=frozenset({dt.date(2026, 1, 19)}))
    assert [start.date() for start in starts] == [dt.date(2026, 1, 5), dt.date(2026, 2, 2)]


@pytest.mark.parametrize(("weeks", "every"), [(0, 1), (1, 0), (61, 1)])
def test_a_series_has_a_sensible_length(weeks, every):
    first = dt.datetime(2026, 1, 5, 10, tzinfo=AMSTERDAM)
    with pytest.raises(ValueError, match="series"):
        list(rules.weekly(first=first, weeks=weeks, every=every))


def test_a_kilometre_is_about_a_quarter_of_an_hour():
    assert rules.walk_minutes((52.0, 5.0), (52.009, 5.0)) == 17


@pytest.mark.parametrize("points", [(None, (52.0, 5.0)), ((52.0, 5.0), None)])
def test_without_a_point_there_is_no_walk(points):
    assert rules.walk_minutes(*points) is None


def test_a_walk_to_here_still_takes_a_minute():
    assert rules.walk_minutes((52.0, 5.0), (52.0, 5.0)) == 1
