"""On which days a series falls, and at what moment."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from dateutil.easter import easter as church_easter
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.activities import rules
from wijkschakel.activities.rules import rhythm
from wijkschakel.activities.rules.rhythm import Plan

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
D = dt.date
DAYS = st.dates(D(2020, 1, 1), D(2040, 12, 31))
RULED = st.sampled_from([rhythm.WEEKLY, rhythm.FORTNIGHTLY, rhythm.MONTHLY, rhythm.MONTHLY_LAST])


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


def two_years(plan: Plan) -> list[dt.date]:
    return rules.days(plan, start=plan.first_on, end=plan.first_on + dt.timedelta(days=731))


@given(first_on=DAYS, kind=RULED)
def test_the_days_are_those_of_the_rule_as_another_reader_of_rfc_5545_reads_it(first_on, kind):
    plan = Plan(kind, first_on)
    begin = dt.datetime.combine(first_on, dt.time(), tzinfo=dt.UTC)
    end = begin + dt.timedelta(days=731)
    theirs = rrule.rrulestr(rules.as_rrule(plan), dtstart=begin).between(begin, end, inc=True)
    assert two_years(plan) == [moment.date() for moment in theirs]


@given(first_on=DAYS, kind=RULED, left_out=st.sets(st.integers(0, 60), max_size=5))
def test_days_left_out_and_added_are_followed(first_on, kind, left_out):
    whole = two_years(Plan(kind, first_on))
    skips = frozenset(whole[place] for place in left_out if place < len(whole))
    extra = first_on + dt.timedelta(days=3)
    plan = Plan(kind, first_on, skips=skips, extras=frozenset({extra}))
    assert two_years(plan) == sorted(set(whole) - skips | {extra})


@pytest.mark.parametrize(
    ("day", "week"),
    [(D(2026, 12, 1), 1), (D(2026, 12, 8), 2), (D(2026, 12, 28), 4), (D(2026, 12, 29), -1)],
)
def test_a_fifth_tuesday_is_a_last_tuesday(day, week):
    assert rules.week_of_month(day) == week


def test_a_rule_from_the_leap_day_falls_in_every_month():
    found = rules.days(
        Plan(rhythm.MONTHLY, D(2028, 2, 29)), start=D(2028, 2, 1), end=D(2028, 5, 31)
    )
    assert found == [D(2028, 2, 29), D(2028, 3, 28), D(2028, 4, 25), D(2028, 5, 30)]


def test_a_rule_without_an_end_is_bounded_by_how_far_one_looks():
    found = rules.days(Plan(rhythm.WEEKLY, D(2026, 1, 5)), start=D(2026, 1, 5), end=D(2027, 1, 5))
    assert len(found) == 53


def test_nothing_falls_after_the_last_day():
    plan = Plan(rhythm.WEEKLY, D(2026, 1, 5), until_on=D(2026, 1, 19))
    assert two_years(plan) == [D(2026, 1, 5), D(2026, 1, 12), D(2026, 1, 19)]


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (D(2026, 3, 28), dt.time(10), utc(2026, 3, 28, 9)),
        (D(2026, 3, 29), dt.time(10), utc(2026, 3, 29, 8)),
        (D(2026, 10, 25), dt.time(10), utc(2026, 10, 25, 9)),
        # two o'clock does not exist in this night: it is three, summer time
        (D(2026, 3, 29), dt.time(2, 30), utc(2026, 3, 29, 1, 30)),
        # half past two comes twice in this night: the first counts
        (D(2026, 10, 25), dt.time(2, 30), utc(2026, 10, 25, 0, 30)),
        (D(2026, 10, 25), dt.time(2, 30, fold=1), utc(2026, 10, 25, 0, 30)),
    ],
)
def test_a_clock_on_the_wall_means_one_moment(day, clock, expected):
    assert rules.moment(day, clock, AMSTERDAM) == expected


@given(first_on=DAYS)
def test_ten_o_clock_stays_ten_o_clock_for_two_years(first_on):
    plan = Plan(rhythm.WEEKLY, first_on)
    end = first_on + dt.timedelta(days=731)
    found = rules.starts(plan, dt.time(10), AMSTERDAM, start=first_on, end=end)
    assert {start.astimezone(AMSTERDAM).time() for start in found.values()} == {dt.time(10)}
    assert [start.astimezone(AMSTERDAM).date() for start in found.values()] == list(found)


def test_moving_what_follows_takes_days_left_out_and_added_along():
    plan = Plan(
        rhythm.WEEKLY,
        D(2026, 3, 2),
        skips=frozenset({D(2026, 3, 9), D(2026, 3, 30)}),
        extras=frozenset({D(2026, 4, 1)}),
        until_on=D(2026, 4, 6),
    )
    moved = rules.moved(plan, D(2026, 3, 23), D(2026, 3, 25))
    assert moved.skips == {D(2026, 4, 1)}
    assert moved.extras == {D(2026, 4, 3)}
    assert two_years(moved) == [D(2026, 3, 25), D(2026, 4, 3), D(2026, 4, 8)]


def test_a_second_tuesday_that_moves_becomes_a_second_thursday_of_every_month():
    plan = Plan(rhythm.MONTHLY, D(2026, 1, 13))
    moved = rules.moved(plan, D(2026, 2, 10), D(2026, 2, 12))
    assert two_years(moved)[:3] == [D(2026, 2, 12), D(2026, 3, 12), D(2026, 4, 9)]
    shifted = rules.shift(
        plan, moved, [D(2026, 2, 10), D(2026, 4, 14)], D(2026, 2, 10), dt.timedelta(days=2)
    )
    assert shifted == {D(2026, 2, 10): D(2026, 2, 12), D(2026, 4, 14): D(2026, 4, 9)}


def test_a_last_tuesday_that_moves_to_a_thursday_before_the_last_one_keeps_that_day():
    moved = rules.moved(Plan(rhythm.MONTHLY_LAST, D(2026, 4, 28)), D(2026, 4, 28), D(2026, 4, 23))
    assert two_years(moved)[:2] == [D(2026, 4, 23), D(2026, 5, 28)]


def test_chosen_dates_move_by_the_same_number_of_days():
    dates = frozenset({D(2026, 3, 2), D(2026, 3, 28), D(2026, 5, 1)})
    moved = rules.moved(
        Plan(rhythm.CHOSEN, D(2026, 3, 2), extras=dates), D(2026, 3, 28), D(2026, 3, 29)
    )
    assert two_years(moved) == [D(2026, 3, 29), D(2026, 5, 2)]


@given(first_on=st.dates(D(2020, 1, 1), D(2026, 1, 1)), kind=RULED)
def test_last_year_s_rule_comes_back_on_the_same_weekday_and_not_before_today(first_on, kind):
    today = D(2026, 3, 2)
    again = rules.next_year(Plan(kind, first_on, until_on=first_on + dt.timedelta(days=90)), today)
    assert again.first_on >= today
    assert again.first_on.weekday() == first_on.weekday()
    assert again.until_on >= again.first_on


@given(first_on=st.dates(D(2020, 1, 1), D(2026, 1, 1)))
def test_the_nth_weekday_of_a_month_stays_the_nth_next_year(first_on):
    again = rules.next_year(Plan(rhythm.MONTHLY, first_on), D(2026, 3, 2)).first_on
    assert (again.month, rules.week_of_month(again) % 4) == (
        first_on.month,
        rules.week_of_month(first_on) % 4,
    ) or rules.week_of_month(first_on) == -1


@given(year=st.integers(1900, 2199))
def test_easter_is_when_the_church_says(year):
    assert rules.easter(year) == church_easter(year)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (D(2026, 4, 5), "easter"),
        (D(2026, 4, 27), "kings_day"),
        (D(2025, 4, 26), "kings_day"),
        (D(2026, 5, 14), "ascension"),
        (D(2026, 5, 25), "pentecost_monday"),
        (D(2026, 12, 19), "christmas_break"),
        (D(2027, 1, 3), "christmas_break"),
        (D(2027, 1, 4), ""),
        (D(2024, 4, 27), "kings_day"),
        (D(2027, 4, 24), "may_break"),
        (D(2027, 5, 2), "may_break"),
        (D(2027, 5, 3), ""),
    ],
)
def test_days_on_which_the_country_is_free_have_a_name(day, name):
    assert rules.name_of(day) == name
