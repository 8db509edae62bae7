"""Who fits, how long an offer lasts, and the ladder."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.activities import rules
from wijkschakel.activities.rules import Room

HOUR = dt.timedelta(hours=1)
START = dt.datetime(2026, 3, 10, 10, tzinfo=dt.UTC)
NUMBER = st.integers(0, 12)


@given(capacity=NUMBER, taken=NUMBER, by_series=NUMBER, kept=NUMBER, wanted=st.integers(1, 4))
def test_a_series_never_takes_the_places_of_newcomers_until_the_last_day(
    capacity, taken, by_series, kept, wanted
):
    room = Room(capacity, taken, by_series, kept)
    fits = taken + wanted <= capacity
    assert room.fits(wanted) == fits
    assert room.fits(wanted, in_series=True, is_last_day=True) == fits
    beside = by_series + wanted <= capacity - kept
    assert room.fits(wanted, in_series=True) == (fits and beside)


def test_without_a_limit_everybody_fits():
    assert Room(None, 900, 900, 5).fits(50, in_series=True)


@pytest.mark.parametrize(("hours_before", "ends_after"), [(100, 24), (30, 18), (25, 13)])
def test_an_offer_lasts_a_day_and_leaves_time_for_the_next(hours_before, ends_after):
    now = START - hours_before * HOUR
    assert rules.offer_ends(START, now) == now + ends_after * HOUR


def test_leaving_on_the_last_day_is_late():
    assert rules.left_late(START, START - 23 * HOUR)
    assert not rules.left_late(START, START - 24 * HOUR)


def test_the_ladder_has_one_step_at_a_time():
    steps = [rules.next_step(role) for role in rules.LADDER]
    assert steps == ["helper", "co_organiser", "lead", ""]
