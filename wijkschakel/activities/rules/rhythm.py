"""On which days a series falls, and what moment a clock on the wall means."""

import calendar
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

WEEK = dt.timedelta(weeks=1)
# A year of days that fall on the same weekday.
SAME_WEEKDAY_NEXT_YEAR = 52 * WEEK
AHEAD = dt.timedelta(days=366)
WEEKLY, FORTNIGHTLY, MONTHLY, MONTHLY_LAST, CHOSEN = (
    "weekly",
    "fortnightly",
    "monthly",
    "monthly_last",
    "chosen",
)
STEPS = {WEEKLY: WEEK, FORTNIGHTLY: 2 * WEEK}
CHOSEN_MAXIMUM = 200
_DAYS_OF_RRULE = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Plan:
    """A series as a rule: its rhythm from a first day, days left out and days added.

    :param extras: days on top of the rhythm; of chosen dates these are all days.
    :param until_on: the last day on which it may fall; None: it has no end.
    """

    rhythm: str
    first_on: dt.date
    skips: frozenset[dt.date] = frozenset()
    extras: frozenset[dt.date] = frozenset()
    until_on: dt.date | None = None


def week_of_month(day: dt.date) -> int:
    """Say which one of its weekday a day is in its month: 1 to 4; -1 is the fifth, so the last."""
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else -1


def weekday_of_month(year: int, month: int, weekday: int, week: int) -> dt.date:
    """Give the first (1) to fourth (4) or the last (-1) of a weekday in a month."""
    if week == -1:
        last = calendar.monthrange(year, month)[1]
        end = dt.date(year, month, last)
        return end - dt.timedelta(days=(end.weekday() - weekday) % 7)
    begin = dt.date(year, month, 1)
    return begin + dt.timedelta(days=(weekday - begin.weekday()) % 7 + 7 * (week - 1))


def rhythm_days(plan: Plan) -> Iterator[dt.date]:
    """Give the days of the rhythm alone, from the first, without an end."""
    if plan.rhythm in STEPS:
        day = plan.first_on
        while True:
            yield day
            day += STEPS[plan.rhythm]
    if plan.rhythm in (MONTHLY, MONTHLY_LAST):
        yield from _monthly(plan)


def _monthly(plan: Plan) -> Iterator[dt.date]:
    week = -1 if plan.rhythm == MONTHLY_LAST else week_of_month(plan.first_on)
    year, month = plan.first_on.year, plan.first_on.month
    while True:
        day = weekday_of_month(year, month, plan.first_on.weekday(), week)
        if day >= plan.first_on:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def days(plan: Plan, *, start: dt.date, end: dt.date) -> list[dt.date]:
    """Give the days of a series from `start` up to and with `end`, in order.

    A rule without an end is bounded by `end`: the caller always says how far it looks.
    """
    last = min(end, plan.until_on) if plan.until_on else end
    found = {day for day in takewhile(lambda day: day <= last, rhythm_days(plan)) if day >= start}
    found |= {day for day in plan.extras if start <= day <= last}
    return sorted(found - plan.skips)


def moment(day: dt.date, clock: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """Give the moment that people call `clock` on `day`, in UTC.

    A clock time that the spring night skips is moved on by that hour: 2:30 is then 3:30. One that
    the autumn night has twice is the first of the two. Both as RFC 5545 has it.
    """
    local = dt.datetime.combine(day, clock.replace(fold=0), tzinfo=zone)
    return local.astimezone(dt.UTC)


def starts(
    plan: Plan, clock: dt.time, zone: dt.tzinfo, *, start: dt.date, end: dt.date
) -> dict[dt.date, dt.datetime]:
    """Give the start of each session of a series, by the day of the rule it belongs to."""
    return {day: moment(day, clock, zone) for day in days(plan, start=start, end=end)}


def moved(plan: Plan, old_day: dt.date, new_day: dt.date) -> Plan:
    """Give the rule of what follows, when the session of `old_day` and all later go to `new_day`.

    Its own days left out and days added move along.
    """
    away = new_day - old_day
    first_on = next((day for day in rhythm_days(plan) if day >= old_day), old_day) + away
    fresh = Plan(rhythm=_rhythm_from(plan.rhythm, first_on), first_on=first_on)
    shifted = shift(
        plan, fresh, [day for day in plan.skips | plan.extras if day >= old_day], old_day, away
    )
    return replace(
        fresh,
        skips=frozenset(shifted[day] for day in plan.skips if day >= old_day),
        extras=frozenset(shifted[day] for day in plan.extras if day >= old_day),
        until_on=plan.until_on and max(plan.until_on + away, new_day),
    )


def _rhythm_from(rhythm: str, first_on: dt.date) -> str:
    """A last Tuesday that goes to a Thursday before the last one is not a last one any more."""
    if rhythm == MONTHLY_LAST and (first_on + WEEK).month == first_on.month:
        return MONTHLY
    return rhythm


def shift(
    old: Plan, new: Plan, wanted: Collection[dt.date], old_day: dt.date, away: dt.timedelta
) -> dict[dt.date, dt.date]:
    """Say on which day of the new rhythm each of these days of the old one falls.

    A day that was added by hand moves by as many days as the first.
    """
    if not wanted:
        return {}
    last = max(wanted)
    before = [day for day in takewhile(lambda day: day <= last, rhythm_days(old)) if day >= old_day]
    by_place = dict(zip(before, rhythm_days(new), strict=False))
    return {day: by_place.get(day, day + away) for day in wanted}


def next_year(plan: Plan, today: dt.date) -> Plan:
    """Give last year's rule again: the same weekdays, in the first year that is not over."""
    years = 1
    while True:
        fresh = _later(plan, years)
        if min(fresh.extras or {fresh.first_on}) >= today:
            return fresh
        years += 1


def _later(plan: Plan, years: int) -> Plan:
    away = years * SAME_WEEKDAY_NEXT_YEAR
    first_on = plan.first_on + away
    if plan.rhythm in (MONTHLY, MONTHLY_LAST):
        week = -1 if plan.rhythm == MONTHLY_LAST else week_of_month(plan.first_on)
        year, month = plan.first_on.year + years, plan.first_on.month
        first_on = weekday_of_month(year, month, plan.first_on.weekday(), week)
    return Plan(
        rhythm=plan.rhythm,
        first_on=first_on,
        extras=frozenset(day + away for day in plan.extras),
        until_on=plan.until_on and plan.until_on + away,
    )


def as_rrule(plan: Plan) -> str:
    """Write the rhythm as a rule of RFC 5545; empty for chosen dates."""
    day = _DAYS_OF_RRULE[plan.first_on.weekday()]
    if plan.rhythm in STEPS:
        return f"FREQ=WEEKLY;INTERVAL={STEPS[plan.rhythm] // WEEK};BYDAY={day}"
    if plan.rhythm == CHOSEN:
        return ""
    week = -1 if plan.rhythm == MONTHLY_LAST else week_of_month(plan.first_on)
    return f"FREQ=MONTHLY;BYDAY={week}{day}"
