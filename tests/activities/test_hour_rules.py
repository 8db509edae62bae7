"""When a consultation hour is open: weeks, holidays, changed days, summer time, appointments."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from wijkschakel.activities.rules import hours
from wijkschakel.activities.rules.rhythm import Plan

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = dt.date(2026, 11, 2)
TEN_TO_TWELVE = hours.Clock(dt.time(10), dt.time(12))


def times(changes=None, **more) -> hours.Times:
    plan = Plan("weekly", more.pop("first_on", MONDAY), until_on=more.pop("until_on", None))
    return hours.Times(plan=plan, clock=TEN_TO_TWELVE, changes=changes or {}, **more)


def days(found: list[hours.Opening]) -> list[str]:
    return [f"{one.day:%d-%m}{' dicht' if one.is_closed else ''}" for one in found]


def test_it_is_open_every_week_between_the_days_that_were_asked():
    found = hours.openings(times(), ZONE, start=MONDAY, end=dt.date(2026, 11, 16))
    assert days(found) == ["02-11", "09-11", "16-11"]


def test_it_stops_after_its_last_day():
    ends = times(until_on=dt.date(2026, 11, 9))
    found = hours.openings(ends, ZONE, start=MONDAY, end=dt.date(2027, 1, 1))
    assert days(found) == ["02-11", "09-11"]


def test_ten_o_clock_stays_ten_o_clock_in_winter():
    autumn = times(first_on=dt.date(2026, 10, 19))
    found = hours.openings(autumn, ZONE, start=dt.date(2026, 10, 19), end=dt.date(2026, 10, 26))
    assert [one.starts_at.astimezone(ZONE).hour for one in found] == [10, 10]
    assert [one.starts_at.hour for one in found] == [8, 9]


def test_on_a_national_holiday_nobody_sits_there():
    easter_monday = dt.date(2026, 4, 6)
    closed = times(first_on=easter_monday)
    assert hours.openings(closed, ZONE, start=easter_monday, end=easter_monday) == []
    open_anyway = times(first_on=easter_monday, closes_on_holidays=False)
    assert days(hours.openings(open_anyway, ZONE, start=easter_monday, end=easter_monday)) == [
        "06-04"
    ]


def test_what_was_said_by_hand_holds_also_on_a_holiday():
    easter_monday = dt.date(2026, 4, 6)
    said = {easter_monday: hours.Change(hours.Clock(dt.time(11), dt.time(12)), "korter")}
    [one] = hours.openings(
        times(said, first_on=easter_monday), ZONE, start=easter_monday, end=easter_monday
    )
    assert (one.starts_at.astimezone(ZONE).hour, one.note) == (11, "korter")


def test_a_closed_day_is_told_with_its_note():
    closed = {MONDAY: hours.Change(None, "ziek")}
    [one] = hours.openings(times(closed), ZONE, start=MONDAY, end=MONDAY)
    assert (one.is_closed, one.note) == (True, "ziek")


def test_a_day_added_by_hand_is_open():
    tuesday = MONDAY + dt.timedelta(days=1)
    extra = {tuesday: hours.Change(TEN_TO_TWELVE)}
    assert days(hours.openings(times(extra), ZONE, start=MONDAY, end=tuesday)) == [
        "02-11",
        "03-11",
    ]


def opening() -> hours.Opening:
    [one] = hours.openings(times(), ZONE, start=MONDAY, end=MONDAY)
    return one


@pytest.mark.parametrize(("minutes", "expected"), [(30, 4), (45, 2), (120, 1), (121, 0)])
def test_appointments_fit_before_closing_time(minutes, expected):
    before = opening().starts_at - dt.timedelta(days=1)
    assert len(hours.slots(opening(), minutes=minutes, taken=(), now=before)) == expected


def test_a_time_that_is_taken_or_over_is_not_free():
    one = opening()
    half_past = one.starts_at + dt.timedelta(minutes=30)
    free = hours.slots(one, minutes=30, taken={half_past}, now=one.starts_at)
    assert [moment.astimezone(ZONE).strftime("%H:%M") for moment in free] == ["11:00", "11:30"]


def test_an_appointment_of_no_time_is_a_mistake():
    with pytest.raises(ValueError, match="at least a minute"):
        hours.slots(opening(), minutes=0, taken=(), now=opening().starts_at)
